package org.reconlink.publish;

import org.reconlink.statistics.Proportion;

/**
 * Withholds small counts in tables of counts: those from 1 up to below a limit.
 *
 * @param below the limit; 0 and 1 withhold nothing
 */
record SmallNumbers(int below) {

    boolean withholds(long count) {
        return count > 0 && count < below;
    }

    /** Whether any side of a share is small. */
    boolean withholds(Proportion share) {
        return withholds(share.n()) || withholds(share.k()) || withholds(share.n() - share.k());
    }

    /** Whether two shares that differ by so much, published together, tell of the few in whom they differ. */
    boolean tellsOfFew(long k, long n) {
        return withholds(Math.abs(k)) || withholds(Math.abs(n)) || withholds(Math.abs(n - k));
    }

    Cell cell(long count) {
        return withholds(count) ? Missing.WITHHELD : Cell.number(count);
    }
}

package org.reconlink.publish;

/**
 * Withholds small counts in tables of counts: those from 1 up to below a limit.
 *
 * @param below the limit; 0 and 1 withhold nothing
 */
record SmallNumbers(int below) {

    boolean withholds(long count) {
        return count > 0 && count < below;
    }

    Cell cell(long count) {
        return withholds(count) ? Missing.WITHHELD : Cell.number(count);
    }
}

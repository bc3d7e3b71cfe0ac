package org.reconlink.disclosure;

import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Proportion;

/**
 * Which counts of people are hidden and how the others are rounded; whatever is worked out of counts is worked out of the
 * rounded ones. The one rule of all that leaves the room: report, aggregate tables, pictures and the terminal.
 *
 * @param redactUpTo the largest count that is hidden; 0 hides none
 * @param zerosToo whether a count of 0 is hidden like the small ones
 * @param base counts are rounded to the nearest multiple of it; 1 rounds none
 */
public record DisclosureRule(int redactUpTo, boolean zerosToo, int base) {

    private static final double DOMINANT_SHARE = 0.9;

    public static final DisclosureRule NONE = new DisclosureRule(0, false, 1);

    /** What OpenSAFELY asks of outputs: counts up to 7 hidden, then rounding to 5. */
    public static final DisclosureRule OPENSAFELY = new DisclosureRule(7, false, 5);

    /** The defaults of the SACRO tools: a threshold of 10, rounding to 5, zeros disclose. */
    public static final DisclosureRule SACRO = new DisclosureRule(9, true, 5);

    public DisclosureRule {
        if (redactUpTo < 0 || base < 1) {
            throw new IllegalArgumentException("no count is below 0 and none is rounded to less than 1");
        }
    }

    /** Whether it changes any table. */
    public boolean active() {
        return redactUpTo > 0 || base > 1;
    }

    /** Whether anything is rounded. */
    public boolean rounds() {
        return base > 1;
    }

    /** Whether a count is hidden. */
    public boolean withholds(long count) {
        return active() && count <= redactUpTo && (count > 0 || zerosToo);
    }

    /** Whether any side of a share is small. */
    public boolean withholds(Proportion share) {
        return withholds(share.n()) || withholds(share.k()) || withholds(share.n() - share.k());
    }

    /** Whether any part of bounds is small. */
    public boolean withholds(BoundedProportion share) {
        return withholds(share.least()) || withholds(share.most()) || withholds(share.unknown());
    }

    /**
     * Whether two shares that differ by so much, published together, tell of the few in whom they differ. Rounded ones do
     * not: their difference says little of the exact one.
     */
    public boolean tellsOfFew(long k, long n) {
        return !rounds() && (few(k) || few(n) || few(n - k));
    }

    private boolean few(long difference) {
        return difference != 0 && withholds(Math.abs(difference));
    }

    /**
     * Whether a sum over people tells of those who have most of it: the two largest values are more than nine tenths of it.
     * That is the rule of the SACRO tools for sums; their other, that all but the two are less than a tenth of the
     * largest, holds only where this one does.
     */
    public boolean dominated(double largest, double second, double total) {
        return redactUpTo > 0 && largest > 0 && largest + second > DOMINANT_SHARE * total;
    }

    /** The nearest multiple of the base; halves are rounded up. */
    public long rounded(long count) {
        return Math.floorDiv(2 * count + base, 2L * base) * base;
    }

    public Proportion rounded(Proportion share) {
        return new Proportion(rounded(share.k()), rounded(share.n()));
    }

    /** The unknown are those between the rounded bounds. */
    public BoundedProportion rounded(BoundedProportion share) {
        Proportion least = rounded(share.least());
        long most = Math.max(least.k(), rounded(share.most().k()));
        return new BoundedProportion(least.k(), Math.max(least.n(), most), most - least.k());
    }
}

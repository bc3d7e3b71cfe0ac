package org.reconlink.publish;

import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Proportion;

/**
 * Counts of people as report and aggregate tables may show them: small ones are withheld, the others rounded, and whatever
 * is worked out of counts is worked out of the rounded ones.
 */
public record SmallNumbers(DisclosureRule rule) {

    /** Whether anything is withheld or rounded. */
    public boolean active() {
        return rule.active();
    }

    /** Whether anything is rounded. */
    public boolean rounds() {
        return rule.base() > 1;
    }

    public boolean withholds(long count) {
        return rule.redacts(count);
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
    boolean tellsOfFew(long k, long n) {
        return !rounds() && (few(k) || few(n) || few(n - k));
    }

    private boolean few(long difference) {
        return difference != 0 && withholds(Math.abs(difference));
    }

    public long rounded(long count) {
        return rule.rounded(count);
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

    Cell cell(long count) {
        return withholds(count) ? Missing.WITHHELD : Cell.number(rounded(count));
    }
}

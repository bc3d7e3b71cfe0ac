package org.reconlink.statistics;

import java.util.Optional;

/**
 * A count among a number of people of some of whom it is not known whether they have it. They stay in the denominator, since
 * leaving them out would bias: whoever has an uncertain offence is likelier to have one that is sure.
 *
 * @param k those who surely have it
 * @param n all who could
 * @param unknown those who may have it
 */
public record BoundedProportion(long k, long n, long unknown) {
    public BoundedProportion {
        if (k < 0 || unknown < 0 || k + unknown > n) {
            throw new IllegalArgumentException("not a proportion: " + k + " and perhaps " + unknown + " of " + n);
        }
    }

    /** One of which all is known. */
    public static BoundedProportion known(Proportion share) {
        return new BoundedProportion(share.k(), share.n(), 0);
    }

    public boolean isKnown() {
        return unknown == 0;
    }

    /** If none of the unknown have it. */
    public Proportion least() {
        return new Proportion(k, n);
    }

    /** If all of the unknown have it. */
    public Proportion most() {
        return new Proportion(k + unknown, n);
    }

    /** From the lower limit of the least to the upper limit of the most, by Wilson's score; empty if n is 0. */
    public Optional<Interval> wilson() {
        return least().wilson().flatMap(low -> most().wilson().map(high -> new Interval(low.lower(), high.upper())));
    }
}

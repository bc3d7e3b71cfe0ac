package org.reconlink.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A table of two groups by an outcome.
 *
 * @param a first group with the outcome
 * @param b first group without it
 * @param c second group with the outcome
 * @param d second group without it
 */
public record TwoByTwo(int a, int b, int c, int d) {
    /** Standard normal quantile of 0.975, written out so that it is the same on every machine. */
    private static final double Z = 1.959963984540054;

    public TwoByTwo {
        if (a < 0 || b < 0 || c < 0 || d < 0) {
            throw new IllegalArgumentException("a count below 0");
        }
    }

    public Proportion first() {
        return new Proportion(a, (long) a + b);
    }

    public Proportion second() {
        return new Proportion(c, (long) c + d);
    }

    /**
     * Fisher's exact two-sided p: the sum over all tables with these margins that are no more probable than this one,
     * those as probable but for rounding among them. 1 where a margin is 0, since no other table is possible then.
     */
    public double fisherTwoSided() {
        return hasEmptyMargin() ? 1 : new GivenMargins(this).twoSided();
    }

    /**
     * The sample odds ratio ad / bc, not the conditional estimate; infinite where only bc is 0, empty where a margin is
     * 0.
     */
    public OptionalDouble oddsRatio() {
        return hasEmptyMargin() ? OptionalDouble.empty() : OptionalDouble.of((double) a * d / ((double) b * c));
    }

    /**
     * The conditional maximum likelihood odds ratio with its exact interval, both given the margins, as R's
     * {@code fisher.test} has them. Infinite where the data say so; empty where a margin is 0.
     */
    public Optional<Estimate> conditionalOddsRatio() {
        return hasEmptyMargin() ? Optional.empty() : Optional.of(new GivenMargins(this).oddsRatio());
    }

    /**
     * The first group's share less the second's, with the hybrid score interval of Newcombe (1998, method 10, no
     * continuity correction). Empty where a group has nobody.
     */
    public Optional<Estimate> riskDifference() {
        if (a + b == 0 || c + d == 0) {
            return Optional.empty();
        }
        double p1 = (double) a / (a + b);
        double p2 = (double) c / (c + d);
        Interval one = first().wilson().orElseThrow();
        Interval two = second().wilson().orElseThrow();
        double difference = p1 - p2;
        return Optional.of(new Estimate(
                difference,
                new Interval(
                        difference - Math.hypot(p1 - one.lower(), two.upper() - p2),
                        difference + Math.hypot(one.upper() - p1, p2 - two.lower()))));
    }

    /**
     * The first group's share over the second's, with the interval of its logarithm (Katz, Baptista, Azen and Pike 1978).
     * Empty where nobody of a group has the outcome: the logarithm has no variance then.
     */
    public Optional<Estimate> riskRatio() {
        if (a == 0 || c == 0) {
            return Optional.empty();
        }
        double ratio = (double) a / (a + b) / ((double) c / (c + d));
        double half = Z * Math.sqrt(1.0 / a - 1.0 / (a + b) + 1.0 / c - 1.0 / (c + d));
        return Optional.of(new Estimate(ratio, new Interval(ratio * Math.exp(-half), ratio * Math.exp(half))));
    }

    /** Whether a group or an outcome has nobody, so that there is nothing to compare. */
    public boolean hasEmptyMargin() {
        return a + b == 0 || c + d == 0 || a + c == 0 || b + d == 0;
    }
}

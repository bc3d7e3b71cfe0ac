package org.reconlink.statistics;

import java.util.OptionalDouble;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * A table of two groups by an outcome.
 *
 * @param a first group with the outcome
 * @param b first group without it
 * @param c second group with the outcome
 * @param d second group without it
 */
public record TwoByTwo(int a, int b, int c, int d) {
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
     * Fisher's exact two-sided p: the sum over all tables with these margins that are no more probable than this one. 1
     * where a margin is 0, since no other table is possible then.
     */
    public double fisherTwoSided() {
        return hasEmptyMargin()
                ? 1
                : FisherExactTest.withDefaults()
                        .test(new int[][] {{a, b}, {c, d}})
                        .getPValue();
    }

    /**
     * The sample odds ratio ad / bc, not the conditional estimate; infinite where only bc is 0, empty where a margin is
     * 0.
     */
    public OptionalDouble oddsRatio() {
        return hasEmptyMargin() ? OptionalDouble.empty() : OptionalDouble.of((double) a * d / ((double) b * c));
    }

    /** Whether a group or an outcome has nobody, so that there is nothing to compare. */
    public boolean hasEmptyMargin() {
        return a + b == 0 || c + d == 0 || a + c == 0 || b + d == 0;
    }
}

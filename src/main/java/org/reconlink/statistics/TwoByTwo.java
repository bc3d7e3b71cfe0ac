package org.reconlink.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

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

    /**
     * A 2x2 table given its margins: Fisher's noncentral hypergeometric distribution of the first cell.
     *
     * <p>The odds ratio's estimate and limits are those that R's {@code fisher.test} prints. R looks for each root in (0, 1), of the ratio or
     * of its reciprocal, to {@value #R_TOLERANCE} only; so does this, by the same method from the same ends, because whoever
     * checks a study's table does so in R. An upper limit of 1049.8 is 1059.6 when solved to the last digit.
     */
    static final class GivenMargins {
        static final double R_TOLERANCE = 1.220703125e-4;
        /** Tables are held equally probable if they differ by less, as R holds them: ties differ by rounding errors. */
        private static final double EQUAL = 1 + 1e-7;

        private static final double EPSILON = Math.ulp(1.0);
        private static final double TAIL = 0.025;

        private final int observed;
        private final int lowest;
        private final double[] logProbability;

        GivenMargins(TwoByTwo table) {
            int first = table.a() + table.b();
            int second = table.c() + table.d();
            int with = table.a() + table.c();
            this.observed = table.a();
            this.lowest = Math.max(0, with - second);
            this.logProbability = new double[Math.min(with, first) - lowest + 1];
            HypergeometricDistribution central = HypergeometricDistribution.of(first + second, first, with);
            for (int i = 0; i < logProbability.length; i++) {
                logProbability[i] = central.logProbability(lowest + i);
            }
        }

        /** The probability of all tables that are no more probable than this one where the odds ratio is 1. */
        double twoSided() {
            double[] probability = probabilities(1);
            double limit = probability[observed - lowest] * EQUAL;
            double sum = 0;
            for (double p : probability) {
                sum += p <= limit ? p : 0;
            }
            return Math.min(1, sum);
        }

        Estimate oddsRatio() {
            return new Estimate(mostLikely(), new Interval(lower(), upper()));
        }

        private double mostLikely() {
            if (observed == lowest) {
                return 0;
            }
            return observed == highest() ? Double.POSITIVE_INFINITY : ratio(t -> mean(t) - observed);
        }

        private double lower() {
            return observed == lowest ? 0 : ratio(t -> 1 - atMost(observed - 1, t) - TAIL);
        }

        private double upper() {
            return observed == highest() ? Double.POSITIVE_INFINITY : ratio(t -> TAIL - atMost(observed, t));
        }

        private int highest() {
            return lowest + logProbability.length - 1;
        }

        /** The ratio at which a function that rises with it is 0. */
        private static double ratio(DoubleUnaryOperator rising) {
            double atOne = rising.applyAsDouble(1);
            if (atOne > 0) {
                return BrentRoot.between(0, 1, R_TOLERANCE, rising);
            }
            return atOne < 0 ? 1 / BrentRoot.between(EPSILON, 1, R_TOLERANCE, t -> rising.applyAsDouble(1 / t)) : 1;
        }

        private double mean(double ratio) {
            double[] probability = probabilities(ratio);
            double mean = 0;
            for (int i = 0; i < probability.length; i++) {
                mean += (lowest + i) * probability[i];
            }
            return mean;
        }

        private double atMost(int x, double ratio) {
            double[] probability = probabilities(ratio);
            double sum = 0;
            for (int i = 0; i <= x - lowest; i++) {
                sum += probability[i];
            }
            return sum;
        }

        private double[] probabilities(double ratio) {
            double[] p = new double[logProbability.length];
            if (ratio == 0) {
                p[0] = 1;
                return p;
            }
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < p.length; i++) {
                p[i] = logProbability[i] + (lowest + i) * Math.log(ratio);
                most = Math.max(most, p[i]);
            }
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
                p[i] = Math.exp(p[i] - most);
                sum += p[i];
            }
            for (int i = 0; i < p.length; i++) {
                p[i] /= sum;
            }
            return p;
        }
    }
}

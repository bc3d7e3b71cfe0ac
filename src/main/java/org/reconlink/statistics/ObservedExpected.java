package org.reconlink.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * A number observed beside the number expected.
 *
 * @param expected of a model, say the sum of the participants' probabilities; taken as known
 */
public record ObservedExpected(long observed, double expected) {
    /** Counts are held equally probable if they differ by less, as R holds them. */
    private static final double EQUAL = 1 + 1e-7;

    public ObservedExpected {
        if (observed < 0 || observed > Integer.MAX_VALUE / 2 || !(expected >= 0) || Double.isInfinite(expected)) {
            throw new IllegalArgumentException(
                    "not a comparison: " + observed + " observed, " + expected + " expected");
        }
    }

    /** Observed over expected with the exact Poisson interval of the observed; empty where nothing is expected. */
    public Optional<Estimate> ratio() {
        return expected == 0
                ? Optional.empty()
                : Optional.of(new Estimate(observed / expected, ExactPoisson.mean(observed, expected)));
    }

    /**
     * The exact two-sided p: the probability of all counts that are no more probable than the observed one. Empty where
     * nothing is expected.
     */
    public Optional<Double> p() {
        return expected == 0 ? Optional.empty() : Optional.of(twoSided((int) observed));
    }

    private double twoSided(int count) {
        PoissonDistribution counts = PoissonDistribution.of(expected);
        double limit = counts.probability(count) * EQUAL;
        if (count == expected) {
            return 1;
        }
        if (count < expected) {
            int above = (int) Math.ceil(expected);
            while (counts.probability(above) > limit) {
                above++;
            }
            return counts.cumulativeProbability(count) + counts.survivalProbability(above - 1);
        }
        int below = (int) Math.floor(expected);
        while (below >= 0 && counts.probability(below) > limit) {
            below--;
        }
        return counts.cumulativeProbability(below) + counts.survivalProbability(count - 1);
    }

    /** The exact interval of a Poisson mean (Garwood, 1936), by quantiles of the chi-squared distribution. */
    static final class ExactPoisson {
        private ExactPoisson() {}

        /** The mean number of events, given those that happened, in units of {@code exposure}. */
        static Interval mean(long events, double exposure) {
            double lower = events == 0 ? 0 : quantile(2.0 * events, 0.025);
            return new Interval(lower / exposure, quantile(2.0 * (events + 1), 0.975) / exposure);
        }

        private static double quantile(double df, double p) {
            return ChiSquaredDistribution.of(df).inverseCumulativeProbability(p) / 2;
        }
    }
}

package org.reconlink.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** The exact interval of a Poisson mean (Garwood, 1936), by quantiles of the chi-squared distribution. */
final class ExactPoisson {
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

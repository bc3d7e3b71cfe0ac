package org.reconlink.statistics.adjusted;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;

/** A figure that is estimated with its standard error, on a scale on which it is about normal: a difference or a log ratio. */
public record Coefficient(double value, double standardError) {
    /** Standard normal quantile of 0.975, written out so that it is the same on every machine. */
    private static final double Z = 1.959963984540054;

    /** Wald's two-sided p. */
    public double p() {
        return 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(value / standardError));
    }

    /** With Wald's interval. */
    public Estimate estimate() {
        return new Estimate(value, new Interval(value - Z * standardError, value + Z * standardError));
    }

    /** The ratio whose logarithm it is. */
    public Estimate ratio() {
        return exp(estimate());
    }

    static Estimate exp(Estimate logarithm) {
        return new Estimate(
                StrictMath.exp(logarithm.value()),
                new Interval(
                        StrictMath.exp(logarithm.interval().lower()),
                        StrictMath.exp(logarithm.interval().upper())));
    }
}

package org.reconlink.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * A statistic that follows a chi-squared distribution where there is no difference.
 *
 * @param df degrees of freedom, at least 1
 */
public record ChiSquared(double statistic, int df) {
    /** The probability of a statistic at least as large where there is no difference. */
    public double p() {
        return ChiSquaredDistribution.of(df).survivalProbability(statistic);
    }
}

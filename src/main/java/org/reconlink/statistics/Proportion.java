package org.reconlink.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A count among a number of people or things; with {@code n} 0 it has neither per cent nor interval.
 *
 * @param k those who have it, at most n
 * @param n all who could
 */
public record Proportion(long k, long n) {
    /** Standard normal quantile of 0.975, written out so that it is the same on every machine. */
    private static final double Z = 1.959963984540054;

    public Proportion {
        if (k < 0 || k > n) {
            throw new IllegalArgumentException("not a proportion: " + k + " of " + n);
        }
    }

    /** Those who do not have it, of the same number. */
    public Proportion complement() {
        return new Proportion(n - k, n);
    }

    /** Whether the share is larger than another's; none is where one is of nobody. */
    public boolean isAbove(Proportion other) {
        return n > 0 && other.n > 0 && Math.multiplyExact(k, other.n) > Math.multiplyExact(other.k, n);
    }

    /** Per cent to one decimal, the exact fraction rounded half up: 1 of 16 is 6.3. */
    public Optional<BigDecimal> percent() {
        return n == 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(k).movePointRight(2).divide(BigDecimal.valueOf(n), 1, RoundingMode.HALF_UP));
    }

    /** Wilson's score interval (1927) without continuity correction, as shares from 0 to 1. */
    public Optional<Interval> wilson() {
        if (n == 0) {
            return Optional.empty();
        }
        double p = (double) k / n;
        double z2 = Z * Z;
        double centre = p + z2 / (2 * n);
        double half = Z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        double scale = 1 + z2 / n;
        // Both are exact in theory and off by a rounding error in practice.
        double lower = k == 0 ? 0 : (centre - half) / scale;
        double upper = k == n ? 1 : (centre + half) / scale;
        return Optional.of(new Interval(lower, upper));
    }

    /** The exact interval of Clopper and Pearson (1934), as shares from 0 to 1. */
    public Optional<Interval> clopperPearson() {
        if (n == 0) {
            return Optional.empty();
        }
        double lower = k == 0 ? 0 : BetaDistribution.of((double) k, n - k + 1.0).inverseCumulativeProbability(0.025);
        double upper = k == n ? 1 : BetaDistribution.of(k + 1.0, (double) n - k).inverseCumulativeProbability(0.975);
        return Optional.of(new Interval(lower, upper));
    }
}

package org.reconlink.statistics.uncertainty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.reconlink.statistics.BrentRoot;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;

/**
 * A rate in two strata: the linked, all of them, and the unlinked, of whom a random sample was looked for by other means.
 * What identifiers do not show, say a whole identity under an alias, no linkage model can learn; a sample can.
 *
 * @param linked those with the outcome, of the linked
 * @param unlinked how many are not linked, the sample among them
 * @param sampled the unlinked who were looked for
 * @param traced of these, who were found, so that their outcome is known
 * @param tracedWith of these, who have the outcome
 */
public record AuditedRate(Proportion linked, int unlinked, int sampled, int traced, int tracedWith) {
    private static final double TAIL = 0.025;
    private static final double TOLERANCE = 1e-9;
    private static final int NODES = 64;

    public AuditedRate {
        if (tracedWith < 0 || tracedWith > traced || traced > sampled || sampled > unlinked) {
            throw new IllegalArgumentException("not a sample: " + tracedWith + " with the outcome of " + traced
                    + " traced of " + sampled + " looked for of " + unlinked + " unlinked");
        }
    }

    /** The same where the counts are rounded; empty where nothing of the sample is left. */
    public AuditedRate rounded(LongUnaryOperator count) {
        int all = Math.toIntExact(count.applyAsLong(unlinked));
        int looked = Math.min(all, Math.toIntExact(count.applyAsLong(sampled)));
        int found = Math.min(looked, Math.toIntExact(count.applyAsLong(traced)));
        int with = Math.min(found, Math.toIntExact(count.applyAsLong(tracedWith)));
        long n = count.applyAsLong(linked.n());
        return new AuditedRate(new Proportion(Math.min(n, count.applyAsLong(linked.k())), n), all, looked, found, with);
    }

    /** Looked for in vain, or found where the extract does not reach: their outcome stays unknown. */
    public int notTraced() {
        return sampled - traced;
    }

    /** How many of the unlinked each of the sample stands for; empty without a sample. */
    public Optional<Double> weight() {
        return sampled == 0 ? Optional.empty() : Optional.of((double) unlinked / sampled);
    }

    /** The rate if none of those who were not traced has the outcome; empty without a sample. */
    public Optional<Estimate> least() {
        return estimate(tracedWith);
    }

    /** The rate if all of them have it: the same as the least where everybody was traced. */
    public Optional<Estimate> most() {
        return estimate(tracedWith + notTraced());
    }

    /**
     * The rate and where its distribution has 0.025 and 0.975: a share of the linked's rate and one of the sample's, each with
     * Jeffreys' prior.
     */
    private Optional<Estimate> estimate(int with) {
        if (sampled == 0) {
            return Optional.empty();
        }
        double point = (linked.k() + (double) unlinked * with / sampled) / (linked.n() + unlinked);
        BetaDistribution ofLinked = jeffreys(linked.k(), linked.n());
        double[] shares = quantiles(jeffreys(unlinked, unlinked + linked.n()));
        double[] rates = quantiles(jeffreys(with, sampled));
        return Optional.of(new Estimate(
                point, new Interval(limit(TAIL, ofLinked, shares, rates), limit(1 - TAIL, ofLinked, shares, rates))));
    }

    /** The probability that the rate, those not traced being none, is at most {@code t}; the sample must not be empty. */
    double below(double t) {
        return below(
                t,
                jeffreys(linked.k(), linked.n()),
                quantiles(jeffreys(unlinked, unlinked + linked.n())),
                quantiles(jeffreys(tracedWith, sampled)));
    }

    private static BetaDistribution jeffreys(long k, long n) {
        return BetaDistribution.of(k + 0.5, n - k + 0.5);
    }

    /** The quantiles at the nodes of Gauss and Legendre's rule from 0 to 1: a mean over them is one over the distribution. */
    private static double[] quantiles(ContinuousDistribution of) {
        double[] quantiles = new double[NODES];
        for (int i = 0; i < NODES; i++) {
            quantiles[i] = of.inverseCumulativeProbability(Legendre.NODE[i]);
        }
        return quantiles;
    }

    private static double limit(double probability, BetaDistribution ofLinked, double[] shares, double[] rates) {
        return BrentRoot.between(0, 1, TOLERANCE, t -> below(t, ofLinked, shares, rates) - probability);
    }

    /** The probability that (1 - share) x the linked's rate + share x the sample's is at most {@code t}. */
    private static double below(double t, BetaDistribution ofLinked, double[] shares, double[] rates) {
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            for (int j = 0; j < NODES; j++) {
                double left = (t - shares[i] * rates[j]) / (1 - shares[i]);
                sum += Legendre.WEIGHT[i] * Legendre.WEIGHT[j] * ofLinked.cumulativeProbability(left);
            }
        }
        return sum;
    }

    /** The sample and what it says, in a few sentences; empty without a sample. */
    public String sentence() {
        if (sampled == 0) {
            return "";
        }
        Estimate least = least().orElseThrow();
        Estimate most = most().orElseThrow();
        String counts = "Audited sample: of the " + unlinked + " not linked " + sampled
                + " were looked for by other means, "
                + traced + " were traced, " + tracedWith
                + " of them with a proven reoffence. With the linked and each of the"
                + " sample counted for " + Percent.ratio(weight().orElseThrow()) + " of the unlinked the rate is ";
        String figure = notTraced() == 0
                ? Percent.of(least)
                : Percent.of(least) + " if none of the " + notTraced() + " who were not traced reoffended, "
                        + Percent.of(most) + " if all did";
        return counts + figure
                + ". That needs no assumption about the unlinked: where it differs from the estimate, it is the one to quote.";
    }

    /** How shares are written. */
    private static final class Percent {
        private Percent() {}

        static String of(Estimate estimate) {
            return number(100 * estimate.value(), 1) + "% ("
                    + number(100 * estimate.interval().lower(), 1) + "-"
                    + number(100 * estimate.interval().upper(), 1) + "%)";
        }

        static String ratio(double value) {
            return number(value, 2);
        }

        private static String number(double value, int places) {
            return BigDecimal.valueOf(value)
                    .setScale(places, RoundingMode.HALF_UP)
                    .toPlainString();
        }
    }

    /** The rule of Gauss and Legendre from 0 to 1, its nodes by Newton's method. */
    private static final class Legendre {
        private static final double[] NODE = new double[NODES];
        private static final double[] WEIGHT = new double[NODES];

        static {
            for (int i = 0; i < NODES; i++) {
                double x = Math.cos(Math.PI * (i + 0.75) / (NODES + 0.5));
                double slope = 1;
                for (int step = 0; step < 20; step++) {
                    double before = 1;
                    double value = x;
                    for (int k = 2; k <= NODES; k++) {
                        double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
                        before = value;
                        value = next;
                    }
                    slope = NODES * (x * value - before) / (x * x - 1);
                    x -= value / slope;
                }
                NODE[i] = (1 - x) / 2;
                WEIGHT[i] = 1 / ((1 - x * x) * slope * slope);
            }
        }
    }
}

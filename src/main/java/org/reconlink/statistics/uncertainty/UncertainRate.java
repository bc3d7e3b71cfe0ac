package org.reconlink.statistics.uncertainty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongUnaryOperator;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;

/**
 * A cohort's rate with what linkage leaves open, all as shares from 0 to 1. Whoever is absent from the extract is taken to
 * have the same rate; where absent means without the outcome, the lower reading is the estimate times the linked share.
 *
 * @param participants linked or not
 * @param estimate allowing for uncertain links, for the unlinked and for damage that differs by outcome field by field
 * @param outcomeBlind the same without looking at outcomes when weighing links
 * @param confident links above the study's threshold: those with the outcome, of those observed
 * @param unlinked the share who could not be linked
 * @param retainedWith the probability that blocking and pruning let a true pair with the outcome through
 * @param retainedWithout the same without
 * @param approximated participants tied to so many others that their links were taken one by one; 0 where all is exact
 */
public record UncertainRate(
        int participants,
        Estimate estimate,
        Estimate outcomeBlind,
        Proportion confident,
        double unlinked,
        double retainedWith,
        double retainedWithout,
        int approximated) {
    private static final double LOG_THREE = Math.log(3);
    private static final int FEW_PARTICIPANTS = 60;
    private static final int FEW_WITH_OUTCOME = 5;
    /** Estimates that differ by less than a percentage point do not differ in what they say. */
    private static final double GAP = 0.01;

    /** What stands first in a report. */
    public enum Headline {
        /** Wilson's interval of confident links with the range: too few participants or outcomes for more. */
        CONFIDENT_LINKS_AND_RANGE,
        /** The estimate with its interval. */
        ESTIMATE,
        /** The same with its range: the outcome-blind estimate differs, so damage is related to the outcome. */
        ESTIMATE_AND_RANGE
    }

    /**
     * Estimates the rate.
     *
     * @param confident those with the outcome among the confidently linked
     * @return empty if no participant can be linked to anybody
     */
    public static Optional<UncertainRate> of(LinkEvidence evidence, Proportion confident) {
        OddsFit.Fitted blind = OddsFit.blind(evidence);
        OddsFit.Fitted fitted = OddsFit.byOutcome(evidence);
        LinkedCounts counts = counts(evidence, fitted);
        LinkedCounts blindCounts = counts(evidence, blind);
        Optional<Estimate> estimate = estimate(counts, fitted.retainedWith(), fitted.retainedWithout());
        Optional<Estimate> outcomeBlind = estimate(blindCounts, 1, 1);
        return estimate.isEmpty() || outcomeBlind.isEmpty()
                ? Optional.empty()
                : Optional.of(new UncertainRate(
                        evidence.participants(),
                        estimate.get(),
                        outcomeBlind.get(),
                        confident,
                        counts.unlinked(),
                        fitted.retainedWith(),
                        fitted.retainedWithout(),
                        Math.max(counts.approximated(), blindCounts.approximated())));
    }

    private static LinkedCounts counts(LinkEvidence evidence, OddsFit.Fitted fitted) {
        boolean[] outcome = new boolean[evidence.links().size()];
        for (int e = 0; e < outcome.length; e++) {
            outcome[e] = evidence.links().get(e).outcome();
        }
        return LinkedCounts.of(evidence.participants(), fitted.messages(), outcome);
    }

    /** Point and limits of the counts, corrected for those whom blocking and pruning lost. */
    static Optional<Estimate> estimate(LinkedCounts counts, double retainedWith, double retainedWithout) {
        return counts.share()
                .map(share -> new Estimate(
                        corrected(share, retainedWith, retainedWithout),
                        new Interval(
                                corrected(counts.quantile(0.025), retainedWith, retainedWithout),
                                corrected(counts.quantile(0.975), retainedWith, retainedWithout))));
    }

    private static double corrected(double x, double retainedWith, double retainedWithout) {
        return x * retainedWithout / (x * retainedWithout + (1 - x) * retainedWith);
    }

    /**
     * The same for a table whose counts are rounded: every share as a rounded number of the rounded number of participants.
     *
     * @param count rounds a number of people; must not decrease where the number grows
     */
    public UncertainRate rounded(LongUnaryOperator count) {
        return new UncertainRate(
                Math.toIntExact(count.applyAsLong(participants)),
                rounded(estimate, count),
                rounded(outcomeBlind, count),
                new Proportion(count.applyAsLong(confident.k()), count.applyAsLong(confident.n())),
                rounded(unlinked, count),
                retainedWith,
                retainedWithout,
                Math.toIntExact(count.applyAsLong(approximated)));
    }

    private Estimate rounded(Estimate of, LongUnaryOperator count) {
        return new Estimate(
                rounded(of.value(), count),
                new Interval(
                        rounded(of.interval().lower(), count),
                        rounded(of.interval().upper(), count)));
    }

    private double rounded(double share, LongUnaryOperator count) {
        long people = count.applyAsLong(participants);
        long having = Math.round(share * participants);
        return people == 0 ? 0 : (double) count.applyAsLong(having) / people;
    }

    /** From a third to three times the odds that the model implies for the unlinked. */
    public Interval range() {
        return range(LOG_THREE);
    }

    /** The limits if the unlinked have odds between e to the power of {@code -d} and of {@code d} times the model's. */
    public Interval range(double d) {
        Interval interval = estimate.interval();
        return new Interval(shifted(interval.lower(), -d), shifted(interval.upper(), d));
    }

    /** The rate if the linked have rate x and the unlinked e^d times its odds. */
    private double shifted(double x, double d) {
        double times = x * Math.exp(d);
        return (1 - unlinked) * x + unlinked * times / (times + 1 - x);
    }

    /**
     * The logarithm of the factor on the unlinked's odds at which a target rate enters the interval: 0 if it is in it
     * already, below 0 if the unlinked had to have lower odds; empty if no factor is enough.
     */
    public OptionalDouble tippingPoint(double target) {
        Interval interval = estimate.interval();
        if (target >= interval.lower() && target <= interval.upper()) {
            return OptionalDouble.of(0);
        }
        double limit = target < interval.lower() ? interval.lower() : interval.upper();
        double needed = (target - (1 - unlinked) * limit) / unlinked;
        return needed > 0 && needed < 1 && limit > 0 && limit < 1
                ? OptionalDouble.of(Math.log(needed / (1 - needed)) - Math.log(limit / (1 - limit)))
                : OptionalDouble.empty();
    }

    /** What the unlinked would have to do for a target rate to lie in the interval, in one sentence. */
    public String targetSentence(double target) {
        String rate = "The rate of " + percent(target) + "% to compare with ";
        OptionalDouble tip = tippingPoint(target);
        if (tip.isEmpty()) {
            return rate + "lies outside the interval whatever the unlinked did.";
        }
        if (tip.getAsDouble() == 0) {
            return rate + "lies within the interval.";
        }
        return rate + "lies outside the interval; it would come within if the unlinked had "
                + BigDecimal.valueOf(Math.exp(tip.getAsDouble())).setScale(2, RoundingMode.HALF_UP)
                + " times the odds of a proven reoffence that the model implies.";
    }

    /** Which figure stands first. */
    public Headline headline() {
        if (participants < FEW_PARTICIPANTS || confident.k() < FEW_WITH_OUTCOME) {
            return Headline.CONFIDENT_LINKS_AND_RANGE;
        }
        return Math.abs(estimate.value() - outcomeBlind.value()) < GAP
                ? Headline.ESTIMATE
                : Headline.ESTIMATE_AND_RANGE;
    }

    /** The estimate and what it allows for, in one sentence. */
    public String estimateSentence() {
        return "Estimated rate " + percent(estimate.value()) + "% (" + percent(estimate.interval())
                + "%), allowing for uncertain links, for the " + percent(unlinked)
                + "% who could not be linked, and for identifier damage that differs field by field between those who"
                + " reoffended and others; confident links alone give "
                + confident
                        .percent()
                        .map(BigDecimal::toPlainString)
                        .map(p -> p + "%")
                        .orElse("no rate") + ".";
    }

    /** What the unlinked could do to it, in one sentence. */
    public String rangeSentence() {
        return "If the unlinked reoffend at odds between a third and three times what the model implies, which the data"
                + " cannot rule out, the range is " + percent(range()) + "%.";
    }

    private static String percent(Interval interval) {
        return percent(interval.lower()) + "-" + percent(interval.upper());
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
    }
}

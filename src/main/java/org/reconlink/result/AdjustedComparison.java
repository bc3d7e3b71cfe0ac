package org.reconlink.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.outcome.ComparisonSettings;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.StandardisedDifference;
import org.reconlink.statistics.TwoByTwo;
import org.reconlink.statistics.adjusted.Coefficient;
import org.reconlink.statistics.adjusted.CumulativeIncidence.EndedTime;
import org.reconlink.statistics.adjusted.LogisticRegression;

/**
 * Study groups against their reference with covariates held equal, over those who are included, observed in the window and have
 * every covariate. People are taken in order of their number, so that no figure hangs on the order of rows.
 *
 * @param pairs one for each group but the reference, in the protocol's order; empty where there are not two to five groups
 */
public record AdjustedComparison(
        ComparisonSettings settings, WindowSettings window, Measure outcome, List<Pair> pairs) {
    /** Of smaller groups nothing is estimated. */
    public static final int FEWEST = 10;

    /** So many people with the rarer outcome, or of the smaller group, are asked for each coefficient (Vittinghoff and McCulloch 2007). */
    public static final int FEWEST_A_COEFFICIENT = 5;

    public AdjustedComparison {
        pairs = List.copyOf(pairs);
    }

    /** Empty where the protocol asks for none. */
    public static Optional<AdjustedComparison> of(Cohort cohort) {
        ComparisonSettings settings = cohort.result().outcome().comparison();
        if (settings == null) {
            return Optional.empty();
        }
        String named = settings.window();
        WindowSettings window =
                named == null ? cohort.mainWindow() : cohort.result().outcome().window(named);
        Measure outcome = Measure.of(settings.outcome(), cohort.result());
        return Optional.of(new AdjustedComparison(
                settings, window, outcome, cohort.result().compared()));
    }

    /** What a figure is of. */
    public enum Way {
        UNADJUSTED,
        LOGISTIC_REGRESSION,
        COX_REGRESSION,
        MATCHING,
        WEIGHTING
    }

    /** What is estimated. */
    public enum Quantity {
        RISK_DIFFERENCE,
        ODDS_RATIO,
        HAZARD_RATIO
    }

    /**
     * A group against the reference.
     *
     * @param observed people of the group and of the reference whose outcome is observed
     * @param compared those of them who have every covariate
     * @param lacking how many of those observed lack a covariate, by its name; without those that nobody lacks
     * @param unknown how many of those compared it is not known of whether they have the outcome
     * @param left covariates that are the same for everybody compared and so tell nothing
     * @param uncertainTimes of how many of those followed it is not sure when the first reoffence was
     * @param groupEnds how long everybody of the group was followed, and what ended it; empty where death or deportation ended
     *     nobody's time
     * @param referenceEnds the same of the reference
     */
    public record Pair(
            String group,
            String reference,
            Both observed,
            Both compared,
            Map<String, Integer> lacking,
            Both unknown,
            Both uncertainTimes,
            List<String> left,
            List<Row> rows,
            List<Balance> balance,
            List<EndedTime> groupEnds,
            List<EndedTime> referenceEnds) {
        public Pair {
            lacking = Collections.unmodifiableMap(new LinkedHashMap<>(lacking));
            left = List.copyOf(left);
            rows = List.copyOf(rows);
            balance = List.copyOf(balance);
            groupEnds = List.copyOf(groupEnds);
            referenceEnds = List.copyOf(referenceEnds);
        }

        /** Where counts are rounded what is told beside them is of the rounded ones, or so coarse that it does not tell the exact. */
        Pair rounded(DisclosureRule small) {
            return small.rounds()
                    ? new Pair(
                            group,
                            reference,
                            observed,
                            compared,
                            lacking,
                            unknown,
                            uncertainTimes,
                            left,
                            rows.stream().map(row -> row.rounded(small)).toList(),
                            balance.stream()
                                    .map(line -> line.rounded(small, compared))
                                    .toList(),
                            groupEnds,
                            referenceEnds)
                    : this;
        }

        /** Whether a line of balance is of no small count: of a covariate's levels all or none, since the last would follow. */
        public boolean shown(Balance line, DisclosureRule small) {
            return balance.stream()
                    .filter(other -> other.covariate().equals(line.covariate()))
                    .allMatch(other -> !other.dominated()
                            && shown(small, other.counts().group(), compared.group())
                            && shown(small, other.counts().reference(), compared.reference()));
        }

        private static boolean shown(DisclosureRule small, long k, long n) {
            return !small.withholds(n) && !small.withholds(k) && !small.withholds(n - k);
        }

        /** The row of that kind, if the protocol's methods have it. */
        public Optional<Row> row(Way way, Quantity quantity) {
            return rows.stream()
                    .filter(row -> row.way() == way && row.quantity() == quantity)
                    .findFirst();
        }
    }

    /** A number of people of the group and one of the reference. */
    public record Both(long group, long reference) {}

    /**
     * A figure.
     *
     * @param people whom it is of; of matching those matched
     * @param with those of them who have the outcome or event, surely
     * @param estimate a difference of shares or a ratio; null where it cannot be told
     * @param most null where all outcomes (of a hazard ratio all times) are known; else {@code estimate} is if the unknown of the group have none and those of the
     *     reference have it, this the other way round, and both have the interval from the lower limit of the one to the upper of the
     *     other
     * @param p two-sided; null where there is none
     * @param proportional p of the test that a hazard ratio is the same at all times; null of others
     * @param reason why there is no estimate; null if there is one
     * @param penalised whether it is by Firth's likelihood, since a covariate tells the outcome of some exactly
     */
    public record Row(
            Way way,
            Quantity quantity,
            Both people,
            Both with,
            @Nullable Estimate estimate,
            @Nullable Estimate most,
            @Nullable Double p,
            @Nullable Double proportional,
            @Nullable String reason,
            boolean penalised) {

        Row rounded(DisclosureRule small) {
            Estimate exact = estimate;
            if (exact == null) {
                return this;
            }
            TwoByTwo counts = new TwoByTwo(
                    (int) small.rounded(with.group()),
                    (int) small.rounded(people.group() - with.group()),
                    (int) small.rounded(with.reference()),
                    (int) small.rounded(people.reference() - with.reference()));
            boolean ofCounts = way == Way.UNADJUSTED && quantity != Quantity.HAZARD_RATIO && most == null;
            if (ofCounts
                    && quantity == Quantity.RISK_DIFFERENCE
                    && counts.riskDifference().isPresent()) {
                return told(counts.riskDifference().get(), null, counts.fisherTwoSided());
            }
            Optional<Coefficient> logOdds = ofCounts ? LogisticRegression.oddsRatio(counts) : Optional.empty();
            if (logOdds.isPresent()) {
                return told(logOdds.get().ratio(), null, logOdds.get().p());
            }
            return told(coarse(exact), most == null ? null : coarse(most), p == null ? null : (Double) coarse(p));
        }

        private Row told(Estimate shown, @Nullable Estimate upTo, @Nullable Double test) {
            Double same = proportional;
            return new Row(
                    way,
                    quantity,
                    people,
                    with,
                    shown,
                    upTo,
                    test,
                    same == null ? null : (Double) coarse(same),
                    reason,
                    penalised);
        }

        private static Estimate coarse(Estimate exact) {
            return new Estimate(
                    coarse(exact.value()),
                    new Interval(
                            coarse(exact.interval().lower()),
                            coarse(exact.interval().upper())));
        }

        /** To two decimals: of a difference whole percentage points. */
        private static double coarse(double exact) {
            return Double.isInfinite(exact) ? exact : Math.rint(100 * exact) / 100;
        }

        /** Whether no count that it rests on is small, nor the difference to those observed. */
        public boolean shown(DisclosureRule small, Pair pair) {
            return shown(small, people.group(), with.group(), pair.observed().group())
                    && shown(
                            small,
                            people.reference(),
                            with.reference(),
                            pair.observed().reference());
        }

        private static boolean shown(DisclosureRule small, long n, long k, long all) {
            return !small.withholds(n)
                    && !small.withholds(k)
                    && !small.withholds(n - k)
                    && (all == n || !small.tellsOfFew(all - n, all - n));
        }
    }

    /**
     * A covariate, or a level of one, in both groups.
     *
     * @param covariate as the protocol names it
     * @param level null of a number
     * @param carried whether it is a carried column, which may not be fit to be shown
     * @param counts people with the level; of a number all compared
     * @param dominated whether one or two people have nearly all of a group's sum of a number
     * @param before as they are
     * @param matched those matched; null where there is no match
     * @param weighted with weights; null where there are none
     */
    public record Balance(
            String covariate,
            @Nullable String level,
            boolean carried,
            Both counts,
            boolean dominated,
            Means before,
            @Nullable Means matched,
            @Nullable Means weighted) {

        Balance rounded(DisclosureRule small, Both compared) {
            boolean number = level == null;
            Means shown = before.coarse(number);
            if (!number) {
                Proportion one = rounded(small, counts.group(), compared.group());
                Proportion other = rounded(small, counts.reference(), compared.reference());
                shown = new Means(share(one), share(other), StandardisedDifference.of(one, other));
            }
            return new Balance(
                    covariate,
                    level,
                    carried,
                    counts,
                    dominated,
                    shown,
                    matched == null ? null : matched.coarse(number),
                    weighted == null ? null : weighted.coarse(number));
        }

        private static Proportion rounded(DisclosureRule small, long k, long n) {
            long of = small.rounded(n);
            return new Proportion(Math.min(of, small.rounded(k)), of);
        }

        private static double share(Proportion share) {
            return share.n() == 0 ? 0 : (double) share.k() / share.n();
        }
    }

    /**
     * Means or shares of the group and of the reference.
     *
     * @param difference standardised; empty where neither varies and they differ
     */
    public record Means(double group, double reference, OptionalDouble difference) {
        /** A mean to one decimal, a share to one hundredth, of shares the difference to one twentieth. */
        Means coarse(boolean number) {
            double step = number ? 10 : 100;
            double steps = number ? 100 : 20;
            return new Means(
                    Math.rint(group * step) / step,
                    Math.rint(reference * step) / step,
                    difference.isEmpty()
                            ? difference
                            : OptionalDouble.of(Math.rint(difference.getAsDouble() * steps) / steps));
        }
    }

    /** How far a standardised difference is from none, 0.1 is the customary limit (Austin 2011, doi 10.1080/00273171.2011.568786). */
    public enum Band {
        WITHIN_5,
        WITHIN_10,
        ABOVE_10;

        public static Band of(double difference) {
            double size = Math.abs(difference);
            return size <= 0.05 ? WITHIN_5 : size <= 0.1 ? WITHIN_10 : ABOVE_10;
        }
    }
}

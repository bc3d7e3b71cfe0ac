package org.reconlink.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.disclosure.Tally;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.CourtMode;
import org.reconlink.outcome.ComparisonSettings;
import org.reconlink.outcome.ComparisonSettings.Method;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.CensorReason;
import org.reconlink.outcome.WindowOutcome.Survival;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Recalled.IndexKind;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.StandardisedDifference;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;
import org.reconlink.statistics.TwoByTwo;
import org.reconlink.statistics.adjusted.Coefficient;
import org.reconlink.statistics.adjusted.CoxRegression;
import org.reconlink.statistics.adjusted.CumulativeIncidence.End;
import org.reconlink.statistics.adjusted.CumulativeIncidence.EndedTime;
import org.reconlink.statistics.adjusted.DesignMatrix;
import org.reconlink.statistics.adjusted.LogisticRegression;
import org.reconlink.statistics.adjusted.WeightedGroups;

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

    private static final String GROUP = "group";

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
        List<Pair> pairs = new ArrayList<>();
        Split.byStudyGroup(cohort).ifPresent(split -> {
            Split.Group reference = split.groups().get(split.groups().size() - 1);
            for (Split.Group group : split.groups().subList(0, split.groups().size() - 1)) {
                pairs.add(new Comparing(settings, window, outcome, group, reference)
                        .pair(cohort.small().rule())
                        .rounded(cohort.small().rule()));
            }
        });
        return Optional.of(new AdjustedComparison(settings, window, outcome, pairs));
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
     * @param most null where all outcomes are known; else {@code estimate} is if the unknown of the group have none and those of the
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

    /** How far a standardised difference is from none, in the bands that the Justice Data Lab prints. */
    public enum Band {
        WITHIN_5,
        WITHIN_10,
        ABOVE_10;

        public static Band of(double difference) {
            double size = Math.abs(difference);
            return size <= 0.05 ? WITHIN_5 : size <= 0.1 ? WITHIN_10 : ABOVE_10;
        }
    }

    /** One group against the reference in the making. */
    private static final class Comparing {
        private final ComparisonSettings settings;
        private final WindowSettings window;
        private final Measure outcome;
        private final Split.Group group;
        private final Split.Group reference;
        /** Those observed or followed in part, the group's and the reference's, in order of their numbers. */
        private final List<ParticipantOutcome> all;

        Comparing(
                ComparisonSettings settings,
                WindowSettings window,
                Measure outcome,
                Split.Group group,
                Split.Group reference) {
            this.settings = settings;
            this.window = window;
            this.outcome = outcome;
            this.group = group;
            this.reference = reference;
            this.all = Stream.concat(group.people().stream(), reference.people().stream())
                    .sorted(Comparator.comparing(person -> person.participant().id()))
                    .toList();
        }

        Pair pair(DisclosureRule small) {
            List<Covariate> covariates = settings.covariates().stream()
                    .map(one -> Covariate.of(one, all))
                    .toList();
            List<ParticipantOutcome> observed =
                    all.stream().filter(person -> at(person).observed()).toList();
            List<ParticipantOutcome> complete = complete(observed, covariates);
            Map<String, Integer> lacking = new LinkedHashMap<>();
            for (Covariate covariate : covariates) {
                int lack = (int) observed.stream().filter(covariate::lacks).count();
                if (lack > 0) {
                    lacking.put(covariate.name(), lack);
                }
            }
            List<ParticipantOutcome> followed = complete(
                    all.stream().filter(person -> at(person).survival() != null).toList(), covariates);
            Columns columns = Columns.of(complete, covariates);
            List<Row> rows = new ArrayList<>(new Shares(complete, columns).unadjusted());
            if (!settings.methods().contains(Method.REGRESSION)) {
                rows.removeIf(row -> row.quantity() == Quantity.ODDS_RATIO);
            }
            Groups groups = new Groups(complete, columns);
            if (settings.methods().contains(Method.REGRESSION)) {
                rows.addAll(new Shares(complete, columns).regression());
                rows.addAll(hazards(followed, Columns.of(followed, covariates)));
            }
            if (settings.methods().contains(Method.MATCHING)) {
                rows.add(groups.row(Way.MATCHING, groups.matched));
            }
            if (settings.methods().contains(Method.WEIGHTING)) {
                rows.add(groups.row(Way.WEIGHTING, groups.weighted));
            }
            boolean competing =
                    all.stream().anyMatch(person -> endedOtherwise(at(person).survival()));
            return new Pair(
                    group.name(),
                    reference.name(),
                    both(observed, any -> true),
                    both(complete, any -> true),
                    lacking,
                    both(complete, person -> flag(person).unknown()),
                    both(
                            followed,
                            person -> Objects.requireNonNull(at(person).survival())
                                    .uncertain()),
                    columns.constant(),
                    rows,
                    groups.balance(covariates, small),
                    competing ? ends(true) : List.of(),
                    competing ? ends(false) : List.of());
        }

        private WindowOutcome at(ParticipantOutcome person) {
            return person.window(window.name());
        }

        private Flag flag(ParticipantOutcome observed) {
            return outcome.holds().apply(Cohort.reoffending(at(observed)));
        }

        private boolean inGroup(ParticipantOutcome person) {
            return group.name().equals(person.participant().group());
        }

        private boolean[] inGroup(List<ParticipantOutcome> people) {
            boolean[] first = new boolean[people.size()];
            for (int i = 0; i < first.length; i++) {
                first[i] = inGroup(people.get(i));
            }
            return first;
        }

        private Both both(List<ParticipantOutcome> people, Predicate<ParticipantOutcome> having) {
            return new Both(
                    people.stream().filter(this::inGroup).filter(having).count(),
                    people.stream().filter(p -> !inGroup(p)).filter(having).count());
        }

        private static List<ParticipantOutcome> complete(List<ParticipantOutcome> people, List<Covariate> covariates) {
            return people.stream()
                    .filter(person -> covariates.stream().noneMatch(covariate -> covariate.lacks(person)))
                    .toList();
        }

        private static boolean endedOtherwise(@Nullable Survival survival) {
            return survival != null
                    && survival.daysToFirst() == null
                    && (survival.reason() == CensorReason.DIED || survival.reason() == CensorReason.DEPORTED);
        }

        private List<EndedTime> ends(boolean ofGroup) {
            List<EndedTime> ends = new ArrayList<>();
            for (ParticipantOutcome person : all) {
                Survival survival = at(person).survival();
                if (survival != null && inGroup(person) == ofGroup) {
                    Long first = survival.daysToFirst();
                    End end = first != null ? End.EVENT : endedOtherwise(survival) ? End.COMPETING : End.CENSORED;
                    ends.add(new EndedTime(at(person).months(first == null ? survival.days() : first), end));
                }
            }
            return ends;
        }

        /** Unadjusted and adjusted hazard ratios; death and deportation end the time of those whom they befall. */
        private List<Row> hazards(List<ParticipantOutcome> followed, Columns columns) {
            List<SurvivalTime> times = Cohort.times(followed, window);
            boolean[] first = inGroup(followed);
            Both people = both(followed, any -> true);
            Both events =
                    both(followed, p -> Objects.requireNonNull(at(p).survival()).daysToFirst() != null);
            List<Row> rows = new ArrayList<>();
            for (Way way : List.of(Way.UNADJUSTED, Way.COX_REGRESSION)) {
                Columns used = way == Way.UNADJUSTED ? columns.none() : columns;
                String reason = tooFew(people);
                if (reason == null && (events.group() == 0 || events.reference() == 0)) {
                    reason = "nobody of a group has the event";
                }
                if (reason == null) {
                    reason = tooFewEach(events.group() + events.reference(), used.size() + 1, "events");
                }
                Optional<CoxRegression> fit = Optional.empty();
                if (reason == null) {
                    DesignMatrix design = used.with(first);
                    reason = dependent(design);
                    fit = reason == null ? CoxRegression.of(design, times) : fit;
                    if (reason == null && fit.isEmpty()) {
                        reason = "a covariate tells exactly who has the event: the likelihood has no maximum";
                    }
                }
                Coefficient ratio = fit.map(cox -> cox.coefficient(GROUP)).orElse(null);
                OptionalDouble proportional =
                        fit.map(cox -> cox.proportional(GROUP)).orElse(OptionalDouble.empty());
                rows.add(new Row(
                        way,
                        Quantity.HAZARD_RATIO,
                        people,
                        events,
                        ratio == null ? null : ratio.ratio(),
                        null,
                        ratio == null ? null : (Double) ratio.p(),
                        proportional.isPresent() ? (Double) proportional.getAsDouble() : null,
                        reason,
                        false));
            }
            return rows;
        }

        private static @Nullable String tooFew(Both people) {
            return people.group() < FEWEST || people.reference() < FEWEST
                    ? "fewer than " + FEWEST + " people in a group"
                    : null;
        }

        private static @Nullable String tooFewEach(long number, int coefficients, String what) {
            return number < (long) FEWEST_A_COEFFICIENT * coefficients
                    ? "fewer than " + FEWEST_A_COEFFICIENT + " " + what + " for each of " + coefficients
                            + (coefficients == 1 ? " coefficient" : " coefficients")
                    : null;
        }

        private @Nullable String dependent(DesignMatrix design) {
            return design.dependent()
                    .map(column -> "the covariates follow from each other: one of them has to be left out")
                    .orElse(null);
        }

        /** Yes-or-no outcomes, twice where some are unknown. */
        private final class Shares {
            private final List<ParticipantOutcome> people;
            private final Columns columns;
            private final boolean[] first;
            private final Both n;
            private final Both with;
            private final boolean known;

            Shares(List<ParticipantOutcome> people, Columns columns) {
                this.people = people;
                this.columns = columns;
                this.first = inGroup(people);
                this.n = both(people, any -> true);
                this.with = both(people, person -> flag(person).yes());
                this.known = people.stream().noneMatch(person -> flag(person).unknown());
            }

            /** @param most whether the unknown of the group have the outcome, and those of the reference not, or the other way round */
            boolean[] outcomes(boolean most) {
                boolean[] yes = new boolean[people.size()];
                for (int i = 0; i < yes.length; i++) {
                    Flag flag = flag(people.get(i));
                    yes[i] = flag.unknown() ? first[i] == most : flag.yes();
                }
                return yes;
            }

            Both having(boolean[] yes) {
                return new Both(
                        IntStream.range(0, yes.length)
                                .filter(i -> yes[i] && first[i])
                                .count(),
                        IntStream.range(0, yes.length)
                                .filter(i -> yes[i] && !first[i])
                                .count());
            }

            /** A figure of one reading of the unknown, or why there is none. */
            private record Told(
                    @Nullable Estimate estimate,
                    @Nullable Double p,
                    @Nullable String reason,
                    boolean penalised) {
                static Told not(String reason) {
                    return new Told(null, null, reason, false);
                }
            }

            private Row row(Way way, Quantity quantity, Both of, Both having, Function<boolean[], Told> told) {
                Told least = told.apply(outcomes(false));
                Told most = known ? least : told.apply(outcomes(true));
                String reason = least.reason() == null ? most.reason() : least.reason();
                Estimate one = least.estimate();
                Estimate other = most.estimate();
                if (reason != null || one == null || other == null) {
                    return new Row(way, quantity, of, having, null, null, null, null, reason, false);
                }
                if (known) {
                    return new Row(way, quantity, of, having, one, null, least.p(), null, null, least.penalised());
                }
                Interval around = new Interval(
                        Math.min(one.interval().lower(), other.interval().lower()),
                        Math.max(one.interval().upper(), other.interval().upper()));
                return new Row(
                        way,
                        quantity,
                        of,
                        having,
                        new Estimate(one.value(), around),
                        new Estimate(other.value(), around),
                        null,
                        null,
                        null,
                        least.penalised() || most.penalised());
            }

            private @Nullable String cannot(boolean[] yes) {
                String few = tooFew(n);
                Both having = having(yes);
                if (few != null) {
                    return few;
                }
                if (having.group() == 0 || having.reference() == 0) {
                    return "nobody of a group has the outcome";
                }
                return having.group() == n.group() || having.reference() == n.reference()
                        ? "everybody of a group has the outcome"
                        : null;
            }

            List<Row> unadjusted() {
                return List.of(
                        row(Way.UNADJUSTED, Quantity.RISK_DIFFERENCE, n, with, yes -> {
                            String reason = cannot(yes);
                            if (reason != null) {
                                return Told.not(reason);
                            }
                            Both having = having(yes);
                            TwoByTwo counts = new TwoByTwo(
                                    (int) having.group(),
                                    (int) (n.group() - having.group()),
                                    (int) having.reference(),
                                    (int) (n.reference() - having.reference()));
                            return new Told(
                                    counts.riskDifference().orElseThrow(), counts.fisherTwoSided(), null, false);
                        }),
                        row(Way.UNADJUSTED, Quantity.ODDS_RATIO, n, with, yes -> {
                            String reason = cannot(yes);
                            return reason == null
                                    ? LogisticRegression.of(columns.none().with(first), yes)
                                            .map(fit -> new Told(fit.oddsRatio(GROUP), fit.p(GROUP), null, false))
                                            .orElseThrow()
                                    : Told.not(reason);
                        }));
            }

            List<Row> regression() {
                return List.of(
                        row(Way.LOGISTIC_REGRESSION, Quantity.ODDS_RATIO, n, with, yes -> logistic(yes, false)),
                        row(Way.LOGISTIC_REGRESSION, Quantity.RISK_DIFFERENCE, n, with, yes -> logistic(yes, true)));
            }

            private Told logistic(boolean[] yes, boolean difference) {
                String reason = cannot(yes);
                if (reason == null) {
                    Both having = having(yes);
                    long k = having.group() + having.reference();
                    reason = tooFewEach(
                            Math.min(k, people.size() - k), columns.size() + 1, "people with the rarer outcome");
                }
                if (reason != null) {
                    return Told.not(reason);
                }
                DesignMatrix design = columns.with(first);
                String dependent = dependent(design);
                if (dependent != null) {
                    return Told.not(dependent);
                }
                Optional<LogisticRegression> fit = LogisticRegression.of(design, yes);
                if (fit.isPresent()) {
                    if (difference) {
                        Coefficient risk = fit.get().riskDifference(GROUP);
                        return new Told(risk.estimate(), risk.p(), null, false);
                    }
                    return new Told(fit.get().oddsRatio(GROUP), fit.get().p(GROUP), null, false);
                }
                if (difference) {
                    return Told.not("a covariate tells the outcome of some exactly");
                }
                return LogisticRegression.penalised(design, yes)
                        .map(firth -> new Told(firth.oddsRatio(GROUP), firth.p(GROUP), null, true))
                        .orElseGet(() -> Told.not("a covariate tells the outcome of some exactly"));
            }
        }

        /** Groups made alike by the propensity score. */
        private final class Groups {
            private final List<ParticipantOutcome> people;
            private final boolean[] first;
            private final @Nullable String reason;
            private final Optional<WeightedGroups> matched;
            private final Optional<WeightedGroups> weighted;

            Groups(List<ParticipantOutcome> people, Columns columns) {
                this.people = people;
                this.first = inGroup(people);
                Both n = both(people, any -> true);
                String why = tooFew(n);
                if (why == null) {
                    why = tooFewEach(
                            Math.min(n.group(), n.reference()),
                            Math.max(1, columns.size()),
                            "people of the smaller group");
                }
                if (why == null && columns.size() == 0) {
                    why = "no covariate differs between people";
                }
                Optional<LogisticRegression> score = Optional.empty();
                if (why == null) {
                    DesignMatrix design = columns.alone();
                    why = dependent(design);
                    score = why == null ? LogisticRegression.of(design, first) : score;
                    if (why == null && score.isEmpty()) {
                        why = "a covariate tells the group of some exactly: they have nobody like them";
                    }
                }
                this.reason = why;
                this.matched = score.filter(any -> settings.methods().contains(Method.MATCHING))
                        .map(this::match);
                this.weighted = score.filter(any -> settings.methods().contains(Method.WEIGHTING))
                        .map(propensity -> WeightedGroups.weighted(propensity, first));
            }

            private WeightedGroups match(LogisticRegression propensity) {
                return switch (settings.match()) {
                    case NEAREST -> WeightedGroups.nearest(propensity, first, settings.caliper(), false);
                    case NEAREST_WITH_REPLACEMENT ->
                        WeightedGroups.nearest(propensity, first, settings.caliper(), true);
                    case ALL_WITHIN_THE_CALIPER -> WeightedGroups.within(propensity, first, settings.caliper());
                };
            }

            Row row(Way way, Optional<WeightedGroups> groups) {
                if (groups.isEmpty()) {
                    Both n = both(people, any -> true);
                    Both with = both(people, person -> flag(person).yes());
                    return new Row(way, Quantity.RISK_DIFFERENCE, n, with, null, null, null, null, reason, false);
                }
                WeightedGroups used = groups.get();
                List<ParticipantOutcome> having = IntStream.range(0, people.size())
                        .filter(used::has)
                        .mapToObj(people::get)
                        .toList();
                Shares counted = new Shares(having, Columns.NONE);
                return new Shares(people, Columns.NONE)
                        .row(way, Quantity.RISK_DIFFERENCE, counted.n, counted.with, yes -> difference(used, yes));
            }

            private Shares.Told difference(WeightedGroups used, boolean[] yes) {
                if (used.first() < FEWEST || used.second() < FEWEST || used.effective() < FEWEST) {
                    return Shares.Told.not(
                            "fewer than " + FEWEST + " people of a group, or weights that tell no more, are left");
                }
                double[] numbers = new double[yes.length];
                for (int i = 0; i < yes.length; i++) {
                    numbers[i] = yes[i] ? 1 : 0;
                }
                for (boolean of : new boolean[] {true, false}) {
                    double share = used.mean(numbers, of).orElseThrow();
                    if (share <= 0 || share >= 1) {
                        return Shares.Told.not(
                                (share <= 0 ? "nobody" : "everybody") + " of a group that is left has the outcome");
                    }
                }
                Coefficient difference = used.difference(numbers);
                return new Shares.Told(difference.estimate(), difference.p(), null, false);
            }

            List<Balance> balance(List<Covariate> covariates, DisclosureRule small) {
                List<Balance> rows = new ArrayList<>();
                WeightedGroups before = WeightedGroups.unweighted(first);
                Both n = both(people, any -> true);
                if (n.group() < 2 || n.reference() < 2) {
                    return rows;
                }
                for (Covariate covariate : covariates) {
                    for (Covariate.Part part : covariate.parts(people)) {
                        double[] values =
                                people.stream().mapToDouble(part.value()::apply).toArray();
                        rows.add(new Balance(
                                covariate.name(),
                                part.level(),
                                covariate.carried(),
                                part.level() == null
                                        ? n
                                        : both(people, person -> part.value().apply(person) > 0),
                                part.level() == null && dominated(values, small),
                                Objects.requireNonNull(means(before, values)),
                                matched.map(groups -> means(groups, values)).orElse(null),
                                weighted.map(groups -> means(groups, values)).orElse(null)));
                    }
                }
                return rows;
            }

            private boolean dominated(double[] values, DisclosureRule small) {
                for (boolean of : new boolean[] {true, false}) {
                    double[] own = IntStream.range(0, values.length)
                            .filter(i -> first[i] == of)
                            .mapToDouble(i -> values[i])
                            .sorted()
                            .toArray();
                    double total = Arrays.stream(own).sum();
                    if (small.dominated(own[own.length - 1], own[own.length - 2], total)) {
                        return true;
                    }
                }
                return false;
            }

            private static @Nullable Means means(WeightedGroups groups, double[] values) {
                OptionalDouble one = groups.mean(values, true);
                OptionalDouble other = groups.mean(values, false);
                return one.isEmpty() || other.isEmpty()
                        ? null
                        : new Means(one.getAsDouble(), other.getAsDouble(), groups.standardisedDifference(values));
            }
        }
    }

    /** A covariate of the people of a study. */
    private record Covariate(
            String name,
            boolean carried,
            @Nullable Function<ParticipantOutcome, @Nullable Double> number,
            @Nullable Function<ParticipantOutcome, @Nullable String> category) {

        /** A column that it is made of, or a level that a table shows. */
        record Part(@Nullable String level, Function<ParticipantOutcome, Double> value) {}

        static Covariate of(ComparisonSettings.Covariate asked, List<ParticipantOutcome> people) {
            for (ComparisonSettings.Known known : ComparisonSettings.Known.values()) {
                if (known.words().equals(asked.name())) {
                    return known(known);
                }
            }
            Function<ParticipantOutcome, @Nullable String> cell = person -> {
                String value = person.participant().carried().get(asked.name());
                return value == null || value.isBlank() ? null : value.strip();
            };
            boolean number = switch (asked.kind()) {
                case NUMBER -> true;
                case CATEGORY -> false;
                case AS_IT_IS -> people.stream().map(cell).allMatch(value -> value == null || number(value) != null);
            };
            return number
                    ? new Covariate(
                            asked.name(),
                            true,
                            person -> {
                                String value = cell.apply(person);
                                return value == null ? null : number(value);
                            },
                            null)
                    : new Covariate(asked.name(), true, null, cell);
        }

        private static @Nullable Double number(String text) {
            return text.matches("-?\\d{1,9}(\\.\\d{1,9})?") ? (Double) Double.parseDouble(text) : null;
        }

        private static Covariate known(ComparisonSettings.Known known) {
            return switch (known) {
                case AGE_AT_START -> number(known, Trait.AGE_AT_START);
                case AGE_AT_FIRST_CONVICTION -> number(known, Trait.AGE_AT_FIRST_CONVICTION);
                case YEARS_IN_CUSTODY -> number(known, Trait.YEARS_IN_CUSTODY);
                case PRIOR_OCCASIONS -> number(known, Trait.PRIOR_OCCASIONS);
                case PRIOR_OFFENCES -> number(known, Trait.PRIOR_OFFENCES);
                case VIOLENT_OR_SEXUAL -> number(known, Trait.VIOLENT_OR_SEXUAL_CONVICTIONS);
                case SEX ->
                    category(known, person -> {
                        var sex = person.participant().details().sex();
                        return sex == null ? null : EnumWords.of(sex);
                    });
                case INDEX_OFFENCE ->
                    category(known, person -> {
                        IndexKind kind = IndexKind.of(person);
                        return kind == IndexKind.NOT_KNOWN ? null : kind.words();
                    });
                case INDEX_GROUP ->
                    category(known, person -> {
                        var index = person.index().used();
                        return index == null ? null : index.group();
                    });
                case INDEX_MODE ->
                    category(known, person -> {
                        var mode = WorstReoffence.indexMode(person);
                        return mode == CourtMode.UNKNOWN ? null : ReportWords.of(mode);
                    });
            };
        }

        private static Covariate number(ComparisonSettings.Known known, Trait trait) {
            return new Covariate(
                    known.words(),
                    false,
                    person -> {
                        Number value = trait.value().apply(person);
                        return value == null ? null : (Double) value.doubleValue();
                    },
                    null);
        }

        private static Covariate category(
                ComparisonSettings.Known known, Function<ParticipantOutcome, @Nullable String> value) {
            return new Covariate(known.words(), false, null, value);
        }

        boolean lacks(ParticipantOutcome person) {
            return number != null ? number.apply(person) == null : category == null || category.apply(person) == null;
        }

        /** Of people who have it: itself, or its levels, the commonest first. */
        List<Part> parts(List<ParticipantOutcome> people) {
            Function<ParticipantOutcome, @Nullable Double> value = number;
            if (value != null) {
                return List.of(new Part(null, person -> Objects.requireNonNull(value.apply(person))));
            }
            Function<ParticipantOutcome, @Nullable String> word = Objects.requireNonNull(category);
            return Tally.of(people.stream().map(p -> Objects.requireNonNull(word.apply(p)))).stream()
                    .map(tally ->
                            new Part(tally.words(), person -> tally.words().equals(word.apply(person)) ? 1.0 : 0.0))
                    .toList();
        }
    }

    /**
     * The columns that people are held equal in, of a category one for each level but the commonest.
     *
     * @param constant covariates of which nothing is left, since everybody has the same
     */
    private record Columns(List<double[]> values, int size, List<String> constant) {
        static final Columns NONE = new Columns(List.of(), 0, List.of());

        static Columns of(List<ParticipantOutcome> people, List<Covariate> covariates) {
            List<Covariate.Part> parts = new ArrayList<>();
            List<String> constant = new ArrayList<>();
            for (Covariate covariate : covariates) {
                List<Covariate.Part> own = covariate.parts(people);
                List<Covariate.Part> used = own.stream()
                        .skip(covariate.category() != null ? 1 : 0)
                        .filter(part ->
                                people.stream().map(part.value()).distinct().count() > 1)
                        .toList();
                parts.addAll(used);
                if (used.isEmpty()) {
                    constant.add(covariate.name());
                }
            }
            List<double[]> values = people.stream()
                    .map(person -> parts.stream()
                            .mapToDouble(part -> part.value().apply(person))
                            .toArray())
                    .toList();
            return new Columns(values, parts.size(), constant);
        }

        Columns none() {
            return new Columns(values.stream().map(any -> new double[0]).toList(), 0, List.of());
        }

        /** With the group as the first column. */
        DesignMatrix with(boolean[] first) {
            List<String> names = new ArrayList<>(List.of(GROUP));
            names.addAll(names());
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < first.length; i++) {
                double[] row = new double[size + 1];
                row[0] = first[i] ? 1 : 0;
                System.arraycopy(values.get(i), 0, row, 1, size);
                rows.add(row);
            }
            return DesignMatrix.of(names, rows);
        }

        DesignMatrix alone() {
            return DesignMatrix.of(names(), values);
        }

        private List<String> names() {
            return IntStream.range(0, size).mapToObj(i -> "covariate " + i).toList();
        }
    }
}

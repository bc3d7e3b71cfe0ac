package org.reconlink.result;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.outcome.ComparisonSettings;
import org.reconlink.outcome.ComparisonSettings.Method;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.CensorReason;
import org.reconlink.outcome.WindowOutcome.Survival;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.AdjustedComparison.Balance;
import org.reconlink.result.AdjustedComparison.Both;
import org.reconlink.result.AdjustedComparison.Means;
import org.reconlink.result.AdjustedComparison.Pair;
import org.reconlink.result.AdjustedComparison.Quantity;
import org.reconlink.result.AdjustedComparison.Row;
import org.reconlink.result.AdjustedComparison.Way;
import org.reconlink.result.Recalled.IndexKind;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;
import org.reconlink.statistics.TwoByTwo;
import org.reconlink.statistics.adjusted.Coefficient;
import org.reconlink.statistics.adjusted.CoxRegression;
import org.reconlink.statistics.adjusted.CumulativeIncidence.End;
import org.reconlink.statistics.adjusted.CumulativeIncidence.EndedTime;
import org.reconlink.statistics.adjusted.DesignMatrix;
import org.reconlink.statistics.adjusted.LogisticRegression;
import org.reconlink.statistics.adjusted.WeightedGroups;

/** Works out an adjusted comparison: who is compared, what is held equal, and each figure or why there is none. */
public final class AdjustedEstimates {
    private static final String GROUP = "group";

    private AdjustedEstimates() {}

    /**
     * One pair for each study group but the reference, in the protocol's order, rounded as counts are; none where the protocol asks
     * for no comparison or there are not two to five groups.
     */
    public static List<Pair> of(Cohort cohort) {
        Optional<AdjustedComparison> asked = AdjustedComparison.of(cohort);
        Optional<Split> split = asked.isEmpty() ? Optional.empty() : Split.byStudyGroup(cohort);
        List<Pair> pairs = new ArrayList<>();
        if (split.isPresent()) {
            AdjustedComparison comparison = asked.get();
            List<Split.Group> groups = split.get().groups();
            Split.Group reference = groups.get(groups.size() - 1);
            DisclosureRule rule = cohort.small().rule();
            for (Split.Group group : groups.subList(0, groups.size() - 1)) {
                pairs.add(new Comparing(
                                comparison.settings(), comparison.window(), comparison.outcome(), group, reference)
                        .pair(rule)
                        .rounded(rule));
            }
        }
        return pairs;
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
                    both(followed, person -> survival(person).uncertain()),
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

        /**
         * Unadjusted and adjusted hazard ratios; death and deportation end the time of those whom they befall. Of whom it is not sure
         * when the first reoffence was it is taken both ways: on the first day, or as if there was none but the sure one.
         */
        private List<Row> hazards(List<ParticipantOutcome> followed, Columns columns) {
            boolean[] first = inGroup(followed);
            Both people = both(followed, any -> true);
            Both events = both(followed, person -> survival(person).daysToFirst() != null);
            boolean known =
                    followed.stream().noneMatch(person -> survival(person).uncertain());
            List<Row> rows = new ArrayList<>();
            for (Way way : List.of(Way.UNADJUSTED, Way.COX_REGRESSION)) {
                Columns used = way == Way.UNADJUSTED ? columns.none() : columns;
                Told least = hazard(people, used, first, times(followed, false));
                Told most = known ? null : hazard(people, used, first, times(followed, true));
                rows.add(Told.row(way, Quantity.HAZARD_RATIO, people, events, least, most));
            }
            return rows;
        }

        private Survival survival(ParticipantOutcome followed) {
            return Objects.requireNonNull(at(followed).survival());
        }

        /** @param most whether who may have an earlier first reoffence has it: of the group, and of the reference not, or the other way round */
        private List<SurvivalTime> times(List<ParticipantOutcome> followed, boolean most) {
            List<SurvivalTime> sure = Cohort.times(followed, window);
            List<SurvivalTime> times = new ArrayList<>();
            for (int i = 0; i < sure.size(); i++) {
                ParticipantOutcome person = followed.get(i);
                times.add(
                        survival(person).uncertain() && inGroup(person) == most
                                ? new SurvivalTime(at(person).months(1), true)
                                : sure.get(i));
            }
            return times;
        }

        private static boolean[] events(List<SurvivalTime> times) {
            boolean[] events = new boolean[times.size()];
            for (int i = 0; i < events.length; i++) {
                events[i] = times.get(i).event();
            }
            return events;
        }

        private Told hazard(Both people, Columns used, boolean[] first, List<SurvivalTime> times) {
            String few = tooFew(people);
            if (few != null) {
                return Told.not(few);
            }
            long events = times.stream().filter(SurvivalTime::event).count();
            long ofGroup = IntStream.range(0, first.length)
                    .filter(i -> first[i] && times.get(i).event())
                    .count();
            if (ofGroup == 0 || ofGroup == events) {
                return Told.not("nobody of a group has the event");
            }
            few = tooFewEach(events, 1, used, "events");
            if (few != null) {
                return Told.not(few);
            }
            DesignMatrix design = used.with(first);
            String dependent = dependent(design);
            if (dependent != null) {
                return Told.not(dependent);
            }
            return CoxRegression.of(design, times)
                    .map(fit -> {
                        OptionalDouble same = fit.proportional(GROUP);
                        return new Told(
                                fit.coefficient(GROUP).ratio(),
                                fit.coefficient(GROUP).p(),
                                same.isPresent() ? (Double) same.getAsDouble() : null,
                                null,
                                false);
                    })
                    .orElseGet(() ->
                            Told.not("a covariate tells the event of some exactly" + used.telling(events(times))));
        }

        /** A figure of one reading of the unknown, or why there is none. */
        private record Told(
                @Nullable Estimate estimate,
                @Nullable Double p,
                @Nullable Double proportional,
                @Nullable String reason,
                boolean penalised) {
            static Told not(String reason) {
                return new Told(null, null, null, reason, false);
            }

            static Told of(Estimate estimate, double p) {
                return new Told(estimate, p, null, null, false);
            }

            /** @param most null where all is known; else the other reading, and there is no p */
            static Row row(Way way, Quantity quantity, Both of, Both having, Told least, @Nullable Told most) {
                String reason = least.reason() == null && most != null ? most.reason() : least.reason();
                Estimate one = least.estimate();
                Estimate other = most == null ? one : most.estimate();
                if (reason != null || one == null || other == null) {
                    return new Row(way, quantity, of, having, null, null, null, null, reason, false);
                }
                if (most == null) {
                    return new Row(
                            way,
                            quantity,
                            of,
                            having,
                            one,
                            null,
                            least.p(),
                            least.proportional(),
                            null,
                            least.penalised());
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
        }

        private static @Nullable String tooFew(Both people) {
            return people.group() < AdjustedComparison.FEWEST || people.reference() < AdjustedComparison.FEWEST
                    ? "fewer than " + AdjustedComparison.FEWEST + " people in a group"
                    : null;
        }

        /** @param more coefficients beside those of the columns */
        private static @Nullable String tooFewEach(long number, int more, Columns columns, String what) {
            int coefficients = columns.size() + more;
            return number < (long) AdjustedComparison.FEWEST_A_COEFFICIENT * coefficients
                    ? "fewer than " + AdjustedComparison.FEWEST_A_COEFFICIENT + " " + what + " for each of "
                            + coefficients + (coefficients == 1 ? " coefficient" : " coefficients") + columns.mostOf()
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

            private Row row(Way way, Quantity quantity, Both of, Both having, Function<boolean[], Told> told) {
                Told least = told.apply(outcomes(false));
                return Told.row(way, quantity, of, having, least, known ? null : told.apply(outcomes(true)));
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
                            return Told.of(counts.riskDifference().orElseThrow(), counts.fisherTwoSided());
                        }),
                        row(Way.UNADJUSTED, Quantity.ODDS_RATIO, n, with, yes -> {
                            String reason = cannot(yes);
                            return reason == null
                                    ? LogisticRegression.of(columns.none().with(first), yes)
                                            .map(fit -> Told.of(fit.oddsRatio(GROUP), fit.p(GROUP)))
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
                    reason = tooFewEach(Math.min(k, people.size() - k), 1, columns, "people with the rarer outcome");
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
                        return Told.of(risk.estimate(), risk.p());
                    }
                    return Told.of(fit.get().oddsRatio(GROUP), fit.get().p(GROUP));
                }
                if (difference) {
                    return Told.not("a covariate tells the outcome of some exactly" + columns.telling(yes));
                }
                return LogisticRegression.penalised(design, yes)
                        .map(firth -> new Told(firth.oddsRatio(GROUP), firth.p(GROUP), null, null, true))
                        .orElseGet(
                                () -> Told.not("a covariate tells the outcome of some exactly" + columns.telling(yes)));
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
                            columns.size() == 0 ? 1 : 0,
                            columns,
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
                        why = "a covariate tells the group of some exactly" + columns.telling(first);
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

            private Told difference(WeightedGroups used, boolean[] yes) {
                if (used.first() < AdjustedComparison.FEWEST
                        || used.second() < AdjustedComparison.FEWEST
                        || used.effective() < AdjustedComparison.FEWEST) {
                    return Told.not("fewer than " + AdjustedComparison.FEWEST
                            + " people of a group, or weights that tell no more, are left");
                }
                double[] numbers = new double[yes.length];
                for (int i = 0; i < yes.length; i++) {
                    numbers[i] = yes[i] ? 1 : 0;
                }
                for (boolean of : new boolean[] {true, false}) {
                    double share = used.mean(numbers, of).orElseThrow();
                    if (share <= 0 || share >= 1) {
                        return Told.not(
                                (share <= 0 ? "nobody" : "everybody") + " of a group that is left has the outcome");
                    }
                }
                Coefficient difference = used.difference(numbers);
                return Told.of(difference.estimate(), difference.p());
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
                case AS_IT_IS -> mostlyNumbers(people, cell);
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

        /** One stray word among numbers is a number that is missing, not a level of its own beside as many levels as numbers. */
        private static boolean mostlyNumbers(
                List<ParticipantOutcome> people, Function<ParticipantOutcome, @Nullable String> cell) {
            List<String> filled =
                    people.stream().map(cell).filter(Objects::nonNull).toList();
            long numbers =
                    filled.stream().filter(value -> number(value) != null).count();
            return numbers * 10 >= filled.size() * 9L;
        }

        private static @Nullable Double number(String text) {
            String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replace('\u2212', '-');
            return plain.matches("-?\\d{1,9}(\\.\\d{1,9})?") ? (Double) Double.parseDouble(plain) : null;
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
     * @param of the covariate of each column
     * @param constant covariates of which nothing is left, since everybody has the same
     * @param mostOf of which category most of them are, in words; empty without one of three or more levels
     */
    private record Columns(List<double[]> values, List<String> of, List<String> constant, String mostOf) {
        static final Columns NONE = new Columns(List.of(), List.of(), List.of(), "");

        static Columns of(List<ParticipantOutcome> people, List<Covariate> covariates) {
            List<Covariate.Part> parts = new ArrayList<>();
            List<String> of = new ArrayList<>();
            int most = 1;
            String mostOf = "";
            List<String> constant = new ArrayList<>();
            for (Covariate covariate : covariates) {
                List<Covariate.Part> own = covariate.parts(people);
                List<Covariate.Part> used = own.stream()
                        .skip(covariate.category() != null ? 1 : 0)
                        .filter(part ->
                                people.stream().map(part.value()).distinct().count() > 1)
                        .toList();
                parts.addAll(used);
                used.forEach(part -> of.add(covariate.name()));
                if (used.size() > most) {
                    most = used.size();
                    mostOf = ", " + most + " of them for the levels of " + covariate.name();
                }
                if (used.isEmpty()) {
                    constant.add(covariate.name());
                }
            }
            List<double[]> values = people.stream()
                    .map(person -> parts.stream()
                            .mapToDouble(part -> part.value().apply(person))
                            .toArray())
                    .toList();
            return new Columns(values, of, constant, mostOf);
        }

        int size() {
            return of.size();
        }

        /** {@code : look at Ethnicity} where all who have something of one column are the same in what is told; else nothing. */
        String telling(boolean[] told) {
            for (int j = 0; j < size(); j++) {
                int column = j;
                for (boolean having : new boolean[] {true, false}) {
                    int[] same = IntStream.range(0, told.length)
                            .filter(i -> values.get(i)[column] > 0 == having)
                            .toArray();
                    if (same.length > 0 && Arrays.stream(same).allMatch(i -> told[i] == told[same[0]])) {
                        return ": look at " + of.get(j);
                    }
                }
            }
            return "";
        }

        Columns none() {
            return new Columns(values.stream().map(any -> new double[0]).toList(), List.of(), List.of(), "");
        }

        /** With the group as the first column. */
        DesignMatrix with(boolean[] first) {
            List<String> names = new ArrayList<>(List.of(GROUP));
            names.addAll(names());
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < first.length; i++) {
                double[] row = new double[size() + 1];
                row[0] = first[i] ? 1 : 0;
                System.arraycopy(values.get(i), 0, row, 1, size());
                rows.add(row);
            }
            return DesignMatrix.of(names, rows);
        }

        DesignMatrix alone() {
            return DesignMatrix.of(names(), values);
        }

        private List<String> names() {
            return IntStream.range(0, size()).mapToObj(i -> "covariate " + i).toList();
        }
    }
}

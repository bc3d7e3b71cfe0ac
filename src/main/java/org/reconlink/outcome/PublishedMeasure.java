package org.reconlink.outcome;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.reconlink.offence.CourtMode;

/**
 * One of the seven measures of reoffending that the Justice Data Lab of the Ministry of Justice publishes for a group of
 * people (Justice Data Lab: methodology and general annex; the definitions of proven reoffending are those of the Guide to
 * Proven Reoffending Statistics: 12 months' follow-up, 6 months' waiting, court conviction, caution, reprimand or warning).
 *
 * <p>Everybody included and observed is a person of the group. A measure is shown where at least {@value #FEWEST}
 * of them reoffended; the rule holds for all seven measures here.
 *
 * @param group study arm; null for everybody
 * @param mode for the measures by court mode; null for the others
 * @param people included and observed
 * @param reoffenders those of them with a proven reoffence
 * @param numerator what is counted, in the unit of the kind
 * @param denominator what it is divided by: people, or reoffenders for the time to first
 */
public record PublishedMeasure(
        String window,
        @Nullable String group,
        Kind kind,
        @Nullable CourtMode mode,
        int people,
        int reoffenders,
        long numerator,
        long denominator) {
    /** The fewest reoffenders for whom a measure is shown. */
    public static final int FEWEST = 30;

    /** The seven measures, in the order in which they are published. */
    public enum Kind {
        /** People with a proven reoffence, of all people. */
        RATE,
        /** Proven reoffences a person. */
        FREQUENCY,
        /** Mean days to the first proven reoffence, of those who reoffended. */
        TIME_TO_FIRST,
        /** People whose first proven reoffence is of the court mode, of all people. */
        RATE_BY_COURT_MODE,
        /** Proven reoffences of the court mode a person. */
        FREQUENCY_BY_COURT_MODE,
        /** People whose first proven reoffence led to immediate custody, of all people. */
        CUSTODIAL_RATE,
        /** Proven reoffences that led to immediate custody, a person. */
        CUSTODIAL_FREQUENCY;

        /** Whether it is a share of people, to be written in per cent. */
        public boolean share() {
            return this == RATE || this == RATE_BY_COURT_MODE || this == CUSTODIAL_RATE;
        }
    }

    /** Whether enough people reoffended for it to be shown. */
    public boolean shown() {
        return reoffenders >= FEWEST;
    }

    /** For each window all measures for everybody, then for each group if participants have groups. */
    public static List<PublishedMeasure> of(List<WindowSettings> windows, List<ParticipantOutcome> outcomes) {
        List<@Nullable String> groups = new ArrayList<>();
        groups.add(null);
        groups.addAll(groups(outcomes));
        List<PublishedMeasure> all = new ArrayList<>();
        for (WindowSettings window : windows) {
            for (String group : groups) {
                List<ParticipantOutcome> people = outcomes.stream()
                        .filter(o -> o.included() && o.window(window.name()).observed())
                        .filter(o ->
                                group == null || group.equals(o.participant().group()))
                        .toList();
                all.addAll(new OfGroup(window.name(), group, people).measures());
            }
        }
        return List.copyOf(all);
    }

    private static Set<String> groups(List<ParticipantOutcome> outcomes) {
        Set<String> groups = new TreeSet<>();
        for (ParticipantOutcome outcome : outcomes) {
            String group = outcome.participant().group();
            if (group != null && outcome.included()) {
                groups.add(group);
            }
        }
        return groups;
    }

    /** The measures of some people in one window. */
    private record OfGroup(String window, @Nullable String group, List<ParticipantOutcome> people) {

        List<PublishedMeasure> measures() {
            List<PublishedMeasure> all = new ArrayList<>();
            all.add(overPeople(Kind.RATE, null, reoffenders()));
            all.add(overPeople(Kind.FREQUENCY, null, offences(offence -> true)));
            all.add(measure(Kind.TIME_TO_FIRST, null, sum(OfGroup::days), reoffenders()));
            for (Map.Entry<CourtMode, Long> first : byMode(this::firstOf).entrySet()) {
                all.add(overPeople(Kind.RATE_BY_COURT_MODE, first.getKey(), first.getValue()));
            }
            for (Map.Entry<CourtMode, Long> offences : byMode(this::offencesOf).entrySet()) {
                all.add(overPeople(Kind.FREQUENCY_BY_COURT_MODE, offences.getKey(), offences.getValue()));
            }
            all.add(overPeople(Kind.CUSTODIAL_RATE, null, firsts(OffenceOutcome::custodial)));
            all.add(overPeople(Kind.CUSTODIAL_FREQUENCY, null, offences(OffenceOutcome::custodial)));
            return all;
        }

        private static Map<CourtMode, Long> byMode(ToLongFunction<CourtMode> count) {
            Map<CourtMode, Long> counts = new EnumMap<>(CourtMode.class);
            for (CourtMode mode : CourtMode.values()) {
                counts.put(mode, count.applyAsLong(mode));
            }
            return counts;
        }

        private long firstOf(CourtMode mode) {
            return firsts(offence -> offence.classified().mode() == mode);
        }

        private long offencesOf(CourtMode mode) {
            return offences(offence -> offence.classified().mode() == mode);
        }

        private PublishedMeasure overPeople(Kind kind, @Nullable CourtMode mode, long numerator) {
            return measure(kind, mode, numerator, people.size());
        }

        private PublishedMeasure measure(Kind kind, @Nullable CourtMode mode, long numerator, long denominator) {
            return new PublishedMeasure(
                    window, group, kind, mode, people.size(), (int) reoffenders(), numerator, denominator);
        }

        private long reoffenders() {
            return firsts(offence -> true);
        }

        private long sum(ToLongFunction<WindowOutcome> count) {
            return people.stream()
                    .map(outcome -> outcome.window(window))
                    .mapToLong(count)
                    .sum();
        }

        private long firsts(Predicate<OffenceOutcome> wanted) {
            return people.stream()
                    .map(outcome -> outcome.window(window).reoffending())
                    .map(reoffending -> reoffending == null ? null : reoffending.first())
                    .filter(first -> first != null && wanted.test(first))
                    .count();
        }

        private long offences(Predicate<OffenceOutcome> wanted) {
            return people.stream()
                    .flatMap(outcome -> outcome.offences().stream())
                    .filter(offence -> offence.timing().get(window) == Timing.IN_WINDOW)
                    .filter(wanted)
                    .count();
        }

        private static long days(WindowOutcome outcome) {
            WindowOutcome.Survival survival = outcome.survival();
            return survival == null || survival.daysToFirst() == null
                    ? 0
                    : Objects.requireNonNull(survival.daysToFirst());
        }
    }
}

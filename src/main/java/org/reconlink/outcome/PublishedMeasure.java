package org.reconlink.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.WindowOutcome.Timing;

/**
 * One of the seven measures of reoffending that the Justice Data Lab of the Ministry of Justice publishes for a group of
 * people (Justice Data Lab: methodology and general annex; the definitions of proven reoffending are those of the Guide to
 * Proven Reoffending Statistics: 12 months' follow-up, 6 months' waiting, court conviction, caution, reprimand or warning).
 *
 * <p>Everybody included and observed is a person of the group. The first two measures are of people; the time to first and the
 * four by court mode and custody are of reoffenders, as the published tables say. Each needs {@value #FEWEST} of those it is of,
 * and those by court mode and custody {@value #FEWEST_COUNTED} counted besides: the normal approximation behind the published
 * intervals needs np of that size.
 *
 * @param group study arm; null for everybody
 * @param mode for the measures by court mode; null for the others
 * @param people included and observed
 * @param reoffenders those of them with a proven reoffence
 * @param numerator what is counted, in the unit of the kind
 * @param unknown how many more may have to be counted: of which it is not known
 * @param denominator what it is divided by: people for the first two kinds, reoffenders for the others
 * @param perhapsReoffenders people of whom it is not known whether they have a proven reoffence: of a measure of reoffenders each
 *     may be one more
 * @param restOnUndated people without a proven reoffence of whom that holds only if no offence without a date is one
 */
public record PublishedMeasure(
        String window,
        @Nullable String group,
        Kind kind,
        @Nullable CourtMode mode,
        int people,
        int reoffenders,
        long numerator,
        long unknown,
        long denominator,
        long perhapsReoffenders,
        long restOnUndated) {
    /** The fewest people, or reoffenders, of whom a measure is shown. */
    public static final int FEWEST = 30;
    /** The fewest that a measure by court mode or custody counts where it is shown. */
    public static final int FEWEST_COUNTED = 10;

    /** The seven measures, in the order in which they are published. */
    public enum Kind {
        /** People with a proven reoffence, of all people. */
        RATE,
        /** Proven reoffences a person. */
        FREQUENCY,
        /** Mean days to the first proven reoffence, of those who reoffended. */
        TIME_TO_FIRST,
        /** Reoffenders whose first proven reoffence is of the court mode, of all reoffenders. */
        RATE_BY_COURT_MODE,
        /** Proven reoffences of the court mode a reoffender. */
        FREQUENCY_BY_COURT_MODE,
        /** Reoffenders whose first proven reoffence led to immediate custody, of all reoffenders. */
        CUSTODIAL_RATE,
        /** Proven reoffences that led to immediate custody, a reoffender. */
        CUSTODIAL_FREQUENCY;

        /** Whether it is a share of people, to be written in per cent. */
        public boolean share() {
            return this == RATE || this == RATE_BY_COURT_MODE || this == CUSTODIAL_RATE;
        }

        /** Whether those who did not reoffend are left out. */
        public boolean ofReoffenders() {
            return this != RATE && this != FREQUENCY;
        }
    }

    /** Why a measure is not shown. */
    public enum TooFew {
        PEOPLE,
        REOFFENDERS,
        COUNTED
    }

    /** Null if there are enough for it to be shown. */
    public @Nullable TooFew tooFew() {
        if (denominator < FEWEST) {
            return kind.ofReoffenders() ? TooFew.REOFFENDERS : TooFew.PEOPLE;
        }
        return kind.ofReoffenders() && kind != Kind.TIME_TO_FIRST && numerator < FEWEST_COUNTED ? TooFew.COUNTED : null;
    }

    /** For each window all measures for everybody, then for each group if participants have groups. */
    public static List<PublishedMeasure> of(OutcomeSettings settings, List<ParticipantOutcome> outcomes) {
        List<@Nullable String> groups = new ArrayList<>();
        groups.add(null);
        groups.addAll(settings.groups().inOrder(groups(outcomes)));
        List<PublishedMeasure> all = new ArrayList<>();
        for (WindowSettings window : settings.windows()) {
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
            all.add(measure(
                    Kind.RATE, null, reoffenders(), people(w -> reoffended(w).unknown())));
            all.add(measure(Kind.FREQUENCY, null, offences(offence -> Flag.YES)));
            all.add(measure(Kind.TIME_TO_FIRST, null, sum(OfGroup::days), people(OfGroup::daysUnknown)));
            for (CourtMode mode : CourtMode.values()) {
                all.add(measure(Kind.RATE_BY_COURT_MODE, mode, firsts(offence -> of(offence, mode))));
            }
            for (CourtMode mode : CourtMode.values()) {
                all.add(measure(Kind.FREQUENCY_BY_COURT_MODE, mode, offences(offence -> of(offence, mode))));
            }
            all.add(measure(
                    Kind.CUSTODIAL_RATE,
                    null,
                    firsts(offence -> offence == null ? Flag.UNKNOWN : offence.custodial())));
            all.add(measure(Kind.CUSTODIAL_FREQUENCY, null, offences(OffenceOutcome::custodial)));
            return all;
        }

        /** Of several things how many surely are so, and of how many it is not known. */
        private record Count(long yes, long unknown) {
            static Count of(Stream<Flag> flags) {
                List<Flag> all = flags.toList();
                return new Count(
                        all.stream().filter(Flag::yes).count(),
                        all.stream().filter(Flag::unknown).count());
            }
        }

        /** An offence of which no mode is known is among those; of the other modes it may have each. */
        private static Flag of(@Nullable OffenceOutcome offence, CourtMode mode) {
            boolean known =
                    offence != null && !offence.classified().indictableOnly().unknown();
            if (mode == CourtMode.UNKNOWN || known) {
                return Flag.of(
                        offence == null
                                ? mode == CourtMode.UNKNOWN
                                : offence.classified().mode() == mode);
            }
            return Flag.UNKNOWN;
        }

        private PublishedMeasure measure(Kind kind, @Nullable CourtMode mode, Count count) {
            return measure(kind, mode, count.yes(), count.unknown());
        }

        private PublishedMeasure measure(Kind kind, @Nullable CourtMode mode, long numerator, long unknown) {
            int reoffenders = (int) reoffenders();
            int denominator = kind.ofReoffenders() ? reoffenders : people.size();
            return new PublishedMeasure(
                    window,
                    group,
                    kind,
                    mode,
                    people.size(),
                    reoffenders,
                    numerator,
                    unknown,
                    denominator,
                    people(w -> reoffended(w).unknown()),
                    people(w -> w.reoffending() != null && w.reoffending().restsOnUndated()));
        }

        private long reoffenders() {
            return people(w -> reoffended(w).yes());
        }

        private static Flag reoffended(WindowOutcome outcome) {
            return outcome.reoffending() == null
                    ? Flag.NO
                    : outcome.reoffending().reoffended();
        }

        private long people(Predicate<WindowOutcome> wanted) {
            return people.stream()
                    .map(outcome -> outcome.window(window))
                    .filter(wanted)
                    .count();
        }

        private long sum(ToLongFunction<WindowOutcome> count) {
            return people.stream()
                    .map(outcome -> outcome.window(window))
                    .mapToLong(count)
                    .sum();
        }

        /** Of the first offence of each reoffender; null is one that is not known to be the first. */
        private Count firsts(Function<@Nullable OffenceOutcome, Flag> wanted) {
            return Count.of(people.stream()
                    .map(outcome -> outcome.window(window).reoffending())
                    .filter(reoffending ->
                            reoffending != null && reoffending.reoffended().yes())
                    .map(reoffending -> wanted.apply(reoffending.first())));
        }

        private Count offences(Function<OffenceOutcome, Flag> wanted) {
            return Count.of(people.stream()
                    .flatMap(outcome -> outcome.offences().stream())
                    .map(offence -> {
                        if (offence.timing().get(window) == Timing.IN_WINDOW) {
                            return wanted.apply(offence);
                        }
                        return offence.perhapsIn().contains(window)
                                ? wanted.apply(offence).perhaps()
                                : Flag.NO;
                    }));
        }

        private static boolean daysUnknown(WindowOutcome outcome) {
            return reoffended(outcome) != Flag.NO
                    && outcome.survival() != null
                    && outcome.survival().uncertain();
        }

        private static long days(WindowOutcome outcome) {
            WindowOutcome.Survival survival = outcome.survival();
            return survival == null || survival.daysToFirst() == null
                    ? 0
                    : Objects.requireNonNull(survival.daysToFirst());
        }
    }
}

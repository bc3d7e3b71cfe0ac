package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.Definition.Breaches;
import org.reconlink.outcome.Definition.Clock;
import org.reconlink.outcome.Definition.DatedBy;
import org.reconlink.outcome.Offence.Recorded;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.WindowOutcome.Exit;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowOutcome.Timing;

/** Answers for one participant, under each of many definitions, whether there is a proven reoffence. */
final class DefinedAnswers {
    private final OutcomeSettings settings;
    private final OffenceSettings offence;
    private final Participant participant;
    private final boolean linked;
    private final List<Recorded> history;
    private final Set<Recorded> index;
    private final Exit exit;
    private final CustodyCalendar custody;
    private final Map<Breaches, Recount> recounts = new EnumMap<>(Breaches.class);
    private final Map<Counted, TimingRules> rules = new HashMap<>();
    private final Map<Placed, FollowUp> windows = new HashMap<>();

    /**
     * The history where other breaches count.
     *
     * @param index those of it that are index offences, by identity: their many fields are compared once
     */
    private record Recount(List<Recorded> history, Set<Recorded> index) {}

    /** What of a definition says which offences count. */
    private record Counted(ProofBasis counts, Breaches breaches) {
        // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
        @Override
        public int hashCode() {
            int hash = Objects.hashCode(counts);
            return 31 * hash + Objects.hashCode(breaches);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Counted that
                    && Objects.equals(counts, that.counts)
                    && Objects.equals(breaches, that.breaches);
        }
    }

    /** What of a definition says when its window is. */
    private record Placed(
            String window,
            @Nullable Integer months,
            @Nullable ParticipantDate to,
            int waitingMonths,
            Clock clock) {
        // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
        @Override
        public int hashCode() {
            int hash = Objects.hashCode(window);
            hash = 31 * hash + Objects.hashCode(months);
            hash = 31 * hash + Objects.hashCode(to);
            hash = 31 * hash + Integer.hashCode(waitingMonths);
            return 31 * hash + Objects.hashCode(clock);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Placed that
                    && Objects.equals(window, that.window)
                    && Objects.equals(months, that.months)
                    && Objects.equals(to, that.to)
                    && waitingMonths == that.waitingMonths
                    && Objects.equals(clock, that.clock);
        }
    }

    DefinedAnswers(
            OutcomeSettings settings,
            OffenceSettings offence,
            Participant participant,
            boolean linked,
            List<Recorded> history,
            Set<Recorded> index,
            CustodyCalendar custody) {
        this.settings = settings;
        this.offence = offence;
        this.participant = participant;
        this.linked = linked;
        this.history = history;
        this.index = index;
        this.exit = Exit.of(participant);
        this.custody = custody;
    }

    /** In the order of the definitions. */
    List<Answer> to(List<Definition.Asked> asked) {
        return asked.stream().map(one -> to(one.definition())).toList();
    }

    Answer to(Definition definition) {
        FollowUp window = windows.computeIfAbsent(
                new Placed(
                        definition.window(),
                        definition.months(),
                        definition.to(),
                        definition.waitingMonths(),
                        definition.clock()),
                placed -> window(definition));
        if (NotObserved.of(linked, window, exit, settings.dataCut()) != null) {
            return Answer.NOT_OBSERVED;
        }
        Recount recount = recounts.computeIfAbsent(definition.breaches(), this::recounted);
        TimingRules timing = rules.computeIfAbsent(
                new Counted(definition.counts(), definition.breaches()),
                counted -> new TimingRules(settings.counting(counted.counts()), recount.index(), exit, custody));
        Answer answer = Answer.NO;
        for (Recorded recorded : recount.history()) {
            Set<Timing> possible = timing.possible(recorded, window, definition.datedBy());
            if (possible.contains(Timing.IN_WINDOW)) {
                if (possible.size() == 1) {
                    return Answer.YES;
                }
                answer = Answer.UNKNOWN;
            } else if (answer == Answer.NO
                    && definition.datedBy() == DatedBy.OFFENCE
                    && possible.contains(Timing.UNDATED)
                    && timing.undatedIn(recorded, window)) {
                answer = Answer.NO_UNLESS_UNDATED;
            }
        }
        return answer;
    }

    private Recount recounted(Breaches breaches) {
        UnaryOperator<Recorded> recount = recount(breaches);
        List<Recorded> counted = history.stream().map(recount).toList();
        Set<Recorded> equal = index.stream().map(recount).collect(Collectors.toSet());
        Set<Recorded> same = Collections.newSetFromMap(new IdentityHashMap<>());
        counted.stream().filter(equal::contains).forEach(same::add);
        return new Recount(counted, same);
    }

    private FollowUp window(Definition definition) {
        WindowSettings own = settings.window(definition.window());
        FollowUp calendar = FollowUp.of(
                new WindowSettings(
                        own.name(),
                        own.from(),
                        definition.months(),
                        definition.to(),
                        definition.waitingMonths(),
                        own.firstDay(),
                        own.offenceDate(),
                        own.blankEndContinues()),
                participant,
                settings.dataCut());
        LocalDate first = calendar.firstDay();
        LocalDate last = calendar.lastDay();
        return definition.clock() == Clock.CALENDAR || first == null || last == null
                ? calendar
                : calendar.until(custody.reached(first, new DateRange(first, last).days()));
    }

    private UnaryOperator<Recorded> recount(Breaches breaches) {
        Set<HomeOfficeCode> notCounted = Definition.notCounted(breaches, offence);
        return recorded -> recorded.counted(offence.countsAt(recorded.offence().court())
                && !recorded.classified().nonOffenceBreach()
                && (recorded.classified().homeOfficeCode() == null
                        || !notCounted.contains(recorded.classified().homeOfficeCode())));
    }
}

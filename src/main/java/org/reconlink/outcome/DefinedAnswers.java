package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.Participant;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.Definition.Breaches;
import org.reconlink.outcome.Definition.Clock;

/** Answers for one participant, under each of many definitions, whether there is a proven reoffence. */
final class DefinedAnswers {
    private final OutcomeSettings settings;
    private final OffenceSettings offence;
    private final Participant participant;
    private final boolean linked;
    private final List<RecordedOffence> history;
    private final Set<RecordedOffence> index;
    private final Exit exit;
    private final CustodyCalendar custody;
    private final Map<Breaches, List<RecordedOffence>> histories = new HashMap<>();

    DefinedAnswers(
            OutcomeSettings settings,
            OffenceSettings offence,
            Participant participant,
            boolean linked,
            List<RecordedOffence> history,
            Set<RecordedOffence> index,
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
    List<Answer> to(List<Definitions.Asked> asked) {
        return asked.stream().map(one -> to(one.definition())).toList();
    }

    Answer to(Definition definition) {
        FollowUp window = window(definition);
        if (Observation.reason(linked, window, exit, settings.dataCut()) != null) {
            return Answer.NOT_OBSERVED;
        }
        Function<RecordedOffence, RecordedOffence> recount = recount(definition.breaches());
        TimingRules rules = new TimingRules(
                settings.counting(definition.counts()),
                index.stream().map(recount).collect(Collectors.toSet()),
                exit,
                custody);
        boolean reoffended =
                histories
                        .computeIfAbsent(
                                definition.breaches(),
                                breaches -> history.stream().map(recount).toList())
                        .stream()
                        .anyMatch(recorded -> rules.timing(recorded, window, definition.datedBy()) == Timing.IN_WINDOW);
        return reoffended ? Answer.YES : Answer.NO;
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

    private Function<RecordedOffence, RecordedOffence> recount(Breaches breaches) {
        Set<HomeOfficeCode> notCounted = Definitions.notCounted(breaches, offence);
        return recorded -> recorded.counted(offence.countsAt(recorded.offence().court())
                && !recorded.classified().nonOffenceBreach()
                && (recorded.classified().homeOfficeCode() == null
                        || !notCounted.contains(recorded.classified().homeOfficeCode())));
    }
}

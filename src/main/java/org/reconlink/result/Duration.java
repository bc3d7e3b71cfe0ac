package org.reconlink.result;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.InclusionSettings.Span;
import org.reconlink.outcome.ParticipantOutcome;

/**
 * A stretch of a participant's time between two dates: in-reach, intervention, or what the protocol's inclusion names.
 *
 * @param name as the protocol calls it
 */
public record Duration(String name, ParticipantDate from, ParticipantDate to) {
    /** A mean calendar month. */
    private static final double DAYS_A_MONTH = 365.25 / 12;

    private static final List<Duration> USUAL = List.of(
            new Duration("in-reach", ParticipantDate.INREACH_START, ParticipantDate.RELEASE),
            new Duration("intervention", ParticipantDate.INTERVENTION_START, ParticipantDate.INTERVENTION_END));

    /** The usual ones and the protocol's, whose definition of a name wins; those that nobody has are left out. */
    public static List<Duration> all(StudyResult study) {
        Map<String, Duration> byName = new LinkedHashMap<>();
        USUAL.forEach(d -> byName.put(d.name(), d));
        for (Span span : study.outcome().inclusion().atLeast()) {
            byName.put(span.name(), new Duration(span.name(), span.from(), span.to()));
        }
        List<Duration> known = new ArrayList<>(byName.values());
        known.removeIf(d -> study.outcomes().stream().allMatch(o -> d.months(o) == null));
        return known;
    }

    public Trait trait() {
        return new Trait(
                "Length of " + name + " in months",
                "From " + from.field() + " to " + to.field() + ", in months of 30.4375 days.",
                this::months);
    }

    private @Nullable Double months(ParticipantOutcome outcome) {
        LocalDate start = outcome.participant().date(from);
        LocalDate end = outcome.participant().date(to);
        return start == null || end == null ? null : ChronoUnit.DAYS.between(start, end) / DAYS_A_MONTH;
    }
}

package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.kernel.ParticipantDate;

/**
 * Who of the participants is in the study; the first criterion that fails, in the order of these fields, is the reason.
 *
 * @param consent whether recorded consent is needed
 * @param dates for each date: it is known and lies in the bounds
 * @param atLeast shortest spans, each from one date to another
 * @param aliveAndInCountryAt a date on which the participant is neither dead nor deported; null: not asked
 * @param linked whether a link to a person of the conviction extract is needed
 * @param repeated which of several rows of one person are in the study
 */
public record InclusionSettings(
        boolean consent,
        Map<ParticipantDate, Bounds> dates,
        List<Span> atLeast,
        @Nullable ParticipantDate aliveAndInCountryAt,
        boolean linked,
        Repeated repeated) {
    public InclusionSettings {
        dates = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(dates));
        atLeast = List.copyOf(atLeast);
    }

    /** Where nobody may be in the sheet twice. */
    public InclusionSettings(
            boolean consent,
            Map<ParticipantDate, Bounds> dates,
            List<Span> atLeast,
            @Nullable ParticipantDate aliveAndInCountryAt,
            boolean linked) {
        this(consent, dates, atLeast, aliveAndInCountryAt, linked, Repeated.REFUSE);
    }

    /** The same with other rows of people who are in the sheet several times. */
    public InclusionSettings repeating(Repeated rule) {
        return new InclusionSettings(consent, dates, atLeast, aliveAndInCountryAt, linked, rule);
    }

    /** Bounds of a date, both included; null is no bound. */
    public record Bounds(@Nullable LocalDate from, @Nullable LocalDate to) {}

    /**
     * A shortest time between two dates of a participant.
     *
     * @param name what the time is called in reasons: {@code in-reach}, {@code intervention}
     * @param months whole calendar months it must reach; 0 with {@code days} above 0 asks for days alone
     * @param days days it must reach, first and last counted
     */
    public record Span(String name, ParticipantDate from, ParticipantDate to, int months, int days) {}
}

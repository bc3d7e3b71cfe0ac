package org.reconlink.outcome;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.WindowOutcome.Exit;
import org.reconlink.outcome.WindowOutcome.NotObserved;

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

    /**
     * Decides who is in the study. A reason is the protocol's own words and limits, never a participant's value.
     *
     * @param settings the criteria; the first that fails is the reason
     */
    record Inclusion(InclusionSettings settings) {

        private static final String ANOTHER_EPISODE = "another episode of the same person is followed";

        /** Why the participant is excluded; null if included. */
        @Nullable
        String exclusionReason(Participant participant, boolean linked) {
            if (participant.episode() != null && !participant.episode().followed()) {
                return ANOTHER_EPISODE;
            }
            String reason = consent(participant);
            if (reason == null) {
                reason = dates(participant);
            }
            if (reason == null) {
                reason = spans(participant);
            }
            if (reason == null) {
                reason = exits(participant);
            }
            return reason == null && settings.linked() && !linked ? NotObserved.UNLINKED.words() : reason;
        }

        private @Nullable String consent(Participant participant) {
            if (!settings.consent()) {
                return null;
            }
            if (participant.consent() == null) {
                return "consent not recorded";
            }
            return participant.consent() ? null : "no consent";
        }

        private @Nullable String dates(Participant participant) {
            for (Map.Entry<ParticipantDate, Bounds> entry : settings.dates().entrySet()) {
                String reason = outside(entry.getKey(), participant.date(entry.getKey()), entry.getValue());
                if (reason != null) {
                    return reason;
                }
            }
            return null;
        }

        private static @Nullable String outside(ParticipantDate which, @Nullable LocalDate date, Bounds bounds) {
            if (date == null) {
                return notKnown(which);
            }
            if (bounds.from() != null && date.isBefore(bounds.from())) {
                return which.field() + " before " + bounds.from();
            }
            return bounds.to() != null && date.isAfter(bounds.to()) ? which.field() + " after " + bounds.to() : null;
        }

        private @Nullable String spans(Participant participant) {
            for (Span span : settings.atLeast()) {
                String reason = tooShort(span, participant.date(span.from()), participant.date(span.to()));
                if (reason != null) {
                    return reason;
                }
            }
            return null;
        }

        private static @Nullable String tooShort(Span span, @Nullable LocalDate from, @Nullable LocalDate to) {
            if (from == null) {
                return notKnown(span.from());
            }
            if (to == null) {
                return notKnown(span.to());
            }
            if (span.months() > 0 && to.isBefore(from.plusMonths(span.months()))) {
                return span.name() + " under " + span.months() + (span.months() == 1 ? " month" : " months");
            }
            if (span.days() == 0 || ChronoUnit.DAYS.between(from, to) + 1 >= span.days()) {
                return null;
            }
            return span.days() == 1 ? "no day of " + span.name() : span.name() + " under " + span.days() + " days";
        }

        private @Nullable String exits(Participant participant) {
            ParticipantDate by = settings.aliveAndInCountryAt();
            if (by == null) {
                return null;
            }
            LocalDate date = participant.date(by);
            if (date == null) {
                return notKnown(by);
            }
            Exit exit = Exit.of(participant);
            if (exit.diedBy(date)) {
                return "died by " + by.field();
            }
            return exit.deportedBy(date) ? "deported by " + by.field() : null;
        }

        private static String notKnown(ParticipantDate which) {
            return which.field() + " not known";
        }
    }
}

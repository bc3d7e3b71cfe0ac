package org.reconlink.kernel;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One standardised row of the participant sheet.
 *
 * @param indexOffence as the sheet gives it; null where blank
 * @param dates the dates that are known; a missing key is a missing date
 * @param endReason why the intervention ended, as the sheet says
 * @param consent true, false, or null where not recorded
 * @param group study arm
 * @param episode which of several rows of one person it is; null where the person has one
 * @param carried further columns to carry through, by heading, in the protocol's order; blank cells are left out
 */
public record Participant(
        ParticipantId id,
        RecordId source,
        PersonDetails details,
        @Nullable OffenceDescription indexOffence,
        Map<ParticipantDate, LocalDate> dates,
        @Nullable String indexDisposal,
        @Nullable String endReason,
        @Nullable Boolean consent,
        @Nullable String group,
        Map<String, String> carried,
        @Nullable Episode episode) {
    public Participant {
        dates = Map.copyOf(dates);
        carried = Collections.unmodifiableMap(new LinkedHashMap<>(carried));
    }

    /** Somebody who is in the sheet once. */
    public Participant(
            ParticipantId id,
            RecordId source,
            PersonDetails details,
            @Nullable OffenceDescription indexOffence,
            Map<ParticipantDate, LocalDate> dates,
            @Nullable String indexDisposal,
            @Nullable String endReason,
            @Nullable Boolean consent,
            @Nullable String group,
            Map<String, String> carried) {
        this(id, source, details, indexOffence, dates, indexDisposal, endReason, consent, group, carried, null);
    }

    /**
     * One of several rows of the sheet that are one person.
     *
     * @param person the participant of the first of them
     * @param followed whether the study follows this one
     */
    public record Episode(ParticipantId person, boolean followed) {}

    /** What is done with rows that are one person. */
    public enum Repeated {
        /** The run stops: which of them are followed is the study's to say. */
        REFUSE,
        FIRST_EPISODE,
        LAST_EPISODE,
        /** Each row is followed by itself, and all of them are linked as one person. */
        EACH_EPISODE
    }

    /** The same as an episode of somebody. */
    public Participant with(Episode of) {
        return new Participant(
                id, source, details, indexOffence, dates, indexDisposal, endReason, consent, group, carried, of);
    }

    /** The same in a study group. */
    public Participant in(@Nullable String studyGroup) {
        return new Participant(
                id,
                source,
                details,
                indexOffence,
                dates,
                indexDisposal,
                endReason,
                consent,
                studyGroup,
                carried,
                episode);
    }

    /** The date, or null if it is not known. */
    public @Nullable LocalDate date(ParticipantDate which) {
        return dates.get(which);
    }
}

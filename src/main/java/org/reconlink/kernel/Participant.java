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
        Map<String, String> carried) {
    public Participant {
        dates = Map.copyOf(dates);
        carried = Collections.unmodifiableMap(new LinkedHashMap<>(carried));
    }

    /** The date, or null if it is not known. */
    public @Nullable LocalDate date(ParticipantDate which) {
        return dates.get(which);
    }
}

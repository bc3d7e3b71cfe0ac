package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.RecordId;

/**
 * One offence of a person: the rows of its hearings taken together.
 *
 * @param sources the rows it rests on, in order
 * @param offenceStart null if undated, also where it was dated after its own proof
 * @param offenceEnd last day of a range, the latest that a hearing says; null if the offence has one date
 * @param proofDate date of the earliest conviction or caution; of the only hearing where there is none
 * @param adjudication GUILTY if convicted and not overturned
 * @param disposalCode of the latest hearing
 * @param sentenceDays of the latest hearing
 */
public record Offence(
        List<RecordId> sources,
        @Nullable String caseReference,
        @Nullable String offenceNumber,
        OffenceDescription description,
        @Nullable LocalDate offenceStart,
        @Nullable LocalDate offenceEnd,
        LocalDate proofDate,
        Adjudication adjudication,
        @Nullable String court,
        @Nullable String disposalCode,
        @Nullable Integer sentenceDays,
        int takenIntoConsideration) {
    public Offence {
        sources = List.copyOf(sources);
    }

    /** The same offence without a date. */
    Offence undated() {
        return new Offence(
                sources,
                caseReference,
                offenceNumber,
                description,
                null,
                null,
                proofDate,
                adjudication,
                court,
                disposalCode,
                sentenceDays,
                takenIntoConsideration);
    }

    /** The offence date under that setting; null if undated, also where that end of a range is after its own proof. */
    public @Nullable LocalDate date(WindowSettings.OffenceDate which) {
        LocalDate date = which == WindowSettings.OffenceDate.END && offenceEnd != null ? offenceEnd : offenceStart;
        return date == null || date.isAfter(proofDate) ? null : date;
    }

    /** Whether its range contains that day and the day before. */
    boolean straddles(LocalDate day) {
        return offenceStart != null && offenceEnd != null && offenceStart.isBefore(day) && !offenceEnd.isBefore(day);
    }
}

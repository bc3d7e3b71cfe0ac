package org.reconlink.kernel;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One standardised row of a conviction extract: one offence at one hearing.
 *
 * @param offenceNumber tells two counts of one charge apart; null where the extract has none
 * @param offenceStart null if undated, or not known to the day
 * @param offenceEnd last day of a range; null if the offence has one date
 * @param convictionDate date of conviction, or of the caution
 * @param disposalCode PNC disposal code, {@code 1002} immediate custody; also that of a disposal in words; null if none
 * @param disposalUnclear whether a disposal is recorded that may be immediate custody though its code is on no list
 * @param sentenceDays length of the sentence in days; null if none or unknown
 * @param takenIntoConsideration number of further offences taken into consideration
 * @param partial bounds of the dates that are not whole: an offence date is null then, a conviction date the earliest it can be
 */
public record ConvictionRecord(
        RecordId source,
        PersonDetails person,
        @Nullable String caseReference,
        @Nullable String offenceNumber,
        OffenceDescription offence,
        @Nullable LocalDate offenceStart,
        @Nullable LocalDate offenceEnd,
        LocalDate convictionDate,
        Adjudication adjudication,
        @Nullable String court,
        @Nullable String disposalCode,
        boolean disposalUnclear,
        @Nullable Integer sentenceDays,
        int takenIntoConsideration,
        PartialDates partial) {

    /** A row whose dates are whole and whose disposal is understood. */
    public ConvictionRecord(
            RecordId source,
            PersonDetails person,
            @Nullable String caseReference,
            @Nullable String offenceNumber,
            OffenceDescription offence,
            @Nullable LocalDate offenceStart,
            @Nullable LocalDate offenceEnd,
            LocalDate convictionDate,
            Adjudication adjudication,
            @Nullable String court,
            @Nullable String disposalCode,
            @Nullable Integer sentenceDays,
            int takenIntoConsideration) {
        this(
                source,
                person,
                caseReference,
                offenceNumber,
                offence,
                offenceStart,
                offenceEnd,
                convictionDate,
                adjudication,
                court,
                disposalCode,
                /* disposalUnclear= */ false,
                sentenceDays,
                takenIntoConsideration,
                PartialDates.NONE);
    }

    /** The same row as if it stood elsewhere. */
    public ConvictionRecord at(RecordId place) {
        return with(place, person);
    }

    /** The same row as if it were somebody else's. */
    public ConvictionRecord of(PersonDetails somebody) {
        return with(source, somebody);
    }

    /** The same row with other dates of the offence, whole ones or bounds. */
    public ConvictionRecord committed(@Nullable LocalDate start, @Nullable LocalDate end, PartialDates within) {
        return with(source, person, start, end, within);
    }

    private ConvictionRecord with(RecordId place, PersonDetails somebody) {
        return with(place, somebody, offenceStart, offenceEnd, partial);
    }

    private ConvictionRecord with(
            RecordId place,
            PersonDetails somebody,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            PartialDates within) {
        return new ConvictionRecord(
                place,
                somebody,
                caseReference,
                offenceNumber,
                offence,
                start,
                end,
                convictionDate,
                adjudication,
                court,
                disposalCode,
                disposalUnclear,
                sentenceDays,
                takenIntoConsideration,
                within);
    }
}

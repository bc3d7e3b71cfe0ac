package org.reconlink.kernel;

import java.time.LocalDate;
import java.util.Objects;
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

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        int hash = Objects.hashCode(source);
        hash = 31 * hash + Objects.hashCode(person);
        hash = 31 * hash + Objects.hashCode(caseReference);
        hash = 31 * hash + Objects.hashCode(offenceNumber);
        hash = 31 * hash + Objects.hashCode(offence);
        hash = 31 * hash + Objects.hashCode(offenceStart);
        hash = 31 * hash + Objects.hashCode(offenceEnd);
        hash = 31 * hash + Objects.hashCode(convictionDate);
        hash = 31 * hash + Objects.hashCode(adjudication);
        hash = 31 * hash + Objects.hashCode(court);
        hash = 31 * hash + Objects.hashCode(disposalCode);
        hash = 31 * hash + Boolean.hashCode(disposalUnclear);
        hash = 31 * hash + Objects.hashCode(sentenceDays);
        hash = 31 * hash + Integer.hashCode(takenIntoConsideration);
        return 31 * hash + Objects.hashCode(partial);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConvictionRecord that
                && Objects.equals(source, that.source)
                && Objects.equals(person, that.person)
                && Objects.equals(caseReference, that.caseReference)
                && Objects.equals(offenceNumber, that.offenceNumber)
                && Objects.equals(offence, that.offence)
                && Objects.equals(offenceStart, that.offenceStart)
                && Objects.equals(offenceEnd, that.offenceEnd)
                && Objects.equals(convictionDate, that.convictionDate)
                && Objects.equals(adjudication, that.adjudication)
                && Objects.equals(court, that.court)
                && Objects.equals(disposalCode, that.disposalCode)
                && disposalUnclear == that.disposalUnclear
                && Objects.equals(sentenceDays, that.sentenceDays)
                && takenIntoConsideration == that.takenIntoConsideration
                && Objects.equals(partial, that.partial);
    }
}

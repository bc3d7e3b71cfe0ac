package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.PartialDates;
import org.reconlink.kernel.RecordId;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.WindowOutcome.Timing;

/**
 * One offence of a person: the rows of its hearings taken together.
 *
 * @param sources the rows it rests on, in order
 * @param offenceStart null if undated, also where it was dated after its own proof
 * @param offenceEnd last day of a range, the latest that a hearing says; null if the offence has one date
 * @param proofDate date of the earliest conviction or caution; of the only hearing where there is none
 * @param adjudication GUILTY if convicted and not overturned; UNKNOWN if the last word on it is not understood, so that it
 *     may be proven, on the proof date
 * @param disposalCode of the latest hearing; null where none is recorded
 * @param disposalUnclear whether that disposal may be immediate custody though its code is on no list
 * @param sentenceDays of the latest hearing
 * @param partial bounds of the dates that are not whole: an offence date is null then, the proof date the earliest it can be
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
        boolean disposalUnclear,
        @Nullable Integer sentenceDays,
        int takenIntoConsideration,
        PartialDates partial) {
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

    public Offence {
        sources = List.copyOf(sources);
    }

    /** What tells the court from others: its letters and figures, whatever the capitals, spaces and signs of an extract. */
    @Nullable
    String courtTold() {
        return court == null ? null : SIGNS.matcher(court).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /** An offence whose dates are whole and whose disposal is understood. */
    public Offence(
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
        this(
                sources,
                caseReference,
                offenceNumber,
                description,
                offenceStart,
                offenceEnd,
                proofDate,
                adjudication,
                court,
                disposalCode,
                /* disposalUnclear= */ false,
                sentenceDays,
                takenIntoConsideration,
                PartialDates.NONE);
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
                disposalUnclear,
                sentenceDays,
                takenIntoConsideration,
                new PartialDates(null, null, partial.conviction()));
    }

    /** The offence date under that setting; null if undated, also where that end of a range is after its own proof. */
    public @Nullable LocalDate date(WindowSettings.OffenceDate which) {
        boolean end = which == WindowSettings.OffenceDate.END && (offenceEnd != null || partial.offenceEnd() != null);
        LocalDate date = end ? offenceEnd : offenceStart;
        return date == null || date.isAfter(lastProofDate()) ? null : date;
    }

    /**
     * The days that the offence date can be where it is not whole: none after the latest day of proof, nor a start after the
     * end; null if it is whole or missing.
     */
    public @Nullable DateRange dateWithin(WindowSettings.OffenceDate which) {
        boolean end = which == WindowSettings.OffenceDate.END && (offenceEnd != null || partial.offenceEnd() != null);
        DateRange within = end ? partial.offenceEnd() : partial.offenceStart();
        if (within == null) {
            return null;
        }
        LocalDate last = earlier(within.last(), lastProofDate());
        DateRange possible =
                new DateRange(within.first(), end || offenceEnd == null ? last : earlier(last, offenceEnd));
        return possible.isEmpty() ? null : possible;
    }

    /** The days that the offence date can be: one where it is whole, any up to the last day of proof where it is missing. */
    DateRange days(WindowSettings.OffenceDate which) {
        DateRange within = dateWithin(which);
        LocalDate date = date(which);
        return within != null
                ? within
                : new DateRange(date == null ? LocalDate.MIN : date, date == null ? lastProofDate() : date);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /** The latest day that it can have been proved on. */
    LocalDate lastProofDate() {
        return partial.lastOf(proofDate);
    }

    /** Whether its range contains that day and the day before. */
    boolean straddles(LocalDate day) {
        return offenceStart != null && offenceEnd != null && offenceStart.isBefore(day) && !offenceEnd.isBefore(day);
    }

    /**
     * An offence with the dates of those of its hearings that prove it.
     *
     * @param provedOn dates of the GUILTY (else caution) rows that stand; empty where nothing proves it
     */
    record Heard(Offence offence, Set<LocalDate> provedOn) {
        Heard {
            provedOn = Set.copyOf(provedOn);
        }
    }

    /**
     * An offence of a linked participant's history with all that does not depend on a window.
     *
     * @param provedOn dates of the rows that prove it
     * @param counted neither category CB nor on the protocol's list of breaches that are not counted, nor at a court that is not
     * @param custodial the disposal is immediate custody
     */
    record Recorded(
            Offence offence, ClassifiedOffence classified, Set<LocalDate> provedOn, boolean counted, Flag custodial) {

        /** The same, counted or not. */
        Recorded counted(boolean counts) {
            return new Recorded(offence, classified, provedOn, counts, custodial);
        }

        /** Whether a court convicted; unknown where nothing understands the result. */
        Flag conviction() {
            return offence.adjudication() == Adjudication.UNKNOWN ? Flag.UNKNOWN : Flag.of(convicted());
        }

        boolean convicted() {
            return offence.adjudication() == Adjudication.GUILTY;
        }

        /** Whether a conviction on that date stands, or on one that may be it. */
        boolean convictedOn(LocalDate date) {
            DateRange within = offence.partial().conviction();
            return convicted() && (provedOn.contains(date) || (within != null && within.contains(date)));
        }

        boolean provedBefore(LocalDate date) {
            return offence.lastProofDate().isBefore(date);
        }
    }

    /** An offence with its place in every window, in the form the rules use and in the form that leaves the package. */
    record Placed(Recorded recorded, OffenceOutcome outcome) {}

    /**
     * An offence of a linked participant with its place in every window.
     *
     * @param timing by window name, in the protocol's order
     * @param straddlesStart by window name: its range contains a day before the first day and the first day
     * @param ranks rank on each scale that has one for it, by scale name
     * @param seriousness against the index offence, by scale name
     * @param custodial the disposal is immediate custody
     * @param inCustody committed inside a custody spell, by the first window's offence date
     * @param perhapsIn the windows in which it may be IN_WINDOW, though that is not known
     */
    public record OffenceOutcome(
            Offence offence,
            ClassifiedOffence classified,
            Map<String, Timing> timing,
            Map<String, Boolean> straddlesStart,
            Map<String, Long> ranks,
            Map<String, RelativeSeriousness> seriousness,
            Flag custodial,
            Flag inCustody,
            Set<String> perhapsIn) {
        public OffenceOutcome {
            timing = Collections.unmodifiableMap(new LinkedHashMap<>(timing));
            straddlesStart = Collections.unmodifiableMap(new LinkedHashMap<>(straddlesStart));
            ranks = Collections.unmodifiableMap(new LinkedHashMap<>(ranks));
            seriousness = Collections.unmodifiableMap(new LinkedHashMap<>(seriousness));
            perhapsIn = Set.copyOf(perhapsIn);
        }
    }
}

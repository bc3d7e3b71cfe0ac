package org.reconlink.outcome;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.CourtMode;
import org.reconlink.offence.RelativeSeriousness;

/**
 * What happened to a participant in one follow-up window.
 *
 * @param start S; null if unknown
 * @param end the last day; null if unknown
 * @param proofDeadline last day on which an offence of the window can be proved; null if unknown
 * @param notObserved null if the outcome is observed
 * @param reoffending not null exactly if the outcome is observed
 * @param survival not null for the linked with an S and at least one day whose end is not unknown
 * @param recalls not null if S is known and not after the data cut; needs no link
 */
public record WindowOutcome(
        String window,
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        @Nullable LocalDate proofDeadline,
        @Nullable NotObserved notObserved,
        @Nullable Reoffending reoffending,
        @Nullable Survival survival,
        @Nullable Recalls recalls) {

    public boolean observed() {
        return notObserved == null;
    }

    /**
     * Calendar months, and the part of one, from S to the end of the window's day of this number: whoever reaches the last
     * day of a window with a length is there at its months, however many days they had. Days would not do: over a leap day
     * a year has one more of them.
     *
     * @param day the first day's number is 1
     */
    public double months(long day) {
        LocalDate from = Objects.requireNonNull(start, "a window without a start has no time");
        LocalDate to = from.plusDays(day);
        long whole = ChronoUnit.MONTHS.between(from, to);
        // a short month is reached on its last day
        while (!from.plusMonths(whole + 1).isAfter(to)) {
            whole++;
        }
        LocalDate since = from.plusMonths(whole);
        return whole
                + (double) ChronoUnit.DAYS.between(since, to)
                        / ChronoUnit.DAYS.between(since, from.plusMonths(whole + 1));
    }

    /**
     * The proven reoffences of an observed participant. An offence whose timing is UNCERTAIN may be one: what it could change
     * is not known.
     *
     * @param reoffended yes if an offence is IN_WINDOW, unknown if one may be
     * @param offences number of offences IN_WINDOW, the fewest that it can be
     * @param uncertainOffences number of those that may be
     * @param undatedOffences number of those that have no date, may be of the window and are taken as none of it
     * @param reconvicted whether one of them was proved by a court conviction, whatever the basis
     * @param convictionOccasions distinct dates of conviction at a court among them, the fewest that it can be
     * @param first the earliest by offence date; null without a reoffence, or where an uncertain one may be earlier
     * @param worst the principal one on the first scale; null without a reoffence, or where an uncertain one may be worse
     * @param worstMode of the worst one; UNKNOWN if one whose mode is not known could be worse; null without a reoffence
     * @param seriousness against the index offence, on each scale of the worst on that scale; empty without a reoffence
     */
    public record Reoffending(
            Flag reoffended,
            int offences,
            int uncertainOffences,
            int undatedOffences,
            Flag reconvicted,
            int convictionOccasions,
            @Nullable OffenceOutcome first,
            @Nullable OffenceOutcome worst,
            @Nullable CourtMode worstMode,
            Map<String, RelativeSeriousness> seriousness,
            Flag violent,
            Flag sexual,
            Flag indictableOnly,
            Flag indictableOrEitherWay,
            Flag custodial,
            Flag inCustody) {
        /** There surely is none. */
        public static final Reoffending NONE = none(0);

        /** There is none, unless one of that many offences without a date is one. */
        static Reoffending none(int undated) {
            return new Reoffending(
                    Flag.NO, 0, 0, undated, Flag.NO, 0, null, null, null, Map.of(), Flag.NO, Flag.NO, Flag.NO, Flag.NO,
                    Flag.NO, Flag.NO);
        }

        /** Whether there is no conviction only if no offence without a date is one. */
        public boolean restsOnUndated() {
            return reconvicted == Flag.NO && undatedOffences > 0;
        }

        public Reoffending {
            seriousness = Collections.unmodifiableMap(new LinkedHashMap<>(seriousness));
        }
    }

    /**
     * Exposure and time to the first proven reoffence, counted in dates with first and last included.
     *
     * @param days first day to censoring date
     * @param atRiskDays the same without dates in custody
     * @param daysToFirst null if there was no event by the censoring date
     * @param atRiskDaysToFirst null if there was no event by the censoring date
     * @param uncertain whether an offence whose timing is UNCERTAIN may be the first, which the two above leave out
     */
    public record Survival(
            LocalDate censoringDate,
            CensorReason reason,
            long days,
            long atRiskDays,
            @Nullable Long daysToFirst,
            @Nullable Long atRiskDaysToFirst,
            boolean uncertain) {

        /** Where no offence is uncertain. */
        public Survival(
                LocalDate censoringDate,
                CensorReason reason,
                long days,
                long atRiskDays,
                @Nullable Long daysToFirst,
                @Nullable Long atRiskDaysToFirst) {
            this(censoringDate, reason, days, atRiskDays, daysToFirst, atRiskDaysToFirst, false);
        }
    }

    /** What ended the time of somebody. */
    public enum CensorReason {
        END_OF_WINDOW,
        HORIZON,
        DIED,
        DEPORTED
    }

    /** Recalls to custody in the window, curfew (HDC) recalls apart. */
    public record Recalls(List<Recall> recalls, List<Recall> curfewRecalls) {
        public Recalls {
            recalls = List.copyOf(recalls);
            curfewRecalls = List.copyOf(curfewRecalls);
        }
    }

    /**
     * One recall to custody; spells that touch or overlap are one.
     *
     * @param end day of release; null while it lasts
     * @param day number of its first date counted from the window's first day as 1
     */
    public record Recall(
            LocalDate start,
            @Nullable LocalDate end,
            long day,
            @Nullable String kind) {}
}

package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.DateRange;
import org.reconlink.outcome.WindowOutcome.CensorReason;
import org.reconlink.outcome.WindowOutcome.Survival;

/**
 * Measures exposure and time to the first proven reoffence. Time is censored at the earliest of last day, horizon, date of
 * death and deportation; the first named of those that fall together is the reason, in an open window the horizon.
 */
final class TimeToFirst {
    private final CustodyCalendar custody;
    private final Exit exit;

    TimeToFirst(CustodyCalendar custody, Exit exit) {
        this.custody = custody;
        this.exit = exit;
    }

    /**
     * Null for whoever has no day in the window, or whose end is not known.
     *
     * @param reoffences the days that the offences IN_WINDOW can be of; the time is to the earliest
     * @param perhaps the same of those that may be there
     */
    @Nullable
    Survival of(FollowUp window, List<DateRange> reoffences, List<DateRange> perhaps) {
        Censoring censoring = censoring(window);
        if (window.firstDay() == null
                || window.endUnknown()
                || window.firstDay().isAfter(censoring.date())) {
            return null;
        }
        LocalDate event = reoffences.stream()
                .map(DateRange::first)
                .filter(date -> !date.isAfter(censoring.date()))
                .min(LocalDate::compareTo)
                .orElse(null);
        DateRange exposure = new DateRange(window.firstDay(), censoring.date());
        DateRange toFirst = event == null ? null : new DateRange(window.firstDay(), event);
        return new Survival(
                censoring.date(),
                censoring.reason(),
                exposure.days(),
                custody.atRiskDays(exposure),
                toFirst == null ? null : toFirst.days(),
                toFirst == null ? null : atRiskDay(toFirst),
                uncertain(reoffences, perhaps, censoring.date()));
    }

    /** Whether the day of the first is not known, or whether there is one by the date of censoring. */
    private static boolean uncertain(List<DateRange> reoffences, List<DateRange> perhaps, LocalDate censored) {
        LocalDate surely = reoffences.stream()
                .map(DateRange::last)
                .min(LocalDate::compareTo)
                .orElse(LocalDate.MAX);
        LocalDate before = surely.isAfter(censored) ? censored.plusDays(1) : surely;
        return Stream.concat(reoffences.stream(), perhaps.stream())
                .anyMatch(days -> days.first().isBefore(before));
    }

    /** On the at-risk clock an event in custody falls on the last at-risk day before it, on 1 if there is none. */
    private long atRiskDay(DateRange toFirst) {
        return Math.max(1, custody.atRiskDays(toFirst));
    }

    private Censoring censoring(FollowUp window) {
        return new Censoring(window.horizon(), CensorReason.HORIZON)
                .orNotLater(window.settings().open() ? null : window.lastDay(), CensorReason.END_OF_WINDOW)
                .orEarlier(exit.death(), CensorReason.DIED)
                .orEarlier(exit.deportation(), CensorReason.DEPORTED);
    }

    private record Censoring(LocalDate date, CensorReason reason) {
        Censoring orEarlier(@Nullable LocalDate other, CensorReason otherReason) {
            return other != null && other.isBefore(date) ? new Censoring(other, otherReason) : this;
        }

        Censoring orNotLater(@Nullable LocalDate other, CensorReason otherReason) {
            return other != null && !other.isAfter(date) ? new Censoring(other, otherReason) : this;
        }
    }
}

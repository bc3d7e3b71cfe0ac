package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.List;
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
     * Null for whoever has no day in the window.
     *
     * @param reoffences dates of the offences IN_WINDOW
     */
    @Nullable
    Survival of(FollowUp window, List<LocalDate> reoffences) {
        Censoring censoring = censoring(window);
        if (window.firstDay() == null || window.firstDay().isAfter(censoring.date())) {
            return null;
        }
        LocalDate event = reoffences.stream()
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
                toFirst == null ? null : atRiskDay(toFirst));
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

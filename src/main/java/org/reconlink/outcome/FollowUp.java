package org.reconlink.outcome;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.outcome.WindowSettings.FirstDay;

/**
 * A window with one participant's dates in it.
 *
 * @param start S; null if the anchor is blank, and then so are the three below
 * @param lastDay null where an end anchor is blank
 * @param proofDeadline null where an end anchor is blank
 */
record FollowUp(
        WindowSettings settings,
        LocalDate horizon,
        @Nullable LocalDate start,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable LocalDate proofDeadline) {

    static FollowUp of(WindowSettings settings, Participant participant, LocalDate dataCut) {
        LocalDate horizon = Horizon.of(dataCut, settings.waitingMonths());
        LocalDate start = participant.date(settings.from());
        if (start == null) {
            return new FollowUp(settings, horizon, null, null, null, null);
        }
        LocalDate lastDay = settings.open() ? horizon : lastDay(settings, participant, start);
        LocalDate deadline = settings.open() || lastDay == null ? null : lastDay.plusMonths(settings.waitingMonths());
        return new FollowUp(
                settings, horizon, start, firstDay(settings, start), lastDay, settings.open() ? dataCut : deadline);
    }

    /** The same with another last day, and the waiting period after it. */
    FollowUp until(LocalDate last) {
        return new FollowUp(settings, horizon, start, firstDay, last, last.plusMonths(settings.waitingMonths()));
    }

    /** Whether an end anchor is blank and does not mean that the window still runs. */
    boolean endUnknown() {
        return start != null && lastDay == null && !settings.blankEndContinues();
    }

    /** The last day on which an offence falls in the window; where an end anchor is blank, the horizon. */
    LocalDate lastDayOrHorizon() {
        return lastDay == null ? horizon : lastDay;
    }

    private static LocalDate firstDay(WindowSettings settings, LocalDate start) {
        return settings.firstDay() == FirstDay.SAME_DAY ? start : start.plusDays(1);
    }

    private static @Nullable LocalDate lastDay(WindowSettings settings, Participant participant, LocalDate start) {
        if (settings.to() != null) {
            return participant.date(settings.to());
        }
        if (settings.months() == null) {
            return null;
        }
        LocalDate monthsLater = start.plusMonths(settings.months());
        return settings.firstDay() == FirstDay.SAME_DAY ? monthsLater.minusDays(1) : monthsLater;
    }

    /**
     * The latest date d for which d + W months is not after the data cut: whatever was committed up to then has had W months
     * to be proved.
     */
    private static final class Horizon {
        private Horizon() {}

        static LocalDate of(LocalDate dataCut, int waitingMonths) {
            LocalDate day = dataCut.minusMonths(waitingMonths);
            // Adding months clamps to the end of the month, so that a short month is reached from several days:
            // 28 February is six months after 28, 29, 30 and 31 August.
            while (!day.plusDays(1).plusMonths(waitingMonths).isAfter(dataCut)) {
                day = day.plusDays(1);
            }
            return day;
        }
    }
}

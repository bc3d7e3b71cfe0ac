package org.reconlink.outcome;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Says whether an outcome is observed, which never depends on what somebody did. */
final class Observation {
    private Observation() {}

    /** The first reason that applies for an outcome not to be observed; null if it is. */
    static @Nullable NotObserved reason(boolean linked, FollowUp window, Exit exit, LocalDate dataCut) {
        if (!linked) {
            return NotObserved.UNLINKED;
        }
        if (window.firstDay() == null) {
            return NotObserved.NO_START_DATE;
        }
        if (window.lastDay() == null || window.proofDeadline() == null) {
            return window.settings().blankEndContinues() ? NotObserved.IMMATURE : NotObserved.NO_END_DATE;
        }
        if (window.lastDay().isBefore(window.firstDay())) {
            return NotObserved.EMPTY_WINDOW;
        }
        LocalDate needed = window.settings().open() ? window.start() : window.lastDay();
        if (exit.diedBy(window.start()) || exit.diedBy(needed)) {
            return NotObserved.DIED;
        }
        if (exit.deportedBy(window.start()) || exit.deportedBy(needed)) {
            return NotObserved.DEPORTED;
        }
        return window.proofDeadline().isAfter(dataCut) ? NotObserved.IMMATURE : null;
    }
}

package org.reconlink.outcome;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;

/** Why an outcome is not observed; the first that applies, in this order. */
public enum NotObserved {
    UNLINKED,
    NO_START_DATE,
    NO_END_DATE,
    EMPTY_WINDOW,
    DIED,
    DEPORTED,
    IMMATURE;

    /** As outputs write it: {@code no start date}. */
    public String words() {
        return EnumWords.of(this);
    }

    /** The first reason that applies; null if the outcome is observed, which never depends on what somebody did. */
    static @Nullable NotObserved of(boolean linked, FollowUp window, Exit exit, LocalDate dataCut) {
        if (!linked) {
            return UNLINKED;
        }
        if (window.firstDay() == null) {
            return NO_START_DATE;
        }
        if (window.lastDay() == null || window.proofDeadline() == null) {
            return window.settings().blankEndContinues() ? IMMATURE : NO_END_DATE;
        }
        if (window.lastDay().isBefore(window.firstDay())) {
            return EMPTY_WINDOW;
        }
        LocalDate needed = window.settings().open() ? window.start() : window.lastDay();
        if (exit.diedBy(window.start()) || exit.diedBy(needed)) {
            return DIED;
        }
        if (exit.deportedBy(window.start()) || exit.deportedBy(needed)) {
            return DEPORTED;
        }
        return window.proofDeadline().isAfter(dataCut) ? IMMATURE : null;
    }
}

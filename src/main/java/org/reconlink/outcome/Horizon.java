package org.reconlink.outcome;

import java.time.LocalDate;

/**
 * The latest date d for which d + W months is not after the data cut: whatever was committed up to then has had W months
 * to be proved.
 */
final class Horizon {
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

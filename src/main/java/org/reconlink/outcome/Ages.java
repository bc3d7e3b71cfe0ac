package org.reconlink.outcome;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Ages in completed years; who was born on 29 February completes a year on 1 March of other years. */
final class Ages {
    private Ages() {}

    /** Null if either date is unknown or the day is before the birth. */
    static @Nullable Integer completedYears(@Nullable LocalDate birth, @Nullable LocalDate day) {
        if (birth == null || day == null || day.isBefore(birth)) {
            return null;
        }
        return Math.toIntExact(ChronoUnit.YEARS.between(birth, day));
    }
}

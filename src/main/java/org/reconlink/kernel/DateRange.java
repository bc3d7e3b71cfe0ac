package org.reconlink.kernel;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Calendar dates from {@code first} to {@code last}, both included; empty if last is before first. */
public record DateRange(LocalDate first, LocalDate last) {
    public boolean isEmpty() {
        return last.isBefore(first);
    }

    public boolean contains(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    /** Number of dates in it; 0 if empty. */
    public long days() {
        return isEmpty() ? 0 : ChronoUnit.DAYS.between(first, last) + 1;
    }
}

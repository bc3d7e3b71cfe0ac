package org.reconlink.kernel;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Calendar dates from {@code first} to {@code last}, both included; empty if last is before first. */
public record DateRange(LocalDate first, LocalDate last) {
    public boolean isEmpty() {
        return last.isBefore(first);
    }

    public boolean contains(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    /** Those of its dates that are not before a day; null if there are none. */
    public @Nullable DateRange from(LocalDate day) {
        return day.isAfter(last) ? null : day.isAfter(first) ? new DateRange(day, last) : this;
    }

    /** Number of dates in it; 0 if empty. */
    public long days() {
        return isEmpty() ? 0 : ChronoUnit.DAYS.between(first, last) + 1;
    }
}

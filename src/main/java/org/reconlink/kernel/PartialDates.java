package org.reconlink.kernel;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Between which days the dates of an offence lie of which no more than the month or the year is known; null where a date is
 * whole or missing.
 */
public record PartialDates(
        @Nullable DateRange offenceStart,
        @Nullable DateRange offenceEnd,
        @Nullable DateRange conviction) implements Comparable<PartialDates> {
    public static final PartialDates NONE = new PartialDates(null, null, null);

    private static final Comparator<@Nullable DateRange> BY_DAYS =
            Comparator.nullsFirst(Comparator.comparing(DateRange::first).thenComparing(DateRange::last));
    private static final Comparator<PartialDates> ORDER = Comparator.comparing(PartialDates::offenceStart, BY_DAYS)
            .thenComparing(PartialDates::offenceEnd, BY_DAYS)
            .thenComparing(PartialDates::conviction, BY_DAYS);

    /** The earliest day that a conviction can be of. */
    public LocalDate firstOf(LocalDate convictionDate) {
        return conviction == null ? convictionDate : conviction.first();
    }

    /** The latest day that a conviction can be of. */
    public LocalDate lastOf(LocalDate convictionDate) {
        return conviction == null ? convictionDate : conviction.last();
    }

    @Override
    public int compareTo(PartialDates other) {
        return ORDER.compare(this, other);
    }
}

package org.reconlink.review;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Spelling;

/** How two values compare, as a sign that needs no colour. */
enum Mark {
    SAME("="),
    SIMILAR("~"),
    DIFFERENT("≠"),
    /** Missing on a side: nothing to compare. */
    MISSING("?");

    private static final int SHORT = 5;
    private static final int DAYS = 31;

    private final String sign;

    Mark(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** Similar: a slip or two, or one begins with the other, as initials and short forms do. */
    static Mark texts(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return MISSING;
        }
        if (left.equals(right)) {
            return SAME;
        }
        int slips = Math.min(left.length(), right.length()) <= SHORT ? 1 : 2;
        return left.startsWith(right) || right.startsWith(left) || Spelling.distance(left, right) <= slips
                ? SIMILAR
                : DIFFERENT;
    }

    /** Similar: day and month swapped, one digit off, or two of day, month and year equal. */
    static Mark dates(@Nullable LocalDate left, @Nullable LocalDate right) {
        if (left == null || right == null) {
            return MISSING;
        }
        if (left.equals(right)) {
            return SAME;
        }
        boolean year = left.getYear() == right.getYear();
        boolean month = left.getMonthValue() == right.getMonthValue();
        boolean day = left.getDayOfMonth() == right.getDayOfMonth();
        boolean swapped =
                year && left.getMonthValue() == right.getDayOfMonth() && left.getDayOfMonth() == right.getMonthValue();
        return swapped
                        || (year && month)
                        || (year && day)
                        || (month && day)
                        || Spelling.distance(left.toString(), right.toString()) == 1
                ? SIMILAR
                : DIFFERENT;
    }

    /** The date among others; similar: one of them is within a month. */
    static Mark among(@Nullable LocalDate date, Collection<LocalDate> dates) {
        if (date == null || dates.isEmpty()) {
            return MISSING;
        }
        if (dates.contains(date)) {
            return SAME;
        }
        return dates.stream()
                        .anyMatch(other ->
                                dates(date, other) == SIMILAR || Math.abs(ChronoUnit.DAYS.between(date, other)) <= DAYS)
                ? SIMILAR
                : DIFFERENT;
    }
}

package org.reconlink.linkage.comparison;

import java.time.LocalDate;
import java.time.YearMonth;

/** Packed dates as days of the calendar. */
final class PackedDates {
    private PackedDates() {}

    /** Whether the digits are a day of the calendar. */
    static boolean real(long word) {
        if (word < 0) {
            return false;
        }
        int month = number(word, 8, 2);
        int day = number(word, 0, 2);
        return month >= 1
                && month <= 12
                && day >= 1
                && YearMonth.of(number(word, 16, 4), month).isValidDay(day);
    }

    static long day(long word) {
        return LocalDate.of(number(word, 16, 4), number(word, 8, 2), number(word, 0, 2))
                .toEpochDay();
    }

    private static int number(long word, int shift, int digits) {
        int number = 0;
        for (int i = digits - 1; i >= 0; i--) {
            number = number * 10 + ((int) (word >>> (shift + 4 * i)) & 0xF);
        }
        return number;
    }
}

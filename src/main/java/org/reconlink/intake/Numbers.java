package org.reconlink.intake;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/** What the numbers of a spreadsheet's cells are: dates by their format, else figures as people see them. */
final class Numbers {
    /** The day after 9999-12-31, which no spreadsheet has a date for. */
    private static final double NO_DAY = 2_958_466;

    /** Days from 1927 to 2100 in the system that counts from 1900: people's own dates, and too large for most other numbers. */
    private static final double FIRST_OF_LIFETIMES = 10_000;

    private static final double LAST_OF_LIFETIMES = 73_415;
    private static final int SECONDS = 86_400;

    private Numbers() {}

    static boolean isDayOfLifetimes(double number) {
        return number >= FIRST_OF_LIFETIMES && number <= LAST_OF_LIFETIMES;
    }

    /** The date whose number is written out; null if the text is no number of a day. */
    static @Nullable LocalDate date(String text) {
        int point = Math.max(text.indexOf('.'), text.indexOf(','));
        String whole = point < 0 ? text : text.substring(0, point);
        if (whole.length() != 5
                || !Texts.allDigits(whole)
                || (point >= 0 && !Texts.allDigits(text.substring(point + 1)))) {
            return null;
        }
        double number = Double.parseDouble(text.replace(',', '.'));
        return isDayOfLifetimes(number) ? date(number, false) : null;
    }

    /** The second of the day, to the nearest. */
    static int second(double serial) {
        return (int) Math.round((serial - Math.floor(serial)) * SECONDS) % SECONDS;
    }

    /**
     * The date that a number is under a date format; null for times of day, for numbers beyond all dates, and for day nought,
     * which spreadsheets show where there is no date. Day nought of the 1904 system is its first day.
     */
    static @Nullable LocalDate date(double serial, boolean from1904) {
        if (serial < (from1904 ? 0 : 1) || serial >= NO_DAY) {
            return null;
        }
        LocalDateTime time = DateUtil.getLocalDateTime(serial, from1904);
        return time == null ? null : time.toLocalDate();
    }

    /** The number without exponent or needless decimals: {@code 12}, not {@code 12.0}; padded if its format is {@code 0000}. */
    static String text(double number, int zeros) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return "";
        }
        String digits =
                new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
        boolean whole = Texts.allDigits(digits);
        return whole && digits.length() < zeros ? "0".repeat(zeros - digits.length()) + digits : digits;
    }
}

package org.reconlink.intake;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.DatePattern.TwoDigitYears;
import org.reconlink.kernel.DateRange;

/**
 * Dates of which no more is written than the month or the year, however the protocol has whole dates written: {@code 2017},
 * {@code 06/2017}, {@code 2017-06}, {@code June 2017}, {@code ??/06/2017}, {@code 00/00/2017}, {@code Q2 2017}, {@code mid 2017}.
 * The year has four digits, or two behind the name of a month ({@code Jun-17}, as spreadsheets write it): elsewhere a day and a month
 * could be meant.
 */
final class MonthsAndYears {
    /** Words for a part of the year, none of which runs on into the next. */
    private static final Set<String> PARTS_OF_THE_YEAR =
            Set.of("IN", "DURING", "EARLY", "MID", "LATE", "SPRING", "SUMMER", "AUTUMN");

    private static final Pattern QUARTER_BEHIND_YEAR = Pattern.compile("^(\\d{4})(Q\\d)");
    /** An apostrophe for the century, and a sign that something of it is in doubt. */
    private static final Pattern AROUND_PARTS = Pattern.compile("^['\u2019]|\\?$");

    private static final int LONGEST = 24;

    private MonthsAndYears() {}

    /** The days that are meant where the year has four digits; null if it is not written like this. */
    static @Nullable DateRange read(String text) {
        return read(text, null);
    }

    /**
     * The days that are meant; null if it is not written like this.
     *
     * @param pivot the latest year that two digits can be; null: two digits are no year
     */
    static @Nullable DateRange read(String text, @Nullable Integer pivot) {
        if (text.length() > LONGEST) {
            return null;
        }
        List<String> parts = known(text);
        if (parts == null || parts.isEmpty() || parts.size() > 2) {
            return null;
        }
        if (parts.size() == 1) {
            return isYear(parts.get(0)) ? ofYear(parts.get(0)) : null;
        }
        boolean yearFirst = isYear(parts.get(0));
        String part = parts.get(yearFirst ? 1 : 0);
        String year = parts.get(yearFirst ? 0 : 1);
        if (isYear(year)) {
            return within(year, part);
        }
        boolean behindMonth =
                year.length() == 2 && Texts.allDigits(year) && DatePattern.monthNamed(part, 0, part.length()) > 0;
        return pivot != null && behindMonth
                ? within(Integer.toString(TwoDigitYears.inFull(Integer.parseInt(year), pivot)), part)
                : null;
    }

    /** The parts that are no sign for an unknown day or month; null where the year is one. */
    private static @Nullable List<String> known(String text) {
        List<String> parts = new ArrayList<>();
        String apart =
                QUARTER_BEHIND_YEAR.matcher(text.toUpperCase(Locale.ROOT)).replaceFirst("$1 $2");
        for (String part : apart.split("[/.,\\s-]+", -1)) {
            if (!part.isEmpty() && !isUnknown(part)) {
                parts.add(AROUND_PARTS.matcher(part).replaceAll(""));
            } else if (part.length() > 2) {
                return null;
            }
        }
        return parts;
    }

    private static boolean isUnknown(String part) {
        return part.length() <= 4 && part.chars().allMatch(c -> "0?X_*D".indexOf(c) >= 0 || c == 'M');
    }

    private static boolean isYear(String part) {
        return part.length() == 4 && Texts.allDigits(part);
    }

    private static DateRange ofYear(String year) {
        LocalDate first = LocalDate.of(Integer.parseInt(year), Month.JANUARY, 1);
        return new DateRange(first, first.plusYears(1).minusDays(1));
    }

    private static @Nullable DateRange within(String year, String part) {
        if (PARTS_OF_THE_YEAR.contains(part)) {
            return ofYear(year);
        }
        if (part.length() == 2 && part.charAt(0) == 'Q' && part.charAt(1) >= '1' && part.charAt(1) <= '4') {
            YearMonth first = YearMonth.of(Integer.parseInt(year), 3 * (part.charAt(1) - '1') + 1);
            return new DateRange(first.atDay(1), first.plusMonths(2).atEndOfMonth());
        }
        int month = part.length() <= 2 && Texts.allDigits(part)
                ? Integer.parseInt(part)
                : DatePattern.monthNamed(part, 0, part.length());
        return month < 1 || month > 12 ? null : ofMonth(YearMonth.of(Integer.parseInt(year), month));
    }

    static DateRange ofMonth(YearMonth month) {
        return new DateRange(month.atDay(1), month.atEndOfMonth());
    }
}

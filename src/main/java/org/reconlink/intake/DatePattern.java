package org.reconlink.intake;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Dates.ClockTime;

/**
 * One way of writing dates as text: {@code dd/MM/yyyy}, {@code d MMM yy}. Days and months may have one digit or two
 * unless another number follows at once; month names are English, short or in full; a time of day may
 * follow. Not {@link java.time.format.DateTimeFormatter}, whose two-digit years have a fixed range and whose
 * failures are exceptions: too slow for a million rows.
 */
public final class DatePattern {
    private static final Set<String> LETTERS = Set.of("d", "dd", "M", "MM", "MMM", "MMMM", "yy", "yyyy", "uuuu");
    private static final String[] MONTHS = {
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER"
    };

    /**
     * What a text is under a pattern; the parts need not be of the calendar.
     *
     * @param twoDigits whether the year was written with two
     * @param time null where the text ends with the date
     */
    record Match(
            int year,
            int month,
            int day,
            boolean twoDigits,
            @Nullable ClockTime time) {

        /** Whether the calendar has the day whose number is that of the month. */
        boolean isDateSwapped() {
            return new Match(year, day, month, twoDigits, time).date() != null;
        }

        /** Null where the calendar has no such day. */
        @Nullable
        LocalDate date() {
            if (year < 1 || month < 1 || month > 12 || day < 1) {
                return null;
            }
            return day <= YearMonth.of(year, month).lengthOfMonth() ? LocalDate.of(year, month, day) : null;
        }
    }

    private record Element(String letters, boolean isLiteral, boolean fixedWidth) {}

    private final List<Element> elements;

    private DatePattern(List<Element> elements) {
        this.elements = elements;
    }

    /**
     * The pattern that the text describes.
     *
     * @throws IllegalArgumentException with a message for the reader of a protocol if it does not name day, month and
     *     year once each
     */
    public static DatePattern of(String pattern) {
        List<String> tokens = tokens(pattern);
        requireOnce(pattern, tokens, 'd', "day");
        requireOnce(pattern, tokens, 'M', "month");
        requireOnce(pattern, tokens, 'y', "year");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean numberFollows = i + 1 < tokens.size() && isNumber(tokens.get(i + 1));
            elements.add(new Element(
                    tokens.get(i),
                    !LETTERS.contains(tokens.get(i)),
                    numberFollows || (i > 0 && isNumber(tokens.get(i - 1)))));
        }
        return new DatePattern(List.copyOf(elements));
    }

    /** Whether day and month are numbers that stand before the year, so that one can be taken for the other. */
    boolean numbersDayAndMonth() {
        return !elements.get(0).letters().startsWith("y")
                && elements.stream().noneMatch(element -> element.letters().startsWith("MMM"));
    }

    private static List<String> tokens(String pattern) {
        List<String> tokens = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= pattern.length(); i++) {
            if (i < pattern.length() && pattern.charAt(i) == pattern.charAt(from)) {
                continue;
            }
            String token = pattern.substring(from, i);
            if (Character.isLetter(token.charAt(0)) && !LETTERS.contains(token)) {
                throw new IllegalArgumentException("date format \"" + pattern + "\" has \"" + token
                        + "\"; use dd or d, MM, M or MMM, yyyy or yy, and separators");
            }
            tokens.add(token.replace('u', 'y'));
            from = i;
        }
        return tokens;
    }

    private static void requireOnce(String pattern, List<String> tokens, char letter, String part) {
        long times = tokens.stream().filter(t -> t.charAt(0) == letter).count();
        if (times != 1) {
            throw new IllegalArgumentException("date format \"" + pattern + "\" names the " + part + " " + times
                    + " times; write it once, as in dd/MM/yyyy");
        }
    }

    private static boolean isNumber(String token) {
        return LETTERS.contains(token) && token.length() <= (token.charAt(0) == 'M' ? 2 : 4);
    }

    /** Reads the text; null if it is not written like this. */
    @Nullable
    Match match(String text, int twoDigitYearPivot) {
        int day = 0;
        int month = 0;
        int year = 0;
        boolean twoDigits = false;
        int at = 0;
        for (Element element : elements) {
            if (element.isLiteral()) {
                at = skipLiteral(text, at, element.letters());
                if (at < 0) {
                    return null;
                }
                continue;
            }
            int end = end(text, at, element);
            if (end < 0) {
                return null;
            }
            switch (element.letters()) {
                case "d", "dd" -> day = Integer.parseInt(text, at, end, 10);
                case "M", "MM" -> month = Integer.parseInt(text, at, end, 10);
                case "MMM", "MMMM" -> month = monthNamed(text, at, end);
                case "yy" -> {
                    year = TwoDigitYears.inFull(Integer.parseInt(text, at, end, 10), twoDigitYearPivot);
                    twoDigits = true;
                }
                default -> year = Integer.parseInt(text, at, end, 10);
            }
            at = end;
        }
        if (at == text.length()) {
            return new Match(year, month, day, twoDigits, null);
        }
        ClockTime time = time(text, at);
        return time == null ? null : new Match(year, month, day, twoDigits, time);
    }

    private static int skipLiteral(String text, int at, String literal) {
        if (Texts.isSpace(literal.charAt(0))) {
            int end = at;
            while (end < text.length() && Texts.isSpace(text.charAt(end))) {
                end++;
            }
            return end > at ? end : -1;
        }
        return text.startsWith(literal, at) ? at + literal.length() : -1;
    }

    /** Where the element that begins at {@code at} ends; negative if it is not there. */
    private static int end(String text, int at, Element element) {
        if (element.letters().startsWith("MMM")) {
            int end = at;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            return end > at && monthNamed(text, at, end) > 0 ? end : -1;
        }
        int most = element.letters().equals("yyyy") ? 4 : 2;
        int end = at;
        while (end < text.length() && end - at < most && Texts.isDigit(text.charAt(end))) {
            end++;
        }
        boolean exact = element.fixedWidth() || element.letters().startsWith("y");
        return end - at == most || (!exact && end > at) ? end : -1;
    }

    static int monthNamed(String text, int from, int to) {
        String name = text.substring(from, to).toUpperCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.length; i++) {
            if (name.length() >= 3 && MONTHS[i].startsWith(name)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The time of day after the date: {@code 2010-03-04T00:00:00}; null if it is none. */
    private static @Nullable ClockTime time(String text, int at) {
        int from = at;
        while (from < text.length() && Texts.isSpace(text.charAt(from))) {
            from++;
        }
        if (from == at && text.charAt(at) == 'T') {
            from++;
        }
        return from == at ? null : ClockTime.read(text, from);
    }

    /** The rule for years written with two digits: the latest such year that is not after the protocol's pivot. */
    static final class TwoDigitYears {
        private TwoDigitYears() {}

        static int inFull(int twoDigits, int pivot) {
            return pivot - Math.floorMod(pivot - twoDigits, 100);
        }
    }
}

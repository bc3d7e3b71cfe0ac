package org.reconlink.intake;

import java.time.LocalDate;
import java.util.List;

/**
 * The rule for dates: date cells of spreadsheets as they are, text in one of the protocol's formats, and only days that
 * the calendar has.
 */
final class Dates {
    static final Problem CALENDAR = new Problem(
            "date on the calendar", "the calendar has no such day", "correct it, looking for day and month swapped");
    static final Problem YEAR = new Problem(
            "date year", "the year is not between 1880 and 2100", "correct it, or leave it blank if there is no date");
    static final Problem PLACEHOLDER = new Problem(
            "placeholder date of birth",
            "this date stands for one that is not known",
            "enter the date of birth if it is known; the row is used without it");

    private static final int FIRST_YEAR = 1880;
    private static final int LAST_YEAR = 2100;

    private final List<DatePattern> patterns;
    private final int twoDigitYearPivot;
    private final Problem notWrittenSo;

    /**
     * @param formats in the order they are tried; none means {@code yyyy-MM-dd}
     */
    Dates(List<String> formats, int twoDigitYearPivot) {
        List<String> stated = formats.isEmpty() ? List.of("yyyy-MM-dd") : formats;
        this.patterns = stated.stream().map(DatePattern::of).toList();
        this.twoDigitYearPivot = twoDigitYearPivot;
        String words = String.join(" or ", stated);
        this.notWrittenSo = new Problem(
                "date format",
                "this is not a date written as " + words,
                "correct it, or state the format in the protocol (date formats)");
    }

    Reading<LocalDate> read(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        boolean offCalendar = false;
        for (DatePattern pattern : patterns) {
            DatePattern.Match match = pattern.match(text, twoDigitYearPivot);
            if (match == null) {
                continue;
            }
            LocalDate date = match.date();
            if (date != null) {
                return inRange(date);
            }
            offCalendar = true;
        }
        return Reading.unreadable(offCalendar ? CALENDAR : notWrittenSo);
    }

    /** Reads a date that the file itself holds as one. */
    static Reading<LocalDate> inRange(LocalDate date) {
        return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR
                ? Reading.of(date)
                : Reading.unreadable(YEAR);
    }

    /** The rule for dates of birth: as for dates, but those the protocol lists as placeholders are missing. */
    static Reading<LocalDate> ofBirth(Reading<LocalDate> date, List<LocalDate> placeholders) {
        LocalDate value = date.value();
        return value != null && placeholders.contains(value)
                ? new Reading<>(Reading.Kind.PLACEHOLDER, null, PLACEHOLDER)
                : date;
    }
}

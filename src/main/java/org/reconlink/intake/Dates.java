package org.reconlink.intake;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.DateRange;

/**
 * The rule for dates: date cells of spreadsheets as they are, text in one of the protocol's formats, or in another that can
 * mean only one day, which is said, and only days that the calendar has. A time of day is dropped, but one with a zone gives the day where the study is; a month or a year alone
 * gives the days it has; the number of a day, as spreadsheets count days, is read and said; a date that systems write for
 * "not known" is missing and said.
 */
final class Dates {
    static final Problem CALENDAR = new Problem(
            "date on the calendar", "the calendar has no such day", "correct it, looking for day and month swapped");
    static final Problem DAY_OF_WEEK = new Problem(
            CALENDAR.rule(),
            "this date is not that day of the week",
            "correct it, looking for day and month swapped or another year");
    static final Problem YEAR = new Problem(
            "date year", "the year is not between 1880 and 2100", "correct it, or leave it blank if there is no date");
    static final Problem PLACEHOLDER = new Problem(
            "placeholder date of birth",
            "this date stands for one that is not known",
            "enter the date of birth if it is known; the row is used without it");
    static final Problem PLACEHOLDER_DATE = new Problem(
            "placeholder date",
            "this date stands for one that is not known",
            "enter the date if it is known, or leave the cell blank; the row is used without it");
    static final Problem PARTIAL = new Problem(
            "partial date",
            "no more than the month or the year of this date is known",
            "enter the day if it is known; until then only what holds on every day that it can be is taken as known");
    /** Where a row is nothing without the day. */
    static final Problem PARTIAL_OF_ROW = new Problem(
            PARTIAL.rule(), PARTIAL.problem(), "enter the day; without it the row cannot be placed and is left out");

    static final Problem NUMBER = new Problem(
            "date number",
            "this is the number of a day as spreadsheets count them, not a date",
            "format the column as a date and export it again; it is read as the day that it stands for");
    static final Problem OTHER_FORM = new Problem(
            "other date form",
            "this is a date, written in another way than the protocol states; it can be only one day and is read as that",
            "state the format in the protocol (date formats) if dates are written so, else correct it");
    static final Problem MIDNIGHTS = new Problem(
            "time of day",
            "the times of day are 00:00, or 23:00 in summer: this looks like midnights in UTC, a day early",
            "export the dates without times or with their zone; they are read as they are written");

    static final Problem ORDERS = new Problem(
            "order of day and month",
            "some of the dates can only be meant with day and month the other way round than the protocol states, and others"
                    + " can be read either way",
            "export the column again with all dates in one order; until then the others are read as the protocol states, and"
                    + " may be wrong");

    /** What systems write for no date at all, beside those that the protocol lists; some are noughts of calendars. */
    private static final Set<LocalDate> NO_DATES = Set.of(
            LocalDate.of(1, 1, 1),
            LocalDate.of(1582, 10, 14),
            LocalDate.of(1753, 1, 1),
            LocalDate.of(1899, 12, 30),
            LocalDate.of(1899, 12, 31),
            LocalDate.of(1901, 1, 1),
            LocalDate.of(1904, 1, 1),
            LocalDate.of(2099, 12, 31),
            LocalDate.of(2999, 12, 31),
            LocalDate.of(4712, 12, 31));

    private static final int LONGEST = 40;
    private static final Pattern DAY_OF_THE_WEEK = Pattern.compile(
            "^'?(?:(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\\s+)?", CASE_INSENSITIVE);
    private static final Pattern ORDINAL =
            Pattern.compile("(?<=\\d)(?:st|nd|rd|th)(?=\\W)(?:\\s+of\\b)?", CASE_INSENSITIVE);
    private static final Pattern BESIDE_SEPARATORS = Pattern.compile("\\s*([/.-])\\s*");
    private static final Pattern ZONE_OF_A_DAY = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d)(?:Z|[+-]\\d\\d:\\d\\d)$");
    private static final Pattern TIME_OF_SAS = Pattern.compile("^(\\d{1,2}[A-Za-z]{3}\\d{2,4}):");
    private static final Pattern AROUND_MONTHS =
            Pattern.compile("(?<=[A-Za-z])[-/.,\\s]+(?=\\d)|(?<=\\d)[-/.,\\s]+(?=[A-Za-z])|,\\s*|\\s+");

    private static final int YEAR_OF_NO_DATE = 1900;
    private static final int LAST_YEAR_WRITTEN = 9999;
    static final int FIRST_YEAR = 1880;
    static final int LAST_YEAR = 2100;
    private static final int ELEVEN_AT_NIGHT = 23 * 3600;
    private static final int LAST_SECOND = 24 * 3600 - 1;
    /** In summer, and from 1968 to 1971 in winter, too. */
    private static final ZoneOffset AN_HOUR_AHEAD = ZoneOffset.ofHours(1);

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** Forms that can mean only one day, whatever order of day and month is usual. */
    private static final List<String> CLEAR_FORMS = List.of(
            "yyyy-MM-dd",
            "yyyy/MM/dd",
            "yyyy.MM.dd",
            "yyyyMMdd",
            "d MMM yyyy",
            "d MMM yy",
            "dMMMyyyy",
            "dMMMyy",
            "MMM d yyyy");

    private final List<DatePattern> patterns;
    private final List<DatePattern> otherForms;
    private final int twoDigitYearPivot;
    private final ZoneId zone;
    private final List<LocalDate> placeholders;
    private final Problem notWrittenSo;

    /** Of one column: whether its times of day are those of midnights of another zone, and its days and months of one order. */
    static final class TimesOfDay {
        private boolean midnightsOfSummer;
        private boolean others;
        private boolean zoned;
        private boolean otherOrder;
        private boolean eitherOrder;

        /** Whether dates of the column that can be read either way may be meant the other way. */
        boolean areOfBothOrders() {
            return otherOrder && eitherOrder;
        }

        boolean lookLikeMidnightsInUtc() {
            return midnightsOfSummer && !others;
        }

        boolean areZoned() {
            return zoned;
        }

        boolean areOthers() {
            return others;
        }

        private void saw(LocalDate date, int second, ZoneId zone) {
            Instant nextMidnight = date.plusDays(1).atStartOfDay(zone).toInstant();
            boolean summer = zone.getRules().getOffset(nextMidnight).equals(AN_HOUR_AHEAD);
            midnightsOfSummer |= second == ELEVEN_AT_NIGHT && summer;
            others |= second != 0 && (second != ELEVEN_AT_NIGHT || !summer);
        }
    }

    /**
     * @param formats in the order they are tried; none means {@code yyyy-MM-dd}
     */
    Dates(List<String> formats, int twoDigitYearPivot) {
        this(formats, twoDigitYearPivot, LONDON, List.of());
    }

    /** @param placeholders dates that are missing, in whatever column but that of the date of birth, which has its own */
    Dates(List<String> formats, int twoDigitYearPivot, ZoneId zone, List<LocalDate> placeholders) {
        this(
                patterns(stated(formats).stream()),
                patterns(Stream.concat(CLEAR_FORMS.stream(), inTheOrderOf(stated(formats)).stream())),
                twoDigitYearPivot,
                zone,
                placeholders,
                new Problem(
                        "date format",
                        "this is not a date written as " + String.join(" or ", stated(formats)),
                        "correct it, or state the format in the protocol (date formats)"));
    }

    /**
     * Dates in forms of which each is read without a word, or else with one.
     *
     * @param notWrittenSo what is wrong with a text that is in none of the forms
     */
    Dates(
            List<DatePattern> patterns,
            List<DatePattern> otherForms,
            int twoDigitYearPivot,
            ZoneId zone,
            List<LocalDate> placeholders,
            Problem notWrittenSo) {
        this.patterns = List.copyOf(patterns);
        this.otherForms = List.copyOf(otherForms);
        this.twoDigitYearPivot = twoDigitYearPivot;
        this.zone = zone;
        this.placeholders = List.copyOf(placeholders);
        this.notWrittenSo = notWrittenSo;
    }

    private static List<DatePattern> patterns(Stream<String> forms) {
        return forms.map(DatePattern::of).toList();
    }

    private static List<String> stated(List<String> formats) {
        return formats.isEmpty() ? List.of("yyyy-MM-dd") : formats;
    }

    /** Numbers between separators can only be told apart where the stated formats put day and month in one order. */
    private static List<String> inTheOrderOf(List<String> stated) {
        boolean dayFirst = stated.stream().anyMatch(format -> format.matches("d+[^dMy]+M+[^dMy]+y+"));
        boolean monthFirst = stated.stream().anyMatch(format -> format.matches("M+[^dMy]+d+[^dMy]+y+"));
        if (dayFirst == monthFirst) {
            return List.of();
        }
        return Stream.of("/", "-", ".")
                .map(separator -> dayFirst ? "d" + separator + "M" + separator : "M" + separator + "d" + separator)
                .flatMap(order -> Stream.of(order + "yyyy", order + "yy"))
                .toList();
    }

    Reading<LocalDate> read(String text) {
        return read(text, new TimesOfDay());
    }

    /** Any date but one of birth. */
    Reading<LocalDate> read(String text, TimesOfDay times) {
        return known(any(text, times), placeholders, PLACEHOLDER_DATE);
    }

    Reading<LocalDate> read(Cell cell, TimesOfDay times) {
        return known(held(cell, times), placeholders, PLACEHOLDER_DATE);
    }

    /** A date of birth, which has placeholders of its own. */
    Reading<LocalDate> ofBirth(String text, List<LocalDate> placeholdersOfBirth, TimesOfDay times) {
        return known(any(text, times), placeholdersOfBirth, PLACEHOLDER);
    }

    Reading<LocalDate> ofBirth(Cell cell, List<LocalDate> placeholdersOfBirth, TimesOfDay times) {
        return known(held(cell, times), placeholdersOfBirth, PLACEHOLDER);
    }

    /** Whether the date is written with a year of two digits, whose century is a guess. */
    boolean hasTwoDigitYear(String text) {
        DatePattern.Match match = firstOf(patterns, text);
        if (match == null) {
            match = firstOf(otherForms, plain(text));
        }
        return match != null && match.twoDigits();
    }

    /** What the text is under the first pattern that makes it a day of the calendar; null if none does. */
    private DatePattern.@Nullable Match firstOf(List<DatePattern> forms, String text) {
        for (DatePattern form : forms) {
            DatePattern.Match match = form.match(text, twoDigitYearPivot);
            if (match != null && match.date() != null) {
                return match;
            }
        }
        return null;
    }

    /**
     * The text without what people and programs put around a date: an apostrophe that makes it text, the name of the day, the
     * ending of an ordinal number, blanks beside separators, a zone behind a day without a time.
     */
    private static String plain(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        String plain = DAY_OF_THE_WEEK.matcher(text).replaceFirst("");
        plain = ORDINAL.matcher(plain).replaceAll("");
        plain = BESIDE_SEPARATORS.matcher(plain).replaceAll("$1");
        plain = ZONE_OF_A_DAY.matcher(plain).replaceFirst("$1");
        plain = TIME_OF_SAS.matcher(plain).replaceFirst("$1 ");
        return AROUND_MONTHS.matcher(plain).replaceAll(" ").strip();
    }

    private Reading<LocalDate> any(String text, TimesOfDay times) {
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
            if (pattern.numbersDayAndMonth()) {
                boolean swapped = match.isDateSwapped();
                times.eitherOrder |= date != null && swapped && match.day() != match.month();
                times.otherOrder |= date == null && swapped;
            }
            if (date != null) {
                return inRange(local(date, match.time(), times));
            }
            offCalendar = true;
        }
        DatePattern.Match other = offCalendar ? null : firstOf(otherForms, plain(text));
        LocalDate date = other == null ? null : other.date();
        if (other == null || date == null) {
            return otherwise(text, offCalendar ? CALENDAR : notWrittenSo);
        }
        if (isOnAnotherDayOfTheWeek(text, date)) {
            return Reading.unreadable(DAY_OF_WEEK);
        }
        Reading<LocalDate> read = inRange(local(date, other.time(), times));
        return read.value() == null ? read : Reading.of(read.value(), OTHER_FORM);
    }

    private static boolean isOnAnotherDayOfTheWeek(String text, LocalDate date) {
        Matcher named = DAY_OF_THE_WEEK.matcher(text);
        return named.find()
                && named.group(1) != null
                && !date.getDayOfWeek()
                        .name()
                        .startsWith(named.group(1).toUpperCase(Locale.ROOT).substring(0, 3));
    }

    /** What is no whole date in one of the formats. */
    private Reading<LocalDate> otherwise(String text, Problem problem) {
        if (isNought(text)) {
            return Reading.placeholder(PLACEHOLDER_DATE);
        }
        DateRange within = MonthsAndYears.read(text, twoDigitYearPivot);
        if (within != null) {
            int year = within.first().getYear();
            return year == YEAR_OF_NO_DATE || year == LAST_YEAR_WRITTEN
                    ? Reading.placeholder(PLACEHOLDER_DATE)
                    : isInRange(year) ? Reading.partial(within, PARTIAL) : Reading.unreadable(YEAR);
        }
        LocalDate numbered = Numbers.date(text);
        return numbered == null ? Reading.unreadable(problem) : numbered(numbered);
    }

    private static boolean isNought(String text) {
        return text.chars().anyMatch(c -> c == '0') && text.chars().noneMatch(c -> c != '0' && !isSeparator(c));
    }

    private static boolean isSeparator(int c) {
        return "/-.: T".indexOf(c) >= 0;
    }

    private Reading<LocalDate> held(Cell cell, TimesOfDay times) {
        LocalDate numbered = cell.numbered();
        if (numbered != null) {
            Reading<LocalDate> text = any(cell.text(), times);
            return text.value() == null || text.problem() != null ? numbered(numbered) : text;
        }
        LocalDate date = cell.date();
        if (date == null) {
            return any(cell.text(), times);
        }
        if (cell.second() >= 0) {
            times.saw(date, cell.second(), zone);
        }
        return inRange(date);
    }

    private static Reading<LocalDate> numbered(LocalDate date) {
        return isInRange(date.getYear()) ? Reading.of(date, NUMBER) : Reading.unreadable(YEAR);
    }

    private LocalDate local(LocalDate date, @Nullable ClockTime time, TimesOfDay times) {
        if (time == null) {
            return date;
        }
        ZoneId written = time.zone();
        if (written == null) {
            times.saw(date, time.second(), zone);
            return date;
        }
        times.zoned = true;
        LocalDateTime moment = date.atStartOfDay().plusSeconds(Math.min(time.second(), LAST_SECOND));
        return moment.atZone(written).withZoneSameInstant(zone).toLocalDate();
    }

    private static Reading<LocalDate> inRange(LocalDate date) {
        return isInRange(date.getYear()) || isNoDate(date) ? Reading.of(date) : Reading.unreadable(YEAR);
    }

    private static boolean isInRange(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    static boolean isNoDate(LocalDate date) {
        return NO_DATES.contains(date) || date.getYear() == LAST_YEAR_WRITTEN;
    }

    private static Reading<LocalDate> known(Reading<LocalDate> date, List<LocalDate> placeholders, Problem problem) {
        LocalDate value = date.value();
        return value != null && (isNoDate(value) || placeholders.contains(value)) ? Reading.placeholder(problem) : date;
    }

    /**
     * The time of day behind a date: {@code T23:00:00.000Z}, {@code 11:30 pm}, {@code 00:00:00 +01:00}.
     *
     * @param second of the day; 86,400 at its very end, which still belongs to it
     * @param zone null where none is given
     */
    record ClockTime(int second, @Nullable ZoneId zone) {
        private static final Pattern TIME = Pattern.compile(
                "(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:[.,]\\d+)?)?\\s*([AaPp])?(?:\\.?[Mm]\\.?)?"
                        + "\\s*(?:([Zz]|UTC|GMT|BST)|([+-]\\d\\d)(?::?(\\d\\d)(?::?\\d\\d)?)?)?\\s*(?:\\[[A-Za-z_/]+])?");
        private static final ZoneId BRITISH_SUMMER_TIME = ZoneOffset.ofHours(1);
        private static final int MOST_HOURS_OFF = 18;

        /** What stands from {@code from} on; null if it is no time of day. */
        static @Nullable ClockTime read(String text, int from) {
            Matcher parts = TIME.matcher(text).region(from, text.length());
            if (!parts.matches()) {
                return null;
            }
            int hour = Integer.parseInt(parts.group(1));
            int minute = Integer.parseInt(parts.group(2));
            int second = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
            String half = parts.group(4);
            if (half != null) {
                hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
            }
            ZoneId zone = zone(parts);
            boolean atEnd = hour == 24 && minute == 0 && second == 0;
            boolean possible = (hour < 24 || atEnd) && minute < 60 && second <= 60 && (zone != null) == isZoned(parts);
            return possible ? new ClockTime((hour * 60 + minute) * 60 + second, zone) : null;
        }

        private static boolean isZoned(Matcher parts) {
            return parts.group(5) != null || parts.group(6) != null;
        }

        private static @Nullable ZoneId zone(Matcher parts) {
            String name = parts.group(5);
            if (name != null) {
                return name.equals("BST") ? BRITISH_SUMMER_TIME : ZoneOffset.UTC;
            }
            if (parts.group(6) == null) {
                return null;
            }
            int hours = Integer.parseInt(parts.group(6));
            int minutes = parts.group(7) == null ? 0 : Integer.parseInt(parts.group(7));
            return Math.abs(hours) >= MOST_HOURS_OFF || minutes >= 60
                    ? null
                    : ZoneOffset.ofHoursMinutes(hours, parts.group(6).startsWith("-") ? -minutes : minutes);
        }
    }
}

package org.reconlink.intake;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.CellRule;
import org.reconlink.kernel.CroNumber;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Sex;

/**
 * How the cells of one column of a plain table are read: by the rules by which a study's are, as far as a study has such a
 * column. A table of any origin has others too: postcodes and numbers of other countries are kept as they are.
 */
public final class PlainRule implements CellRule {
    /** Letters of a text that are compared: with the number for the rest, the length to which comparison is fast. */
    public static final int LONGEST = 50;

    /** What a column holds. */
    public enum Kind {
        NAME,
        FORENAME_OF_FULL_NAME,
        SURNAME_OF_FULL_NAME,
        DATE,
        /** A date, of which the year is compared. */
        YEAR_OF_DATE,
        /** Day, month and year, each a cell. */
        DATE_IN_PARTS,
        SEX,
        POSTCODE,
        PNC_ID,
        CRO_NUMBER,
        /** Letters and digits, whatever stands between them. */
        IDENTIFIER,
        /** As an identifier, but the same figure throughout is nothing odd. */
        NUMBER,
        EMAIL,
        TEXT
    }

    /**
     * What is said of all columns of a table.
     *
     * @param missing further words for a value that is not known
     * @param dateFormats that come first; none for day before month
     * @param twoDigitYearPivot latest year that two digits can mean
     * @param monthFirst whether dates in figures have the month before the day, where no format is stated
     * @param zone where a time of day that is written with a zone has its day
     * @param joint what stands between the cells of one value
     */
    public record Settings(
            List<String> missing,
            List<DatePattern> dateFormats,
            int twoDigitYearPivot,
            boolean monthFirst,
            ZoneId zone,
            char joint) {
        /** Copies the lists, words folded. */
        public Settings {
            missing = missing.stream().map(Texts::folded).toList();
            dateFormats = List.copyOf(dateFormats);
        }
    }

    private static final List<DatePattern> SURE = patterns(
            "yyyy-MM-dd yyyyMMdd yyyy/MM/dd yyyy.MM.dd yyyy_MM_dd yyyy-MMM-dd d_MMM_yyyy d-MMM-yyyy d/MMM/yyyy d.MMM.yyyy"
                    + " ddMMMyyyy d._MMM_yyyy d_MMM,_yyyy MMM_d,_yyyy MMM_d_yyyy");
    private static final List<DatePattern> DAY_FIRST =
            patterns("ddMMyyyy d/M/yyyy d-M-yyyy d.M.yyyy d_M_yyyy d/M/yy d-M-yy d.M.yy d_M_yy");
    private static final List<DatePattern> MONTH_FIRST =
            patterns("MMddyyyy M/d/yyyy M-d-yyyy M.d.yyyy M_d_yyyy M/d/yy M-d-yy M.d.yy M_d_yy");
    private static final List<LocalDate> PLACEHOLDERS = IntakeSettings.DateSettings.USUAL.placeholders();
    private static final List<DatePattern> NAMED_TWO_DIGITS =
            patterns("d_MMM_yy d-MMM-yy d/MMM/yy d.MMM.yy ddMMMyy MMM_d,_yy");

    private static final Pattern WEEKDAY = Pattern.compile("(?i)^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\\s+");
    private static final Pattern ORDINAL = Pattern.compile("(?i)(?<=\\d)(st|nd|rd|th)(\\s+of)?\\b");
    private static final Pattern THREE_NUMBERS =
            Pattern.compile("(\\d{1,4})[-/. ](\\d{1,2})[-/. ](\\d{1,4})(?:[T ].*)?");
    private static final Pattern NAMED_MONTH_AND_TWO_DIGITS = Pattern.compile(".*\\p{L}[-/. ,]*\\d\\d");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    /** Figures that are a day only with the month first. */
    private static final Pattern MONTH_FIRST_DIGITS =
            Pattern.compile("(0[1-9]|1[0-2])(1[3-9]|2\\d|3[01])(18[89]|19\\d|20\\d)\\d");

    /** Letters that look like a hyphen, and the dot of a month in short. */
    private static final Pattern HYPHEN = Pattern.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]");

    private static final Pattern SHORT_MONTH = Pattern.compile("(?<=\\p{L})\\.(?=[\\s,])");
    private static final Problem IN_NO_FORM =
            new Problem("date format", "this is not written as a date", "say how dates are written with --date-format");

    /** A number as programs write it that take a column with gaps for one of decimals. */
    private static final Pattern DECIMALS = Pattern.compile("(\\d+)\\.0+");
    /** A number of which a spreadsheet has kept the first digits only. */
    private static final Pattern EXPONENT = Pattern.compile("\\d(?:[.,]\\d+)?[Ee]\\+?\\d+");

    private static final byte[][] NO_NAMES = Names.saidOfNone()
            .map(word -> word.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHE = Pattern.compile("['\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`]");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final int ISO_LENGTH = 10;
    private static final int SHORTEST_MONTH = 28;
    /** Figures from which the same one throughout is odd. */
    private static final int ODD = 5;

    private final Kind kind;
    private final boolean many;
    private final Settings settings;
    private final Dates dates;
    private final Bytes bytes;

    /** As {@link CellRule#of(byte[], int, int, byte[])}. */
    private interface Bytes {
        int of(byte[] cell, int from, int to, byte[] into);
    }

    /** @param many whether a cell may hold several values, between semicolons or bars */
    public PlainRule(Kind kind, boolean many, Settings settings) {
        this.kind = kind;
        this.many = many;
        this.settings = settings;
        dates = dates();
        bytes = bytes();
    }

    /** Forms that are sure, and of the others those that are stated; parts that stand apart need no saying which is which. */
    private Dates dates() {
        boolean parts = kind == Kind.DATE_IN_PARTS;
        List<DatePattern> stated = parts ? List.of() : settings.dateFormats;
        List<DatePattern> forms = new ArrayList<>(stated);
        forms.addAll(SURE);
        if (stated.isEmpty()) {
            forms.addAll(settings.monthFirst && !parts ? MONTH_FIRST : DAY_FIRST);
        }
        forms.addAll(NAMED_TWO_DIGITS);
        return new Dates(forms, List.of(), settings.twoDigitYearPivot, settings.zone, List.of(), IN_NO_FORM);
    }

    private static List<DatePattern> patterns(String formats) {
        return Stream.of(formats.split(" ", -1))
                .map(format -> DatePattern.of(format.replace('_', ' ')))
                .toList();
    }

    @Override
    public Made of(String cell) {
        if (!many) {
            return shortened(one(cell));
        }
        List<String> values = new ArrayList<>();
        Outcome outcome = Outcome.PLACEHOLDER;
        for (String part : cell.split("[;|]", -1)) {
            Made made = shortened(one(part.strip()));
            outcome = outcome.isRead() || made.outcome() == Outcome.BLANK ? outcome : made.outcome();
            values.add(made.value());
        }
        return new Made(outcome, values);
    }

    private Made one(String cell) {
        String meant = Mojibake.repaired(cell);
        Made made = sound(meant);
        return meant.equals(cell) || made.outcome() != Outcome.READ ? made : Made.of(Outcome.GARBLED, made.value());
    }

    private Made sound(String cell) {
        if (cell.isEmpty()) {
            return Made.missing(Outcome.BLANK);
        }
        boolean wordForMissing = Placeholders.isAlsoName(cell)
                || (!settings.missing.isEmpty() && settings.missing.contains(Texts.folded(cell)));
        if (wordForMissing) {
            return Made.missing(Outcome.PLACEHOLDER);
        }
        return switch (kind) {
            case NAME -> name(cell);
            case FORENAME_OF_FULL_NAME -> partOfName(cell, false);
            case SURNAME_OF_FULL_NAME -> partOfName(cell, true);
            case DATE -> calendar(cell);
            case YEAR_OF_DATE -> year(cell);
            case DATE_IN_PARTS -> parts(cell);
            case SEX -> made(Sexes.read(cell), sex -> sex == Sex.FEMALE ? "F" : "M");
            case POSTCODE -> postcode(cell);
            case PNC_ID -> made(PncIds.read(cell, settings.twoDigitYearPivot), PncId::value);
            case CRO_NUMBER -> made(CroNumbers.read(cell), CroNumber::value);
            case IDENTIFIER -> identifier(cell);
            case NUMBER ->
                Placeholders.isValue(cell)
                        ? Made.missing(Outcome.PLACEHOLDER)
                        : read(folded(DECIMALS.matcher(cell).replaceFirst("$1"), false));
            case EMAIL -> email(cell);
            case TEXT -> Placeholders.isValue(cell) ? Made.missing(Outcome.PLACEHOLDER) : read(folded(cell, true));
        };
    }

    /** A standardised value, or what stands for none. */
    private static Made read(@Nullable String value) {
        return value == null || value.isEmpty() ? Made.missing(Outcome.PLACEHOLDER) : Made.of(Outcome.READ, value);
    }

    private static <T> Made made(Reading<T> reading, Function<T, String> text) {
        T value = reading.value();
        return value != null
                ? Made.of(Outcome.READ, text.apply(value))
                : Made.missing(
                        reading.kind() == Reading.Kind.UNREADABLE ? Outcome.NOT_UNDERSTOOD : Outcome.PLACEHOLDER);
    }

    /** A name of one word is surname and forename: another file has it as either. */
    private static Made partOfName(String cell, boolean surname) {
        PersonName name = FullNames.split(cell);
        String own = surname ? name.surname() : name.forename();
        return read(own != null ? own : surname ? name.forename() : name.surname());
    }

    /** A British postcode, else what has a figure, as every country's has. */
    private static Made postcode(String cell) {
        Reading<?> reading = Postcodes.read(cell);
        if (reading.kind() == Reading.Kind.PLACEHOLDER) {
            return Made.missing(Outcome.PLACEHOLDER);
        }
        String code = folded(cell, false);
        return Texts.hasDigit(code)
                ? sameThroughout(code) ? Made.missing(Outcome.PLACEHOLDER) : Made.of(Outcome.READ, code)
                : Made.missing(Outcome.NOT_UNDERSTOOD);
    }

    /** Letters and digits with a digit among them; of a number with an exponent most digits are lost. */
    private static Made identifier(String cell) {
        if (Placeholders.isValue(cell)) {
            return Made.missing(Outcome.PLACEHOLDER);
        }
        String id = folded(DECIMALS.matcher(cell).replaceFirst("$1"), false);
        if (id.isEmpty() || sameThroughout(id)) {
            return Made.missing(Outcome.PLACEHOLDER);
        }
        return !Texts.hasDigit(id) || EXPONENT.matcher(cell).matches()
                ? Made.missing(Outcome.NOT_UNDERSTOOD)
                : Made.of(Outcome.READ, id);
    }

    private static Made name(String cell) {
        String name = Names.standardise(cell);
        return name == null && Names.isNoSuchName(cell) ? Made.missing(Outcome.NO_SUCH_NAME) : read(name);
    }

    /** Nought or nine in every place, and the like: what people type where a number is asked for. */
    private static boolean sameThroughout(String id) {
        return (id.length() >= ODD && id.chars().allMatch(c -> c == id.charAt(0)))
                || id.chars().allMatch(c -> c == '0');
    }

    /** An address that lost its sign still has a host's dot, and is still near to the right one. */
    private static Made email(String cell) {
        String text = cell.strip();
        boolean address = text.indexOf('@') > 0 || (text.indexOf('.') > 0 && text.indexOf(' ') < 0);
        return Placeholders.isValue(cell)
                ? Made.missing(Outcome.PLACEHOLDER)
                : address ? Made.of(Outcome.READ, text.toUpperCase(Locale.ROOT)) : Made.missing(Outcome.NOT_UNDERSTOOD);
    }

    private Made parts(String cell) {
        String[] parts = cell.split(Pattern.quote(String.valueOf(settings.joint)), -1);
        if (parts.length != 3) {
            return Made.missing(Outcome.NOT_UNDERSTOOD);
        }
        Arrays.setAll(parts, i -> parts[i].strip().replaceFirst("\\.0+$", ""));
        if (Stream.of(parts).allMatch(String::isEmpty)) {
            return Made.missing(Outcome.BLANK);
        }
        if (Stream.of(parts).allMatch(part -> part.isEmpty() || isMissing(part))) {
            return Made.missing(Outcome.PLACEHOLDER);
        }
        boolean named = !parts[1].isEmpty() && Character.isLetter(parts[1].charAt(0));
        for (int i = 0; i < 2; i++) {
            parts[i] = parts[i].equals("9") || !isMissing(parts[i]) ? parts[i] : "";
        }
        if (parts[0].isEmpty()) {
            return MonthsAndYears.read(parts[1].isEmpty() ? parts[2] : parts[1] + " " + parts[2]) == null
                    ? Made.missing(Outcome.NOT_UNDERSTOOD)
                    : Made.missing(Outcome.PARTIAL);
        }
        Made made = calendar(parts[0] + (named ? " " + parts[1] + " " : "/" + parts[1] + "/") + parts[2]);
        return made.outcome() == Outcome.MONTH_FIRST ? Made.missing(Outcome.NOT_UNDERSTOOD) : made;
    }

    private boolean isMissing(String cell) {
        return Placeholders.isValue(cell)
                || settings.missing.contains(Texts.folded(cell))
                || (Texts.allDigits(cell) && cell.chars().allMatch(c -> c == '0' || c == '9'));
    }

    private Made year(String cell) {
        Made date = calendar(cell);
        if (date.outcome() != Outcome.PARTIAL) {
            return date.value().isEmpty()
                    ? date
                    : Made.of(date.outcome(), date.value().substring(0, 4));
        }
        DateRange within = MonthsAndYears.read(plain(cell));
        return within == null
                ? date
                : Made.of(Outcome.READ, String.valueOf(within.first().getYear()));
    }

    private static String plain(String cell) {
        String text = HYPHEN.matcher(Texts.spaced(cell)).replaceAll("-");
        String day = ORDINAL.matcher(WEEKDAY.matcher(text).replaceFirst("")).replaceAll("");
        return SHORT_MONTH.matcher(day).replaceAll("");
    }

    private Made calendar(String cell) {
        String text = plain(cell);
        Dates.TimesOfDay times = new Dates.TimesOfDay();
        Reading<LocalDate> reading = dates.ofBirth(text, PLACEHOLDERS, times);
        LocalDate date = reading.value();
        if (date != null) {
            return Made.of(outcome(text, reading, times), digits(date));
        }
        return switch (reading.kind()) {
            case PLACEHOLDER, BLANK -> Made.missing(Outcome.PLACEHOLDER);
            case PARTIAL -> Made.missing(Outcome.PARTIAL);
            case VALUE, UNREADABLE ->
                settings.dateFormats.isEmpty() || kind == Kind.DATE_IN_PARTS
                        ? offCalendar(text, settings.monthFirst && kind != Kind.DATE_IN_PARTS)
                        : Made.missing(Outcome.NOT_UNDERSTOOD);
        };
    }

    /** What is to be said of a date that was read. */
    private static Outcome outcome(String text, Reading<LocalDate> reading, Dates.TimesOfDay times) {
        if (reading.problem() != null) {
            return Outcome.SERIAL;
        }
        Matcher numbers = THREE_NUMBERS.matcher(text);
        if (numbers.matches() && numbers.group(1).length() < 4) {
            if (numbers.group(3).length() < 4) {
                return Outcome.TWO_DIGIT_YEAR;
            }
            if (Integer.parseInt(numbers.group(1)) > 12) {
                return Outcome.DAY_FIRST;
            }
        } else if (NAMED_MONTH_AND_TWO_DIGITS.matcher(text).matches()) {
            return Outcome.TWO_DIGIT_YEAR;
        }
        return times.areZoned()
                ? Outcome.ZONED
                : times.areOthers()
                        ? Outcome.TIME_OF_DAY
                        : times.lookLikeMidnightsInUtc() ? Outcome.ELEVEN_IN_SUMMER : Outcome.READ;
    }

    /** Figures of year, month and day that are no day: one slip of the pen, and compared as such. */
    private static Made offCalendar(String text, boolean monthFirst) {
        Matcher eight = EIGHT_DIGITS.matcher(text);
        Matcher numbers = THREE_NUMBERS.matcher(text);
        boolean digits = eight.matches();
        Matcher reversed = MONTH_FIRST_DIGITS.matcher(text);
        if (digits && !monthFirst && reversed.matches()) {
            return Made.missing(Outcome.MONTH_FIRST);
        }
        if (!digits && !numbers.matches()) {
            return Made.missing(Outcome.NOT_UNDERSTOOD);
        }
        Matcher parts = digits ? eight : numbers;
        int first = Integer.parseInt(parts.group(1));
        int second = Integer.parseInt(parts.group(2));
        int third = Integer.parseInt(parts.group(3));
        boolean yearFirst = parts.group(1).length() == 4;
        int year = yearFirst ? first : third;
        if (year == 0 || year == 9999) {
            return Made.missing(Outcome.PLACEHOLDER);
        }
        if ((yearFirst ? third : first) == 0 || second == 0) {
            return Made.missing(Outcome.PARTIAL);
        }
        boolean full = yearFirst ? parts.group(3).length() <= 2 : parts.group(3).length() == 4;
        if (!yearFirst && first <= 12 && second > 12 && second <= 31 && !monthFirst) {
            return Made.missing(Outcome.MONTH_FIRST);
        }
        return full
                ? Made.of(
                        Outcome.OFF_CALENDAR,
                        digits(
                                year,
                                monthFirst && !yearFirst ? first : second,
                                yearFirst ? third : monthFirst ? second : first))
                : Made.missing(Outcome.NOT_UNDERSTOOD);
    }

    private static String digits(LocalDate date) {
        return digits(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    private static String digits(int year, int month, int day) {
        return String.format(Locale.ROOT, "%04d%02d%02d", year, month, day);
    }

    /** Of a longer text its beginning, and a number for the rest: only equal texts are equal. */
    private static Made shortened(Made made) {
        String text = made.value();
        return text.length() <= LONGEST
                ? made
                : Made.of(
                        Outcome.SHORTENED,
                        text.substring(0, LONGEST) + " "
                                + Long.toString(hash(text), Character.MAX_RADIX).toUpperCase(Locale.ROOT));
    }

    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = LONGEST; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash & Long.MAX_VALUE;
    }

    /** Letters and digits, without accents and in capitals, what stands between them as one space or not at all. */
    private static String folded(String cell, boolean spaced) {
        char[] plain = new char[cell.length()];
        int length = 0;
        boolean gap = false;
        for (int i = 0; i < plain.length; i++) {
            char letter = cell.charAt(i);
            if (letter >= 128) {
                return foldedAny(cell, spaced);
            }
            boolean small = letter >= 'a' && letter <= 'z';
            if (small || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')) {
                if (gap && length > 0 && spaced) {
                    plain[length++] = ' ';
                }
                gap = false;
                plain[length++] = small ? (char) (letter - 32) : letter;
            } else {
                gap |= letter != '\'' && letter != '`';
            }
        }
        return new String(plain, 0, length);
    }

    private static String foldedAny(String cell, boolean spaced) {
        String plain = ACCENT.matcher(Normalizer.normalize(cell.replace('\u00b4', '\''), Normalizer.Form.NFKD))
                .replaceAll("");
        String joined = APOSTROPHE.matcher(plain).replaceAll("");
        String folded = NOT_WORD.matcher(joined).replaceAll(" ").strip().toUpperCase(Locale.ROOT);
        return spaced ? folded : folded.replace(" ", "");
    }

    @Override
    public int of(byte[] cell, int from, int to, byte[] into) {
        return settings.missing.isEmpty() ? bytes.of(cell, from, to, into) : NO_BYTES;
    }

    /** An object each: what all of them do, compiled into every reader of rows, cost two seconds of compiling. */
    private Bytes bytes() {
        return switch (kind) {
            case NAME -> PlainRule::word;
            case DATE -> settings.dateFormats.isEmpty() ? PlainRule::isoDate : (cell, from, to, into) -> NO_BYTES;
            case POSTCODE -> (cell, from, to, into) -> joined(cell, from, to, into, true);
            case IDENTIFIER -> (cell, from, to, into) -> joined(cell, from, to, into, false);
            case PNC_ID -> PncIds::ofCanonical;
            case FORENAME_OF_FULL_NAME,
                    SURNAME_OF_FULL_NAME,
                    YEAR_OF_DATE,
                    DATE_IN_PARTS,
                    SEX,
                    CRO_NUMBER,
                    NUMBER,
                    EMAIL,
                    TEXT -> (cell, from, to, into) -> NO_BYTES;
        };
    }

    /** One word of letters in capitals, as most names are, but for those that say that there is none. */
    private static int word(byte[] cell, int from, int to, byte[] into) {
        boolean differ = to - from < 3;
        for (int i = from; i < to; i++) {
            byte letter = cell[i];
            boolean small = letter >= 'a' && letter <= 'z';
            if (!small && (letter < 'A' || letter > 'Z')) {
                return NO_BYTES;
            }
            into[i - from] = small ? (byte) (letter - 32) : letter;
            differ |= into[i - from] != into[0];
        }
        int length = to - from;
        for (byte[] none : NO_NAMES) {
            if (none.length == length && Arrays.equals(into, 0, length, none, 0, length)) {
                return NO_BYTES;
            }
        }
        return differ && length <= LONGEST ? length : NO_BYTES;
    }

    /** A day of this rule's years that nothing but a date is written as, and that stands for none. */
    private static int isoDate(byte[] cell, int from, int to, byte[] into) {
        if (to - from != ISO_LENGTH) {
            return NO_BYTES;
        }
        int length = 0;
        int number = 0;
        for (int i = 0; i < ISO_LENGTH; i++) {
            byte letter = cell[from + i];
            boolean hyphen = i == 4 || i == 7;
            if (hyphen ? letter != '-' : letter < '0' || letter > '9') {
                return NO_BYTES;
            }
            number = hyphen ? number : number * 10 + letter - '0';
            into[length] = letter;
            length += hyphen ? 0 : 1;
        }
        int year = number / 10_000;
        int month = number / 100 % 100;
        int day = number % 100;
        boolean plain = year >= Dates.FIRST_YEAR && year < Dates.LAST_YEAR && month >= 1 && month <= 12 && day >= 1;
        return plain && ((day > 1 && day <= SHORTEST_MONTH) || isDay(year, month, day)) ? length : NO_BYTES;
    }

    private static boolean isDay(int year, int month, int day) {
        return day <= YearMonth.of(year, month).lengthOfMonth() && !standsForNone(LocalDate.of(year, month, day));
    }

    private static boolean standsForNone(LocalDate date) {
        return Dates.isNoDate(date) || PLACEHOLDERS.contains(date);
    }

    /** Letters and digits in capitals, if there are different ones and a digit among them: then it is no word. */
    private static int joined(byte[] cell, int from, int to, byte[] into, boolean postcode) {
        int length = 0;
        boolean digit = false;
        boolean differ = false;
        for (int i = from; i < to; i++) {
            byte letter = cell[i];
            if (letter < 0) {
                return NO_BYTES;
            }
            if (!postcode && (letter == '.' || letter == '+')) {
                return NO_BYTES;
            }
            boolean small = letter >= 'a' && letter <= 'z';
            boolean figure = letter >= '0' && letter <= '9';
            if (small || (letter >= 'A' && letter <= 'Z') || figure) {
                into[length++] = small ? (byte) (letter - 32) : letter;
                digit |= figure;
                differ |= into[length - 1] != into[0];
            }
        }
        boolean nowhere = postcode && length > 0 && into[0] == 'Z';
        return digit && differ && !nowhere && length <= LONGEST ? length : NO_BYTES;
    }
}

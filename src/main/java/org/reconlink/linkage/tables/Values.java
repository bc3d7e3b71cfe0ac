package org.reconlink.linkage.tables;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reconlink.linkage.comparison.Meaning;
import org.reconlink.linkage.record.CellValue;

/** Standardised values of one column; empty for what is missing. */
public record Values(Meaning meaning, boolean many) implements CellValue {
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHE = Pattern.compile("['’`]");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final Pattern NOT_DIGIT = Pattern.compile("\\D+");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\D(\\d{1,2})\\D(\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})\\D(\\d{1,2})\\D(\\d{1,2})(\\D.*)?");
    private static final int ISO_LENGTH = 10;

    @Override
    public String[] of(String cell) {
        if (!many) {
            return new String[] {standard(meaning, cell)};
        }
        String[] values = cell.split("[;|]", -1);
        Arrays.setAll(values, i -> standard(meaning, values[i]));
        return values;
    }

    @Override
    public int of(byte[] cell, int from, int to, byte[] into) {
        return switch (meaning) {
            case DATE_OF_BIRTH -> isoDate(cell, from, to, into);
            case POSTCODE, IDENTIFIER, NUMBER -> joined(cell, from, to, into);
            case FORENAME, SURNAME, SEX, TEXT, EMAIL -> NO_BYTES;
        };
    }

    private static int isoDate(byte[] cell, int from, int to, byte[] into) {
        if (to - from != ISO_LENGTH) {
            return NO_BYTES;
        }
        int length = 0;
        for (int i = 0; i < ISO_LENGTH; i++) {
            byte letter = cell[from + i];
            boolean hyphen = i == 4 || i == 7;
            if (hyphen ? letter != '-' : letter < '0' || letter > '9') {
                return NO_BYTES;
            }
            into[length] = letter;
            length += hyphen ? 0 : 1;
        }
        return length;
    }

    private static int joined(byte[] cell, int from, int to, byte[] into) {
        int length = 0;
        for (int i = from; i < to; i++) {
            byte letter = cell[i];
            if (letter < 0) {
                return NO_BYTES;
            }
            boolean small = letter >= 'a' && letter <= 'z';
            if (small || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')) {
                into[length++] = small ? (byte) (letter - 32) : letter;
            }
        }
        return length;
    }

    static String standard(Meaning meaning, String cell) {
        return switch (meaning) {
            case DATE_OF_BIRTH -> date(cell.strip());
            case POSTCODE, IDENTIFIER, NUMBER -> folded(cell, false);
            case EMAIL -> cell.strip().toUpperCase(Locale.ROOT);
            case FORENAME, SURNAME, SEX, TEXT -> folded(cell, true);
        };
    }

    /** Letters and digits, without accents and in capitals, what stands between them as one space or not at all. */
    static String folded(String cell, boolean spaced) {
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
        String plain =
                ACCENT.matcher(Normalizer.normalize(cell, Normalizer.Form.NFKD)).replaceAll("");
        String joined = APOSTROPHE.matcher(plain).replaceAll("");
        String folded = NOT_WORD.matcher(joined).replaceAll(" ").strip().toUpperCase(Locale.ROOT);
        return spaced ? folded : folded.replace(" ", "");
    }

    /** Digits in the order of year, month and day; day before month where the year stands last. */
    private static String date(String cell) {
        if (iso(cell)) {
            return cell.substring(0, 4) + cell.substring(5, 7) + cell.substring(8);
        }
        Matcher dayFirst = DAY_FIRST.matcher(cell);
        if (dayFirst.matches()) {
            return dayFirst.group(3) + two(dayFirst.group(2)) + two(dayFirst.group(1));
        }
        Matcher yearFirst = YEAR_FIRST.matcher(cell);
        if (yearFirst.matches()) {
            return yearFirst.group(1) + two(yearFirst.group(2)) + two(yearFirst.group(3));
        }
        return NOT_DIGIT.matcher(cell).replaceAll("");
    }

    private static boolean iso(String cell) {
        if (cell.length() != ISO_LENGTH) {
            return false;
        }
        for (int i = 0; i < ISO_LENGTH; i++) {
            char letter = cell.charAt(i);
            boolean hyphen = i == 4 || i == 7;
            if (hyphen ? letter != '-' : letter < '0' || letter > '9') {
                return false;
            }
        }
        return true;
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }
}

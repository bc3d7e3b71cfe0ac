package org.reconlink.linkage.tables;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Standardised values of the compared columns: distinct values by number, number 0 for what is missing. */
final class Values {
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHE = Pattern.compile("['’`]");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final Pattern NOT_DIGIT = Pattern.compile("\\D+");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\D(\\d{1,2})\\D(\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})\\D(\\d{1,2})\\D(\\d{1,2})(\\D.*)?");

    private Values() {}

    static String standard(Meaning meaning, String cell) {
        return switch (meaning) {
            case DATE_OF_BIRTH -> date(cell.strip());
            case POSTCODE, IDENTIFIER, NUMBER -> folded(cell).replace(" ", "");
            case EMAIL -> cell.strip().toUpperCase(Locale.ROOT);
            case FORENAME, SURNAME, SEX, TEXT -> folded(cell);
        };
    }

    private static String folded(String cell) {
        String plain =
                ACCENT.matcher(Normalizer.normalize(cell, Normalizer.Form.NFKD)).replaceAll("");
        String joined = APOSTROPHE.matcher(plain).replaceAll("");
        return NOT_WORD.matcher(joined).replaceAll(" ").strip().toUpperCase(Locale.ROOT);
    }

    /** Digits in the order of year, month and day; day before month where the year stands last. */
    private static String date(String cell) {
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

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    /** The cells of a column, standardised. */
    static List<String> column(PlainTable table, String heading, Meaning meaning) {
        int at = table.column(heading);
        List<String> column = new ArrayList<>(table.rows().size());
        for (String[] row : table.rows()) {
            column.add(at < row.length ? standard(meaning, row[at]) : "");
        }
        return column;
    }
}

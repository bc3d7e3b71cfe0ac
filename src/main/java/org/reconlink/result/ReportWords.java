package org.reconlink.result;

import java.util.Locale;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.OffenceSettings.Indictable;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;

/** The field's words for the values of the capabilities. */
public final class ReportWords {
    public static final String NOT_KNOWN = "not known";

    private ReportWords() {}

    public static String of(CourtMode mode) {
        return switch (mode) {
            case INDICTABLE_ONLY -> "indictable-only";
            case EITHER_WAY -> "either-way";
            case SUMMARY -> "summary";
            case UNKNOWN -> "court mode not known";
        };
    }

    public static String of(RelativeSeriousness seriousness) {
        return switch (seriousness) {
            case LESS_SERIOUS -> "less serious";
            case AS_SERIOUS -> "as serious";
            case MORE_SERIOUS -> "more serious";
            case NOT_ON_SCALE -> "not on the scale";
            case UNKNOWN -> NOT_KNOWN;
        };
    }

    public static String of(Indictable indictable) {
        return switch (indictable) {
            case ONLY -> "indictable-only";
            case INCLUDING_EITHER_WAY -> "indictable-only or either-way";
        };
    }

    /** {@code 1 month}, {@code 6 months}. */
    public static String months(int number) {
        return number + (number == 1 ? " month" : " months");
    }

    /** The name of a column or comparison at the start of a line: {@code PNC id}, {@code Date of birth}. */
    public static String field(String name) {
        return name.startsWith("pnc ") || name.startsWith("cro ")
                ? name.substring(0, 3).toUpperCase(Locale.ROOT) + name.substring(3)
                : sentence(name);
    }

    /** With a capital at the start. */
    public static String sentence(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}

package org.reconlink.intake;

import java.util.List;
import java.util.Set;

/**
 * Tells records from the other rows that people keep in a table.
 *
 * <p>A repeated heading has nothing but headings in the mapped columns, a line nothing but dashes in any. A totals row begins with a word for a total and
 * lacks what records of its kind usually have, or has that word for an identifier. A note has no mapped cell, or at most two filled cells
 * of which none can be what its column asks for: a lone name or number is a record with the rest left out.
 */
final class RowSorter {
    private static final Set<String> TOTALS =
            Set.of("TOTAL", "TOTALS", "GRAND TOTAL", "SUBTOTAL", "SUBTOTALS", "SUB TOTAL", "SUB-TOTAL");
    private static final Set<String> SUMMARIES =
            Set.of("SUM", "COUNT", "MEAN", "AVERAGE", "MEDIAN", "MIN", "MAX", "N", "SD");
    private static final String LINES = "-=_+:|\u2013\u2014\u2500\u2550";
    private static final int WORDS_OF_A_NOTE = 3;
    private static final int LONGEST_LABEL = 40;

    /** What the words for totals and summaries begin with: settles nearly every row at once. */
    private static final String INITIALS = "TGSCMAN";

    private final int[] mapped;
    private final int[] identifiers;
    private final int[] identifying;
    private final String[] headings;

    RowSorter(ExtractKind kind, Columns columns) {
        mapped = columns.indexes();
        identifiers = columns.indexes(identifiers(kind));
        identifying = columns.indexes(identifying(kind));
        headings = columns.headings().cells().toArray(String[]::new);
    }

    private static List<String> identifiers(ExtractKind kind) {
        return kind == ExtractKind.PARTICIPANTS
                ? List.of("participant id")
                : List.of("participant id", "prison number", "pnc id", "cro number", "case reference");
    }

    /** What records of the kind usually have, all of it. */
    private static List<String> identifying(ExtractKind kind) {
        return switch (kind) {
            case PARTICIPANTS -> List.of("participant id", "surname", "forename", "full name", "date of birth");
            case CONVICTIONS -> List.of("surname", "forename", "conviction date");
            case CUSTODY -> List.of("start", "type");
        };
    }

    RowKind sort(TableRow row) {
        int first = row.firstFilled(0);
        if (first < 0) {
            return RowKind.BLANK;
        }
        if (isRepeatedHeading(row)) {
            return RowKind.REPEATED_HEADING;
        }
        if (isLine(row, first)) {
            return RowKind.LINE;
        }
        boolean complete = allFilled(row, identifying);
        if (isTotals(row, first, complete)) {
            return RowKind.TOTALS;
        }
        return !complete && isNote(row, first) ? RowKind.NOTE : RowKind.RECORD;
    }

    /** Nothing but dashes in every filled cell; the first character settles nearly every row. */
    private static boolean isLine(TableRow row, int first) {
        for (int i = first; i >= 0; i = row.firstFilled(i + 1)) {
            String text = row.text(i);
            for (int at = 0; at < text.length(); at++) {
                if (LINES.indexOf(text.charAt(at)) < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isRepeatedHeading(TableRow row) {
        int same = 0;
        for (int column : mapped) {
            String text = row.text(column);
            if (text.isEmpty()) {
                continue;
            }
            if (!isHeading(text, headings[column])) {
                return false;
            }
            same++;
        }
        return same > 1 || (same == 1 && mapped.length == 1);
    }

    /** The first letters settle nearly every row without folding the text. */
    private static boolean isHeading(String text, String heading) {
        return Character.toUpperCase(text.charAt(0)) == Character.toUpperCase(heading.charAt(0))
                && Headings.key(text).equals(Headings.key(heading));
    }

    private boolean isTotals(TableRow row, int first, boolean complete) {
        boolean identifier = contains(identifiers, first);
        if (complete && !identifier) {
            return false;
        }
        String text = row.text(first);
        if (text.length() > LONGEST_LABEL || INITIALS.indexOf(Character.toUpperCase(text.charAt(0))) < 0) {
            return false;
        }
        String label = label(text);
        if (TOTALS.contains(label)) {
            return true;
        }
        return SUMMARIES.contains(label) && row.firstFilled(first + 1) > 0 && noLettersAfter(row, first);
    }

    /** The words of a label up to the first colon, bracket or figure: {@code Total (n=69)} is {@code TOTAL}. */
    private static String label(String text) {
        int end = 0;
        while (end < text.length() && "(:=[".indexOf(text.charAt(end)) < 0 && !Texts.isDigit(text.charAt(end))) {
            end++;
        }
        return Texts.folded(text.substring(0, end));
    }

    private static boolean noLettersAfter(TableRow row, int first) {
        for (int i = row.firstFilled(first + 1); i >= 0; i = row.firstFilled(i + 1)) {
            if (Texts.hasLetter(row.text(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isNote(TableRow row, int first) {
        if (noneFilled(row, mapped)) {
            return true;
        }
        if (row.filled(3) > 2) {
            return false;
        }
        for (int i = first; i >= 0; i = row.firstFilled(i + 1)) {
            if (!isProse(row.text(i), contains(identifiers, i)) && contains(mapped, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isProse(String text, boolean underIdentifier) {
        int words = 1;
        for (int i = 0; i < text.length(); i++) {
            words += text.charAt(i) == ' ' ? 1 : 0;
        }
        return words >= WORDS_OF_A_NOTE || text.charAt(0) == '*' || (underIdentifier && !Texts.hasDigit(text));
    }

    private static boolean noneFilled(TableRow row, int[] columns) {
        for (int column : columns) {
            if (!row.cell(column).isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static boolean allFilled(TableRow row, int[] columns) {
        for (int column : columns) {
            if (row.cell(column).isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(int[] columns, int column) {
        for (int each : columns) {
            if (each == column) {
                return true;
            }
        }
        return false;
    }
}

package org.reconlink.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reconlink.intake.Reading.Problem;

/**
 * Tells records from the other rows that people keep in a table, and counts those.
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
    private static final Set<String> OF_PEOPLE = Set.of("surname", "forename", "full name", "date of birth");
    private static final String LINES = "-=_+:|\u2013\u2014\u2500\u2550";
    private static final int WORDS_OF_A_NOTE = 3;
    private static final int LONGEST_LABEL = 40;
    private static final int MOST_NAMES = 5;

    /** What the words for totals and summaries begin with: settles nearly every row at once. */
    private static final String INITIALS = "TGSCMAN";

    /** What database programs write under a table: {@code (12 rows)}. */
    private static final Pattern COUNT_OF_ROWS =
            Pattern.compile("\\(?\\d[\\d,]* rows?\\)?\\.?|\\(\\d+ \\p{L}+\\)", Pattern.CASE_INSENSITIVE);

    static final String HIDDEN_ROWS = "hidden rows";
    static final String STRUCK_OUT_ROWS = "struck-out rows";

    private final int[] mapped;
    private final int[] identifiers;
    private final int[] identifying;
    private final int[] fullNames;
    private final String[] headings;
    private final IntakeSettings.RowSettings wanted;
    private final Map<RowKind, Long> leftOut = new EnumMap<>(RowKind.class);
    private final Map<TableRow.Look, Long> looks = new EnumMap<>(TableRow.Look.class);

    RowSorter(ExtractKind kind, Columns columns, IntakeSettings.RowSettings wanted) {
        mapped = columns.indexes();
        identifiers = columns.indexes(identifiers(kind));
        identifying = columns.indexes(identifying(kind));
        fullNames = columns.indexes(List.of("full name"));
        headings = columns.headings().cells().toArray(String[]::new);
        this.wanted = wanted;
    }

    /** For a table whose columns are known by their headings alone. */
    RowSorter(List<String> headings, IntakeSettings.RowSettings wanted) {
        mapped = where(headings, heading -> !heading.isEmpty());
        identifiers = where(headings, heading -> HeadingWords.ofRows(heading) != null);
        int[] ofPeople = where(
                headings,
                heading -> OF_PEOPLE.contains(HeadingWords.ofPerson(heading).orElse("")));
        identifying = ofPeople.length == 0 ? mapped : ofPeople;
        fullNames = where(
                headings, heading -> HeadingWords.ofPerson(heading).orElse("").equals("full name"));
        this.headings = headings.toArray(String[]::new);
        this.wanted = wanted;
    }

    private static int[] where(List<String> headings, Predicate<String> wanted) {
        return IntStream.range(0, headings.size())
                .filter(column -> wanted.test(headings.get(column)))
                .toArray();
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

    /** Whether the row is a record that is wanted; others are counted. */
    boolean isRecord(TableRow row) {
        RowKind kind = sort(row);
        if (kind == RowKind.RECORD && row.look() != TableRow.Look.PLAIN) {
            kind = byLook(row.look());
        }
        if (kind != RowKind.RECORD) {
            leftOut.merge(kind, 1L, Long::sum);
        }
        return kind == RowKind.RECORD;
    }

    /** Counts the records that are shown as if they were none, and leaves them out if the settings say so. */
    private RowKind byLook(TableRow.Look look) {
        looks.merge(look, 1L, Long::sum);
        return switch (look) {
            case PLAIN -> RowKind.RECORD;
            case HIDDEN -> wanted.hidden() ? RowKind.RECORD : RowKind.HIDDEN;
            case STRUCK_OUT -> wanted.struckOut() ? RowKind.RECORD : RowKind.STRUCK_OUT;
        };
    }

    /** How many rows are no records, by what they are; empty if there are none. */
    String leftOut() {
        return leftOut.entrySet().stream()
                .map(e -> e.getKey().words(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** What a protocol's reader is told of rows that are hidden or struck out. */
    List<Problem> looks() {
        List<Problem> problems = new ArrayList<>();
        looks.forEach((look, rows) -> problems.add(new Problem(
                look == TableRow.Look.HIDDEN ? HIDDEN_ROWS : STRUCK_OUT_ROWS,
                shown(look, rows),
                "state in the protocol (intake, " + (look == TableRow.Look.HIDDEN ? HIDDEN_ROWS : STRUCK_OUT_ROWS)
                        + ") whether such rows are read or left out; in the sheet, show them or delete them")));
        return problems;
    }

    /** The same in sentences without what to do. */
    List<String> looksInWords() {
        return looks.entrySet().stream()
                .map(look -> shown(look.getKey(), look.getValue()))
                .toList();
    }

    private String shown(TableRow.Look look, long rows) {
        boolean hidden = look == TableRow.Look.HIDDEN;
        boolean read = hidden ? wanted.hidden() : wanted.struckOut();
        return rows
                + (rows == 1 ? " row is " : " rows are ")
                + (hidden ? "hidden (by hand or by a filter)" : "struck out")
                + (read ? " and read like the others" : " and left out");
    }

    private RowKind sort(TableRow row) {
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
            boolean prose =
                    contains(fullNames, i) ? isNoName(row.text(i)) : isProse(row.text(i), contains(identifiers, i));
            if (!prose && contains(mapped, i)) {
                return false;
            }
        }
        return true;
    }

    /** What no full name has: figures, signs that part a sentence, as many words as nobody has names. */
    private static boolean isNoName(String text) {
        return Texts.hasDigit(text)
                || text.chars().anyMatch(c -> "*:;()=".indexOf(c) >= 0)
                || text.chars().filter(c -> c == ' ').count() > MOST_NAMES;
    }

    private static boolean isProse(String text, boolean underIdentifier) {
        int words = 1;
        for (int i = 0; i < text.length(); i++) {
            words += text.charAt(i) == ' ' ? 1 : 0;
        }
        return words >= WORDS_OF_A_NOTE
                || COUNT_OF_ROWS.matcher(text).matches()
                || text.charAt(0) == '*'
                || (underIdentifier && !Texts.hasDigit(text));
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

    /** What a row under the headings is. */
    enum RowKind {
        /** A person, an offence or a spell. */
        RECORD("record", "records"),
        BLANK("blank row", "blank rows"),
        REPEATED_HEADING("repeated heading", "repeated headings"),
        /** A line of dashes, as database programs draw under headings. */
        LINE("line of dashes", "lines of dashes"),
        /** Left out as the protocol says. */
        HIDDEN("hidden row", "hidden rows"),
        STRUCK_OUT("struck-out row", "struck-out rows"),
        TOTALS("totals row", "totals rows"),
        /** Text that is not a row of the table. */
        NOTE("note", "notes");

        private final String one;
        private final String several;

        RowKind(String one, String several) {
            this.one = one;
            this.several = several;
        }

        /** The count in words: {@code 2 blank rows}. */
        String words(long count) {
            return count + " " + (count == 1 ? one : several);
        }
    }
}

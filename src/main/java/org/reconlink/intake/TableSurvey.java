package org.reconlink.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Headings.HeadingRow;
import org.reconlink.intake.Reading.Problem;

/**
 * A table that nobody has described yet: its headings and the first rows under them. Cells stay inside: what comes out of it are
 * counts, forms of dates and words of vocabularies that are not personal.
 */
public final class TableSurvey {
    private static final int ROWS = 20_000;
    /** Of so many rows, spread over all, it is told what the cells of a column are. */
    private static final int JUDGED = 1_000;

    private static final int TALLEST_TITLE = 30;
    private static final int LATEST_OF_TWO_DIGITS = 2030;

    /** Headings that must be known in a row for it to be the row of headings: less may be a row of people. */
    private static final int FEWEST_KNOWN = 2;

    private static final int DIGITS_OF_A_DAY = 8;

    private final Path file;
    private final @Nullable String sheet;
    private final List<String> headings;
    private final List<TableRow> rows;
    private final List<TableRow> judged;
    private final Map<Integer, Long> dated = new HashMap<>();
    private final boolean whole;
    private final DateForms forms;

    private TableSurvey(Path file, @Nullable String sheet, List<String> headings, List<TableRow> rows, boolean whole) {
        this.file = file;
        this.sheet = sheet;
        this.headings = List.copyOf(headings);
        this.rows = List.copyOf(rows);
        int step = Math.max(1, rows.size() / JUDGED);
        this.judged = IntStream.range(0, rows.size())
                .filter(i -> i % step == 0)
                .mapToObj(rows::get)
                .toList();
        this.whole = whole;
        this.forms = DateForms.of(this);
    }

    /**
     * The tables of a file: of a workbook every visible sheet that has a row of headings.
     *
     * @throws IntakeException if there is none, or the file cannot be read
     */
    public static List<TableSurvey> of(Path path) throws IOException {
        SourceFile file = new SourceFile(path, "command line");
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw file.unusable(
                    "missing file", "there is no such file, or it may not be read", "correct the path or permissions");
        }
        FileScan scan = FileScan.of(path);
        List<TableSurvey> tables = new ArrayList<>();
        List<@Nullable String> sheets = sheets(file, scan);
        for (String sheet : sheets) {
            TableSurvey table = of(file, scan, sheet);
            if (table != null) {
                tables.add(table);
            }
        }
        if (tables.isEmpty()) {
            throw file.unusable(
                    "headings",
                    "in the first " + TALLEST_TITLE + " rows "
                            + (sheets.size() > 1 ? "of no sheet " : "")
                            + "none has headings that say what their columns hold",
                    "put a row of headings such as Surname, Date of birth, Conviction date over the rows");
        }
        return List.copyOf(tables);
    }

    private static List<@Nullable String> sheets(SourceFile file, FileScan scan) throws IOException {
        List<@Nullable String> names = new ArrayList<>();
        TableFiles.sheets(file, scan).stream()
                .filter(sheet -> !sheet.hidden())
                .forEach(sheet -> names.add(sheet.name()));
        if (names.isEmpty()) {
            names.add(null);
        }
        return names;
    }

    /** Null where no row has headings. */
    private static @Nullable TableSurvey of(SourceFile file, FileScan scan, @Nullable String sheet) throws IOException {
        ExtractSettings settings =
                new ExtractSettings(List.of(file.path()), sheet, null, null, List.of(), Map.of(), List.of());
        try (Table table = TableFiles.open(file, scan, settings)) {
            Deque<TableRow> ahead = new ArrayDeque<>();
            for (TableRow row = table.next(); row != null; row = ahead.size() < TALLEST_TITLE ? table.next() : null) {
                ahead.add(row);
            }
            TableRow headings = null;
            long most = FEWEST_KNOWN - 1L;
            for (TableRow row : ahead) {
                long known = known(row);
                headings = known > most ? row : headings;
                most = Math.max(known, most);
            }
            if (headings == null) {
                return null;
            }
            while (ahead.peek() != headings) {
                ahead.poll();
            }
            ahead.poll();
            List<String> cells = HeadingRow.cells(headings);
            RowSorter sorter = new RowSorter(cells, IntakeSettings.RowSettings.ALL);
            return new TableSurvey(file.path(), table.sheet(), cells, rows(table, ahead, sorter), table.next() == null);
        }
    }

    private static List<TableRow> rows(Table table, Deque<TableRow> ahead, RowSorter sorter) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        TableRow row = ahead.isEmpty() ? table.next() : ahead.poll();
        while (row != null) {
            if (row.firstFilled(0) >= 0 && sorter.isRecord(row)) {
                rows.add(row);
            }
            if (rows.size() == ROWS) {
                return rows;
            }
            row = ahead.isEmpty() ? table.next() : ahead.poll();
        }
        return rows;
    }

    private static long known(TableRow row) {
        return HeadingRow.cells(row).stream()
                .filter(HeadingWords::isHeading)
                .distinct()
                .count();
    }

    public Path file() {
        return file;
    }

    /** Null for a text file. */
    public @Nullable String sheet() {
        return sheet;
    }

    /** As errors name it: {@code clients.xlsx, sheet Referrals}. */
    public String name() {
        return file.getFileName() + (sheet == null ? "" : ", sheet " + sheet);
    }

    /** How many rows were looked at. */
    public int rows() {
        return rows.size();
    }

    /** Whether those were all. */
    public boolean isWhole() {
        return whole;
    }

    /** As the file has them, blank where a column has none. */
    public List<String> headings() {
        return headings;
    }

    DateForms dateForms() {
        return forms;
    }

    boolean isTwice(int column) {
        String key = Headings.key(headings.get(column));
        return headings.stream()
                        .filter(other -> Headings.key(other).equals(key))
                        .count()
                > 1;
    }

    /** The cells of a column that say something, of the rows by which columns are judged. */
    private Stream<Cell> cells(int column) {
        return cells(judged, column);
    }

    private static Stream<Cell> cells(List<TableRow> rows, int column) {
        return rows.stream()
                .map(row -> row.cell(column))
                .filter(cell -> !cell.isBlank() && (cell.holdsDate() || !Placeholders.isBlankWord(cell.text())));
    }

    long filled(int column) {
        return cells(column).count();
    }

    long count(int column, Predicate<String> rule) {
        return cells(column).filter(cell -> rule.test(cell.text())).count();
    }

    /** Cells of all rows that say something. */
    long filledOfAll(int column) {
        return cells(rows, column).count();
    }

    /** Different texts of all rows, case and space apart. */
    Set<String> distinct(int column) {
        Set<String> texts = new HashSet<>();
        cells(rows, column).forEach(cell -> texts.add(Texts.folded(cell.text())));
        return texts;
    }

    /** Texts of a column of few, as the file writes them, each with its rows. */
    Map<String, Long> values(int column) {
        Map<String, Long> values = new TreeMap<>();
        cells(rows, column).forEach(cell -> values.merge(Texts.spaced(cell.text()), 1L, Long::sum));
        return values;
    }

    /** The days of a column, those that can be read, in their order. */
    List<LocalDate> days(int column) {
        return days(rows, column);
    }

    /** The day that as many are before as after; null if none can be read. */
    @Nullable
    LocalDate medianDay(int column) {
        List<LocalDate> days = days(judged, column);
        return days.isEmpty() ? null : days.get(days.size() / 2);
    }

    private List<LocalDate> days(List<TableRow> of, int column) {
        Dates rule = forms.rule();
        List<LocalDate> days = new ArrayList<>();
        for (TableRow row : of) {
            Cell cell = row.cell(column);
            LocalDate day = cell.isBlank()
                    ? null
                    : rule.read(cell, new Dates.TimesOfDay()).value();
            if (day != null) {
                days.add(day);
            }
        }
        days.sort(null);
        return days;
    }

    /** Cells that are a day, a month or a year, or that stand for none. */
    long dated(int column) {
        return dated.computeIfAbsent(column, this::countDated);
    }

    private long countDated(int column) {
        Dates rule = forms.rule();
        return cells(column)
                .filter(cell -> {
                    Reading<LocalDate> reading = rule.read(cell, new Dates.TimesOfDay());
                    boolean number = cell.date() == null && Texts.allDigits(cell.text());
                    boolean day =
                            reading.kind() == Reading.Kind.VALUE && cell.text().length() == DIGITS_OF_A_DAY;
                    return (!number || day) && reading.kind() != Reading.Kind.UNREADABLE;
                })
                .count();
    }

    /** Words of a vocabulary field that nothing understands, in words; none that may be somebody's name. */
    List<String> notUnderstood(String field, int column, int... names) {
        UnknownWords unknown = new UnknownWords(names);
        for (TableRow row : rows) {
            String text = row.text(column);
            if (!text.isEmpty() && !Placeholders.isValue(text) && !FieldWords.isUnderstood(field, text)) {
                unknown.add(row, column, new Problem(field, "", ""));
            }
        }
        return unknown.problems().stream()
                .map(problem -> problem.problem().replaceFirst(": $", ""))
                .toList();
    }

    /** Of the cells of this column the share that the column of another table has, 0 to 1. */
    double shareIn(int column, TableSurvey other, int otherColumn) {
        Set<String> own = distinct(column);
        Set<String> others = other.distinct(otherColumn);
        long both = own.stream().filter(others::contains).count();
        return own.isEmpty() ? 0 : (double) both / own.size();
    }

    /** Nothing of the data. */
    @Override
    public String toString() {
        return "TableSurvey[withheld]";
    }

    /**
     * How the dates of a table are written as text.
     *
     * @param formats as protocols state them; none if all are cells of dates or ISO
     * @param doubt why the order of day and month may be the other; null if it is certain
     */
    public record DateForms(List<String> formats, @Nullable String doubt) {
        private static final List<String> ISO = List.of("yyyy-MM-dd");
        private static final List<String> ONE_WAY = List.of(
                "yyyy-MM-dd",
                "yyyy/MM/dd",
                "yyyy.MM.dd",
                "yyyyMMdd",
                "d MMM yyyy",
                "d-MMM-yyyy",
                "dMMMyyyy",
                "d MMM yy",
                "d-MMM-yy",
                "d/MMM/yyyy",
                "dMMMyy",
                "MMM d yyyy",
                "MMM d, yyyy");
        private static final List<String> SEPARATORS = List.of("/", "-", ".");
        private static final double MOSTLY = 0.6;

        public DateForms {
            formats = List.copyOf(formats);
        }

        Dates rule() {
            return new Dates(formats, LATEST_OF_TWO_DIGITS);
        }

        static DateForms of(TableSurvey table) {
            Set<String> oneWay = new LinkedHashSet<>();
            Set<String> dayFirst = new LinkedHashSet<>();
            Set<String> monthFirst = new LinkedHashSet<>();
            long onlyDayFirst = 0;
            long onlyMonthFirst = 0;
            for (int column = 0; column < table.headings.size(); column++) {
                List<String> texts = cells(table.judged, column)
                        .filter(cell -> !cell.holdsDate())
                        .map(Cell::text)
                        .toList();
                if (texts.stream().filter(DateForms::isAny).count() < Math.max(1, MOSTLY * texts.size())) {
                    continue;
                }
                for (String text : texts) {
                    ONE_WAY.stream()
                            .filter(form -> isDay(form, text))
                            .findFirst()
                            .ifPresent(oneWay::add);
                    for (String separator : SEPARATORS) {
                        for (String year : List.of("yyyy", "yy")) {
                            boolean day = isDay("d" + separator + "M" + separator + year, text);
                            boolean month = isDay("M" + separator + "d" + separator + year, text);
                            onlyDayFirst += day && !month ? 1 : 0;
                            onlyMonthFirst += month && !day ? 1 : 0;
                            if (day || month) {
                                String y = separator + year;
                                dayFirst.add("dd" + separator + "MM" + y);
                                monthFirst.add("MM" + separator + "dd" + y);
                            }
                        }
                    }
                }
            }
            boolean american = onlyMonthFirst > onlyDayFirst;
            List<String> formats = new ArrayList<>(oneWay);
            formats.addAll(american ? monthFirst : dayFirst);
            String doubt = null;
            if (onlyDayFirst > 0 && onlyMonthFirst > 0) {
                doubt = "some dates can only have the day first and some only the month: mend those that are wrong";
            } else if (!dayFirst.isEmpty() && onlyDayFirst + onlyMonthFirst == 0) {
                doubt = "no date shows whether the day or the month stands first; the day is assumed";
            }
            return new DateForms(formats.equals(ISO) ? List.of() : formats, doubt);
        }

        /** Those of several tables that are read as one. */
        public static DateForms together(List<TableSurvey> tables) {
            Set<String> formats = new LinkedHashSet<>();
            String doubt = null;
            for (TableSurvey table : tables) {
                DateForms own = table.dateForms();
                formats.addAll(own.formats.isEmpty() && table.sheet == null ? ISO : own.formats);
                doubt = doubt == null ? own.doubt : doubt;
            }
            return new DateForms(List.copyOf(formats).equals(ISO) ? List.of() : List.copyOf(formats), doubt);
        }

        private static boolean isAny(String text) {
            return Stream.concat(
                            ONE_WAY.stream(),
                            SEPARATORS.stream()
                                    .flatMap(s -> Stream.of(
                                            "d" + s + "M" + s + "yyyy",
                                            "M" + s + "d" + s + "yyyy",
                                            "d" + s + "M" + s + "yy",
                                            "M" + s + "d" + s + "yy")))
                    .anyMatch(form -> isDay(form, text));
        }

        private static boolean isDay(String form, String text) {
            DatePattern.Match match = Patterns.of(form).match(text, LATEST_OF_TWO_DIGITS);
            return match != null && match.date() != null;
        }
    }

    private static final class Patterns {
        private static final Map<String, DatePattern> KNOWN = new ConcurrentHashMap<>();

        static DatePattern of(String form) {
            return KNOWN.computeIfAbsent(form, DatePattern::of);
        }
    }
}

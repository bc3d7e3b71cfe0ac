package org.reconlink.intake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Headings.HeadingRow;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.Finding;

/**
 * A table read row by row and as it is: the first row that is not blank holds the headings, unless it is a title: one
 * cell, above a row that has more. Rows that are no records, as people and programs keep them in a table, are left out as in a
 * study, and said.
 *
 * <p>Of a plain CSV file no more than the headings is read before the first row is asked for, so that who can read the
 * rows from {@link #plain} in a faster way has the file to itself.
 */
public final class PlainReader implements Closeable {
    static final Problem TOO_NARROW = new Problem(
            "row width",
            "the row has fewer cells than there are headings",
            "look for a delimiter or a line end that is missing or too much, and export the file again");

    private static final int TALLEST_TITLE = 20;

    private final SourceFile file;
    private final @Nullable PlainCsv plain;
    private final List<String> headings;
    private final RowSorter sorter;
    private final Deque<TableRow> ahead = new ArrayDeque<>();
    private @Nullable RowNames table;
    private final List<Finding> rejected = new ArrayList<>();
    private long read;
    private long number;

    private PlainReader(
            SourceFile file,
            @Nullable PlainCsv plain,
            @Nullable Table table,
            List<String> headings,
            IntakeSettings.RowSettings wanted) {
        this.file = file;
        this.plain = plain;
        this.headings = List.copyOf(headings);
        this.table = table == null ? null : named(table);
        sorter = new RowSorter(this.headings, wanted);
    }

    /**
     * Opens a CSV file or the first visible sheet of a workbook, and reads all its rows.
     *
     * @throws IntakeException if there is no such table or a heading stands twice
     */
    public static PlainReader open(Path path) throws IOException {
        return open(path, IntakeSettings.RowSettings.ALL);
    }

    /**
     * Opens a CSV file or the first visible sheet of a workbook.
     *
     * @param wanted which rows are read though people may have meant to leave them out
     * @throws IntakeException if there is no such table or a heading stands twice
     */
    public static PlainReader open(Path path, IntakeSettings.RowSettings wanted) throws IOException {
        SourceFile file = new SourceFile(path, "command line");
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw file.unusable(
                    "missing file", "there is no such file, or it may not be read", "correct the path or permissions");
        }
        PlainCsv plain = PlainCsv.of(path);
        if (plain != null) {
            return new PlainReader(file, plain, null, plain.headings(), wanted);
        }
        Table table = table(file);
        try {
            Deque<TableRow> ahead = new ArrayDeque<>();
            PlainReader reader = new PlainReader(file, null, table, headings(file, table, ahead), wanted);
            reader.ahead.addAll(ahead);
            return reader;
        } catch (IOException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private static Table table(SourceFile file) throws IOException {
        ExtractSettings settings =
                new ExtractSettings(List.of(file.path()), null, null, null, List.of(), Map.of(), List.of());
        return TableFiles.open(file, FileScan.of(file.path()), settings);
    }

    private RowNames named(Table open) {
        List<Optional<String>> uses =
                headings.stream().map(HeadingWords::ofPerson).toList();
        int[] names = IntStream.range(0, uses.size())
                .filter(column -> RowNames.NAMES.contains(uses.get(column).orElse("")))
                .toArray();
        return RowNames.leftOut(
                open, new HeadingRow(1, headings), column -> uses.get(column).isPresent(), names);
    }

    /** The table behind its headings. */
    private RowNames table() throws IOException {
        RowNames open = table;
        if (open == null) {
            Table behind = table(file);
            headings(file, behind, ahead);
            open = named(behind);
            table = open;
        }
        return open;
    }

    /** Where the rows of a CSV file are that begins like a plain one; null if they can only be read by {@link #next}. */
    public @Nullable PlainCsv plain() {
        return plain;
    }

    /** The file's name. */
    public String file() {
        return file.name();
    }

    /** What kind of file it is, in words. */
    public String format() throws IOException {
        return table().format();
    }

    /** The headings in their order. */
    public List<String> headings() {
        return headings;
    }

    /**
     * The next row that is not blank, one text for each heading, empty where a cell is blank; null after the last. Rows of a
     * CSV file that have more or fewer cells than there are headings are rejected: their cells may stand under others'.
     */
    public String @Nullable [] next() throws IOException {
        RowNames open = table();
        for (TableRow row = following(open); row != null; row = following(open)) {
            if (!sorter.isRecord(row)) {
                continue;
            }
            read++;
            number = row.number();
            Problem problem = open.sheet() == null ? width(row) : null;
            if (problem == null) {
                return cells(row, headings.size());
            }
            rejected.add(new Finding(
                    Finding.Severity.REJECTED,
                    problem.rule(),
                    file.name(),
                    null,
                    row.number(),
                    null,
                    problem.problem(),
                    problem.advice()));
        }
        return null;
    }

    /** Of the row that was read last, as an editor or a spreadsheet shows it. */
    public long number() {
        return number;
    }

    /** What was decided of the rows read so far, in sentences; none where every row is a record. */
    public List<String> remarks() throws IOException {
        List<String> remarks = new ArrayList<>(sorter.looksInWords());
        String leftOut = sorter.leftOut();
        if (!leftOut.isEmpty()) {
            remarks.add("left out: " + leftOut);
        }
        RowNames rows = table();
        if (rows.found()) {
            remarks.add("the first column has names of rows, as R and pandas write them; they are no data");
        }
        int merged = rows.mergedCells().size();
        if (merged > 0) {
            remarks.add((merged == 1 ? "1 cell is" : merged + " cells are")
                    + " merged over several rows; only the first row of each has what stands there: unmerge them and write"
                    + " the value into each row");
        }
        return remarks;
    }

    /** What is wrong with a table of headings alone. */
    public IntakeException noRows() {
        return file.unusable("empty table", "there are no rows under the headings", "export it again with its rows");
    }

    private @Nullable TableRow following(RowNames open) throws IOException {
        TableRow row = ahead.poll();
        return row == null ? open.next() : row;
    }

    private @Nullable Problem width(TableRow row) {
        return row.width() > headings.size() && row.firstFilled(headings.size()) >= 0
                ? MappedReader.TOO_WIDE
                : row.width() < headings.size() ? TOO_NARROW : null;
    }

    /** The rows that were rejected so far. */
    public List<Finding> rejected() {
        return List.copyOf(rejected);
    }

    /**
     * Holds that no more rows were rejected than may be.
     *
     * @param atMost share of the rows read
     * @throws IntakeException with every row that was rejected
     */
    public void requireRejected(double atMost) throws IntakeException {
        if (rejected.size() > atMost * read) {
            throw new IntakeException(rejected);
        }
    }

    @Override
    public void close() throws IOException {
        if (table != null) {
            table.close();
        }
    }

    /** @param ahead takes the rows below the headings that were read to find them */
    private static List<String> headings(SourceFile file, Table table, Deque<TableRow> ahead) throws IOException {
        for (TableRow row = table.next(); row != null && ahead.size() < TALLEST_TITLE; row = table.next()) {
            int filled = row.filled(2);
            if (filled > 0) {
                ahead.add(row);
            }
            if (filled > 1) {
                ahead.clear();
                ahead.add(row);
                break;
            }
        }
        TableRow row = ahead.poll();
        if (row == null) {
            throw file.unusable("empty table", "there are no rows", "put a row of headings and the rows under it");
        }
        List<String> headings = new ArrayList<>(List.of(cells(row, row.width())));
        for (int i = 0; i < headings.size(); i++) {
            if (!headings.get(i).isEmpty() && headings.indexOf(headings.get(i)) < i) {
                throw file.unusable(
                        null,
                        row.number(),
                        "repeated heading",
                        "columns " + CellNames.letters(headings.indexOf(headings.get(i))) + " and "
                                + CellNames.letters(i) + " have the same heading",
                        "rename one of them");
            }
        }
        return headings;
    }

    private static String[] cells(TableRow row, int width) {
        String[] cells = new String[width];
        for (int i = 0; i < width; i++) {
            cells[i] = row.text(i);
        }
        return cells;
    }
}

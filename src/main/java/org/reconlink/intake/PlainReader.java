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
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;

/**
 * A table read row by row and as it is: the first row that is not blank holds the headings, unless it is a title: one
 * cell, above a row that has more.
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
    private final Deque<TableRow> ahead = new ArrayDeque<>();
    private @Nullable Table table;
    private final List<Finding> rejected = new ArrayList<>();
    private long read;

    private PlainReader(SourceFile file, @Nullable PlainCsv plain, @Nullable Table table, List<String> headings) {
        this.file = file;
        this.plain = plain;
        this.table = table;
        this.headings = List.copyOf(headings);
    }

    /**
     * Opens a CSV file or the first visible sheet of a workbook.
     *
     * @throws IntakeException if there is no such table or a heading stands twice
     */
    public static PlainReader open(Path path) throws IOException {
        SourceFile file = new SourceFile(path, "command line");
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw file.unusable(
                    "missing file", "there is no such file, or it may not be read", "correct the path or permissions");
        }
        PlainCsv plain = PlainCsv.of(path);
        if (plain != null) {
            return new PlainReader(file, plain, null, plain.headings());
        }
        Table table = table(file);
        try {
            Deque<TableRow> ahead = new ArrayDeque<>();
            PlainReader reader = new PlainReader(file, null, table, headings(file, table, ahead));
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

    /** The table behind its headings. */
    private Table table() throws IOException {
        Table open = table;
        if (open == null) {
            open = table(file);
            table = open;
            headings(file, open, ahead);
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
        Table open = table();
        for (TableRow row = following(open); row != null; row = following(open)) {
            if (row.firstFilled(0) < 0) {
                continue;
            }
            read++;
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

    /** What is wrong with a table of headings alone. */
    public IntakeException noRows() {
        return file.unusable("empty table", "there are no rows under the headings", "export it again with its rows");
    }

    private @Nullable TableRow following(Table open) throws IOException {
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

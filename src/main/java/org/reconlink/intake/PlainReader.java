package org.reconlink.intake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table read row by row and as it is: the first row that is not blank holds the headings. */
public final class PlainReader implements Closeable {
    private final SourceFile file;
    private final Table table;
    private final List<String> headings;

    private PlainReader(SourceFile file, Table table, List<String> headings) {
        this.file = file;
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
        FileScan scan = FileScan.of(path);
        ExtractSettings settings = new ExtractSettings(List.of(path), null, null, null, List.of(), Map.of(), List.of());
        Table table = TableFiles.open(file, scan, settings);
        try {
            return new PlainReader(file, table, headings(file, table));
        } catch (IOException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    /** The file's name. */
    public String file() {
        return file.name();
    }

    /** What kind of file it is, in words. */
    public String format() {
        return table.format();
    }

    /** The headings in their order. */
    public List<String> headings() {
        return headings;
    }

    /** The next row that is not blank, one text for each heading, empty where a cell is blank; null after the last. */
    public String @Nullable [] next() throws IOException {
        TableRow row = table.next();
        while (row != null && row.firstFilled(0) < 0) {
            row = table.next();
        }
        return row == null ? null : cells(row, headings.size());
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    private static List<String> headings(SourceFile file, Table table) throws IOException {
        TableRow row = table.next();
        while (row != null && row.firstFilled(0) < 0) {
            row = table.next();
        }
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

package org.reconlink.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A table read whole and as it is: the first row that is not blank holds the headings.
 *
 * @param file its name
 * @param format what kind of file it is, in words
 * @param rows one text for each heading; empty where a cell is blank; blank rows are left out
 */
public record PlainRows(String file, String format, List<String> headings, List<String[]> rows) {

    /** Copies the headings; the rows are shared. */
    public PlainRows {
        headings = List.copyOf(headings);
    }

    /**
     * Reads a CSV file or the first visible sheet of a workbook.
     *
     * @throws IntakeException if there is no such table or a heading stands twice
     */
    public static PlainRows read(Path path) throws IOException {
        SourceFile file = new SourceFile(path, "command line");
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw file.unusable(
                    "missing file", "there is no such file, or it may not be read", "correct the path or permissions");
        }
        FileScan scan = FileScan.of(path);
        ExtractSettings settings = new ExtractSettings(List.of(path), null, null, null, List.of(), Map.of(), List.of());
        try (Table table = TableFiles.open(file, scan, settings)) {
            return read(file, table);
        }
    }

    private static PlainRows read(SourceFile file, Table table) throws IOException {
        List<String> headings = new ArrayList<>();
        List<String[]> rows = new ArrayList<>();
        for (TableRow row = table.next(); row != null; row = table.next()) {
            if (row.firstFilled(0) < 0) {
                continue;
            }
            if (headings.isEmpty()) {
                headings.addAll(headings(file, row));
            } else {
                rows.add(cells(row, headings.size()));
            }
        }
        if (headings.isEmpty()) {
            throw file.unusable("empty table", "there are no rows", "put a row of headings and the rows under it");
        }
        return new PlainRows(file.name(), table.format(), headings, rows);
    }

    private static List<String> headings(SourceFile file, TableRow row) throws IntakeException {
        List<String> headings = List.of(cells(row, row.width()));
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

    @Override
    public String toString() {
        return file + ", " + rows.size() + " rows";
    }
}

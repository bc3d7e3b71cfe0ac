package org.reconlink.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
     * @throws IntakeException if there is no such table, a heading stands twice, or a row has more or fewer cells
     */
    public static PlainRows read(Path path) throws IOException {
        try (PlainReader reader = PlainReader.open(path)) {
            List<String[]> rows = new ArrayList<>();
            for (String[] row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
            reader.requireRejected(0);
            return new PlainRows(reader.file(), reader.format(), reader.headings(), rows);
        }
    }

    @Override
    public String toString() {
        return file + ", " + rows.size() + " rows";
    }
}

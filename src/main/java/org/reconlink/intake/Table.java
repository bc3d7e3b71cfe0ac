package org.reconlink.intake;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one file or sheet, in order, read as they are asked for. */
interface Table extends Closeable {

    /**
     * The next row, or null after the last.
     *
     * @throws IntakeException if the file turns out to be damaged here
     */
    @Nullable
    TableRow next() throws IOException;

    /**
     * One of the rows behind this one; null if it is not there.
     *
     * @param number of the row
     * @param place of the row, as {@link TableRow#place} gave it
     */
    default @Nullable TableRow at(long number, long place) throws IOException {
        TableRow row = next();
        while (row != null && row.number() < number) {
            row = next();
        }
        return row;
    }

    /**
     * A cell that a workbook merges over several rows: only the first of them has its value.
     *
     * @param column the first that it covers
     */
    record MergedCell(int column, long firstRow) {}

    /** Those that were met so far; all of them after the last row. */
    default List<MergedCell> mergedCells() {
        return List.of();
    }

    /** The sheet's name as the workbook writes it; null for CSV. */
    @Nullable
    String sheet();

    /** How many sheets the workbook has; 0 for CSV. */
    int sheets();

    /** What kind of file it is, in words: {@code CSV, semicolon, windows-1252, CRLF}. */
    String format();
}

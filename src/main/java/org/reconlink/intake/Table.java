package org.reconlink.intake;

import java.io.Closeable;
import java.io.IOException;
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

    /** The sheet's name as the workbook writes it; null for CSV. */
    @Nullable
    String sheet();

    /** How many sheets the workbook has; 0 for CSV. */
    int sheets();

    /** What kind of file it is, in words: {@code CSV, semicolon, windows-1252, CRLF}. */
    String format();
}

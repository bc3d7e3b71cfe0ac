package org.reconlink.intake;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;

/** Makes table rows of what the CSV parser finds, with the line that each record starts on. */
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<TableRow> {
    private final TextPool pool = new TextPool();
    private String[] cells = new String[32];
    private int count;
    private long line = 1;

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        count = 0;
    }

    @Override
    protected void handleField(int fieldIdx, char[] buffer, int offset, int length, boolean quoted) {
        if (count == cells.length) {
            cells = Arrays.copyOf(cells, 2 * count);
        }
        cells[count++] = pool.stripped(buffer, offset, length);
    }

    @Override
    protected TableRow buildRecord() {
        return new TableRow(line, Arrays.copyOf(cells, count), null);
    }

    /** The line on which the record begins that was begun last. */
    long line() {
        return line;
    }
}

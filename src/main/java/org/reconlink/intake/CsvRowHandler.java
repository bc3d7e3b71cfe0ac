package org.reconlink.intake;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;

/** Makes table rows of what the CSV parser finds, with the line that each record starts on. */
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<TableRow> {
    /** As many as a spreadsheet has. */
    static final int MOST_COLUMNS = 16_384;

    private static final int MOST_CHARACTERS = 1 << 22;

    private final TextPool pool = new TextPool();
    private String[] cells = new String[32];
    private int count;
    private long line = 1;
    private int characters;
    private boolean tooLong;
    private boolean nul;

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        count = 0;
        characters = 0;
        tooLong = false;
        nul = false;
    }

    @Override
    protected void handleField(int fieldIdx, char[] buffer, int offset, int length, boolean quoted) {
        characters += Math.min(length, MOST_CHARACTERS);
        if (count == MOST_COLUMNS || characters > MOST_CHARACTERS) {
            tooLong = true;
            characters = 0;
        }
        if (tooLong) {
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            nul |= buffer[i] == 0;
        }
        if (count == cells.length) {
            cells = Arrays.copyOf(cells, 2 * count);
        }
        cells[count++] = pool.stripped(buffer, offset, length);
    }

    @Override
    protected TableRow buildRecord() {
        return new TableRow(line, Arrays.copyOf(cells, count), null);
    }

    /** Whether the record read last has more columns or characters than are kept. */
    boolean tooLong() {
        return tooLong;
    }

    /** Whether a cell of the record read last has a character that no text has. */
    boolean hasNul() {
        return nul;
    }

    /** The line on which the record begins that was begun last. */
    long line() {
        return line;
    }
}

package org.reconlink.intake;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Where the cells of one record of a CSV file are in a buffer of bytes: RFC 4180, with any line ends and space around
 * quotation marks. A quotation mark out of place shifts rows into one another: better no file than a wrong one.
 */
final class CsvRecord {
    /** As many as a spreadsheet has. */
    private static final int MOST_CELLS = 16_384;

    private static final int MOST_CHARACTERS = 1 << 22;

    /** A cell longer than this is a quotation mark that was never closed. */
    private static final int LONGEST_CELL = 1 << 20;

    private static final int MOST_BYTES_A_CHARACTER = 3;
    private static final byte QUOTE = '"';
    private static final byte[] NOT_AVAILABLE = {'N', 'A'};
    private static final byte[] NULL = {'N', 'U', 'L', 'L'};
    private static final int UNFINISHED = -1;
    private static final int UNCLOSED = -2;

    /** What was found at a place. */
    enum State {
        FOUND,
        /** The file ends here. */
        NONE,
        /** The buffer ends first. */
        UNFINISHED,
        LONG_CELL,
        LONG_RECORD,
        QUOTES
    }

    private final byte delimiter;
    private final Charset charset;
    private int[] begins = new int[32];
    private int[] ends = new int[32];
    private boolean[] doubled = new boolean[32];
    private boolean[] quoted = new boolean[32];
    private int cells;
    private int lines;
    private int next;
    private boolean twoQuotes;
    private boolean nul;

    CsvRecord(byte delimiter, Charset charset) {
        this.delimiter = delimiter;
        this.charset = charset;
    }

    /**
     * Finds the record at {@code from}.
     *
     * @param buffer with a line feed at {@code limit}
     * @param atEnd whether the file ends at {@code limit}
     */
    State find(byte[] buffer, int from, int limit, boolean atEnd) {
        cells = 0;
        lines = 1;
        nul = false;
        if (from == limit) {
            return atEnd ? State.NONE : State.UNFINISHED;
        }
        State state = cut(buffer, from, limit, atEnd);
        return switch (state) {
            case FOUND -> cells > MOST_CELLS || next - from > LONGEST_CELL ? measured(buffer) : State.FOUND;
            case UNFINISHED -> tooLong(from, limit);
            default -> state;
        };
    }

    private State cut(byte[] buffer, int from, int limit, boolean atEnd) {
        int at = from;
        if (isLineEnd(buffer[at])) {
            return end(buffer, at, limit, atEnd); // a blank line has no cell
        }
        while (true) {
            int begin = at;
            while (isBlank(buffer[at])) {
                at++;
            }
            if (buffer[at] == QUOTE) {
                begin = at + 1;
                at = closing(buffer, begin, limit, atEnd);
                if (at < 0) {
                    add(begin, limit, /* two= */ false, /* marks= */ true);
                    return at == UNFINISHED ? State.UNFINISHED : longOr(State.QUOTES, buffer);
                }
                add(begin, at, twoQuotes, /* marks= */ true);
                at++;
                while (at < limit && isBlank(buffer[at])) {
                    at++;
                }
                if (at < limit && buffer[at] != delimiter && !isLineEnd(buffer[at])) {
                    return longOr(State.QUOTES, buffer);
                }
            } else {
                byte b = buffer[at];
                while (b != delimiter && b != '\n' && b != '\r') {
                    b = buffer[++at];
                }
                add(begin, at, /* two= */ false, /* marks= */ false);
            }
            if (at >= limit || buffer[at] != delimiter) {
                return end(buffer, at, limit, atEnd);
            }
            at++;
        }
    }

    /** The place of the closing quotation mark. */
    private int closing(byte[] buffer, int begin, int limit, boolean atEnd) {
        twoQuotes = false;
        int at = begin;
        while (true) {
            byte b = buffer[at];
            while (b != QUOTE && b != '\n' && b != '\r') {
                b = buffer[++at];
            }
            if (at >= limit || (at + 1 == limit && !atEnd)) {
                return atEnd ? UNCLOSED : UNFINISHED;
            }
            if (b != QUOTE) {
                lines++;
                at += b == '\r' && buffer[at + 1] == '\n' && at + 1 < limit ? 2 : 1;
            } else if (buffer[at + 1] == QUOTE && at + 1 < limit) {
                twoQuotes = true;
                at += 2;
            } else {
                return at;
            }
        }
    }

    private State end(byte[] buffer, int at, int limit, boolean atEnd) {
        boolean isReturn = at < limit && buffer[at] == '\r';
        if (!atEnd && (at == limit || (isReturn && at + 1 == limit))) {
            return State.UNFINISHED;
        }
        next = Math.min(limit, isReturn && buffer[at + 1] == '\n' ? at + 2 : at + 1);
        return State.FOUND;
    }

    private State tooLong(int from, int limit) {
        if (cells > 0 && limit - begins[cells - 1] > MOST_BYTES_A_CHARACTER * LONGEST_CELL) {
            return State.LONG_CELL;
        }
        boolean tooLong = cells > MOST_CELLS || limit - from > MOST_BYTES_A_CHARACTER * MOST_CHARACTERS;
        return tooLong ? State.LONG_RECORD : State.UNFINISHED;
    }

    private State measured(byte[] buffer) {
        long all = 0;
        for (int i = 0; i < cells; i++) {
            int length = characters(buffer, i);
            if (length > LONGEST_CELL) {
                return State.LONG_CELL;
            }
            all += length;
        }
        return cells > MOST_CELLS || all > MOST_CHARACTERS ? State.LONG_RECORD : State.FOUND;
    }

    /** What is wrong with the record, unless its last cell is too long, which is then why. */
    private State longOr(State wrong, byte[] buffer) {
        boolean tooLong =
                ends[cells - 1] - begins[cells - 1] > LONGEST_CELL && characters(buffer, cells - 1) > LONGEST_CELL;
        return tooLong ? State.LONG_CELL : wrong;
    }

    private int characters(byte[] buffer, int cell) {
        return new String(buffer, begins[cell], ends[cell] - begins[cell], charset).length();
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    private boolean isBlank(byte b) {
        return b <= ' ' && b >= 0 && b != '\n' && b != '\r' && b != delimiter;
    }

    private void add(int begin, int end, boolean two, boolean marks) {
        if (cells == begins.length) {
            begins = Arrays.copyOf(begins, 2 * cells);
            ends = Arrays.copyOf(ends, 2 * cells);
            doubled = Arrays.copyOf(doubled, 2 * cells);
            quoted = Arrays.copyOf(quoted, 2 * cells);
        }
        begins[cells] = begin;
        ends[cells] = end;
        doubled[cells] = two;
        quoted[cells] = marks;
        cells++;
    }

    int cells() {
        return cells;
    }

    /** The lines of the file that the record takes. */
    int lines() {
        return lines;
    }

    /** Where the next record begins. */
    int next() {
        return next;
    }

    /** Whether a cell that was taken has the character of nought, which no text has. */
    boolean hasNul() {
        return nul;
    }

    /** Whether every cell, and there are several, stands in quotation marks. */
    boolean isAllQuoted() {
        for (int i = 0; i < cells; i++) {
            if (!quoted[i]) {
                return false;
            }
        }
        return cells > 1;
    }

    /** Whether the cell is a bare NA or NULL, which where text stands in quotation marks is no text but an empty cell. */
    boolean isBareMissing(int place, byte[] buffer) {
        int from = begins[place];
        int length = ends[place] - from;
        return !quoted[place]
                && (length == 2 ? matches(buffer, from, NOT_AVAILABLE) : length == 4 && matches(buffer, from, NULL));
    }

    private static boolean matches(byte[] buffer, int from, byte[] word) {
        return Arrays.equals(buffer, from, from + word.length, word, 0, word.length);
    }

    Cell cell(int place, byte[] buffer, CellPool pool) {
        int from = begins[place];
        int to = ends[place];
        while (from < to && buffer[from] <= ' ' && buffer[from] >= 0) {
            nul |= buffer[from++] == 0;
        }
        while (to > from && buffer[to - 1] <= ' ' && buffer[to - 1] >= 0) {
            nul |= buffer[--to] == 0;
        }
        if (from == to) {
            return Cell.BLANK;
        }
        Cell cell = doubled[place] ? single(buffer, from, to, pool) : pool.cell(buffer, from, to);
        nul |= cell == Cell.DAMAGED;
        return cell;
    }

    /** A cell with quotation marks in it, which the file doubles. */
    private static Cell single(byte[] buffer, int from, int to, CellPool pool) {
        byte[] text = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            text[length++] = buffer[i];
            i += buffer[i] == QUOTE && i + 1 < to ? 1 : 0;
        }
        return pool.unshared(text, 0, length);
    }
}

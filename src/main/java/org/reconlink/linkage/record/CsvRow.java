package org.reconlink.linkage.record;

import java.util.Arrays;
import org.reconlink.linkage.record.CsvPacking.NotPlain;

/**
 * Where the cells of one row of a CSV file begin and end in a buffer, without space at their ends. Quotes stand around
 * whole cells or not at all, and lines end in LF or CR LF: anything else is {@link NotPlain}.
 */
final class CsvRow {
    static final int INCOMPLETE = -1;

    private static final byte QUOTE = '"';
    private static final byte PLAIN = 0;
    private static final byte END = 1;
    private static final byte CARRIAGE = 2;
    private static final byte BEYOND_ASCII = 3;
    private static final byte WRONG = 4;

    private final byte separator;
    private final byte[] kinds = new byte[256];
    private int[] begins = new int[32];
    private int[] ends = new int[32];
    private boolean[] doubled = new boolean[32];
    private int size;
    private boolean ascii;

    CsvRow(char separator) {
        if (separator >= 128 || separator == QUOTE || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException("a separator is one ASCII character, and neither quote nor line end");
        }
        this.separator = (byte) separator;
        Arrays.fill(kinds, 128, 256, BEYOND_ASCII);
        kinds[0] = WRONG;
        kinds[QUOTE] = WRONG;
        kinds['\r'] = CARRIAGE;
        kinds['\n'] = END;
        kinds[separator] = END;
    }

    /** Finds the cells of the row at {@code from}; answers where the next one begins, or that the row does not end. */
    int read(byte[] bytes, int from, int limit) {
        size = 0;
        ascii = true;
        int at = from;
        while (true) {
            int end = at < limit && bytes[at] == QUOTE ? quoted(bytes, at, limit) : plain(bytes, at, limit);
            if (end >= limit) {
                return INCOMPLETE;
            }
            if (bytes[end] == '\n') {
                return end + 1;
            }
            at = end + 1;
        }
    }

    /** Whether the row has ASCII letters alone. */
    boolean ascii() {
        return ascii;
    }

    int size() {
        return size;
    }

    int begin(int cell) {
        return begins[cell];
    }

    /** The end of a cell; doubled quotes in it are made single first, in the buffer, which is done once. */
    int end(int cell, byte[] bytes) {
        if (doubled[cell]) {
            doubled[cell] = false;
            int to = begins[cell];
            for (int i = begins[cell]; i < ends[cell]; i++) {
                bytes[to++] = bytes[i];
                i += bytes[i] == QUOTE && i + 1 < ends[cell] && bytes[i + 1] == QUOTE ? 1 : 0;
            }
            ends[cell] = to;
        }
        return ends[cell];
    }

    private int plain(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit) {
            byte kind = kinds[bytes[at] & 0xFF];
            if (kind == PLAIN) {
                at++;
            } else if (kind == BEYOND_ASCII) {
                ascii = false;
                at++;
            } else if (kind == END) {
                break;
            } else if (kind == WRONG || (at + 1 < limit && bytes[at + 1] != '\n')) {
                throw NotPlain.atAll();
            } else {
                add(bytes, from, at, /* two= */ false);
                return at + 1;
            }
        }
        add(bytes, from, at, /* two= */ false);
        return at;
    }

    private int quoted(byte[] bytes, int from, int limit) {
        boolean two = false;
        int at = from + 1;
        while (at < limit) {
            byte letter = bytes[at];
            if (letter != QUOTE) {
                ascii &= letter > 0;
                at++;
            } else if (at + 1 < limit && bytes[at + 1] == QUOTE) {
                two = true;
                at += 2;
            } else {
                break;
            }
        }
        add(bytes, from + 1, at, two);
        at++;
        if (at < limit && bytes[at] == '\r') {
            at++;
            if (at < limit && bytes[at] != '\n') {
                throw NotPlain.atAll();
            }
        } else if (at < limit && bytes[at] != separator && bytes[at] != '\n') {
            throw NotPlain.atAll();
        }
        return at;
    }

    private void add(byte[] bytes, int from, int to, boolean two) {
        int begin = from;
        int end = to;
        while (begin < end && bytes[begin] >= 0 && bytes[begin] <= ' ') {
            begin++;
        }
        while (begin < end && bytes[end - 1] >= 0 && bytes[end - 1] <= ' ') {
            end--;
        }
        if (size == begins.length) {
            begins = Arrays.copyOf(begins, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            doubled = Arrays.copyOf(doubled, size * 2);
        }
        begins[size] = begin;
        ends[size] = end;
        doubled[size++] = two;
    }
}

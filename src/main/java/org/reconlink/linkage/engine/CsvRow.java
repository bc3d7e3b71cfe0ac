package org.reconlink.linkage.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where the values of one row of a CSV file (RFC 4180) begin and end in a buffer. */
final class CsvRow {
    static final int INCOMPLETE = -1;

    private static final byte QUOTE = '"';

    private final byte separator;
    private int[] begins = new int[32];
    private int[] ends = new int[32];
    private boolean[] doubled = new boolean[32];
    private int size;
    private boolean stray;

    CsvRow(char separator) {
        if (separator >= 128 || separator == QUOTE || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException("a separator is one ASCII character, and neither quote nor line end");
        }
        this.separator = (byte) separator;
    }

    /** Finds the values of the row at {@code from}; answers where the next one begins, or that the row does not end. */
    int read(byte[] bytes, int from, int limit) {
        size = 0;
        stray = false;
        int at = from;
        while (true) {
            int end = at < limit && bytes[at] == QUOTE ? quoted(bytes, at, limit) : plain(bytes, at, limit);
            if (end == limit) {
                return INCOMPLETE;
            }
            if (bytes[end] == '\n') {
                return end + 1;
            }
            at = end + 1;
        }
    }

    /** Nothing but an empty value. */
    boolean blank() {
        return size == 1 && begins[0] == ends[0];
    }

    /** Whether a quote stands within a value, or a value behind its closing quote. */
    boolean stray() {
        return stray;
    }

    int size() {
        return size;
    }

    int begin(int value) {
        return begins[value];
    }

    /** The end of a value; doubled quotes in it are made single first, in the buffer, which is done once. */
    int end(int value, byte[] bytes) {
        if (doubled[value]) {
            doubled[value] = false;
            int to = begins[value];
            for (int i = begins[value]; i < ends[value]; i++) {
                bytes[to++] = bytes[i];
                i += bytes[i] == QUOTE && i + 1 < ends[value] && bytes[i + 1] == QUOTE ? 1 : 0;
            }
            ends[value] = to;
        }
        return ends[value];
    }

    String text(int value, byte[] bytes) {
        return new String(bytes, begins[value], end(value, bytes) - begins[value], StandardCharsets.UTF_8);
    }

    private int plain(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && bytes[at] != separator && bytes[at] != '\n') {
            stray |= bytes[at] == QUOTE;
            at++;
        }
        boolean carriage = at < limit && bytes[at] == '\n' && at > from && bytes[at - 1] == '\r';
        add(from, carriage ? at - 1 : at, /* two= */ false);
        return at;
    }

    private int quoted(byte[] bytes, int from, int limit) {
        boolean two = false;
        int at = from + 1;
        while (at < limit) {
            if (bytes[at] != QUOTE) {
                at++;
            } else if (at + 1 < limit && bytes[at + 1] == QUOTE) {
                two = true;
                at += 2;
            } else {
                break;
            }
        }
        add(from + 1, at, two);
        at++;
        while (at < limit && bytes[at] != separator && bytes[at] != '\n') {
            stray |= bytes[at] != '\r';
            at++;
        }
        return Math.min(at, limit);
    }

    private void add(int begin, int end, boolean two) {
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

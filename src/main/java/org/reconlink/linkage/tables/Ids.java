package org.reconlink.linkage.tables;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Identifiers of rows, side by side in bytes: a million texts would take ten times the room. */
final class Ids {
    private byte[] bytes = new byte[1 << 10];
    private int[] ends = new int[1 << 8];
    private int size;

    void add(String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        int from = end(size - 1);
        if (Math.addExact(from, text.length) > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, 2L * (from + text.length)));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        System.arraycopy(text, 0, bytes, from, text.length);
        ends[size++] = from + text.length;
    }

    String text(int row) {
        return new String(bytes, end(row - 1), ends[row] - end(row - 1), StandardCharsets.UTF_8);
    }

    int compare(int one, int other) {
        return Arrays.compareUnsigned(bytes, end(one - 1), ends[one], bytes, end(other - 1), ends[other]);
    }

    int compare(int row, byte[] id) {
        return Arrays.compareUnsigned(bytes, end(row - 1), ends[row], id, 0, id.length);
    }

    /** The first eight bytes as a number that sorts as they do. */
    long head(int row) {
        int from = end(row - 1);
        long head = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            head = head << 8 | (from + i < ends[row] ? bytes[from + i] & 0xFF : 0);
        }
        return head ^ Long.MIN_VALUE;
    }

    private int end(int row) {
        return row < 0 ? 0 : ends[row];
    }
}

package org.reconlink.linkage.engine;

import java.util.Arrays;

/** Rows of words side by side, in chunks, so that growing copies nothing. */
final class RowStore {
    private static final int CHUNK_BITS = 14;
    private static final int IN_CHUNK = (1 << CHUNK_BITS) - 1;

    private final int width;
    private long[][] chunks = new long[4][];
    private int size;

    RowStore(int width) {
        this.width = width;
    }

    /** Room for all rows at once, to be set in any order. */
    RowStore(int width, int rows) {
        this.width = width;
        this.size = rows;
        this.chunks = new long[Math.max(1, (rows + IN_CHUNK) >>> CHUNK_BITS)][width << CHUNK_BITS];
    }

    void set(int row, long[] words) {
        System.arraycopy(words, 0, chunk(row), at(row), width);
    }

    void move(int from, int to) {
        System.arraycopy(chunk(from), at(from), chunk(to), at(to), width);
    }

    /** Drops the rows from {@code rows}. */
    void cut(int rows) {
        size = rows;
    }

    int size() {
        return size;
    }

    void add(long[] row) {
        int chunk = size >>> CHUNK_BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
        }
        if ((size & IN_CHUNK) == 0) {
            chunks[chunk] = new long[width << CHUNK_BITS];
        }
        System.arraycopy(row, 0, chunks[chunk], (size & IN_CHUNK) * width, width);
        size++;
    }

    long[] chunk(int row) {
        return chunks[row >>> CHUNK_BITS];
    }

    int at(int row) {
        return (row & IN_CHUNK) * width;
    }
}

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

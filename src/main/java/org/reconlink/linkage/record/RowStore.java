package org.reconlink.linkage.record;

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
        System.arraycopy(row, 0, chunkToFill(), (size & IN_CHUNK) * width, width);
        size++;
    }

    /** Takes all rows of another over, which has none afterwards. */
    void append(RowStore other) {
        int row = 0;
        while (row < other.size) {
            long[] to = chunkToFill();
            int free = (1 << CHUNK_BITS) - (size & IN_CHUNK);
            int there = Math.min((1 << CHUNK_BITS) - (row & IN_CHUNK), other.size - row);
            int rows = Math.min(free, there);
            System.arraycopy(other.chunk(row), other.at(row), to, (size & IN_CHUNK) * width, rows * width);
            row += rows;
            size += rows;
            if ((row & IN_CHUNK) == 0) {
                other.chunks[(row >>> CHUNK_BITS) - 1] = new long[0];
            }
        }
        other.chunks = new long[4][];
        other.size = 0;
    }

    private long[] chunkToFill() {
        int chunk = size >>> CHUNK_BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
        }
        if ((size & IN_CHUNK) == 0) {
            chunks[chunk] = new long[width << CHUNK_BITS];
        }
        return chunks[chunk];
    }

    long[] chunk(int row) {
        return chunks[row >>> CHUNK_BITS];
    }

    int at(int row) {
        return (row & IN_CHUNK) * width;
    }
}

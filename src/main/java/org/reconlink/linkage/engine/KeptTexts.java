package org.reconlink.linkage.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One column of a file as it was written, most often the rows' ids: UTF-8 side by side, not a string a row. */
public final class KeptTexts {
    private static final int BLOCK_BITS = 16;
    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;
    private static final int LONG_TEXT = 255;

    private final int[] begins;
    private final int[] firstRows;
    private final Pool[] pools;

    /** What one thread has kept: texts behind their lengths, none across two blocks. */
    static final class Pool {
        private byte[][] blocks = new byte[4][];
        private int block = -1;
        private int used;

        /** Where the text begins. */
        int add(byte[] bytes, int from, int to) {
            int length = to - from;
            int head = length < LONG_TEXT ? 1 : 1 + Integer.BYTES;
            if (block < 0 || used + head + length > 1 << BLOCK_BITS) {
                nextBlock(head + length);
            }
            int begin = block << BLOCK_BITS | used;
            byte[] into = blocks[block];
            into[used++] = (byte) Math.min(length, LONG_TEXT);
            for (int shift = 24; head > 1 && shift >= 0; shift -= 8) {
                into[used++] = (byte) (length >>> shift);
            }
            System.arraycopy(bytes, from, into, used, length);
            used += length;
            return begin;
        }

        private void nextBlock(int atLeast) {
            block++;
            if (block == blocks.length) {
                blocks = Arrays.copyOf(blocks, block * 2);
            }
            blocks[block] = new byte[Math.max(1 << BLOCK_BITS, atLeast)];
            used = 0;
        }
    }

    KeptTexts(int[] begins, int[] firstRows, Pool[] pools) {
        this.begins = begins;
        this.firstRows = firstRows;
        this.pools = pools;
    }

    /** The text of a row; empty if it has none. */
    public String text(int row) {
        byte[] block = block(row);
        int at = begins[row] & IN_BLOCK;
        return new String(block, behindLength(block, at), length(block, at), StandardCharsets.UTF_8);
    }

    /** Length of a row's text in bytes. */
    public int length(int row) {
        return length(block(row), begins[row] & IN_BLOCK);
    }

    /** Writes the bytes of a row's text from {@code at}; answers where they end. */
    public int write(int row, byte[] into, int at) {
        byte[] block = block(row);
        int begin = begins[row] & IN_BLOCK;
        int length = length(block, begin);
        System.arraycopy(block, behindLength(block, begin), into, at, length);
        return at + length;
    }

    private byte[] block(int row) {
        int pool = pools.length - 1;
        while (firstRows[pool] > row) {
            pool--;
        }
        return pools[pool].blocks[begins[row] >>> BLOCK_BITS];
    }

    private static int behindLength(byte[] block, int at) {
        return at + ((block[at] & 0xFF) < LONG_TEXT ? 1 : 1 + Integer.BYTES);
    }

    private static int length(byte[] block, int at) {
        int length = block[at] & 0xFF;
        if (length < LONG_TEXT) {
            return length;
        }
        length = 0;
        for (int i = 1; i <= Integer.BYTES; i++) {
            length = length << 8 | (block[at + i] & 0xFF);
        }
        return length;
    }
}

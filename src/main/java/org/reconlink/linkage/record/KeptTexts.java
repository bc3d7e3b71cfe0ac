package org.reconlink.linkage.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One column as it is written, most often the rows' identifiers: UTF-8 side by side behind their lengths, in blocks, so
 * that a million texts are no million objects and growing copies nothing.
 */
public final class KeptTexts {
    private static final int BLOCK_BITS = 16;
    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;
    private static final int MOST_BLOCKS = 1 << 16;
    private static final int LONG_TEXT = 255;
    private static final int CHUNK_BITS = 14;
    private static final int IN_CHUNK = (1 << CHUNK_BITS) - 1;

    /** Where each text begins: the block's number above the place in it. */
    private int[][] begins = new int[4][];

    private int size;
    private byte[][] blocks = new byte[4][];
    private int blockCount;
    private int used = 1 << BLOCK_BITS;

    /** The number of texts. */
    public int size() {
        return size;
    }

    /** Takes one more. */
    public void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes, 0, bytes.length);
    }

    void add(byte[] bytes, int from, int to) {
        int length = to - from;
        int head = length < LONG_TEXT ? 1 : 1 + Integer.BYTES;
        if (used + head + length > 1 << BLOCK_BITS) {
            addBlock(new byte[Math.max(1 << BLOCK_BITS, head + length)]);
            used = 0;
        }
        addBegin((blockCount - 1) << BLOCK_BITS | used);
        byte[] into = blocks[blockCount - 1];
        into[used++] = (byte) Math.min(length, LONG_TEXT);
        for (int shift = 24; head > 1 && shift >= 0; shift -= 8) {
            into[used++] = (byte) (length >>> shift);
        }
        System.arraycopy(bytes, from, into, used, length);
        used += length;
    }

    /** Takes all texts of another over, behind its own. */
    void append(KeptTexts other) {
        int first = blockCount << BLOCK_BITS;
        for (int block = 0; block < other.blockCount; block++) {
            addBlock(other.blocks[block]);
        }
        for (int row = 0; row < other.size; row++) {
            addBegin(first + other.begin(row));
        }
        used = other.blockCount > 0 ? other.used : used;
    }

    private void addBlock(byte[] block) {
        if (blockCount == MOST_BLOCKS) {
            throw new IllegalArgumentException("identifiers have more than 4 GB together; use shorter ones");
        }
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, blockCount * 2);
        }
        blocks[blockCount++] = block;
    }

    private void addBegin(int begin) {
        int chunk = size >>> CHUNK_BITS;
        if (chunk == begins.length) {
            begins = Arrays.copyOf(begins, chunk * 2);
        }
        if ((size & IN_CHUNK) == 0) {
            begins[chunk] = new int[1 << CHUNK_BITS];
        }
        begins[chunk][size++ & IN_CHUNK] = begin;
    }

    /** The text of a row. */
    public String text(int row) {
        byte[] block = block(row);
        int at = at(row);
        return new String(block, behindLength(block, at), length(block, at), StandardCharsets.UTF_8);
    }

    /** Length of a row's text in bytes. */
    public int length(int row) {
        return length(block(row), at(row));
    }

    /** Writes the bytes of a row's text from {@code at}; answers where they end. */
    public int write(int row, byte[] into, int at) {
        byte[] block = block(row);
        int begin = at(row);
        int length = length(block, begin);
        System.arraycopy(block, behindLength(block, begin), into, at, length);
        return at + length;
    }

    /** Compares two rows' texts by their bytes. */
    public int compare(int one, int other) {
        byte[] a = block(one);
        byte[] b = block(other);
        int aBegin = behindLength(a, at(one));
        int bBegin = behindLength(b, at(other));
        return Arrays.compareUnsigned(a, aBegin, aBegin + length(one), b, bBegin, bBegin + length(other));
    }

    /** Compares a row's text with another by their bytes. */
    public int compare(int row, byte[] text) {
        byte[] block = block(row);
        int begin = behindLength(block, at(row));
        return Arrays.compareUnsigned(block, begin, begin + length(row), text, 0, text.length);
    }

    /** The first eight bytes as a number that sorts as they do. */
    public long head(int row) {
        byte[] block = block(row);
        int from = behindLength(block, at(row));
        int length = length(row);
        long head = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            head = head << 8 | (i < length ? block[from + i] & 0xFF : 0);
        }
        return head ^ Long.MIN_VALUE;
    }

    private int begin(int row) {
        return begins[row >>> CHUNK_BITS][row & IN_CHUNK];
    }

    private byte[] block(int row) {
        return blocks[begin(row) >>> BLOCK_BITS];
    }

    private int at(int row) {
        return begin(row) & IN_BLOCK;
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

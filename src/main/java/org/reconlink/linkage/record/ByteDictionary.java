package org.reconlink.linkage.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Codes from 1 of texts that are still bytes; one thread's. The first sixteen bytes are compared as two words, so that a
 * value already seen costs no string, which is what most of the time of reading a table went to.
 */
final class ByteDictionary {
    /** Bytes behind a text that are read, and do not count. */
    static final int SLACK = 16;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private int size = 1;
    private int end;
    private int[] table = new int[1 << 12];
    /** The first and the second eight bytes of each text. */
    private long[] beginnings = new long[2 << 11];
    /** Where each text begins among all. */
    private int[] begins = new int[1 << 11];

    private byte[] texts = new byte[1 << 14];
    /** Length in bytes. */
    private int[] lengths = new int[1 << 11];

    private int[] hashes = new int[1 << 11];

    int size() {
        return size;
    }

    String text(int code) {
        return new String(texts, begins[code], lengths[code], StandardCharsets.UTF_8);
    }

    int code(byte[] bytes, int from, int to) {
        int length = to - from;
        long first = (long) WORDS.get(bytes, from) & mask(length);
        long second = length <= Long.BYTES ? 0 : (long) WORDS.get(bytes, from + Long.BYTES) & mask(length - Long.BYTES);
        int hash = hash(first, second, length <= 2 * Long.BYTES ? length : (long) WORDS.get(bytes, to - Long.BYTES));
        int at = hash & (table.length - 1);
        for (int code = table[at]; code != 0; code = table[at]) {
            // No text has a byte of nought, so that shorter ones differ in these from all others.
            if (beginnings[2 * code] == first
                    && beginnings[2 * code + 1] == second
                    && (length < 2 * Long.BYTES || same(code, bytes, from, to))) {
                return code;
            }
            at = (at + 1) & (table.length - 1);
        }
        add(first, second, length, hash, at);
        keep(bytes, from, length);
        return size++;
    }

    private boolean same(int code, byte[] bytes, int from, int to) {
        return Arrays.equals(texts, begins[code], begins[code] + lengths[code], bytes, from, to);
    }

    private void keep(byte[] bytes, int from, int length) {
        if (end + length > texts.length) {
            texts = Arrays.copyOf(texts, Math.max(Math.addExact(end, length), (int) (texts.length * 1.5)));
        }
        System.arraycopy(bytes, from, texts, end, length);
        begins[size] = end;
        end += length;
    }

    private static long mask(int length) {
        return length >= Long.BYTES ? -1L : (1L << (8 * length)) - 1;
    }

    private static int hash(long first, long second, long last) {
        long hash = (first ^ Long.rotateLeft(second * GOLDEN, 23) ^ last * GOLDEN) * GOLDEN;
        hash ^= hash >>> 29;
        hash *= GOLDEN;
        return (int) (hash >>> 32) ^ (int) (hash >>> 52);
    }

    private void add(long first, long second, int length, int hash, int at) {
        if (size == begins.length) {
            int wider = size * 2;
            beginnings = Arrays.copyOf(beginnings, 2 * wider);
            begins = Arrays.copyOf(begins, wider);
            lengths = Arrays.copyOf(lengths, wider);
            hashes = Arrays.copyOf(hashes, wider);
        }
        beginnings[2 * size] = first;
        beginnings[2 * size + 1] = second;
        lengths[size] = length;
        hashes[size] = hash;
        table[at] = size;
        if (size * 2 > table.length) {
            widen();
        }
    }

    private void widen() {
        int[] wider = new int[table.length * 2];
        for (int code = 1; code <= size; code++) {
            int at = hashes[code] & (wider.length - 1);
            while (wider[at] != 0) {
                at = (at + 1) & (wider.length - 1);
            }
            wider[at] = code;
        }
        table = wider;
    }
}

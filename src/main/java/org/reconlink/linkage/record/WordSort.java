package org.reconlink.linkage.record;

import java.util.Arrays;

/**
 * Sorts words by their digits of eleven bits, the lowest first, and passes over digits that all words have in common: of a
 * million identifiers in a quarter of the time that comparing them takes before it is compiled well.
 */
final class WordSort {
    private static final int BITS = 11;
    private static final int DIGITS = (Long.SIZE + BITS - 1) / BITS;
    private static final int MASK = (1 << BITS) - 1;
    /** Fewer are compared. */
    private static final int MANY = 1 << 13;

    private WordSort() {}

    /**
     * The first words in ascending order, in the same array or in another.
     *
     * @param words are not what they were afterwards
     */
    static long[] sorted(long[] words, int size) {
        if (size < MANY) {
            Arrays.sort(words, 0, size);
            return words;
        }
        int[][] next = new int[DIGITS][1 << BITS];
        for (int i = 0; i < size; i++) {
            long word = words[i] ^ Long.MIN_VALUE;
            for (int[] digit : next) {
                digit[(int) word & MASK]++;
                word >>>= BITS;
            }
        }
        long[] from = words;
        long[] to = new long[size];
        for (int digit = 0; digit < DIGITS; digit++) {
            int shift = digit * BITS;
            if (next[digit][place(from[0], shift)] < size) {
                toBegins(next[digit]);
                for (int i = 0; i < size; i++) {
                    to[next[digit][place(from[i], shift)]++] = from[i];
                }
                long[] sorted = to;
                to = from;
                from = sorted;
            }
        }
        return from;
    }

    private static int place(long word, int shift) {
        return (int) ((word ^ Long.MIN_VALUE) >>> shift) & MASK;
    }

    private static void toBegins(int[] counts) {
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            int count = counts[i];
            counts[i] = at;
            at += count;
        }
    }
}

package org.reconlink.linkage.record;

import java.util.Arrays;

/**
 * Texts by code from 1, with what comparisons ask first of a text: its letters as a set, the first sixteen in order, and how many.
 *
 * <p>An open table of its own, since at two million texts a map of strings costs more time and memory than all else of
 * reading a table. Letters: one mask of 32 classes of letters (the low five bits of a letter) with two bits each, for at
 * least one and at least two letters; how many letters more there are is counted beside. The number of common letters of
 * two texts is at most the common bits and the smaller of the two rests, which rejects nine of ten calls of a comparator.
 */
public final class Dictionary {
    /** Texts longer than this, or with letters beyond ASCII, take the general path of comparators. */
    public static final int PLAIN_LENGTH = 64;

    private static final int ASCII = 128;
    /** What is known of a text lies in one half of a cache line. */
    private static final int FACTS = 4;

    private static final int MASK = 0;
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int SHAPE = 3;

    private int size = 1;
    private int[] table = new int[1 << 12];
    private int[] hashes = new int[1 << 11];
    private String[] texts = new String[1 << 11];
    private long[] facts = new long[FACTS << 11];

    /** Code of a text, a new one if it has none. */
    public int code(String text) {
        int hash = spread(text.hashCode());
        int at = hash & (table.length - 1);
        for (int code = table[at]; code != 0; code = table[at]) {
            if (hashes[code] == hash && texts[code].equals(text)) {
                return code;
            }
            at = (at + 1) & (table.length - 1);
        }
        return add(text, hash, at);
    }

    /** Code of a text, or 0 if it has none; adds nothing, so that many threads may ask. */
    public int find(String text) {
        int hash = spread(text.hashCode());
        int at = hash & (table.length - 1);
        for (int code = table[at]; code != 0; code = table[at]) {
            if (hashes[code] == hash && texts[code].equals(text)) {
                return code;
            }
            at = (at + 1) & (table.length - 1);
        }
        return 0;
    }

    public int size() {
        return size;
    }

    public String text(int code) {
        return texts[code];
    }

    /** The word of a text: negative, as no packed word is. */
    long word(String text) {
        return Long.MIN_VALUE | code(text);
    }

    /** At most so many letters are common to both. */
    public int commonAtMost(int left, int right) {
        int l = left * FACTS;
        int r = right * FACTS;
        return Long.bitCount(facts[l + MASK] & facts[r + MASK])
                + Math.min(rest(facts[l + SHAPE]), rest(facts[r + SHAPE]));
    }

    /** The first eight letters of a plain text, the first one in the lowest byte; 0 behind its end. */
    public long first(int code) {
        return facts[code * FACTS + FIRST];
    }

    /** The ninth to the sixteenth letter. */
    public long second(int code) {
        return facts[code * FACTS + SECOND];
    }

    public int length(int code) {
        return (int) facts[code * FACTS + SHAPE] & 0xFFFF;
    }

    /** Whether the text fits the bit-parallel comparators. */
    public boolean plain(int code) {
        return facts[code * FACTS + SHAPE] < 0;
    }

    private static int rest(long shape) {
        return (int) (shape >>> 16) & 0x7FFF;
    }

    private int add(String text, int hash, int at) {
        if (size == texts.length) {
            int wider = size * 2;
            texts = Arrays.copyOf(texts, wider);
            hashes = Arrays.copyOf(hashes, wider);
            facts = Arrays.copyOf(facts, wider * FACTS);
        }
        int code = size++;
        texts[code] = text;
        hashes[code] = hash;
        measure(code, text);
        table[at] = code;
        if (size * 2 > table.length) {
            widen();
        }
        return code;
    }

    private void measure(int code, String text) {
        int length = Math.min(text.length(), 0x7FFF);
        boolean plain = text.length() <= PLAIN_LENGTH;
        long mask = 0;
        long first = 0;
        long second = 0;
        int rest = 0;
        for (int i = 0; i < length; i++) {
            char letter = text.charAt(i);
            plain &= letter < ASCII && letter > 0;
            long once = 1L << ((letter & 31) * 2);
            if ((mask & once) == 0) {
                mask |= once;
            } else if ((mask & (once << 1)) == 0) {
                mask |= once << 1;
            } else {
                rest++;
            }
            if (i < 8) {
                first |= (long) letter << (8 * i);
            } else if (i < 16) {
                second |= (long) letter << (8 * i);
            }
        }
        int at = code * FACTS;
        facts[at + MASK] = mask;
        facts[at + FIRST] = first;
        facts[at + SECOND] = second;
        facts[at + SHAPE] = (plain ? Long.MIN_VALUE : 0) | (long) rest << 16 | length;
    }

    private void widen() {
        int[] wider = new int[table.length * 2];
        for (int code = 1; code < size; code++) {
            int at = hashes[code] & (wider.length - 1);
            while (wider[at] != 0) {
                at = (at + 1) & (wider.length - 1);
            }
            wider[at] = code;
        }
        table = wider;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}

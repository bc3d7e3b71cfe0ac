package org.reconlink.linkage.record;

import java.nio.charset.StandardCharsets;

/**
 * Identifiers as words, each text in one form only. Short: up to ten letters and digits of six bits each, the first in
 * the highest. Long, as police identifiers with a four-digit year are: eleven to thirteen characters, all digits and
 * slashes but for the last; a flag, four bits each, and six bits for the last.
 */
public final class PackedId {
    static final int LETTER_BITS = 6;
    static final int LETTERS = 10;

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/";
    private static final int SLASH = 63;
    private static final long LETTER = 63;

    private static final long LONG = 1L << 62;
    private static final int DIGITS = 12;
    private static final int DIGIT_BITS = 4;
    private static final int SLASH_DIGIT = 11;
    private static final long LOWEST = 0x1111_1111_1111L;

    /** The lowest bit of each letter of the short form. */
    private static final long LOWEST_OF_LETTERS = 0x0041041041041041L;

    private static final int TOP = LETTER_BITS * LETTERS;
    private static final long ALL = (1L << TOP) - 1;

    private PackedId() {}

    public static long pack(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return pack(bytes, 0, bytes.length);
    }

    public static long pack(byte[] text, int from, int to) {
        return to - from <= LETTERS ? packShort(text, from, to) : packLong(text, from, to);
    }

    private static long packShort(byte[] text, int from, int to) {
        long packed = 0;
        int shift = TOP;
        for (int i = from; i < to; i++) {
            int letter = letter(text[i]);
            if (letter == 0) {
                return Packing.NONE;
            }
            shift -= LETTER_BITS;
            packed |= (long) letter << shift;
        }
        return packed;
    }

    private static long packLong(byte[] text, int from, int to) {
        int last = letter(text[to - 1]);
        if (to - from > DIGITS + 1 || last == 0) {
            return Packing.NONE;
        }
        long packed = LONG | last;
        int shift = LETTER_BITS + DIGIT_BITS * DIGITS;
        for (int i = from; i < to - 1; i++) {
            byte digit = text[i];
            if (digit != '/' && (digit < '0' || digit > '9')) {
                return Packing.NONE;
            }
            shift -= DIGIT_BITS;
            packed |= (long) (digit == '/' ? SLASH_DIGIT : digit - '0' + 1) << shift;
        }
        return packed;
    }

    /** 1 to 10 digits, 11 to 36 capitals, 37 to 62 small letters, 63 slash, and 0 what has no place. */
    private static int letter(byte letter) {
        if (letter >= '0' && letter <= '9') {
            return letter - '0' + 1;
        }
        if (letter >= 'A' && letter <= 'Z') {
            return letter - 'A' + 11;
        }
        if (letter >= 'a' && letter <= 'z') {
            return letter - 'a' + 37;
        }
        return letter == '/' ? SLASH : 0;
    }

    public static int length(long packed) {
        return (packed & LONG) == 0
                ? LETTERS - Long.numberOfTrailingZeros(packed) / LETTER_BITS
                : DIGITS + 1 - Long.numberOfTrailingZeros(packed >>> LETTER_BITS) / DIGIT_BITS;
    }

    public static String text(long packed) {
        StringBuilder text = new StringBuilder(DIGITS + 1);
        for (int i = 0; i < length(packed); i++) {
            text.append(ALPHABET.charAt(letterAt(packed, i) - 1));
        }
        return text.toString();
    }

    private static int letterAt(long packed, int place) {
        if ((packed & LONG) == 0) {
            return (int) (packed >>> (LETTER_BITS * (LETTERS - 1 - place)) & LETTER);
        }
        return place == length(packed) - 1
                ? (int) (packed & LETTER)
                : letter(packed >>> (LETTER_BITS + DIGIT_BITS * (DIGITS - 1 - place)) & 0xF);
    }

    /** A digit of the long form as a letter of the short one. */
    private static int letter(long digit) {
        return digit == SLASH_DIGIT ? SLASH : (int) digit;
    }

    /** The first letters, as they are packed themselves; all of them if there are no more. */
    public static long first(long packed, int letters) {
        if (letters >= length(packed)) {
            return packed;
        }
        if (letters > LETTERS) {
            return pack(text(packed).substring(0, letters));
        }
        if ((packed & LONG) == 0) {
            return packed & -1L << (LETTER_BITS * (LETTERS - letters));
        }
        long first = 0;
        for (int i = 0; i < letters; i++) {
            first |= (long) letterAt(packed, i) << (LETTER_BITS * (LETTERS - 1 - i));
        }
        return first;
    }

    /** Whether {@link #oneOff} can tell; if not, the texts must. */
    public static boolean comparable(long left, long right) {
        return left > 0 && right > 0 && ((left ^ right) & LONG) == 0;
    }

    /** One letter written wrongly, left out or put in, or two neighbours swapped, by the letters that differ. */
    public static boolean oneOff(long left, long right) {
        return (left & LONG) == 0 ? shortOneOff(left, right) : longOneOff(left, right);
    }

    private static boolean shortOneOff(long left, long right) {
        long differ = left ^ right;
        long some = differ | (differ >>> 1) | (differ >>> 2) | (differ >>> 3) | (differ >>> 4) | (differ >>> 5);
        long letters = some & LOWEST_OF_LETTERS;
        int count = Long.bitCount(letters);
        if (count == 1) {
            return true;
        }
        int firstShift = Long.numberOfTrailingZeros(Long.highestOneBit(letters));
        if (count == 2 && (letters & ((1L << firstShift) >>> LETTER_BITS)) != 0) {
            long first = left >>> firstShift & LETTER;
            long second = left >>> (firstShift - LETTER_BITS) & LETTER;
            if (first == (right >>> (firstShift - LETTER_BITS) & LETTER) && second == (right >>> firstShift & LETTER)) {
                return true;
            }
        }
        return without(left, firstShift) == right || without(right, firstShift) == left;
    }

    /** An identifier without the letter at a shift. */
    private static long without(long id, int shift) {
        long above = id & (ALL << shift << LETTER_BITS) & ALL;
        return above | (id & ((1L << shift) - 1)) << LETTER_BITS;
    }

    private static boolean longOneOff(long left, long right) {
        int longer = length(left) - length(right);
        if (longer != 0) {
            return (longer == 1 && leavesOut(left, right)) || (longer == -1 && leavesOut(right, left));
        }
        long differ = (left ^ right) >>> LETTER_BITS;
        long digits = (differ | differ >>> 1 | differ >>> 2 | differ >>> 3) & LOWEST;
        int count = Long.bitCount(digits) + (((left ^ right) & LETTER) == 0 ? 0 : 1);
        return count == 1 || (count == 2 && swapped(left, right));
    }

    private static boolean swapped(long left, long right) {
        int at = 0;
        while (letterAt(left, at) == letterAt(right, at)) {
            at++;
        }
        return letterAt(left, at) == letterAt(right, at + 1) && letterAt(left, at + 1) == letterAt(right, at);
    }

    /** Whether the shorter is the longer without one letter. */
    private static boolean leavesOut(long longer, long shorter) {
        int length = length(shorter);
        int at = 0;
        while (at < length && letterAt(longer, at) == letterAt(shorter, at)) {
            at++;
        }
        while (at < length && letterAt(longer, at + 1) == letterAt(shorter, at)) {
            at++;
        }
        return at == length;
    }
}

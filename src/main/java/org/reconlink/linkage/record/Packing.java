package org.reconlink.linkage.record;

/**
 * Words of values: 0 is missing, packed forms are positive, dictionary codes negative (numbers and sets aside, which are
 * their own words). All read letters as bytes and answer {@link #NONE} where a value does not fit.
 *
 * <p>Date: a flag and eight decimal digits of four bits. Postcode: area in two bytes, rest of the outward code in two,
 * sector in one, unit in two, so that what two postcodes share is the common beginning. Identifiers: {@link PackedId}.
 */
public final class Packing {
    public static final long NONE = 0;
    public static final long DATE = 1L << 32;

    private static final long POSTCODE = 1;
    private static final int LONGEST = 32;
    private static final int DIGITS = 8;
    private static final int SHORTEST_POSTCODE = 5;
    private static final int LONGEST_POSTCODE = 7;

    /** Behind row and column. */
    static final String NO_NUMBER = ": not a number; write it like 12 or 12.5, or leave it empty";

    private Packing() {}

    /** The packed form of a date, a postcode or an identifier. */
    static long pack(ColumnKind kind, byte[] text, int from, int to) {
        return switch (kind) {
            case DATE -> date(text, from, to);
            case POSTCODE -> postcode(text, from, to);
            case ID -> PackedId.pack(text, from, to);
            case NAME, CATEGORY, NUMBER, SET, DAYS -> NONE;
        };
    }

    /** The same of a text; longer ones, and those with letters beyond ASCII, have no packed form. */
    static long pack(ColumnKind kind, String text) {
        int length = text.length();
        if (length > LONGEST || kind == ColumnKind.NAME) {
            return NONE;
        }
        byte[] letters = new byte[length];
        for (int i = 0; i < length; i++) {
            char letter = text.charAt(i);
            if (letter > Byte.MAX_VALUE) {
                return NONE;
            }
            letters[i] = (byte) letter;
        }
        return pack(kind, letters, 0, length);
    }

    static long date(byte[] text, int from, int to) {
        long packed = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            byte letter = text[i];
            if (digit(letter)) {
                packed = packed << 4 | (letter - '0');
                digits++;
            } else if ((letter != '-' && letter != '/') || (digits != 4 && digits != 6)) {
                return NONE;
            }
        }
        return digits == DIGITS ? packed | DATE : NONE;
    }

    static long postcode(byte[] text, int from, int to) {
        long letters = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            byte letter = text[i];
            if (letter <= 0 || letter > 'z') {
                return NONE;
            }
            if (letter != ' ') {
                letters = letters << 8 | (letter >= 'a' && letter <= 'z' ? letter - 32 : letter);
                count++;
            }
        }
        if (count < SHORTEST_POSTCODE || count > LONGEST_POSTCODE) {
            return NONE;
        }
        int outward = count - 3;
        int area = letter(at(letters, count, 1)) ? 2 : 1;
        boolean shaped = outward > area
                && outward - area <= 2
                && letter(at(letters, count, 0))
                && digit(at(letters, count, area))
                && digit(at(letters, count, outward))
                && letter(at(letters, count, outward + 1))
                && letter(at(letters, count, outward + 2));
        if (!shaped) {
            return NONE;
        }
        long packed = at(letters, count, 0);
        packed = packed << 8 | (area == 2 ? at(letters, count, 1) : 0);
        packed = packed << 8 | at(letters, count, area);
        packed = packed << 8 | (outward - area == 2 ? at(letters, count, area + 1) : 0);
        packed = packed << 24 | (letters & 0xFF_FFFF);
        return packed << 8 | POSTCODE;
    }

    /** A finite number, or {@link #NONE}. */
    static long number(String text) {
        double value = Double.NaN;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            // said by who knows the row, without the value
        }
        if (!Double.isFinite(value)) {
            return NONE;
        }
        long bits = Double.doubleToLongBits(value);
        return bits == 0 ? Long.MIN_VALUE : bits;
    }

    private static byte at(long letters, int count, int place) {
        return (byte) (letters >>> (8 * (count - 1 - place)));
    }

    private static boolean letter(byte letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private static boolean digit(byte letter) {
        return letter >= '0' && letter <= '9';
    }
}

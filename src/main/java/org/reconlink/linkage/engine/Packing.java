package org.reconlink.linkage.engine;

/**
 * Words of values: 0 is missing, packed forms are positive, dictionary codes negative (numbers and sets aside, which are
 * their own words).
 *
 * <p>Date: a flag and eight decimal digits of four bits. Postcode: area in two bytes, rest of the outward code in two,
 * sector in one, unit in two, so that what two postcodes share is the common beginning. Identifier: six bits a letter,
 * the first in the highest, so that the first letters are the highest bits.
 */
final class Packing {
    static final long DATE = 1L << 32;
    static final int LETTER_BITS = 6;
    static final int ID_LETTERS = 10;

    private static final String ID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/";
    private static final long POSTCODE = 1;
    private static final int DIGITS = 8;
    private static final int LONGEST_POSTCODE = 16;

    private Packing() {}

    static long date(String text, Dictionary dictionary) {
        long packed = DATE;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= '0' && letter <= '9') {
                packed = digits < DIGITS ? (packed & ~DATE) << 4 | (letter - '0') | DATE : packed;
                digits++;
            } else if ((letter != '-' && letter != '/') || (digits != 4 && digits != 6)) {
                return dictionary.word(text);
            }
        }
        return digits == DIGITS ? packed : dictionary.word(text);
    }

    static long id(String text, Dictionary dictionary) {
        long packed = packedId(text);
        return packed == 0 ? dictionary.word(text) : packed;
    }

    /** 0 where the identifier does not fit. */
    static long packedId(String text) {
        if (text.length() > ID_LETTERS) {
            return 0;
        }
        long packed = 0;
        for (int i = 0; i < text.length(); i++) {
            int letter = idLetter(text.charAt(i));
            if (letter == 0) {
                return 0;
            }
            packed |= (long) letter << (LETTER_BITS * (ID_LETTERS - 1 - i));
        }
        return packed;
    }

    /** The text of a packed identifier. */
    static String idText(long packed) {
        StringBuilder text = new StringBuilder(ID_LETTERS);
        for (int i = 1; i <= ID_LETTERS; i++) {
            int letter = (int) (packed >>> (LETTER_BITS * (ID_LETTERS - i))) & 63;
            if (letter != 0) {
                text.append(ID_ALPHABET.charAt(letter - 1));
            }
        }
        return text.toString();
    }

    /** 1 to 10 digits, 11 to 36 capitals, 37 to 62 small letters, 63 slash, and 0 what has no place. */
    private static int idLetter(char letter) {
        if (letter >= '0' && letter <= '9') {
            return letter - '0' + 1;
        }
        if (letter >= 'A' && letter <= 'Z') {
            return letter - 'A' + 11;
        }
        if (letter >= 'a' && letter <= 'z') {
            return letter - 'a' + 37;
        }
        return letter == '/' ? 63 : 0;
    }

    static long postcode(String text, Dictionary dictionary) {
        byte[] letters = new byte[LONGEST_POSTCODE];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == ' ') {
                continue;
            }
            if (count == LONGEST_POSTCODE || letter > 'z') {
                return dictionary.word(text);
            }
            letters[count++] = (byte) (letter >= 'a' ? letter - 32 : letter);
        }
        int outward = count - 3;
        int area = 0;
        while (area < outward && letter(letters[area])) {
            area++;
        }
        boolean shaped = outward >= 2
                && area >= 1
                && area <= 2
                && outward - area >= 1
                && outward - area <= 2
                && digit(letters[area])
                && digit(letters[outward])
                && letter(letters[outward + 1])
                && letter(letters[outward + 2]);
        if (!shaped) {
            return dictionary.word(text);
        }
        long packed = letters[0];
        packed = packed << 8 | (area == 2 ? letters[1] : 0);
        packed = packed << 8 | letters[area];
        packed = packed << 8 | (outward - area == 2 ? letters[area + 1] : 0);
        packed = packed << 8 | letters[outward];
        packed = packed << 8 | letters[outward + 1];
        packed = packed << 8 | letters[outward + 2];
        return packed << 8 | POSTCODE;
    }

    static long number(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits == 0 ? Long.MIN_VALUE : bits;
    }

    private static boolean letter(byte letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private static boolean digit(byte letter) {
        return letter >= '0' && letter <= '9';
    }
}

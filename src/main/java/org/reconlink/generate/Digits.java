package org.reconlink.generate;

/** Whole numbers in a fixed number of digits; written a few million times, hence without a formatter. */
final class Digits {
    private Digits() {}

    /** The number with zeros in front, never shortened. */
    static String padded(int number, int digits) {
        String plain = Integer.toString(number);
        return plain.length() >= digits ? plain : "0".repeat(digits - plain.length()) + plain;
    }
}

package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.Packing;

/** Ways in which two dates can agree, by their eight digits, whether or not these are a day of the calendar. */
public enum DateLevel {
    /** The same. */
    EXACT(1 << 0, "exact"),
    /** The same year, and day and month the other way round. */
    DAY_AND_MONTH_SWAPPED(1 << 1, "day and month swapped"),
    /** One digit differs. */
    ONE_DIGIT_OFF(1 << 2, "one digit off"),
    /** One digit differs, or two neighbours are swapped: Damerau and Levenshtein's distance of one. */
    ONE_SLIP(1 << 3, "one slip"),
    /** The same year and month. */
    YEAR_AND_MONTH(1 << 4, "same year and month"),
    /** The same year. */
    YEAR(1 << 5, "same year");

    private static final long YEAR_BITS = Packing.DATE | 0xFFFF_0000L;
    private static final long LOWEST = 0x1111_1111L;

    private final int bit;
    private final String label;

    DateLevel(int bit, String label) {
        this.bit = bit;
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Of its own in sets of levels. */
    int bit() {
        return bit;
    }

    boolean holds(long left, long right) {
        return (reached(left, right) & bit) != 0;
    }

    /** All levels that two dates reach, by their bits. */
    static int reached(long left, long right) {
        if (left < 0 || right < 0) {
            return left == right ? EXACT.bit : 0;
        }
        long differ = left ^ right;
        long digits = digits(differ);
        int apart = Long.bitCount(digits);
        boolean swapped = right == ((left & YEAR_BITS) | (left & 0xFF) << 8 | (left >>> 8 & 0xFF));
        return (differ == 0 ? EXACT.bit : 0)
                | (swapped ? DAY_AND_MONTH_SWAPPED.bit : 0)
                | (apart == 1 ? ONE_DIGIT_OFF.bit | ONE_SLIP.bit : 0)
                | (apart == 2 && neighboursSwapped(left, right, digits) ? ONE_SLIP.bit : 0)
                | (differ >>> 8 == 0 ? YEAR_AND_MONTH.bit : 0)
                | (differ >>> 16 == 0 ? YEAR.bit : 0);
    }

    /** The lowest bit of each digit that differs. */
    private static long digits(long differ) {
        return (differ | differ >>> 1 | differ >>> 2 | differ >>> 3) & LOWEST;
    }

    private static boolean neighboursSwapped(long left, long right, long digits) {
        int low = Long.numberOfTrailingZeros(digits);
        return (digits & 1L << (low + 4)) != 0
                && (left >>> low & 0xF) == (right >>> (low + 4) & 0xF)
                && (left >>> (low + 4) & 0xF) == (right >>> low & 0xF);
    }
}

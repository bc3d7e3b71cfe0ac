package org.reconlink.linkage.engine;

/** Ways in which two dates can agree, by their eight digits, whether or not these are a day of the calendar. */
public enum DateLevel {
    /** The same. */
    EXACT("exact"),
    /** The same year, and day and month the other way round. */
    DAY_AND_MONTH_SWAPPED("day and month swapped"),
    /** One digit differs. */
    ONE_DIGIT_OFF("one digit off"),
    /** One digit differs, or two neighbours are swapped: Damerau and Levenshtein's distance of one. */
    ONE_SLIP("one slip"),
    /** The same year and month. */
    YEAR_AND_MONTH("same year and month"),
    /** The same year. */
    YEAR("same year");

    private static final long YEAR_BITS = Packing.DATE | 0xFFFF_0000L;
    private static final long LOWEST = 0x1111_1111L;

    private final String label;

    DateLevel(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean holds(long left, long right) {
        if (left < 0 || right < 0) {
            return left == right && this == EXACT;
        }
        long differ = left ^ right;
        return switch (this) {
            case EXACT -> differ == 0;
            case DAY_AND_MONTH_SWAPPED -> right == ((left & YEAR_BITS) | (left & 0xFF) << 8 | (left >>> 8 & 0xFF));
            case ONE_DIGIT_OFF -> Long.bitCount(digits(differ)) == 1;
            case ONE_SLIP -> Long.bitCount(digits(differ)) == 1 || neighboursSwapped(left, right, digits(differ));
            case YEAR_AND_MONTH -> differ >>> 8 == 0;
            case YEAR -> differ >>> 16 == 0;
        };
    }

    /** The lowest bit of each digit that differs. */
    private static long digits(long differ) {
        return (differ | differ >>> 1 | differ >>> 2 | differ >>> 3) & LOWEST;
    }

    private static boolean neighboursSwapped(long left, long right, long digits) {
        if (Long.bitCount(digits) != 2) {
            return false;
        }
        int low = Long.numberOfTrailingZeros(digits);
        return (digits & 1L << (low + 4)) != 0
                && (left >>> low & 0xF) == (right >>> (low + 4) & 0xF)
                && (left >>> (low + 4) & 0xF) == (right >>> low & 0xF);
    }
}

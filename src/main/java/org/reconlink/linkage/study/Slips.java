package org.reconlink.linkage.study;

import java.time.LocalDate;

/** Slips of pen and keyboard that leave a value recognisable. */
final class Slips {
    private Slips() {}

    /** Day and month changed places: 1984-03-07 and 1984-07-03. */
    static boolean dayAndMonthSwapped(LocalDate left, LocalDate right) {
        return left.getYear() == right.getYear()
                && left.getDayOfMonth() == right.getMonthValue()
                && left.getMonthValue() == right.getDayOfMonth()
                && !left.equals(right);
    }

    /** One digit of {@code yyyyMMdd} differs or two neighbours changed places. */
    static boolean oneDigitOff(LocalDate left, LocalDate right) {
        return oneCharacterOff(digits(left), digits(right));
    }

    /** Three digits of {@code yyyyMMdd} or more differ, whichever of day and month stands first. */
    static boolean quiteAnother(LocalDate left, LocalDate right) {
        String one = digits(left);
        String other = digits(right);
        int differing = 0;
        for (int i = 0; i < one.length(); i++) {
            differing += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return differing > 2 && !dayAndMonthSwapped(left, right);
    }

    /** One character replaced, left out or put in, or two neighbours changed places. */
    static boolean oneCharacterOff(String left, String right) {
        if (left.length() > right.length()) {
            return oneCharacterOff(right, left);
        }
        int at = 0;
        while (at < left.length() && left.charAt(at) == right.charAt(at)) {
            at++;
        }
        if (left.length() == right.length()) {
            return at < left.length() && (sameFrom(left, at + 1, right, at + 1) || neighboursSwapped(left, right, at));
        }
        return left.length() + 1 == right.length() && sameFrom(left, at, right, at + 1);
    }

    /** As {@link #oneCharacterOff}, the last character aside: a check letter follows from the others. */
    static boolean oneCharacterOffBeforeCheckLetter(String left, String right) {
        return oneCharacterOff(left.substring(0, left.length() - 1), right.substring(0, right.length() - 1));
    }

    private static boolean neighboursSwapped(String left, String right, int at) {
        return at + 1 < left.length()
                && left.charAt(at) == right.charAt(at + 1)
                && left.charAt(at + 1) == right.charAt(at)
                && sameFrom(left, at + 2, right, at + 2);
    }

    private static boolean sameFrom(String left, int leftFrom, String right, int rightFrom) {
        int length = left.length() - leftFrom;
        return length == right.length() - rightFrom && left.regionMatches(leftFrom, right, rightFrom, length);
    }

    private static String digits(LocalDate date) {
        int number = date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
        return Integer.toString(100_000_000 + number);
    }
}

package org.reconlink.generate;

/**
 * The two police identifiers of one person, from one year and one serial. The check letter's number is the two-digit year
 * followed by the serial, padded to seven digits in a PNC id and to six in a CRO number.
 *
 * @param year the year of the first arrest
 * @param serial 1 to 9,999,999, of one person only: a serial is never used for two people, whatever the year
 */
record PoliceNumber(int year, int serial) {
    private static final int PNC_SERIALS = 10_000_000;
    private static final int CRO_SERIALS = 1_000_000;

    /** Prime to both numbers of serials, so that serials look scattered and never meet. */
    private static final long STRIDE = 3_779_413;

    /** The number of the n-th person, n from 1 to 9,999,998. */
    static PoliceNumber nth(long n, int year) {
        return new PoliceNumber(year, (int) ((n * STRIDE) % PNC_SERIALS));
    }

    /** Canonical PNC id: {@code 1981/0000034U}. */
    String pncId() {
        return Digits.padded(year, 4) + "/" + Digits.padded(serial, 7) + pncLetter();
    }

    /** The same as old systems print it: {@code 81/34U}. */
    String shortPncId() {
        return Digits.padded(year % 100, 2) + "/" + serial + pncLetter();
    }

    /** {@code 065656/91H}. */
    String croNumber() {
        int number = serial % CRO_SERIALS;
        char letter = CheckLetter.of((year % 100) * (long) CRO_SERIALS + number);
        return Digits.padded(number, 6) + "/" + Digits.padded(year % 100, 2) + letter;
    }

    private char pncLetter() {
        return CheckLetter.of((year % 100) * (long) PNC_SERIALS + serial);
    }

    /** A number as the prison service writes it: {@code A1234BC}. */
    String prisonNumber() {
        String letters = "ABCDEFGHJKLMNPQRTVWXYZ";
        int n = letters.length();
        int rest = serial / 10_000;
        return letters.charAt(rest / (n * n) % n)
                + Digits.padded(serial % 10_000, 4)
                + letters.charAt(rest / n % n)
                + letters.charAt(rest % n);
    }

    /** The PNC id with a check letter that does not fit. */
    static String withWrongLetter(String pncId) {
        int last = pncId.length() - 1;
        return pncId.substring(0, last) + CheckLetter.wrong(pncId.charAt(last));
    }

    /** The check letter of police identifiers: a number modulo 23 in an alphabet without I, O and S. */
    private static final class CheckLetter {
        private static final String ALPHABET = "ZABCDEFGHJKLMNPQRTUVWXY";

        private CheckLetter() {}

        static char of(long number) {
            return ALPHABET.charAt((int) (number % ALPHABET.length()));
        }

        /** A letter of the alphabet that is not the right one. */
        static char wrong(char right) {
            return ALPHABET.charAt((ALPHABET.indexOf(right) + 7) % ALPHABET.length());
        }
    }

    /** Whole numbers in a fixed number of digits; written a few million times, hence without a formatter. */
    static final class Digits {
        private Digits() {}

        /** The number with zeros in front, never shortened. */
        static String padded(int number, int digits) {
            String plain = Integer.toString(number);
            return plain.length() >= digits ? plain : "0".repeat(digits - plain.length()) + plain;
        }
    }
}

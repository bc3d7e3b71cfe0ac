package org.reconlink.generate;

/** The check letter of police identifiers: a number modulo 23 in an alphabet without I, O and S. */
final class CheckLetter {
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

package org.reconlink.intake;

/** The check letter that ends police identifiers: the number modulo 23, in an alphabet without I, O and S. */
final class CheckLetters {
    private static final String ALPHABET = "ZABCDEFGHJKLMNPQRTUVWXY";

    private CheckLetters() {}

    static char of(long number) {
        return ALPHABET.charAt((int) (number % ALPHABET.length()));
    }
}

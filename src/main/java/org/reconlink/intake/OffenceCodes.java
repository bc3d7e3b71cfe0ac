package org.reconlink.intake;

import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.OffenceCode;

/**
 * The rule for CJS offence codes: two letters, two digits of the year and three digits ({@code TH68023}), or
 * {@code COML} (common law) and three digits; then optionally the letter of an inchoate form.
 */
final class OffenceCodes {
    static final Problem SHAPE = new Problem(
            "offence code",
            "this is not a CJS offence code",
            "write two letters, five digits and the suffix if there is one, or leave it blank");

    private static final int LENGTH = 7;
    private static final String SUFFIXES = "ABCEI";

    private OffenceCodes() {}

    static Reading<OffenceCode> read(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        String code = Texts.compact(text);
        return isCode(code) ? Reading.of(new OffenceCode(code)) : Reading.unreadable(SHAPE);
    }

    static boolean isCode(String code) {
        if (code.length() != LENGTH && !(code.length() == LENGTH + 1 && SUFFIXES.indexOf(code.charAt(LENGTH)) >= 0)) {
            return false;
        }
        int letters = code.startsWith("COML") ? 4 : 2;
        for (int i = 0; i < LENGTH; i++) {
            char c = code.charAt(i);
            if (i < letters ? c < 'A' || c > 'Z' : !Texts.isDigit(c)) {
                return false;
            }
        }
        return true;
    }
}

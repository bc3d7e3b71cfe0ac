package org.reconlink.intake;

import org.reconlink.intake.Reading.Problem;

/** The rule for whole numbers that count something. */
final class Counts {
    static final Problem SHAPE =
            new Problem("count", "this is not a whole number", "write a whole number, or leave it blank for none");

    private static final int MOST_DIGITS = 6;

    private Counts() {}

    static Reading<Integer> read(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        String digits = Texts.compact(text);
        return digits.length() <= MOST_DIGITS && Texts.allDigits(digits)
                ? Reading.of(Integer.parseInt(digits))
                : Reading.unreadable(SHAPE);
    }
}

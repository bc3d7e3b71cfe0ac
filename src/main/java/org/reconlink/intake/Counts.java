package org.reconlink.intake;

import java.util.regex.Pattern;
import org.reconlink.intake.Reading.Problem;

/** The rule for whole numbers that count something. */
final class Counts {
    static final Problem SHAPE =
            new Problem("count", "this is not a whole number", "write a whole number, or leave it blank for none");

    /** What data frames with missing values make of a whole number: {@code 1.0}. */
    private static final Pattern WHOLE = Pattern.compile("(?<=\\d)\\.0+$");

    private static final int MOST_DIGITS = 6;

    private Counts() {}

    static Reading<Integer> read(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        String digits = WHOLE.matcher(Texts.compact(text)).replaceFirst("");
        return digits.length() <= MOST_DIGITS && Texts.allDigits(digits)
                ? Reading.of(Integer.parseInt(digits))
                : Reading.unreadable(SHAPE);
    }
}

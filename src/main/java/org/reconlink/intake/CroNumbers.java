package org.reconlink.intake;

import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.CroNumber;

/**
 * The rule for Criminal Records Office numbers: {@code NNNNNN/YYL}, or {@code SFYY/NL} for those with a single file;
 * the check letter is over the year followed by the serial, padded to six digits in the first form only.
 */
final class CroNumbers {
    static final Problem SHAPE = new Problem(
            "cro number shape",
            "this is not a CRO number",
            "write it as serial, slash, two-digit year and check letter, or leave it blank");
    static final Problem CHECK_LETTER = new Problem(
            "cro number check letter",
            "the check letter of this CRO number does not fit its digits",
            "look for a mistyped digit in the source; it is kept out of matching");

    private static final int SERIAL_DIGITS = 6;
    private static final int MOST_SERIAL_DIGITS = 7;

    private CroNumbers() {}

    /** A serial of nothing but zeros is missing. */
    static Reading<CroNumber> read(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        String number = Texts.compact(text);
        if (number.isEmpty()) {
            return Reading.unreadable(SHAPE);
        }
        int slash = number.indexOf('/');
        char letter = number.charAt(number.length() - 1);
        if (slash < 1 || slash >= number.length() - 2 || letter < 'A' || letter > 'Z') {
            return Reading.unreadable(SHAPE);
        }
        String before = number.substring(0, slash);
        String after = number.substring(slash + 1, number.length() - 1);
        return before.startsWith("SF")
                ? singleFile(before.substring(2), after, letter)
                : ordinary(before, after, letter);
    }

    private static Reading<CroNumber> ordinary(String serial, String year, char letter) {
        if (!isYear(year) || !isSerial(serial, SERIAL_DIGITS)) {
            return Reading.unreadable(SHAPE);
        }
        String padded = "0".repeat(SERIAL_DIGITS - serial.length()) + serial;
        return checked(year + padded, padded, letter, padded + "/" + year + letter);
    }

    private static Reading<CroNumber> singleFile(String year, String serial, char letter) {
        if (!isYear(year) || !isSerial(serial, MOST_SERIAL_DIGITS)) {
            return Reading.unreadable(SHAPE);
        }
        return checked(year + serial, serial, letter, "SF" + year + "/" + serial + letter);
    }

    private static Reading<CroNumber> checked(String digits, String serial, char letter, String canonical) {
        if (Integer.parseInt(serial) == 0) {
            return Reading.placeholder();
        }
        return CheckLetters.of(Long.parseLong(digits)) == letter
                ? Reading.of(new CroNumber(canonical))
                : Reading.unreadable(CHECK_LETTER);
    }

    private static boolean isYear(String year) {
        return year.length() == 2 && Texts.allDigits(year);
    }

    private static boolean isSerial(String serial, int most) {
        return serial.length() <= most && Texts.allDigits(serial);
    }
}

package org.reconlink.intake;

import java.util.Optional;
import org.reconlink.intake.DatePattern.TwoDigitYears;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.CellRule;
import org.reconlink.kernel.PncId;

/**
 * The rule for Police National Computer identifiers: year, serial and a check letter over the two-digit year followed
 * by the serial in seven digits.
 */
public final class PncIds {
    static final Problem SHAPE = new Problem(
            "pnc id shape",
            "this is not a PNC id",
            "write it as year, slash, serial and check letter, or leave it blank");
    static final Problem CHECK_LETTER = new Problem(
            "pnc id check letter",
            "the check letter of this PNC id does not fit its digits",
            "look for a mistyped digit in the source; it is kept out of matching");

    private static final int SERIAL_DIGITS = 7;
    private static final int YEAR_DIGITS = 4;
    private static final int LONG_FORM = YEAR_DIGITS + SERIAL_DIGITS + 1;

    private PncIds() {}

    /** Reads one with its year in full; empty if it is none, or its check letter does not fit. */
    public static Optional<PncId> ofFullYear(String text) {
        String id = Texts.compact(text);
        boolean full = id.indexOf('/') == 4 || (id.indexOf('/') < 0 && id.length() == LONG_FORM);
        return full ? Optional.ofNullable(read(id, 0).value()) : Optional.empty();
    }

    /** Reads the long form, the short form and either without its slash; a serial of nothing but zeros is missing. */
    static Reading<PncId> read(String text, int twoDigitYearPivot) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        String id = Texts.compact(text);
        int slash = id.indexOf('/');
        int yearDigits = slash >= 0 ? slash : id.length() == LONG_FORM ? 4 : 2;
        int serialFrom = slash >= 0 ? slash + 1 : yearDigits;
        if (id.length() < serialFrom + 2 || (yearDigits != 2 && yearDigits != 4)) {
            return Reading.unreadable(SHAPE);
        }
        String year = id.substring(0, yearDigits);
        String serial = id.substring(serialFrom, id.length() - 1);
        char letter = id.charAt(id.length() - 1);
        if (!Texts.allDigits(year) || !isSerial(serial) || letter < 'A' || letter > 'Z') {
            return Reading.unreadable(SHAPE);
        }
        return read(fullYear(year, twoDigitYearPivot), Integer.parseInt(serial), letter);
    }

    private static Reading<PncId> read(int year, int serial, char letter) {
        if (year < 1900 || year > 2099) {
            return Reading.unreadable(SHAPE);
        }
        if (serial == 0) {
            return Reading.placeholder();
        }
        if (CheckLetters.of(year % 100 * 10_000_000L + serial) != letter) {
            return Reading.unreadable(CHECK_LETTER);
        }
        return Reading.of(new PncId(year + "/" + padded(serial) + letter));
    }

    /** What {@link PlainRule} makes of a cell that has the form in which {@link PncId} writes them. */
    static int ofCanonical(byte[] cell, int from, int to, byte[] into) {
        int last = to - 1;
        boolean shaped =
                last - from == LONG_FORM && cell[from + YEAR_DIGITS] == '/' && cell[last] >= 'A' && cell[last] <= 'Z';
        int year = shaped ? number(cell, from, from + YEAR_DIGITS) : -1;
        int serial = shaped ? number(cell, from + YEAR_DIGITS + 1, last) : -1;
        if (year < 0 || serial <= 0) {
            return CellRule.NO_BYTES;
        }
        if (year < 1900 || year > 2099 || CheckLetters.of(year % 100 * 10_000_000L + serial) != cell[last]) {
            return CellRule.NOTHING;
        }
        System.arraycopy(cell, from, into, 0, to - from);
        return to - from;
    }

    /** A number of digits; negative if anything else is among them. */
    private static int number(byte[] cell, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (cell[i] < '0' || cell[i] > '9') {
                return -1;
            }
            number = number * 10 + cell[i] - '0';
        }
        return number;
    }

    private static boolean isSerial(String serial) {
        return serial.length() <= SERIAL_DIGITS && Texts.allDigits(serial);
    }

    private static int fullYear(String digits, int pivot) {
        int year = Integer.parseInt(digits);
        return digits.length() == 4 ? year : TwoDigitYears.inFull(year, pivot);
    }

    private static String padded(int serial) {
        String digits = Integer.toString(serial);
        return "0".repeat(SERIAL_DIGITS - digits.length()) + digits;
    }
}

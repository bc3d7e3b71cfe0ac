package org.reconlink.intake;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.Postcode;

/**
 * The rule for postcodes: the six shapes of the outward code, the letters each position admits, and one space before
 * the inward code. Stand-ins for no fixed abode (ZZ99) are missing.
 */
final class Postcodes {
    static final Problem SHAPE = new Problem(
            "postcode", "this is not a postcode", "correct it or leave it blank; the row is used without it");

    private static final int INWARD = 3;

    private Postcodes() {}

    static Reading<Postcode> read(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        String code = Texts.compact(text);
        if (code.startsWith("ZZ99")) {
            return Reading.placeholder();
        }
        if (code.length() < 5 || code.length() > 7) {
            return Reading.unreadable(SHAPE);
        }
        String outward = code.substring(0, code.length() - INWARD);
        String inward = code.substring(code.length() - INWARD);
        return isInward(inward) && isOutward(outward)
                ? Reading.of(new Postcode(outward + " " + inward))
                : Reading.unreadable(SHAPE);
    }

    /** Reads a cell with one postcode or several, separated by commas, semicolons, bars, slashes or line breaks. */
    static Reading<List<Postcode>> readAll(String text) {
        List<Postcode> postcodes = new ArrayList<>();
        boolean unreadable = false;
        for (String part : Lists.parts(text, ",;|/\n\r")) {
            Reading<Postcode> reading = read(part);
            unreadable |= reading.kind() == Reading.Kind.UNREADABLE;
            Postcode postcode = reading.value();
            if (postcode != null && !postcodes.contains(postcode)) {
                postcodes.add(postcode);
            }
        }
        if (unreadable) {
            return postcodes.isEmpty() ? Reading.unreadable(SHAPE) : Reading.of(List.copyOf(postcodes), SHAPE);
        }
        return postcodes.isEmpty() ? Reading.placeholder() : Reading.of(List.copyOf(postcodes));
    }

    private static boolean isInward(String code) {
        return Texts.isDigit(code.charAt(0))
                && isOneOf(code.charAt(1), "ABDEFGHJLNPQRSTUWXYZ")
                && isOneOf(code.charAt(2), "ABDEFGHJLNPQRSTUWXYZ");
    }

    private static boolean isOutward(String code) {
        if (code.equals("GIR")) {
            return true;
        }
        if (!isOneOf(code.charAt(0), "ABCDEFGHIJKLMNOPRSTUWYZ")) {
            return false;
        }
        return Texts.isDigit(code.charAt(1)) ? isDistrict(code.substring(1), "ABCDEFGHJKPSTUW") : isTwoLetterArea(code);
    }

    private static boolean isTwoLetterArea(String code) {
        return code.length() > 2
                && isOneOf(code.charAt(1), "ABCDEFGHKLMNOPQRSTUVWXY")
                && isDistrict(code.substring(2), "ABEHMNPRVWXY");
    }

    /** One digit, two digits, or a digit and one of the letters that mark part of a district. */
    private static boolean isDistrict(String district, String letters) {
        if (district.length() > 2 || !Texts.isDigit(district.charAt(0))) {
            return false;
        }
        return district.length() == 1 || Texts.isDigit(district.charAt(1)) || isOneOf(district.charAt(1), letters);
    }

    private static boolean isOneOf(char c, String letters) {
        return letters.indexOf(c) >= 0;
    }
}

package org.reconlink.intake;

import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.HomeOfficeCode;

/**
 * The rule for Home Office offence codes: class and subclass with a slash ({@code 8/06}, {@code 8/6}), with a point
 * and two digits ({@code 8.06}), or run together with a two-digit subclass ({@code 00806}).
 */
final class HomeOfficeCodes {
    static final Problem SHAPE = new Problem(
            "home office code",
            "this is not a Home Office offence code",
            "write class, slash and two-digit subclass in a column formatted as text");
    static final Problem AMBIGUOUS = new Problem(
            "home office code",
            "one digit after the point can be either of two subclasses",
            "write class, slash and two-digit subclass in a column formatted as text");

    static final Problem DATE_NUMBER = new Problem(
            "home office code",
            "there is no such class; this looks like the number of a day, made by a spreadsheet that took the code for a date",
            "write class, slash and two-digit subclass in a column formatted as text");

    /** No class is used from this one on, up to the last below; as numbers of days they are the years 1954 to 2036. */
    private static final int FIRST_UNUSED_CLASS = 200;

    private static final int LAST_UNUSED_CLASS = 499;

    private HomeOfficeCodes() {}

    static Reading<HomeOfficeCode> read(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        String code = Texts.compact(text);
        int slash = code.indexOf('/');
        int point = code.indexOf('.');
        if (slash >= 0) {
            return of(code.substring(0, slash), code.substring(slash + 1));
        }
        if (isDateNumber(code)) {
            return Reading.unreadable(DATE_NUMBER);
        }
        if (point < 0) {
            return code.length() >= 3 && code.length() <= 5
                    ? split(code, code.length() - 2)
                    : Reading.unreadable(SHAPE);
        }
        // A spreadsheet keeps 8.10 as the number 8.1, which could as well be meant for 8.01.
        return code.length() - point == 2 && Texts.isDigit(code.charAt(point + 1))
                ? Reading.unreadable(AMBIGUOUS)
                : of(code.substring(0, point), code.substring(point + 1));
    }

    private static boolean isDateNumber(String code) {
        if (Numbers.date(code) == null) {
            return false;
        }
        int offenceClass = Integer.parseInt(code.substring(0, 3));
        return offenceClass >= FIRST_UNUSED_CLASS && offenceClass <= LAST_UNUSED_CLASS;
    }

    private static Reading<HomeOfficeCode> split(String code, int at) {
        return of(code.substring(0, at), code.substring(at));
    }

    private static Reading<HomeOfficeCode> of(String offenceClass, String subclass) {
        if (isZeros(offenceClass) && isZeros(subclass)) {
            return Reading.placeholder(); // what police systems write where no Home Office code applies
        }
        HomeOfficeCode code = code(offenceClass, subclass);
        return code == null ? Reading.unreadable(SHAPE) : Reading.of(code);
    }

    private static @Nullable HomeOfficeCode code(String offenceClass, String subclass) {
        if (offenceClass.length() > 3
                || subclass.length() > 2
                || !Texts.allDigits(offenceClass)
                || !Texts.allDigits(subclass)) {
            return null;
        }
        int classNumber = Integer.parseInt(offenceClass);
        return classNumber == 0 ? null : new HomeOfficeCode(classNumber, Integer.parseInt(subclass));
    }

    private static boolean isZeros(String digits) {
        return !digits.isEmpty() && digits.chars().allMatch(c -> c == '0');
    }
}

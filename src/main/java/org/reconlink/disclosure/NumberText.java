package org.reconlink.disclosure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/** How numbers are written: the same on every machine, whatever its locale. */
public final class NumberText {
    /** Stands where there is no number. */
    public static final String NONE = "–";

    /** Heading of a column of intervals; it does not break within the unit. */
    public static final String INTERVAL_HEADING = "95%\u00a0interval,\u00a0%";

    private NumberText() {}

    /** {@code 12,345}. */
    public static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Rounded half up to so many decimals: {@code 1,234.5}. */
    public static String decimal(double number, int places) {
        return String.format(
                        Locale.ROOT,
                        "%,." + places + "f",
                        BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP))
                .replace('-', '−');
    }

    /** The same for programs: no commas, a hyphen for a minus. */
    public static String fixed(double number, int places) {
        return BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP).toPlainString();
    }

    public static String decimal(OptionalDouble number, int places) {
        return number.isPresent() ? decimal(number.getAsDouble(), places) : NONE;
    }

    /** Bits with their sign and one decimal: {@code +13.9}, {@code −0.4}. */
    public static String bits(double weight) {
        String text = decimal(weight, 1);
        return weight > 0 && !text.equals("0.0") ? "+" + text : text;
    }

    /**
     * Three significant digits: {@code 0.736}, {@code 5.24 × 10⁻⁶}; above 0.99 five decimals; what would round to 1 is
     * {@code over 0.99999}.
     */
    public static String probability(double p) {
        if (p > 0.99999) {
            return "over 0.99999";
        }
        if (p > 0.99) {
            return plain(rounded(p, 5));
        }
        if (p >= 0.0001) {
            return plain(rounded(p, 3));
        }
        int power = (int) Math.floor(Math.log10(p));
        return decimal(p / Math.pow(10, power), 2) + " × 10" + superscript(power);
    }

    /** {@code ⁻⁶}. */
    public static String superscript(int number) {
        StringBuilder raised = new StringBuilder(number < 0 ? "⁻" : "");
        String.valueOf(Math.abs(number)).chars().forEach(digit -> raised.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')));
        return raised.toString();
    }

    private static double rounded(double number, int digits) {
        return new BigDecimal(number)
                .round(new MathContext(digits, RoundingMode.HALF_UP))
                .doubleValue();
    }

    /** As short as it can be said exactly: {@code 0.99}, {@code 12}. */
    public static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** A range or {@link #NONE}: {@code 31 to 58}. */
    public static String range(OptionalDouble from, OptionalDouble to, int places) {
        return from.isPresent() ? decimal(from, places) + " to " + decimal(to, places) : NONE;
    }

    /** {@code p = 0.035}, {@code p < 0.001}. */
    public static String p(double p) {
        return p < 0.001 ? "p < 0.001" : "p = " + decimal(p, 3);
    }
}

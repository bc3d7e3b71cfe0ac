package org.reconlink.inquiry;

import java.util.Locale;

/** Numbers as people read them. */
public final class Words {
    private Words() {}

    /** {@code 1 error}, {@code 1,204 errors}. */
    public static String count(long n, String noun) {
        return number(n) + " " + noun + (n == 1 ? "" : "s");
    }

    /** {@code 1,204}. */
    public static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Never rounds doubt away: four decimals, and more than 0.9999 is said so. */
    public static String probability(double p) {
        return p > 0.9999 ? "over 0.9999" : String.format(Locale.ROOT, "%.4f", p);
    }

    /** Bits with sign and one decimal: {@code +13.9}. */
    public static String bits(double weight) {
        String text = String.format(Locale.ROOT, "%+.1f", weight);
        return text.equals("-0.0") ? "+0.0" : text;
    }

    /** {@code 27/45 (60.00%)}; without a denominator no percentage. */
    public static String share(long k, long n) {
        return number(k) + "/" + number(n) + (n == 0 ? "" : String.format(Locale.ROOT, " (%.2f%%)", 100.0 * k / n));
    }
}

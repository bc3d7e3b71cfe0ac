package org.reconlink.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as JSON in exactly one way: no spaces, the keys of a map sorted, decimals with six places.
 *
 * <p>Only plain values can be written. A type that stands for a person is refused, so it cannot slip into a log.
 */
final class CanonicalJson {

    private static final int PLACES = 6;
    private static final long SCALE = 1_000_000;
    /** Below this, the scaled value is an exact long and needs no big decimal, which takes most of the time of an event. */
    private static final double FAST_BELOW = 1e9;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalJson() {}

    static void write(StringBuilder out, @Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            out.append(value);
        } else if (value instanceof Double number) {
            writeDecimal(out, number);
        } else if (value instanceof String text) {
            writeText(out, text);
        } else if (value instanceof LocalDate date) {
            writeText(out, date.toString());
        } else if (value instanceof Map<?, ?> map) {
            writeMap(out, map);
        } else if (value instanceof Iterable<?> items) {
            writeItems(out, items);
        } else {
            throw new IllegalArgumentException(
                    "a " + value.getClass().getSimpleName() + " cannot be recorded; record a plain value instead");
        }
    }

    private static void writeMap(StringBuilder out, Map<?, ?> map) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        char separator = '{';
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            out.append(separator);
            writeText(out, entry.getKey());
            out.append(':');
            write(out, entry.getValue());
            separator = ',';
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void writeItems(StringBuilder out, Iterable<?> items) {
        out.append('[');
        boolean first = true;
        for (Object item : items) {
            if (!first) {
                out.append(',');
            }
            write(out, item);
            first = false;
        }
        out.append(']');
    }

    private static void writeDecimal(StringBuilder out, double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a number that is not finite cannot be recorded");
        }
        if (Math.abs(number) >= FAST_BELOW) {
            out.append(new BigDecimal(number)
                    .setScale(PLACES, RoundingMode.HALF_EVEN)
                    .toPlainString());
            return;
        }
        long scaled = (long) Math.rint(number * SCALE);
        out.append(scaled < 0 ? "-" : "").append(Math.abs(scaled) / SCALE).append('.');
        String fraction = Long.toString(Math.abs(scaled) % SCALE);
        out.append("0".repeat(PLACES - fraction.length())).append(fraction);
    }

    private static void writeText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}

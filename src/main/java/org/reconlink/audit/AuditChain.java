package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sha256;

/** The end of a chain of entries, at which the next line is made. */
final class AuditChain {
    private static final Set<String> RESERVED = Set.of("seq", "event", "prev", "hash");
    private static final byte[] LINE_FEED = {'\n'};

    private final MessageDigest sha256 = Sha256.digest();
    private final StringBuilder line = new StringBuilder();
    private long entries;
    private String previous;

    /**
     * The end of a chain.
     *
     * @param entries how many there are
     * @param previous hash of the last line, {@link AuditEntry#NOTHING_BEFORE} if there is none
     */
    AuditChain(long entries, String previous) {
        this.entries = entries;
        this.previous = previous;
    }

    long entries() {
        return entries;
    }

    String previous() {
        return previous;
    }

    /** Refuses a name that is none, and those that the logs use themselves. */
    static void requireEvent(String event, Set<String> own) {
        if (own.contains(event)) {
            throw new IllegalArgumentException("the event '" + event + "' is the log's own");
        }
        if (!AuditEntry.isEvent(event)) {
            throw new IllegalArgumentException("an event is named in lower-case letters and spaces");
        }
    }

    /** The bytes of the next line and its line feed, in parts to be written one after the other; it counts as written. */
    byte[][] next(String event, Map<String, ? extends @Nullable Object> details) {
        line.setLength(0);
        line.append("{\"seq\":").append(entries + 1);
        field("event", event);
        for (Map.Entry<String, ? extends @Nullable Object> detail : new TreeMap<>(details).entrySet()) {
            if (RESERVED.contains(detail.getKey())) {
                throw new IllegalArgumentException("a detail cannot be called '" + detail.getKey() + "'");
            }
            field(detail.getKey(), detail.getValue());
        }
        field("prev", previous);
        byte[] open = line.toString().getBytes(UTF_8);
        sha256.update(open);
        sha256.update((byte) '}');
        byte[] end = (",\"hash\":\"" + AuditEntry.hex(sha256.digest()) + "\"}").getBytes(UTF_8);
        sha256.update(open);
        previous = AuditEntry.hex(sha256.digest(end));
        entries++;
        return new byte[][] {open, end, LINE_FEED};
    }

    private void field(String name, @Nullable Object value) {
        line.append(',');
        CanonicalJson.write(line, name);
        line.append(':');
        CanonicalJson.write(line, value);
    }

    /**
     * Writes a value as JSON in exactly one way: no spaces, the keys of a map sorted, decimals with six places.
     *
     * <p>Only plain values can be written. A type that stands for a person is refused, so it cannot slip into a log.
     */
    static final class CanonicalJson {

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
}

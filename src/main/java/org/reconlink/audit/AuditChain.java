package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditLog.AuditProblem;
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

    /**
     * One line of an audit log, taken apart.
     *
     * @param seq number of the entry, 1 for the first
     * @param prev hash of the bytes of the line before, as the entry states it
     * @param hash hash of the entry without this field, as the entry states it
     * @param sealed hash of the entry without the field {@code hash}, as it is
     */
    record AuditEntry(long seq, String event, String prev, String hash, String sealed) {

        static final String OPENED = "log opened";
        static final String CLOSED = "log closed";
        /** Stands for the line before the first. */
        static final String NOTHING_BEFORE = "0".repeat(64);

        private static final Pattern EVENT = Pattern.compile("[a-z ]+");
        private static final Pattern SHAPE = Pattern.compile(
                "(\\{\"seq\":([0-9]{1,18}),\"event\":\"([a-z ]+)\".*,\"prev\":\"([0-9a-f]{64})\")"
                        + ",\"hash\":\"([0-9a-f]{64})\"}",
                Pattern.DOTALL);

        /** The entry, or null if the line is not one. */
        static @Nullable AuditEntry parse(byte[] line) {
            // One character a byte, so that what is hashed is what is in the file, whether or not it is valid UTF-8.
            Matcher matcher = SHAPE.matcher(new String(line, ISO_8859_1));
            if (!matcher.matches()) {
                return null;
            }
            byte[] unhashed = (matcher.group(1) + "}").getBytes(ISO_8859_1);
            return new AuditEntry(
                    Long.parseLong(matcher.group(2)),
                    matcher.group(3),
                    matcher.group(4),
                    matcher.group(5),
                    Sha256.hex(unhashed));
        }

        /** Whether an event can be called so: lower-case letters and spaces. */
        static boolean isEvent(String name) {
            return EVENT.matcher(name).matches();
        }

        static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }

    /** Follows the chain of a log from its first line to its last. */
    static final class AuditVerification {

        private final List<AuditProblem> problems = new ArrayList<>();
        private long line;
        private long expectedSeq = 1;
        private String previous = AuditEntry.NOTHING_BEFORE;
        private @Nullable AuditEntry last;

        private final boolean closed;

        private AuditVerification(boolean closed) {
            this.closed = closed;
        }

        /**
         * Reads the lines of a log.
         *
         * @param closed whether the log is one that ends with its closing entry, and not one that is added to for ever
         */
        static List<AuditProblem> verify(InputStream log, boolean closed) throws IOException {
            AuditVerification verification = new AuditVerification(closed);
            verification.read(log);
            return List.copyOf(verification.problems);
        }

        private void read(InputStream in) throws IOException {
            byte[] chunk = new byte[1 << 16];
            ByteArrayOutputStream begun = new ByteArrayOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                int start = 0;
                for (int i = 0; i < length; i++) {
                    if (chunk[i] == '\n') {
                        begun.write(chunk, start, i - start);
                        check(begun.toByteArray());
                        begun.reset();
                        start = i + 1;
                    }
                }
                begun.write(chunk, start, length - start);
            }
            checkEnd(begun.size() == 0);
        }

        private void checkEnd(boolean complete) {
            if (!complete) {
                line++;
                report("is not complete; the log was cut off here");
            } else if (last == null || (closed && !last.event().equals(AuditEntry.CLOSED))) {
                report(
                        closed
                                ? "the log ends here without its closing entry; its end is missing or the run did not finish"
                                : "the log has no entry; what it had is missing");
            }
        }

        private void check(byte[] bytes) {
            line++;
            AuditEntry entry = AuditEntry.parse(bytes);
            if (entry == null) {
                report("is not an entry of an audit log; it was damaged or changed");
                expectedSeq++;
            } else {
                checkChain(entry);
                expectedSeq = entry.seq() + 1;
            }
            last = entry;
            previous = Sha256.hex(bytes);
        }

        private void checkChain(AuditEntry entry) {
            if (last != null && last.event().equals(AuditEntry.CLOSED)) {
                report("comes after the closing entry; it was added later");
            }
            if (entry.seq() != expectedSeq) {
                report("has number " + entry.seq() + " where " + expectedSeq
                        + " is due; entries are missing, repeated or out of order");
            }
            if (!entry.sealed().equals(entry.hash())) {
                report("does not match its own hash; it was changed after it was written");
            }
            if (!entry.prev().equals(previous)) {
                report(
                        line == 1
                                ? "does not begin a log; the lines before it are missing"
                                : "does not carry the hash of the line before; a line was changed, removed or inserted here");
            }
            if (line == 1 && !entry.event().equals(AuditEntry.OPENED)) {
                report("is not the opening entry, which names " + (closed ? "study, run and protocol" : "the study"));
            }
        }

        private void report(String problem) {
            problems.add(new AuditProblem(Math.max(line, 1), problem));
        }
    }
}

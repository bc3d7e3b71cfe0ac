package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sha256;

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
    private static final Pattern HEAD = Pattern.compile("\\{\"seq\":([0-9]{1,18}),\"event\":\"([a-z ]+)\"");
    private static final Pattern TAIL = Pattern.compile(",\"prev\":\"([0-9a-f]{64})\",\"hash\":\"([0-9a-f]{64})\"}");
    private static final int LENGTH_OF_TAIL = ",'prev':'','hash':''}".length() + 2 * 64;
    private static final int LENGTH_OF_HASH = ",'hash':''}".length() + 64;

    /** The entry, or null if the line is not one. */
    static @Nullable AuditEntry parse(byte[] line) {
        // One character a byte, so that what is hashed is what is in the file, whether or not it is valid UTF-8.
        int tail = line.length - LENGTH_OF_TAIL;
        if (tail < 0) {
            return null;
        }
        String text = new String(line, ISO_8859_1);
        Matcher head = HEAD.matcher(text).region(0, tail);
        Matcher end = TAIL.matcher(text).region(tail, line.length);
        if (!head.lookingAt() || !end.matches()) {
            return null;
        }
        byte[] unhashed = Arrays.copyOf(line, line.length - LENGTH_OF_HASH + 1);
        unhashed[unhashed.length - 1] = '}';
        return new AuditEntry(
                Long.parseLong(head.group(1)), head.group(2), end.group(1), end.group(2), Sha256.hex(unhashed));
    }

    /** Whether an event can be called so: lower-case letters and spaces. */
    static boolean isEvent(String name) {
        return EVENT.matcher(name).matches();
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

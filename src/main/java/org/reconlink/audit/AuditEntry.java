package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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

package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
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
}

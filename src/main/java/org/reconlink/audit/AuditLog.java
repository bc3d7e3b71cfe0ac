package org.reconlink.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A hash-chained log, written once from its opening entry to its closing one.
 *
 * <p>A line is {@code {"seq":2,"event":"file read",...,"prev":"...","hash":"..."}}: {@code prev} is the SHA-256 of the
 * bytes of the line before without its line feed (zeros for the first), {@code hash} the SHA-256 of this line without
 * the field {@code hash}; between event and {@code prev} the details stand in order of their names. Whoever can rewrite
 * the whole file can rewrite the chain too: keep the hash that {@link #seal} returns, or the manifest, somewhere else.
 */
public final class AuditLog implements Closeable {

    private static final Set<String> RESERVED = Set.of("seq", "event", "prev", "hash");

    private final FileChannel file;
    private final OutputStream out;
    private final MessageDigest sha256 = AuditEntry.sha256();
    private final StringBuilder line = new StringBuilder();
    private String previous = AuditEntry.NOTHING_BEFORE;
    private long entries;
    private boolean sealed;

    private AuditLog(FileChannel file) {
        this.file = file;
        this.out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
    }

    /** Opens a new log; a file that is already there is an error. */
    public static AuditLog create(Path file, String study, String run, String protocolSha256) throws IOException {
        AuditLog log = new AuditLog(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        log.write(AuditEntry.OPENED, Map.of("study", study, "run", run, "protocol_sha256", protocolSha256));
        return log;
    }

    /**
     * Adds an entry.
     *
     * @param event in lower-case letters and spaces: {@code file read}
     * @param details texts, whole numbers, decimals, flags, dates, lists and maps of them, or null; anything else is an
     *     error, and so are the names {@code seq}, {@code event}, {@code prev} and {@code hash}
     */
    public void append(String event, Map<String, ? extends @Nullable Object> details) throws IOException {
        if (sealed) {
            throw new IllegalStateException("the log is sealed; nothing can be added to it");
        }
        if (event.equals(AuditEntry.OPENED) || event.equals(AuditEntry.CLOSED)) {
            throw new IllegalArgumentException("the event '" + event + "' is the log's own");
        }
        if (!AuditEntry.isEvent(event)) {
            throw new IllegalArgumentException("an event is named in lower-case letters and spaces");
        }
        write(event, details);
    }

    /** Writes the closing entry, syncs the file and returns the hash of its last line. */
    public String seal() throws IOException {
        if (!sealed) {
            write(AuditEntry.CLOSED, Map.of("entries", entries + 1));
            out.flush();
            file.force(true);
            sealed = true;
        }
        return previous;
    }

    /** Closes the file; a log that was not sealed stays without its closing entry, and verification says so. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The places where a log is broken, in order of lines; empty if it is whole. */
    public static List<AuditProblem> verify(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return AuditVerification.verify(in);
        }
    }

    private void write(String event, Map<String, ? extends @Nullable Object> details) throws IOException {
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
        out.write(open);
        out.write(end);
        out.write('\n');
        sha256.update(open);
        previous = AuditEntry.hex(sha256.digest(end));
        entries++;
    }

    private void field(String name, @Nullable Object value) {
        line.append(',');
        CanonicalJson.write(line, name);
        line.append(':');
        CanonicalJson.write(line, value);
    }
}

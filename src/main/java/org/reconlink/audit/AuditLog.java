package org.reconlink.audit;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditChain.AuditEntry;
import org.reconlink.audit.AuditChain.AuditVerification;

/**
 * A hash-chained log, written once from its opening entry to its closing one.
 *
 * <p>A line is {@code {"seq":2,"event":"file read",...,"prev":"...","hash":"..."}}: {@code prev} is the SHA-256 of the
 * bytes of the line before without its line feed (zeros for the first), {@code hash} the SHA-256 of this line without
 * the field {@code hash}; between event and {@code prev} the details stand in order of their names. Whoever can rewrite
 * the whole file can rewrite the chain too: keep the hash that {@link #seal} returns, or the manifest, somewhere else.
 */
public final class AuditLog implements Closeable {

    private static final Set<String> OWN = Set.of(AuditEntry.OPENED, AuditEntry.CLOSED);

    private final FileChannel file;
    private final OutputStream out;
    private final AuditChain chain = new AuditChain(0, AuditEntry.NOTHING_BEFORE);
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
        AuditChain.requireEvent(event, OWN);
        write(event, details);
    }

    /** Writes the closing entry, syncs the file and returns the hash of its last line. */
    public String seal() throws IOException {
        if (!sealed) {
            write(AuditEntry.CLOSED, Map.of("entries", chain.entries() + 1));
            out.flush();
            file.force(true);
            sealed = true;
        }
        return chain.previous();
    }

    /** Closes the file; a log that was not sealed stays without its closing entry, and verification says so. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The places where a log is broken, in order of lines; empty if it is whole. */
    public static List<AuditProblem> verify(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return AuditVerification.verify(in, true);
        }
    }

    private void write(String event, Map<String, ? extends @Nullable Object> details) throws IOException {
        for (byte[] part : chain.next(event, details)) {
            out.write(part);
        }
    }

    /**
     * A place where an audit log is broken.
     *
     * @param line the first line of the file is 1
     * @param problem what is broken and what it points to
     */
    public record AuditProblem(long line, String problem) {

        /** One line for a console: {@code line 7: ...}. */
        @Override
        public String toString() {
            return "line " + line + ": " + problem;
        }
    }
}

package org.reconlink.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Sha256;

/** Follows the chain of a log from its first line to its last. */
final class AuditVerification {

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

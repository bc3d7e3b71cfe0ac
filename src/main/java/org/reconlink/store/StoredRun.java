package org.reconlink.store;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the register of runs.
 *
 * @param identity SHA-256 over study, protocol, inputs, code version, verdicts and the links of an earlier run: the same identity is the same run
 * @param version 1, and one more for each time the same run was forced
 * @param reason why it was forced; null for version 1
 * @param protocol the file's absolute path
 * @param ended null while it runs, or if it was killed
 * @param exitStatus what Batch keeps of how it ended; null until it ended
 * @param output folder of the outputs, absolute; null unless it completed
 */
public record StoredRun(
        String id,
        String study,
        String identity,
        int version,
        Status status,
        String protocol,
        @Nullable String reason,
        Instant started,
        @Nullable Instant ended,
        @Nullable String exitStatus,
        @Nullable String output) {
    private static final int DATE = 10;

    /** What a run's id starts with. */
    public LocalDate dataCut() {
        return LocalDate.parse(id.substring(0, Math.min(DATE, id.length())));
    }

    /** Where a run stands. */
    public enum Status {
        RUNNING,
        COMPLETED,
        REJECTED,
        FAILED,
        /** By a signal; it goes on when the same command is given again. */
        STOPPED,
        /** Its working data and outputs were removed on demand. */
        PRUNED
    }
}

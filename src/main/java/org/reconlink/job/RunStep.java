package org.reconlink.job;

import org.jspecify.annotations.Nullable;

/** A step that is done in one go. */
interface RunStep extends Summarised {
    /**
     * Does the work, replacing what an earlier try of the same run wrote.
     *
     * @return number of records written
     */
    int execute() throws Exception;

    /** How many rows the work read of a file, and how many of them were rejected: Batch counts only what goes through chunks. */
    default RowCount rows() {
        return new RowCount(0, 0);
    }

    /** Rows read that could be used, and rows rejected. */
    record RowCount(long read, long rejected) {}

    /** Why the input is refused, once the work is done; null if it is not. */
    default @Nullable Refusal refusal() {
        return null;
    }
}

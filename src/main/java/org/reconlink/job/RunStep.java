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

    /** Why the input is refused, once the work is done; null if it is not. */
    default @Nullable Refusal refusal() {
        return null;
    }
}

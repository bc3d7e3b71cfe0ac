package org.reconlink.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ProcessOnHost;

/**
 * The process that has a working store to itself.
 *
 * @param purpose what it does with the store, in words; {@link #RUN} is one that can be asked to stop
 */
public record StoreHolder(ProcessOnHost process, String purpose) {
    static final String RUN = "run";
    static final String COMMAND = "command";
    static final String COPY = "copy";

    /** Who wrote the two lines; null if nobody did, or they were cut off. */
    static @Nullable StoreHolder parse(String text) {
        List<String> lines = text.lines().toList();
        ProcessOnHost process = lines.isEmpty() ? null : ProcessOnHost.parse(lines.get(0));
        return process == null ? null : new StoreHolder(process, lines.size() > 1 ? lines.get(1) : COMMAND);
    }

    /** Whether it is over in a moment. */
    boolean isCopy() {
        return purpose.equals(COPY);
    }

    /** Whether it runs the study. */
    public boolean isRun() {
        return purpose.equals(RUN);
    }
}

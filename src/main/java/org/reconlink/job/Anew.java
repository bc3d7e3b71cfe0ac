package org.reconlink.job;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStream;

/**
 * Forgets what an earlier try of a chunk step wrote, unless the step goes on from there.
 *
 * @param forget clears the tables that the step writes
 */
record Anew(Runnable forget) implements ItemStream {
    private static final String GOES_ON = "goes on";

    @Override
    public void open(ExecutionContext context) {
        if (!context.containsKey(GOES_ON)) {
            forget.run();
        }
    }

    @Override
    public void update(ExecutionContext context) {
        context.putString(GOES_ON, "");
    }
}

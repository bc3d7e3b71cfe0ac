package org.reconlink.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.reconlink.kernel.Finding;
import org.reconlink.store.WorkingStore;

/** What a chunk step finds, held until it is kept in the transaction of the chunk whose rows told it. */
final class StepFindings implements Consumer<Finding> {
    private final WorkingStore store;
    private final String run;
    private final String step;
    private final List<Finding> found = new ArrayList<>();

    StepFindings(WorkingStore store, String run, String step) {
        this.store = store;
        this.run = run;
        this.step = step;
    }

    @Override
    public void accept(Finding finding) {
        found.add(finding);
    }

    void keep() {
        store.findings().append(run, step, found);
        found.clear();
    }
}

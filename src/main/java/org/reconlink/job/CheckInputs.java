package org.reconlink.job;

import java.util.List;
import org.reconlink.kernel.Finding;
import org.reconlink.store.WorkingStore;

/** Opens every input once before anything is read: all files that cannot be used are reported together. */
final class CheckInputs implements RunStep {
    private final RunContext run;
    private final WorkingStore store;

    CheckInputs(RunContext run, WorkingStore store) {
        this.run = run;
        this.store = store;
    }

    @Override
    public int execute() throws Exception {
        // a forced or restarted run begins with nothing of an earlier try
        store.convictions().clear(run.runId());
        List<Finding> findings = InputCheck.of(run.study(), run.scans());
        if (findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)) {
            throw new InputRejectedException("input files cannot be used", findings, null);
        }
        return 0;
    }

    @Override
    public String summary() {
        return "headings found in every file";
    }
}

package org.reconlink.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;

/** Opens every input once before anything is read: all files that cannot be used are reported together. */
final class CheckInputs implements RunStep {
    private final RunContext run;
    private @Nullable Refusal refusal;

    CheckInputs(RunContext run) {
        this.run = run;
    }

    @Override
    public int execute() throws Exception {
        List<Finding> findings = InputCheck.of(run.study(), run.scans());
        if (findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)) {
            refusal = new Refusal("input files cannot be used", findings);
        }
        return 0;
    }

    @Override
    public @Nullable Refusal refusal() {
        return refusal;
    }

    @Override
    public String summary() {
        return "headings found in every file";
    }
}

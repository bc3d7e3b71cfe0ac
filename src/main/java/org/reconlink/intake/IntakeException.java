package org.reconlink.intake;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.reconlink.kernel.Finding;

/** An input file that cannot be used at all, with everything found wrong with it. */
public final class IntakeException extends IOException {
    private final transient List<Finding> findings;

    public IntakeException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** Findings of severity ERROR, at least one. */
    public List<Finding> findings() {
        return findings;
    }
}

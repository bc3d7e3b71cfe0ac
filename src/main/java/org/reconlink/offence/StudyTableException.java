package org.reconlink.offence;

import java.util.List;
import java.util.stream.Collectors;
import org.reconlink.kernel.Finding;

/** The study's own table of court modes cannot be used; holds all that is wrong with it. */
public final class StudyTableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    StudyTableException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** Every problem, in order of row. */
    public List<Finding> findings() {
        return findings;
    }
}

package org.reconlink.job;

import java.util.List;
import org.reconlink.kernel.Finding;

/** The input cannot be used; holds all findings of all files. */
public final class InputRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    InputRejectedException(String message, List<Finding> findings) {
        super(message);
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}

package org.reconlink.job;

import java.util.List;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.Finding;

/** The input cannot be used; holds all findings of all files, and the facts of those that were read to their end. */
public final class InputRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;
    private final transient List<FileFacts> inputs;

    InputRejectedException(String message, List<Finding> findings, List<FileFacts> inputs) {
        super(message);
        this.inputs = List.copyOf(inputs);
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }

    List<FileFacts> inputs() {
        return inputs;
    }
}

package org.reconlink.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.CheckLimits;
import org.reconlink.result.quality.DataQuality;

/** The input cannot be used; holds all findings of all files, and what is known of those that were read to their end. */
public final class InputRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;
    private final transient @Nullable StudyResult input;

    /** @param input what the data-quality report can be made of; null if no file was read */
    InputRejectedException(String message, List<Finding> findings, @Nullable StudyResult input) {
        super(message);
        this.input = input;
        this.findings = List.copyOf(findings);
    }

    /** Ends the run if a check failed more often than the protocol accepts. */
    static void require(DataQuality quality, StudyResult result) {
        List<Finding> exceeded = new CheckLimits(result.intake().failedChecksAtMost()).exceeded(quality);
        if (!exceeded.isEmpty()) {
            List<Finding> all = new ArrayList<>(exceeded);
            all.addAll(result.findings());
            throw new InputRejectedException("a check failed more often than the protocol accepts", all, result);
        }
    }

    public List<Finding> findings() {
        return findings;
    }

    @Nullable
    StudyResult input() {
        return input;
    }
}

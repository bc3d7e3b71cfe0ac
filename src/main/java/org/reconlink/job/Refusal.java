package org.reconlink.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.IntakeException;
import org.reconlink.kernel.Finding;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.CheckLimits;
import org.reconlink.result.quality.DataQuality;

/**
 * Why a step takes the input as it is for unusable: the step ends with {@link ExitCode#INPUT_REJECTED}, and the job's flow
 * goes to {@link RefuseInput}.
 *
 * @param because in a few words; empty of a file that cannot be read at all, where the findings say it
 * @param findings all of them that speak for it
 */
record Refusal(String because, List<Finding> findings) {
    Refusal {
        findings = List.copyOf(findings);
    }

    /** Of a file that cannot be used. */
    static Refusal of(IntakeException unusable) {
        return new Refusal("", unusable.findings());
    }

    /** If a check failed more often than the protocol accepts; null if none did. */
    static @Nullable Refusal of(DataQuality quality, StudyResult result) {
        List<Finding> exceeded = new CheckLimits(result.intake().failedChecksAtMost()).exceeded(quality);
        if (exceeded.isEmpty()) {
            return null;
        }
        List<Finding> all = new ArrayList<>(exceeded);
        all.addAll(result.findings());
        return new Refusal("a check failed more often than the protocol accepts", all);
    }
}

package org.reconlink.outcome;

import java.util.List;
import org.reconlink.kernel.Finding;

/**
 * A participant's outcome and what was found wrong in the rows it rests on.
 *
 * @param findings in the order of {@link Finding}; each points to a row and holds no value of it
 */
public record Derived(ParticipantOutcome outcome, List<Finding> findings) {
    public Derived {
        findings = List.copyOf(findings);
    }
}

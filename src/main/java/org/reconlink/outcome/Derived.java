package org.reconlink.outcome;

import java.util.List;
import org.reconlink.kernel.Finding;

/**
 * A participant's outcome, the same under other definitions, and what was found wrong in the rows it rests on.
 *
 * @param answers whether there is a proven reoffence under each of {@link OutcomeDeriver#definitions}
 * @param findings in the order of {@link Finding}; each points to a row and holds no value of it
 */
public record Derived(ParticipantOutcome outcome, List<Definition.Answer> answers, List<Finding> findings) {
    public Derived {
        answers = List.copyOf(answers);
        findings = List.copyOf(findings);
    }
}

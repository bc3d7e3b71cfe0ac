package org.reconlink.outcome;

import java.util.List;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.outcome.Definition.Answer;

/**
 * The outcome of somebody whom linkage did not find and who was looked for by other means, in an audited sample of the unlinked.
 * It stands apart from the outcomes of the linked, since it counts for more people than one.
 *
 * @param traced whether they were found, and are in the extract
 * @param weight how many of the unlinked each of the sample stands for
 * @param windows what is known in each of the protocol's windows, in its order; empty unless traced
 */
public record AuditedOutcome(ParticipantId participant, boolean traced, double weight, List<Answer> windows) {
    public AuditedOutcome {
        windows = List.copyOf(windows);
    }
}

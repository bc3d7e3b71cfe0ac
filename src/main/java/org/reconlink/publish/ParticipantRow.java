package org.reconlink.publish;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.outcome.AuditedOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.StudyResult;

/**
 * A participant as the tables know them.
 *
 * @param audited null unless in the audited sample of the unlinked
 */
record ParticipantRow(
        String pseudonym,
        ParticipantOutcome outcome,
        LinkDecision decision,
        @Nullable AuditedOutcome audited) {

    /** Everybody, in order of pseudonym. */
    static List<ParticipantRow> all(StudyResult result) {
        Map<ParticipantId, LinkDecision> decisions = result.linkage().decisions().stream()
                .collect(Collectors.toMap(LinkDecision::participant, Function.identity()));
        Map<ParticipantId, AuditedOutcome> audited =
                result.audited().stream().collect(Collectors.toMap(AuditedOutcome::participant, Function.identity()));
        return result.outcomes().stream()
                .map(outcome -> of(result, outcome, decisions, audited))
                .sorted(Comparator.comparing(ParticipantRow::pseudonym))
                .toList();
    }

    private static ParticipantRow of(
            StudyResult result,
            ParticipantOutcome outcome,
            Map<ParticipantId, LinkDecision> decisions,
            Map<ParticipantId, AuditedOutcome> audited) {
        ParticipantId id = outcome.participant().id();
        LinkDecision decision = decisions.get(id);
        if (decision == null) {
            throw new IllegalArgumentException("linkage has not decided on one of the participants");
        }
        return new ParticipantRow(result.pseudonym(id), outcome, decision, audited.get(id));
    }

    /** The date that days are counted from: S of the first window; null if unknown. */
    @Nullable
    LocalDate anchor() {
        return outcome.windows().isEmpty() ? null : outcome.windows().get(0).start();
    }

    /** Missing, with the better reason where there is no link. */
    Missing unknown() {
        return outcome.linked() ? Missing.MISSING : Missing.NOT_LINKED;
    }
}

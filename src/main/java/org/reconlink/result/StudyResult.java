package org.reconlink.result;

import java.util.List;
import java.util.Map;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.offence.ClassificationCoverage;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.outcome.AuditedOutcome;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.statistics.uncertainty.WindowRate;

/**
 * All that a run found out, for tables and report; not itself fit to leave the room.
 *
 * @param inputs in order of section and file
 * @param findings sorted
 * @param identitiesJoined identities without a PNC id that linkage made one person with others
 * @param outcomes one for each participant, in order of pseudonym
 * @param pseudonyms of every participant
 */
public record StudyResult(
        Asked asked,
        List<FileFacts> inputs,
        List<Finding> findings,
        LinkageResult linkage,
        long identitiesJoined,
        List<ParticipantOutcome> outcomes,
        Map<ParticipantId, String> pseudonyms,
        Estimated estimated) {
    public StudyResult {
        inputs = List.copyOf(inputs);
        findings = List.copyOf(findings);
        outcomes = List.copyOf(outcomes);
        pseudonyms = Map.copyOf(pseudonyms);
    }

    /** What the protocol asks for. */
    public record Asked(
            String studyId,
            String title,
            IntakeSettings intake,
            LinkageSettings linkage,
            OffenceSettings offence,
            OutcomeSettings outcome,
            PublishSettings publish) {}

    /**
     * What was worked out of all participants together.
     *
     * @param definitions what definitions do to the rate
     * @param rates how sure the rate of each window is, in the protocol's order
     * @param audited the audited sample of the unlinked; empty without one
     * @param compared each study group against the reference with covariates held equal; empty where the protocol does not ask
     */
    public record Estimated(
            DefinitionTable definitions,
            List<WindowRate> rates,
            List<AuditedOutcome> audited,
            List<AdjustedComparison.Pair> compared) {
        public Estimated {
            rates = List.copyOf(rates);
            audited = List.copyOf(audited);
            compared = List.copyOf(compared);
        }
    }

    public String studyId() {
        return asked.studyId();
    }

    public String title() {
        return asked.title();
    }

    public IntakeSettings intake() {
        return asked.intake();
    }

    public LinkageSettings linkageSettings() {
        return asked.linkage();
    }

    public OffenceSettings offence() {
        return asked.offence();
    }

    public OutcomeSettings outcome() {
        return asked.outcome();
    }

    public PublishSettings publish() {
        return asked.publish();
    }

    public DefinitionTable definitions() {
        return estimated.definitions();
    }

    public List<WindowRate> rates() {
        return estimated.rates();
    }

    public List<AdjustedComparison.Pair> compared() {
        return estimated.compared();
    }

    public List<AuditedOutcome> audited() {
        return estimated.audited();
    }

    /** Whether the study has a custody file; without one nobody knows of recalls, and 0 would be a guess. */
    public boolean custodyKnown() {
        return inputs.stream().anyMatch(file -> file.section().equals(ExtractKind.CUSTODY.section()));
    }

    /** How the offences of the linked were classified. */
    public ClassificationCoverage classification() {
        return ClassificationCoverage.of(outcomes.stream()
                .flatMap(outcome -> outcome.offences().stream())
                .map(OffenceOutcome::classified)
                .toList());
    }

    /** The pseudonym that stands for a participant in every output. */
    public String pseudonym(ParticipantId id) {
        String pseudonym = pseudonyms.get(id);
        if (pseudonym == null) {
            throw new IllegalArgumentException("no pseudonym for this participant");
        }
        return pseudonym;
    }
}

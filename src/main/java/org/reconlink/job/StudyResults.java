package org.reconlink.job;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.publish.Pseudonyms;
import org.reconlink.result.StudyResult;
import org.reconlink.result.StudyResult.Asked;
import org.reconlink.result.StudyResult.Estimated;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.Study;

/** Puts together what a run found out from the working store. */
final class StudyResults {
    private StudyResults() {}

    static StudyResult read(RunContext run, WorkingStore store) {
        Study study = run.study();
        List<ParticipantId> ids = store.participants().read(run.runId()).stream()
                .map(Participant::id)
                .toList();
        Map<ParticipantId, String> pseudonyms = new Pseudonyms(run.key(), study.id()).of(ids);
        List<ParticipantOutcome> outcomes = store.outcomes().read(run.runId()).stream()
                .sorted(Comparator.comparing(
                        outcome -> pseudonyms.getOrDefault(outcome.participant().id(), "")))
                .toList();
        return new StudyResult(
                asked(study),
                store.inputFiles().read(run.runId()),
                store.findings().read(run.runId()).stream().sorted().toList(),
                store.readLinkage(run.runId()),
                store.readPersonJoins(run.runId()).total(),
                outcomes,
                pseudonyms,
                new Estimated(
                        store.definitions().read(run.runId()).stream()
                                .findFirst()
                                .orElse(DefinitionTable.EMPTY),
                        store.windowRates().read(run.runId()),
                        store.auditedOutcomes().read(run.runId()),
                        store.comparedPairs().read(run.runId())));
    }

    /** Of a run that ended before linkage. */
    static StudyResult ofInput(RunContext run, WorkingStore store) {
        return new StudyResult(
                asked(run.study()),
                store.inputFiles().read(run.runId()),
                store.findings().read(run.runId()).stream().sorted().toList(),
                LinkageResult.NONE,
                0,
                List.of(),
                Map.of(),
                new Estimated(DefinitionTable.EMPTY, List.of(), List.of(), List.of()));
    }

    private static Asked asked(Study study) {
        return new Asked(
                study.id(),
                study.title(),
                study.intake(),
                study.linkage(),
                study.offence(),
                study.outcome(),
                study.publish());
    }
}

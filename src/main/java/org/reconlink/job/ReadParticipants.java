package org.reconlink.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.Intake;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.linkage.study.RepeatedParticipants;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.publish.CarriedColumn;
import org.reconlink.store.WorkingStore;

/** Reads the participant sheet into the working store. */
final class ReadParticipants implements RunStep {
    private final RunContext run;
    private final WorkingStore store;
    private String summary = "";

    ReadParticipants(RunContext run, WorkingStore store) {
        this.run = run;
        this.store = store;
    }

    @Override
    public int execute() throws Exception {
        ExtractSettings settings = run.study().participants();
        List<Participant> participants = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<FileFacts> facts = new ArrayList<>();
        for (Path file : settings.files()) {
            try (ExtractReader<Participant> rows =
                    Intake.participants(file, settings, run.study().intake(), findings::add, run.scans())) {
                Rows.addAll(rows, participants::add);
                facts.add(rows.facts());
            }
        }
        run.key().require(InventedPeople.are(run.study().id(), participants));
        findings.addAll(run.key().findings());
        findings.addAll(
                CarriedColumn.findings(participants, run.study().publish().freeText()));
        participants = together(participants, findings);
        store.participants().replace(run.runId(), participants);
        store.inputFiles().replace(run.runId(), facts);
        store.findings().replace(run.runId(), "readParticipants", findings);
        summary = participants.size() + " participants";
        return participants.size();
    }

    /** What only all of them tell: who is there twice, and in which groups they are. */
    private List<Participant> together(List<Participant> participants, List<Finding> findings) {
        OutcomeSettings outcome = run.study().outcome();
        Repeated rule = outcome.inclusion().repeated();
        RepeatedParticipants repeated = RepeatedParticipants.among(participants);
        findings.addAll(RepeatedFindings.of(participants, repeated.pairs(), rule));
        StudyGroups groups = StudyGroups.of(
                repeated.episodes(rule, outcome.windows().get(0).from()),
                outcome.groups(),
                run.study().participants().columns().get("group"));
        findings.addAll(groups.findings());
        return groups.participants();
    }

    @Override
    public String summary() {
        return summary;
    }
}

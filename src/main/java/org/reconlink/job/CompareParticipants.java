package org.reconlink.job;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.linkage.study.RepeatedParticipants;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.publish.CarriedColumn;
import org.reconlink.store.WorkingStore;

/**
 * Makes of the rows of the participant sheet the participants of the study: says what only all of them tell, which is who is there
 * twice, in which groups they are, what their carried columns hold and whether the key for pseudonyms is fit for them.
 */
final class CompareParticipants implements RunStep {
    private final RunContext run;
    private final WorkingStore store;
    private String summary = "";

    CompareParticipants(RunContext run, WorkingStore store) {
        this.run = run;
        this.store = store;
    }

    @Override
    public int execute() {
        List<Participant> rows = store.participantRows().read(run.runId());
        run.key().require(InventedPeople.are(run.study().id(), rows));
        List<Finding> findings = new ArrayList<>(run.key().findings());
        findings.addAll(CarriedColumn.findings(rows, run.study().publish().freeText()));
        List<Participant> participants = together(rows, findings);
        store.participants().replace(run.runId(), participants);
        store.findings().replace(run.runId(), "compareParticipants", findings);
        summary = participants.size() + " participants";
        return participants.size();
    }

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

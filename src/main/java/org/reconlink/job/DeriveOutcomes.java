package org.reconlink.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.offence.ClassificationCoverage;
import org.reconlink.offence.OffenceClassifier;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.SeriousnessScales;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.Derived;
import org.reconlink.outcome.OffenceOutcome;
import org.reconlink.outcome.OutcomeDeriver;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.Study;

/** Works out what happened to each participant. */
final class DeriveOutcomes implements RunStep {
    private final RunContext run;
    private final WorkingStore store;
    private String summary = "";

    DeriveOutcomes(RunContext run, WorkingStore store) {
        this.run = run;
        this.store = store;
    }

    @Override
    public int execute() {
        String id = run.runId();
        List<Participant> participants = store.participants().read(id);
        LinkageResult linkage = store.readLinkage(id);
        PersonJoins.Finder persons = store.readPersonJoins(id).finder();
        Map<PersonId, List<ConvictionRecord>> histories =
                store.convictions().read(id).stream().collect(Collectors.groupingBy(row -> persons.of(row.person())));
        Map<ParticipantId, List<CustodySpell>> spells =
                new SpellOwners(participants).byOwner(store.custodySpells().read(id));
        Map<ParticipantId, LinkDecision> decisions = new HashMap<>();
        linkage.decisions().forEach(decision -> decisions.put(decision.participant(), decision));
        OutcomeDeriver deriver = deriver(run.study());
        List<Derived> all = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Participant participant : participants) {
            LinkDecision decision = decisions.get(participant.id());
            @Nullable PersonId person = decision == null ? null : decision.person();
            Derived derived = deriver.derive(
                    participant,
                    person != null,
                    person == null ? List.of() : histories.getOrDefault(person, List.of()),
                    spells.getOrDefault(participant.id(), List.of()));
            all.add(derived);
            findings.addAll(derived.findings());
        }
        List<ParticipantOutcome> outcomes = all.stream().map(Derived::outcome).toList();
        store.outcomes().replace(id, outcomes);
        store.definitions().replace(id, List.of(DefinitionTable.of(deriver.definitions(), all)));
        store.findings().replace(id, "deriveOutcomes", findings);
        ClassificationCoverage coverage = ClassificationCoverage.of(outcomes.stream()
                .flatMap(outcome -> outcome.offences().stream())
                .map(OffenceOutcome::classified)
                .toList());
        summary = outcomes.stream().filter(ParticipantOutcome::included).count() + " of " + outcomes.size()
                + " participants included; court mode known of " + coverage.classified() + " of " + coverage.offences()
                + " offences";
        return outcomes.size();
    }

    /** The study's rules for outcomes. */
    static OutcomeDeriver deriver(Study study) {
        OffenceSettings offence = study.offence();
        OffenceClassifier classifier = OffenceClassifier.shipped(offence);
        return new OutcomeDeriver(study.outcome(), offence, classifier::classify, SeriousnessScales.of(offence));
    }

    @Override
    public String summary() {
        return summary;
    }
}

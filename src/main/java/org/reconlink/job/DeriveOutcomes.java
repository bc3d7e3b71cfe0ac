package org.reconlink.job;

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
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.offence.ClassificationCoverage;
import org.reconlink.offence.OffenceClassifier;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.SeriousnessScales;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.OutcomeDeriver;
import org.reconlink.outcome.OutcomeDeriver.Derived;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.Study;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStream;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Works out what happened to each participant. */
final class DeriveOutcomes implements ItemProcessor<Participant, Derived>, ItemWriter<Derived>, ItemStream {
    static final String STEP = "deriveOutcomes";

    private final WorkingStore store;
    private final String run;
    private final OutcomeDeriver deriver;
    private Map<ParticipantId, PersonId> persons = Map.of();
    private Map<PersonId, List<ConvictionRecord>> histories = Map.of();
    private Map<ParticipantId, List<CustodySpell>> spells = Map.of();

    DeriveOutcomes(RunContext run, WorkingStore store) {
        this.store = store;
        this.run = run.runId();
        this.deriver = deriver(run.study());
    }

    @Override
    public void open(ExecutionContext context) {
        persons = new HashMap<>();
        for (LinkDecision decision : store.readLinkage(run).decisions()) {
            if (decision.person() != null) {
                persons.put(decision.participant(), decision.person());
            }
        }
        PersonJoins.Finder joined = store.readPersonJoins(run).finder();
        histories =
                store.convictions().read(run).stream().collect(Collectors.groupingBy(row -> joined.of(row.person())));
        spells = new SpellOwners(store.participants().read(run))
                .byOwner(store.custodySpells().read(run));
    }

    @Override
    public Derived process(Participant participant) {
        @Nullable PersonId person = persons.get(participant.id());
        return deriver.derive(
                participant,
                person != null,
                person == null ? List.of() : histories.getOrDefault(person, List.of()),
                spells.getOrDefault(participant.id(), List.of()));
    }

    @Override
    public void write(Chunk<? extends Derived> chunk) {
        List<Derived> derived = List.copyOf(chunk.getItems());
        store.outcomes().append(run, derived.stream().map(Derived::outcome).toList());
        List<Finding> findings =
                derived.stream().flatMap(one -> one.findings().stream()).toList();
        store.findings().append(run, STEP, findings);
        DefinitionTable before =
                store.definitions().read(run).stream().findFirst().orElse(DefinitionTable.EMPTY);
        store.definitions().replace(run, List.of(before.plus(DefinitionTable.of(deriver.definitions(), derived))));
    }

    @Override
    public void close() {
        persons = Map.of();
        histories = Map.of();
        spells = Map.of();
    }

    /** What the participants' outcomes add up to. */
    static String summary(WorkingStore store, String run) {
        List<ParticipantOutcome> outcomes = store.outcomes().read(run);
        ClassificationCoverage coverage = ClassificationCoverage.of(outcomes.stream()
                .flatMap(outcome -> outcome.offences().stream())
                .map(OffenceOutcome::classified)
                .toList());
        return outcomes.stream().filter(ParticipantOutcome::included).count() + " of " + outcomes.size()
                + " participants included; court mode known of " + coverage.classified() + " of " + coverage.offences()
                + " offences";
    }

    /** The study's rules for outcomes. */
    static OutcomeDeriver deriver(Study study) {
        OffenceSettings offence = study.offence();
        OffenceClassifier classifier = OffenceClassifier.shipped(offence);
        return new OutcomeDeriver(
                study.outcome(),
                offence,
                classifier::classify,
                SeriousnessScales.of(offence),
                study.intake().dates().responsibleFrom());
    }
}

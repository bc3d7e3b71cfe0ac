package org.reconlink.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Intake;
import org.reconlink.intake.IntakeException;
import org.reconlink.job.ExtractRows.InputFacts;
import org.reconlink.job.ExtractRows.StepFindings;
import org.reconlink.job.InputCheck.InventedPeople;
import org.reconlink.job.InputCheck.RepeatedFindings;
import org.reconlink.job.LinkedConvictions.ConvictionRows;
import org.reconlink.job.StopRequest.Stopping;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.kernel.Sha256;
import org.reconlink.linkage.study.RepeatedParticipants;
import org.reconlink.outcome.OutcomeDeriver.Derived;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.publish.CarriedColumn;
import org.reconlink.publish.DataPackage;
import org.reconlink.publish.PublishedTables;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.store.RunRegister;
import org.reconlink.store.WorkingStore;
import org.reconlink.store.research.ResearchDatabase;
import org.reconlink.store.research.ResearchDatabase.ResearchDataset;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.listener.StepListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStream;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The steps as beans. Rows go chunk by chunk: read, filtered, written, and how far a step has come is kept with each chunk. What
 * needs all rows at once is one transaction that replaces what it wrote before, so that it can be done again.
 */
@Configuration(proxyBeanMethods = false)
class RunSteps {
    private static final int ROWS_A_CHUNK = 20_000;
    private static final int PEOPLE_A_CHUNK = 1_000;
    private static final String RUN = "#{jobParameters['" + RunRegister.RUN + "']}";
    private static final String STEP = "#{stepExecution.stepName}";

    private final JobRepository runs;
    private final PlatformTransactionManager transactions;
    private final RunContext run;
    private final WorkingStore store;
    private final Progress progress;
    private final Stopping stopping;
    private final ExtractMemory memory = new ExtractMemory();
    private final @Nullable JobInstance before;

    RunSteps(
            JobRepository runs,
            PlatformTransactionManager transactions,
            RunContext run,
            WorkingStore store,
            Progress progress,
            Stopping stopping) {
        this.runs = runs;
        this.transactions = transactions;
        this.run = run;
        this.store = store;
        this.progress = progress;
        this.stopping = stopping;
        this.before = runs.getJobInstance(ReconvictionJob.NAME, run.parameters());
    }

    @Bean
    Step checkInputs() {
        return step("checkInputs", new CheckInputs(run));
    }

    @Bean
    Step readParticipants(ItemStreamReader<Participant> participantRows) {
        String id = run.runId();
        return RunSteps.<Participant, Participant>skippingRejected(chunks("readParticipants", PEOPLE_A_CHUNK))
                .reader(participantRows)
                .writer(chunk -> store.participantRows().append(id, List.copyOf(chunk.getItems())))
                .stream(new Anew(() -> {
                    store.participantRows().clear(id);
                    InputFacts.replace(store, id, "participants", List.of());
                    store.findings().clear(id, "readParticipants");
                }))
                .listener(told(() -> store.participantRows().count(id) + " rows"))
                .build();
    }

    @Bean
    @Scope(value = "step", proxyMode = ScopedProxyMode.INTERFACES)
    ExtractRows<Participant> participantRows(@Value(RUN) String id, @Value(STEP) String step) {
        return new ExtractRows<>(
                store, id, step, run.study().intake(), run.scans(), run.study().participants(), Intake::participants);
    }

    @Bean
    Step compareParticipants() {
        return step("compareParticipants", new CompareParticipants(run, store));
    }

    @Bean
    Step readCustody(ItemStreamReader<CustodySpell> spellRows, ItemProcessor<CustodySpell, CustodySpell> ownedSpells) {
        String id = run.runId();
        return RunSteps.<CustodySpell, CustodySpell>skippingRejected(chunks("readCustody", PEOPLE_A_CHUNK))
                .reader(spellRows)
                .processor(ownedSpells)
                .writer(chunk -> store.custodySpells().append(id, List.copyOf(chunk.getItems())))
                .stream(new Anew(() -> {
                    store.custodySpells().clear(id);
                    InputFacts.replace(store, id, "custody", List.of());
                    store.findings().clear(id, "readCustody");
                }))
                .listener(told(() -> run.study().custody() == null
                        ? "no custody file"
                        : store.custodySpells().count(id) + " custody spells"))
                .build();
    }

    @Bean
    @Scope(value = "step", proxyMode = ScopedProxyMode.INTERFACES)
    ExtractRows<CustodySpell> spellRows(@Value(RUN) String id, @Value(STEP) String step) {
        return new ExtractRows<>(
                store, id, step, run.study().intake(), run.scans(), run.study().custody(), Intake::custody);
    }

    @Bean
    @Scope(value = "step", proxyMode = ScopedProxyMode.INTERFACES)
    OwnedSpells ownedSpells(@Value(RUN) String id, @Value(STEP) String step) {
        return new OwnedSpells(store, id, step);
    }

    /** Done again on a restart, as long as a step is open that needs it: identities live in memory only. */
    @Bean
    Step indexIdentities() {
        return step("indexIdentities", new IndexIdentities(run, store, memory, progress), true);
    }

    /** Done again on a restart, as long as a step is open that needs it: what it leaves open lives in memory only. */
    @Bean
    Step linkPersons() {
        return step("linkPersons", new LinkPersons(run, store, memory, progress), true);
    }

    @Bean
    Step collectConvictions() {
        LinkedConvictions linked = new LinkedConvictions(run, store);
        return this.<ConvictionRecord, ConvictionRecord>chunks("collectConvictions", ROWS_A_CHUNK)
                .reader(new ConvictionRows(run, store, linked, memory, progress))
                .processor(linked)
                .writer(linked)
                .stream(new Anew(() -> store.convictions().clear(run.runId())))
                .listener(told(linked))
                .build();
    }

    @Bean
    Step deriveOutcomes(ItemStreamReader<Participant> cohort) {
        String id = run.runId();
        DeriveOutcomes outcomes = new DeriveOutcomes(run, store);
        return this.<Participant, Derived>chunks(DeriveOutcomes.STEP, PEOPLE_A_CHUNK)
                .reader(cohort)
                .processor(outcomes)
                .writer(outcomes)
                .stream(new Anew(() -> {
                    store.outcomes().clear(id);
                    store.definitions().clear(id);
                    store.findings().clear(id, DeriveOutcomes.STEP);
                }))
                .listener(told(() -> DeriveOutcomes.summary(store, id)))
                .build();
    }

    @Bean
    @Scope(value = "step", proxyMode = ScopedProxyMode.INTERFACES)
    StoredParticipants cohort(@Value(RUN) String id) {
        return new StoredParticipants(store, id);
    }

    @Bean
    Step estimateRate() {
        return step("estimateRate", new EstimateRate(run, store, memory, progress));
    }

    @Bean
    Step publishDataset() {
        return step("publishDataset", new PublishDataset(run, store));
    }

    @Bean
    Step loadDatabase() {
        return step("loadDatabase", new LoadDatabase(run, store));
    }

    @Bean
    Step refuseInput() {
        return new StepBuilder("refuseInput", runs)
                .tasklet(new RefuseInput(run, store), transactions)
                .allowStartIfComplete(true)
                .build();
    }

    private <I, O> ChunkOrientedStepBuilder<I, O> chunks(String name, int size) {
        return new StepBuilder(name, runs)
                .<I, O>chunk(size)
                .transactionManager(transactions)
                .allowStartIfComplete(wasRefused(name))
                .interruptionPolicy(stopping)
                .listener((StepExecutionListener) stopping);
    }

    /** How many rows may be rejected is a question of the whole extract, asked when all is read. */
    private static <I, O> ChunkOrientedStepBuilder<I, O> skippingRejected(ChunkOrientedStepBuilder<I, O> step) {
        return step.faultTolerant().skipPolicy((failure, count) -> failure instanceof ExtractRows.RejectedRow);
    }

    /** Hears of the step's end after its reader, which may have refused the input. */
    private StepListener told(Summarised work) {
        return new StepProgress(progress, work);
    }

    private Step step(String name, RunStep work) {
        return step(name, work, wasRefused(name));
    }

    private Step step(String name, RunStep work, boolean again) {
        return new StepBuilder(name, runs)
                .tasklet((contribution, chunk) -> execute(work, contribution), transactions)
                .allowStartIfComplete(again)
                .listener((StepExecutionListener) stopping)
                .listener(new StepProgress(progress, work))
                .build();
    }

    private RepeatStatus execute(RunStep work, StepContribution contribution) throws Exception {
        @Nullable Refusal refusal;
        try {
            contribution.incrementWriteCount(work.execute());
            for (long row = 0; row < work.rows().read(); row++) {
                contribution.incrementReadCount();
            }
            contribution.incrementReadSkipCount(work.rows().rejected());
            refusal = work.refusal();
        } catch (IntakeException e) {
            refusal = Refusal.of(e);
        }
        if (refusal != null) {
            store.findings().refuse(run.runId(), refusal.findings());
            contribution.setExitStatus(ExitCode.INPUT_REJECTED.status(refusal.because()));
        }
        return RepeatStatus.FINISHED;
    }

    /** A step that refused the input is complete for Batch; when the run is given again, it looks again. */
    private boolean wasRefused(String step) {
        @Nullable StepExecution last = before == null ? null : runs.getLastStepExecution(before, step);
        return last != null && ExitCode.INPUT_REJECTED.is(last.getExitStatus());
    }

    /** Tells whoever watches the run when a step begins and, if it did what it was to do, ends. */
    private record StepProgress(Progress progress, Summarised work) implements StepExecutionListener {
        @Override
        public void beforeStep(StepExecution execution) {
            progress.stepStarted(execution.getStepName());
        }

        @Override
        public @Nullable ExitStatus afterStep(StepExecution execution) {
            if (ExitCode.DONE.is(execution.getExitStatus())) {
                progress.stepEnded(execution.getStepName(), work.summary());
            }
            return null;
        }
    }

    /** Opens every input once before anything is read: all files that cannot be used are reported together. */
    private static final class CheckInputs implements RunStep {
        private final RunContext run;
        private @Nullable Refusal refusal;

        CheckInputs(RunContext run) {
            this.run = run;
        }

        @Override
        public int execute() throws Exception {
            List<Finding> findings = InputCheck.of(run.study(), run.scans(), run.cluster());
            if (findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)) {
                refusal = new Refusal("input files cannot be used", findings);
            }
            return 0;
        }

        @Override
        public @Nullable Refusal refusal() {
            return refusal;
        }

        @Override
        public String summary() {
            return "headings found in every file";
        }
    }

    /** The participants of a run, from the working store; how many were taken is kept in the step's execution context. */
    private static final class StoredParticipants extends AbstractItemCountingItemStreamItemReader<Participant> {
        private final WorkingStore store;
        private final String run;
        private List<Participant> participants = List.of();
        private int next;

        StoredParticipants(WorkingStore store, String run) {
            this.store = store;
            this.run = run;
            setName("participants");
        }

        @Override
        protected void doOpen() {
            participants = store.participants().read(run);
            next = 0;
        }

        @Override
        protected void jumpToItem(int item) {
            next = item;
        }

        @Override
        protected @Nullable Participant doRead() {
            return next < participants.size() ? participants.get(next++) : null;
        }

        @Override
        protected void doClose() {
            participants = List.of();
        }
    }

    /** Loads the tables of the run's data package into the study's research database, if it has one. */
    private static final class LoadDatabase implements RunStep {
        private final RunContext run;
        private final WorkingStore store;
        private String summary = "no research database";

        LoadDatabase(RunContext run, WorkingStore store) {
            this.run = run;
            this.store = store;
        }

        @Override
        public int execute() throws Exception {
            DatabaseSettings database = run.study().publish().database();
            if (database == null) {
                return 0;
            }
            Map<String, Object> loading = new TreeMap<>(Map.of("run", run.runId(), "database", database.target()));
            if (database.driver() != null) { // a program of others that sees all tables
                loading.put("driver", Sha256.hex(database.driver()));
            }
            run.trail().append("loading database", loading);
            Path published = run.output().resolve(run.study().id()).resolve(run.runId());
            ResearchDataset dataset = new ResearchDataset(
                    run.study().id(),
                    run.runId(),
                    run.study().protocolSha256(),
                    Sha256.hex(published.resolve(DataPackage.DESCRIPTOR)),
                    PublishedTables.of(StudyResults.read(run, store)));
            summary = "schema " + new ResearchDatabase(database).publish(dataset);
            return 1;
        }

        @Override
        public String summary() {
            return summary;
        }
    }

    /** Keeps the custody spells of participants; spells of anybody else are reported and filtered out. */
    private static final class OwnedSpells implements ItemProcessor<CustodySpell, CustodySpell>, ItemStream {
        private final WorkingStore store;
        private final String run;
        private final StepFindings findings;
        private @Nullable SpellOwners owners;

        OwnedSpells(WorkingStore store, String run, String step) {
            this.store = store;
            this.run = run;
            this.findings = new StepFindings(store, run, step);
        }

        @Override
        public @Nullable CustodySpell process(CustodySpell spell) {
            if (!owners().owners(spell).isEmpty()) {
                return spell;
            }
            findings.accept(new Finding(
                    Finding.Severity.WARNING,
                    "custody spell of nobody",
                    spell.source().file(),
                    spell.source().sheet(),
                    spell.source().row(),
                    null,
                    "no participant has this number",
                    "check the number against the participant sheet; the spell is left out"));
            return null;
        }

        private SpellOwners owners() {
            SpellOwners known = owners;
            if (known == null) {
                known = new SpellOwners(store.participants().read(run));
                owners = known;
            }
            return known;
        }

        @Override
        public void update(ExecutionContext context) {
            findings.keep();
        }
    }

    /**
     * Forgets what an earlier try of a chunk step wrote, unless the step goes on from there.
     *
     * @param forget clears the tables that the step writes
     */
    record Anew(Runnable forget) implements ItemStream {
        private static final String GOES_ON = "goes on";

        @Override
        public void open(ExecutionContext context) {
            if (!context.containsKey(GOES_ON)) {
                forget.run();
            }
        }

        @Override
        public void update(ExecutionContext context) {
            context.putString(GOES_ON, "");
        }
    }

    /**
     * Makes of the rows of the participant sheet the participants of the study: says what only all of them tell, which is who is there
     * twice, in which groups they are, what their carried columns hold and whether the key for pseudonyms is fit for them.
     */
    static final class CompareParticipants implements RunStep {
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
}

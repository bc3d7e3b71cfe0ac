package org.reconlink.job;

import org.reconlink.store.WorkingStore;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The steps as beans. Each is one transaction that replaces what it wrote before, so that it can be run again; only the
 * second pass over the conviction extract, which is long, goes chunk by chunk.
 */
@Configuration(proxyBeanMethods = false)
class RunSteps {
    private static final int ROWS_A_CHUNK = 20_000;

    private final JobRepository runs;
    private final PlatformTransactionManager transactions;
    private final RunContext run;
    private final WorkingStore store;
    private final Progress progress;
    private final StopRequest stop;
    private final ExtractMemory memory = new ExtractMemory();

    RunSteps(
            JobRepository runs,
            PlatformTransactionManager transactions,
            RunContext run,
            WorkingStore store,
            Progress progress,
            StopRequest stop) {
        this.runs = runs;
        this.transactions = transactions;
        this.run = run;
        this.store = store;
        this.progress = progress;
        this.stop = stop;
    }

    @Bean
    Step checkInputs() {
        return step("checkInputs", new CheckInputs(run, store), false);
    }

    @Bean
    Step readParticipants() {
        return step("readParticipants", new ReadParticipants(run, store), false);
    }

    @Bean
    Step readCustody() {
        return step("readCustody", new ReadCustody(run, store), false);
    }

    /** Runs again on every restart: identities live in memory only. */
    @Bean
    Step indexIdentities() {
        return step("indexIdentities", new IndexIdentities(run, store, memory, progress), true);
    }

    /** Runs again on every restart: what it leaves open lives in memory only. */
    @Bean
    Step linkPersons() {
        return step("linkPersons", new LinkPersons(run, store, memory, progress), true);
    }

    @Bean
    Step collectConvictions() {
        LinkedConvictions linked = new LinkedConvictions(run, store);
        return new StepBuilder("collectConvictions", runs)
                .<org.reconlink.kernel.ConvictionRecord, org.reconlink.kernel.ConvictionRecord>chunk(ROWS_A_CHUNK)
                .transactionManager(transactions)
                .reader(new ConvictionRows(linked, memory, progress))
                .processor(linked)
                .writer(linked)
                .listener(new StepProgress(progress, linked))
                .listener((StepExecutionListener) stop)
                .build();
    }

    @Bean
    Step deriveOutcomes() {
        return step("deriveOutcomes", new DeriveOutcomes(run, store), false);
    }

    @Bean
    Step estimateRate() {
        return step("estimateRate", new EstimateRate(run, store, memory, progress), false);
    }

    @Bean
    Step publishDataset() {
        return step("publishDataset", new PublishDataset(run, store), false);
    }

    @Bean
    Step loadDatabase() {
        return step("loadDatabase", new LoadDatabase(run, store), false);
    }

    private Step step(String name, RunStep work, boolean onEveryRestart) {
        return new StepBuilder(name, runs)
                .tasklet((contribution, chunk) -> execute(work, contribution), transactions)
                .allowStartIfComplete(onEveryRestart)
                .listener(new StepProgress(progress, work))
                .listener((StepExecutionListener) stop)
                .build();
    }

    private static RepeatStatus execute(RunStep work, StepContribution contribution) throws Exception {
        contribution.incrementWriteCount(work.execute());
        return RepeatStatus.FINISHED;
    }
}

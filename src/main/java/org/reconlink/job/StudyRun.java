package org.reconlink.job;

import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.intake.FileScans;
import org.reconlink.job.ReconvictionJob.IdentitiesNeeded;
import org.reconlink.job.RunIdentity.RunParameters;
import org.reconlink.job.RunMetrics.BatchMeters;
import org.reconlink.job.StopRequest.Stopping;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.Linker.EarlierLink;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.publish.OutputDirectory;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.review.Deliberation;
import org.reconlink.review.Tracing;
import org.reconlink.store.CompletedNote;
import org.reconlink.store.RunRegister;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.Study;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.autoconfigure.observation.BatchObservationAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Runs a study once, restarts it where an earlier try ended, or finds that there is nothing to do. */
public final class StudyRun {
    private final Study study;
    private final Options options;
    private final Progress progress;
    private final StopRequest stop;
    private final Clock clock;
    private final Function<Path, WorkingStore> stores;
    private final @Nullable ExtractOnCluster cluster;

    /**
     * How to run.
     *
     * @param work folder of all working stores
     * @param output folder of all outputs
     * @param force why to run again what is complete; null: do not
     * @param environmentKey key for pseudonyms from the environment; null if there is none
     * @param codeVersion version of the product
     * @param traces where the run tells how it went
     */
    public record Options(
            Path work,
            Path output,
            @Nullable String force,
            @Nullable String environmentKey,
            String codeVersion,
            TraceFiles traces) {}

    public StudyRun(Study study, Options options, Progress progress, StopRequest stop, Clock clock) {
        this(study, options, progress, stop, clock, WorkingStore::openForRun);
    }

    /** A run whose conviction extract a cluster reads. */
    public StudyRun(ExtractOnCluster cluster, Options options, Progress progress, StopRequest stop, Clock clock) {
        this(cluster.study(), options, progress, stop, clock, WorkingStore::openForRun, cluster);
    }

    /** @param stores opens the working store in a folder */
    public StudyRun(
            Study study,
            Options options,
            Progress progress,
            StopRequest stop,
            Clock clock,
            Function<Path, WorkingStore> stores) {
        this(study, options, progress, stop, clock, stores, null);
    }

    private StudyRun(
            Study study,
            Options options,
            Progress progress,
            StopRequest stop,
            Clock clock,
            Function<Path, WorkingStore> stores,
            @Nullable ExtractOnCluster cluster) {
        this.cluster = cluster;
        this.study = study;
        this.options = options;
        this.progress = progress;
        this.stop = stop;
        this.clock = clock;
        this.stores = stores;
    }

    /**
     * Runs to an end, whatever it is.
     *
     * @param trail the command's part in the study's events; what the run is about to do is told there first
     */
    public RunReport run(AuditTrail trail) throws IOException {
        FileScans scans = cluster == null ? new FileScans() : cluster.scans();
        PseudonymKey key = key();
        String withoutVerdicts = withoutVerdicts(key, scans);
        Path folder = options.work().resolve(study.id());
        CompletedNote note = CompletedNote.read(folder).orElse(null);
        if (note != null && note.given().equals(withoutVerdicts) && options.force() == null) {
            return nothingNew(note.run(), note.output());
        }
        try (WorkingStore store = stores.apply(folder)) {
            Basis basis = basis(store, withoutVerdicts);
            List<StoredRun> versions = store.runs().versions(basis.identity);
            StoredRun last = versions.isEmpty() ? null : versions.get(versions.size() - 1);
            if (last != null && last.status() == StoredRun.Status.COMPLETED && options.force() == null) {
                RefuseInput.clear(folder);
                removeWorkingData(store, last.id());
                store.note(new CompletedNote(withoutVerdicts, last.id(), String.valueOf(last.output())));
                return nothingNew(last.id(), String.valueOf(last.output()));
            }
            int version = version(last);
            String runId = study.outcome().dataCut() + "-" + basis.identity.substring(0, 8)
                    + (version == 1 ? "" : "-" + version);
            // a run that is taken up again keeps what was the last when it first began
            String lastRun = store.runs().find(runId).isPresent()
                    ? store.runs().lastRun(runId).orElse(null)
                    : lastRun(store);
            JobParameters parameters = new RunParameters(
                            basis.identity,
                            version,
                            runId,
                            basis.base,
                            basis.before == null ? null : basis.before.id(),
                            lastRun)
                    .of(study, options, trail.author());
            trail.append("run begun", begun(runId, basis, last));
            return launch(store, basis, context(runId, basis, parameters, folder, key, scans, trail), spring -> {
                Job job = spring.getBean(Job.class);
                return spring.getBean(Launch.class).launch(job, parameters);
            });
        }
    }

    /**
     * Goes on with a run for which Spring Batch's own tools have made an execution, with what the run was given.
     *
     * @throws ChangedException if what the run stands on is no longer what it was
     */
    RunReport goOn(WorkingStore store, JobExecution execution, AuditTrail trail) throws IOException {
        FileScans scans = new FileScans();
        PseudonymKey key = key();
        Basis basis = basis(store, withoutVerdicts(key, scans));
        JobParameters given = execution.getJobParameters();
        if (!basis.identity.equals(given.getString(RunRegister.IDENTITY))) {
            throw new ChangedException(
                    "protocol, input files, key, verdicts, earlier links or the product's version are"
                            + " not those that the run began with; 'reconlink run' makes a run of them as they are");
        }
        String runId = Objects.requireNonNull(given.getString(RunRegister.RUN));
        trail.append("run begun", begun(runId, basis, null));
        Path folder = options.work().resolve(study.id());
        return launch(store, basis, context(runId, basis, given, folder, key, scans, trail), spring -> {
            spring.getBean(Job.class).execute(execution);
            return execution;
        });
    }

    /** What a run stands on is no longer what it was, so that it cannot go on. */
    static final class ChangedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ChangedException(String message) {
            super(message);
        }
    }

    /**
     * What a run stands on.
     *
     * @param withoutVerdicts identity of what is given in files
     * @param base the identity but for the links of an earlier run
     * @param before whose links it is given; null if there is none
     * @param earlier those links
     */
    private record Basis(
            String withoutVerdicts,
            String base,
            @Nullable StoredRun before,
            List<EarlierLink> earlier,
            String identity) {}

    private PseudonymKey key() throws IOException {
        return PseudonymKey.read(study.publish().keyFile(), options.environmentKey());
    }

    private String withoutVerdicts(PseudonymKey key, FileScans scans) throws IOException {
        return RunIdentity.of(study, key.id(), options.codeVersion(), scans);
    }

    private Basis basis(WorkingStore store, String withoutVerdicts) {
        String base = RunIdentity.with(
                RunIdentity.with(
                        withoutVerdicts,
                        Deliberation.hash(Deliberation.of(store.judgements().all()))),
                Tracing.hash(store.tracings().all()));
        StoredRun before =
                store.runs().lastOnAnotherBase(base, study.outcome().dataCut()).orElse(null);
        List<EarlierLink> earlier = before == null ? List.of() : links(store, before);
        return new Basis(withoutVerdicts, base, before, earlier, RunIdentity.withEarlier(base, earlier));
    }

    private RunContext context(
            String runId,
            Basis basis,
            JobParameters parameters,
            Path folder,
            PseudonymKey key,
            FileScans scans,
            AuditTrail trail) {
        return new RunContext(
                study,
                runId,
                basis.identity,
                parameters,
                options.force(),
                options.output(),
                folder,
                key,
                versions(),
                scans,
                cluster,
                trail);
    }

    /** What is known of a run before it reads: whether it is new, goes on where an earlier try ended, or is there again. */
    private Map<String, @Nullable Object> begun(String run, Basis basis, @Nullable StoredRun last) {
        Map<String, @Nullable Object> begun = new HashMap<>();
        begun.put("run", run);
        begun.put("identity", basis.identity);
        begun.put("protocol_sha256", study.protocolSha256());
        begun.put("data_cut", study.outcome().dataCut());
        begun.put("reason", options.force());
        begun.put("output", options.output().toAbsolutePath().normalize().toString());
        begun.put("last_try", last == null ? null : EnumWords.of(last.status()));
        return begun;
    }

    private RunReport nothingNew(String run, String output) throws IOException {
        try {
            return RunReport.nothingNew(run, RunOutputs.find(study.id(), run, Path.of(output), options.output()));
        } catch (OutputsException e) {
            throw e.with("nothing is new to do, but these are missing: put them back, or make them again with --force");
        }
    }

    /**
     * The one that the run is compared with: the newest complete run of its data cut or the nearest before; for want of one
     * the latest. Null if there is none.
     */
    private @Nullable String lastRun(WorkingStore store) throws IOException {
        List<StoredRun> complete = store.runs().complete();
        Optional<String> before = complete.stream()
                .filter(run -> !run.dataCut().isAfter(study.outcome().dataCut()))
                .reduce((first, second) -> second)
                .or(() -> store.runs().latest())
                .map(StoredRun::id);
        // of a study whose store is lost the outputs are left
        return before.isPresent()
                ? before.get()
                : OutputDirectory.latest(options.output(), study.id()).orElse(null);
    }

    private static List<EarlierLink> links(WorkingStore store, StoredRun run) {
        List<EarlierLink> links = new ArrayList<>();
        if (!store.hasWorkingData(run.id())) {
            return links;
        }
        for (LinkDecision decision : store.readLinkage(run.id()).decisions()) {
            PersonId person = decision.person();
            if (person != null) {
                links.add(new EarlierLink(decision.participant(), person));
            }
        }
        return links;
    }

    /** At a run's end; again when there is nothing new, in case the process was killed between the two. */
    private void removeWorkingData(WorkingStore store, String run) {
        if (!study.keepsWorkingData() && store.hasWorkingData(run)) {
            store.removeWorkingData(run);
        }
    }

    /** A run that did not complete is taken up again; one that did gets a new version beside it. */
    private static int version(@Nullable StoredRun last) {
        if (last == null) {
            return 1;
        }
        boolean over = last.status() == StoredRun.Status.COMPLETED || last.status() == StoredRun.Status.PRUNED;
        return over ? last.version() + 1 : last.version();
    }

    /** How Batch is had to execute the job of a run. */
    private interface Execution {
        JobExecution in(ConfigurableApplicationContext spring) throws JobExecutionException;
    }

    private RunReport launch(WorkingStore store, Basis basis, RunContext run, Execution how) throws IOException {
        store.earlierLinks().replace(run.runId(), basis.earlier);
        RunReport report;
        try (StopRequest.Watch watch = stop.watch(run.workFolder())) {
            Objects.requireNonNull(watch);
            report = execute(run, store, how);
        }
        store.keepEventsHead(AuditTrail.head(run.trail().file()));
        if (report.status() == StoredRun.Status.COMPLETED) {
            String output =
                    store.runs().find(run.runId()).map(StoredRun::output).orElse("");
            store.note(new CompletedNote(basis.withoutVerdicts, run.runId(), output));
        }
        return report;
    }

    private RunReport execute(RunContext run, WorkingStore store, Execution how) throws IOException {
        TraceFiles traces = options.traces();
        RunLog log =
                new RunLog(traces.log(), RunProgress.in(run.workFolder()), study.id(), run.runId(), progress, clock);
        RunLineage lineage = new RunLineage(traces.lineage(), run, clock);
        BatchMeters meters = new BatchMeters(traces.metrics() != null, study.id(), run.runId());
        log.begun();
        stop.ifCutOff(lineage::cutOff);
        lineage.begun();
        try (ConfigurableApplicationContext context = context(run, store, log, meters)) {
            JobExecution execution = how.in(context);
            RunReport report = RunReport.of(run, store, execution);
            run.trail().append("run ended", ended(run, report));
            if (traces.metrics() != null) {
                RunMetrics.write(traces.metrics(), run, store, execution, meters, report);
            }
            lineage.ended(report, store);
            TraceFiles.Collector collector = traces.spans();
            if (collector != null && !RunTraces.send(collector.address(), run, execution, report)) {
                collector.complaint().accept("the address of --traces did not take the run's trace");
            }
            log.ended(report);
            if (report.status() == StoredRun.Status.COMPLETED) {
                RefuseInput.clear(run.workFolder());
                removeWorkingData(store, run.runId());
            }
            return report;
        } catch (JobExecutionException e) {
            throw new IllegalStateException("the run cannot be launched", e);
        }
    }

    private static Map<String, @Nullable Object> ended(RunContext run, RunReport report) {
        Map<String, @Nullable Object> ended = new HashMap<>();
        ended.put("run", run.runId());
        ended.put("status", EnumWords.of(report.status()));
        ended.put("exit_code", report.exitCode().code());
        ended.put("outcome", report.exitCode().meaning());
        if (report.isFailed()) {
            ended.put("failure", report.failureName().replaceFirst(".*[.$]", ""));
            ended.put(
                    "because",
                    report.findings().stream()
                            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                            .map(Finding::rule)
                            .distinct()
                            .toList());
        }
        return ended;
    }

    private ConfigurableApplicationContext context(
            RunContext run, WorkingStore store, Progress heard, BatchMeters meters) {
        // Logging is set up once, by its own file: set up anew, it has a moment without rules, in which a thread of the
        // store's connections can make it complain on the terminal.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        return new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    lend(beans, RunContext.class, run);
                    lend(beans, WorkingStore.class, store);
                    lend(beans, Progress.class, heard);
                    lend(beans, Clock.class, clock);
                    lend(beans, StopRequest.class, stop);
                    lend(beans, ObservationRegistry.class, meters.observations());
                    lend(beans, DataSource.class, store.dataSource());
                })
                .run();
    }

    /** Registers what outlives the context, so that closing the context leaves it open. */
    private static <T> void lend(GenericApplicationContext beans, Class<T> type, T bean) {
        beans.registerBean(
                type, () -> bean, definition -> ((AbstractBeanDefinition) definition).setDestroyMethodName(""));
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("reconlink", options.codeVersion());
        versions.put("spring-batch", springBatch());
        versions.put("spring-boot", SpringBootVersion.getVersion());
        return versions;
    }

    /** As the build wrote it: Spring Batch looks into the manifest of its own jar, and all are one. */
    private static String springBatch() {
        try {
            return PropertiesLoaderUtils.loadAllProperties("application.properties")
                    .getProperty("spring-batch.version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Spring puts together for a run: of all that it could configure, what a job in a database needs. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceTransactionManagerAutoConfiguration.class,
        BatchJdbcAutoConfiguration.class,
        BatchObservationAutoConfiguration.class
    })
    @Import({
        ReconvictionJob.class,
        RunSteps.class,
        RunEnd.class,
        IdentitiesNeeded.class,
        Stopping.class,
        Launch.class,
        MapJobRegistry.class
    })
    static class Wiring {}

    /**
     * Starts a job, or goes on where an earlier try of the same run ended. Both are the operator's start: it finds the instance by
     * the identifying parameters, and keeps those of this try, such as who gave it, with the execution.
     */
    record Launch(JobOperator operator, JobRepository runs) {

        JobExecution launch(Job job, JobParameters parameters) throws JobExecutionException {
            JobInstance instance = runs.getJobInstance(job.getName(), parameters);
            @Nullable JobExecution last = instance == null ? null : runs.getLastJobExecution(instance);
            if (last == null && instance != null) {
                // a process ended between the two writes of a launch, and Batch refuses an instance without an
                // execution
                runs.deleteJobInstance(instance);
            }
            if (last != null) {
                makeRestartable(last);
            }
            return operator.start(job, parameters);
        }

        /** An execution still marked as running belongs to a process that is gone: this one holds the store's lock. */
        private void makeRestartable(JobExecution last) {
            settle(last, runs);
            boolean open = last.isRunning()
                    || last.getStepExecutions().stream()
                            .anyMatch(step -> step.getStatus().isRunning());
            if (open) {
                operator.recover(last);
            }
        }

        /**
         * A full disk or a failing database can leave open whether a step's last commit was made, and neither the operator's recovery
         * nor a restart takes such a run. It does not matter: what a step writes, and how far it has come, are in one transaction
         * of one store, which has both or neither. So it failed, and the step that it was in.
         */
        static void settle(JobExecution last, JobRepository runs) {
            boolean ended = last.getStatus() == BatchStatus.UNKNOWN;
            for (StepExecution step : last.getStepExecutions()) {
                BatchStatus status = step.getStatus();
                if (status == BatchStatus.UNKNOWN || (ended && status.isRunning())) {
                    step.setStatus(BatchStatus.FAILED);
                    step.setExitStatus(ExitStatus.FAILED);
                    runs.update(step);
                }
            }
            if (ended) {
                last.setStatus(BatchStatus.FAILED);
                runs.update(last);
            }
        }
    }
}

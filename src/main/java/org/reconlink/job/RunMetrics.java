package org.reconlink.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.store.WorkingStore;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;

/** What a run did and how long it took, as metrics; counts only. */
final class RunMetrics {
    private final BatchMeters meters;

    private RunMetrics(BatchMeters meters) {
        this.meters = meters;
    }

    /** Replaces the file. */
    static void write(
            Path file, RunContext run, WorkingStore store, JobExecution execution, BatchMeters meters, RunReport report)
            throws IOException {
        RunMetrics metrics = new RunMetrics(meters);
        metrics.addEnd(report.exitCode());
        metrics.addTimes(execution);
        metrics.addRows(store, run.runId());
        metrics.addFindings(report);
        if (report.output() != null) {
            metrics.addParticipants(store, run.runId(), run.study().linkage());
        }
        meters.write(file);
    }

    /** Of a run that has done nothing: its exit code alone, so that the metrics of the run before do not stand for it. */
    static void write(Path file, String study, ExitCode code) throws IOException {
        BatchMeters meters = new BatchMeters(true, study, "");
        new RunMetrics(meters).addEnd(code);
        meters.write(file);
    }

    private void addEnd(ExitCode code) {
        add("run_exit_code", "exit code of the run", Tags.empty(), code.code());
    }

    private void addTimes(JobExecution execution) {
        add(
                "run_duration_seconds",
                "duration of the run's last try",
                Tags.empty(),
                seconds(execution.getStartTime(), execution.getEndTime()));
        for (StepExecution step : execution.getStepExecutions()) {
            Tags name = Tags.of("step", step.getStepName());
            add(
                    "step_duration_seconds",
                    "duration of each step of the last try",
                    name,
                    seconds(step.getStartTime(), step.getEndTime()));
            add("step_records_written", "records that each step of the last try wrote", name, step.getWriteCount());
        }
    }

    private void addRows(WorkingStore store, String runId) {
        for (FileFacts file : store.inputFiles().read(runId)) {
            Tags tags = Tags.of("section", file.section(), "file", file.file());
            add("rows_read", "records read from each input", tags, file.rowsRead());
            add("rows_rejected", "records of each input that could not be used", tags, file.rowsRejected());
        }
    }

    private void addFindings(RunReport report) {
        Map<Tags, Long> byRule =
                report.findings().stream().collect(Collectors.groupingBy(RunMetrics::tags, Collectors.counting()));
        byRule.forEach((tags, n) -> add("findings", "findings by severity and rule", tags, n));
    }

    private void addParticipants(WorkingStore store, String runId, LinkageSettings settings) {
        for (LinkDecision.Status status : LinkDecision.Status.of(settings)) {
            add(
                    "participants",
                    "participants by what linkage decided",
                    Tags.of("linkage", EnumWords.of(status)),
                    LinkPersons.count(store.readLinkage(runId), status));
        }
    }

    private static Tags tags(Finding finding) {
        return Tags.of("severity", EnumWords.of(finding.severity()), "rule", finding.rule());
    }

    private void add(String name, String help, Tags tags, Number value) {
        meters.gauge("reconlink_" + name, help, tags, value);
    }

    private static double seconds(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        return from == null || to == null ? 0 : Duration.between(from, to).toMillis() / 1000.0;
    }

    /**
     * The metrics of one run, in Prometheus' text format for a collector that reads files: Spring Batch's own timers of jobs,
     * steps, chunks and items, and whatever else is set.
     */
    static final class BatchMeters {
        private final @Nullable PrometheusMeterRegistry meters;
        private final ObservationRegistry observations = ObservationRegistry.create();

        /** @param wanted whether anything is measured: every row that is read takes its time */
        BatchMeters(boolean wanted, String study, String run) {
            meters = wanted ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT) : null;
            if (meters != null) {
                meters.config().commonTags("study", study, "run", run);
                observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
            }
        }

        ObservationRegistry observations() {
            return observations;
        }

        /** A number as it is now. */
        void gauge(String name, String help, Tags tags, Number value) {
            if (meters != null) {
                Gauge.builder(name, value, Number::doubleValue)
                        .description(help)
                        .tags(tags)
                        .strongReference(true)
                        .register(meters);
            }
        }

        /** Replaces the file in one step, so that a collector never reads half of it. */
        void write(Path file) throws IOException {
            if (meters == null) {
                return;
            }
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            Files.writeString(partial, meters.scrape(), StandardCharsets.UTF_8);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

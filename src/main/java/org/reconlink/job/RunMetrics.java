package org.reconlink.job;

import static org.reconlink.job.MetricsText.label;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
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

/** What a run did and how long it took, in Prometheus' text format, for a collector that reads files; counts only. */
final class RunMetrics {
    private final MetricsText text;

    private RunMetrics(RunContext run) {
        this.text = new MetricsText(run.study().id(), run.runId());
    }

    /** Replaces the file. */
    static void write(
            Path file, RunContext run, WorkingStore store, JobExecution execution, BatchMeters meters, RunReport report)
            throws IOException {
        RunMetrics metrics = new RunMetrics(run);
        metrics.addRun(execution, report);
        metrics.addSteps(execution);
        metrics.addRows(store, run.runId());
        metrics.addFindings(report);
        if (report.output() != null) {
            metrics.addParticipants(store, run.runId(), run.study().linkage());
        }
        meters.print(metrics.text);
        metrics.text.write(file);
    }

    private void addRun(JobExecution execution, RunReport report) {
        head("run_exit_code", "exit code of the run");
        add("run_exit_code", "", report.exitCode().code());
        head("run_duration_seconds", "duration of the run's last try");
        add("run_duration_seconds", "", seconds(execution.getStartTime(), execution.getEndTime()));
    }

    private void addSteps(JobExecution execution) {
        head("step_duration_seconds", "duration of each step of the last try");
        for (StepExecution step : execution.getStepExecutions()) {
            add(
                    "step_duration_seconds",
                    label("step", step.getStepName()),
                    seconds(step.getStartTime(), step.getEndTime()));
        }
        head("step_records_written", "records that each step of the last try wrote");
        for (StepExecution step : execution.getStepExecutions()) {
            add("step_records_written", label("step", step.getStepName()), step.getWriteCount());
        }
    }

    private void addRows(WorkingStore store, String runId) {
        head("rows_read", "records read from each input");
        for (FileFacts file : store.inputFiles().read(runId)) {
            add("rows_read", label("section", file.section()) + label("file", file.file()), file.rowsRead());
        }
        head("rows_rejected", "records of each input that could not be used");
        for (FileFacts file : store.inputFiles().read(runId)) {
            add("rows_rejected", label("section", file.section()) + label("file", file.file()), file.rowsRejected());
        }
    }

    private void addFindings(RunReport report) {
        head("findings", "findings by severity and rule");
        Map<String, Long> byRule = report.findings().stream()
                .collect(Collectors.groupingBy(RunMetrics::labels, TreeMap::new, Collectors.counting()));
        byRule.forEach((labels, n) -> add("findings", labels, n));
    }

    private void addParticipants(WorkingStore store, String runId, LinkageSettings settings) {
        head("participants", "participants by what linkage decided");
        for (LinkDecision.Status status : LinkDecision.Status.of(settings)) {
            add(
                    "participants",
                    label("linkage", EnumWords.of(status)),
                    LinkPersons.count(store.readLinkage(runId), status));
        }
    }

    private static String labels(Finding finding) {
        return label("severity", EnumWords.of(finding.severity())) + label("rule", finding.rule());
    }

    private void head(String name, String help) {
        text.head("reconlink_" + name, "gauge", help);
    }

    private void add(String name, String labels, Number value) {
        text.add("reconlink_" + name, labels, value);
    }

    private static double seconds(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        return from == null || to == null ? 0 : Duration.between(from, to).toMillis() / 1000.0;
    }
}

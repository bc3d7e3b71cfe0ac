package org.reconlink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Permissions;
import org.reconlink.kernel.ProcessOnHost;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of runs for programs that collect logs: a line of JSON for each thing that happened, in the fields of the Elastic
 * Common Schema, with study, run and step as labels. Only the product writes into it, since libraries can quote rows. The same
 * lines, and how far each step is, stand in the study's {@link RunProgress#FILE}, which every run begins anew.
 */
final class RunLog implements Progress {
    private static final String SCHEMA = "8.11";
    private static final Duration BETWEEN_ROWS = Duration.ofSeconds(1);

    private final JsonLines lines;
    private @Nullable Path watched;
    private final String study;
    private final String run;
    private final Progress progress;
    private final Clock clock;
    private String step = "";
    private Instant stepBegun = Instant.EPOCH;
    private Instant rowsTold = Instant.EPOCH;

    /**
     * The log of a run that begins.
     *
     * @param watched file of the study that says how far its last run is; null for a run that never began
     * @param progress who else hears how far the run is
     */
    RunLog(@Nullable Path file, @Nullable Path watched, String study, String run, Progress progress, Clock clock) {
        this.lines = new JsonLines(file);
        this.watched = watched;
        this.study = study;
        this.run = run;
        this.progress = progress;
        this.clock = clock;
    }

    void begun() {
        try {
            if (watched != null) {
                Files.deleteIfExists(watched);
            }
        } catch (IOException e) {
            watched = null;
        }
        ProcessOnHost self = ProcessOnHost.self();
        write(
                "INFO",
                RunProgress.BEGUN,
                "",
                Map.of(),
                Map.of(
                        RunProgress.HOST, self.host(),
                        RunProgress.PID, self.pid(),
                        RunProgress.STARTED, self.started()));
    }

    @Override
    public void stepStarted(String step) {
        this.step = step;
        stepBegun = clock.instant();
        rowsTold = Instant.EPOCH;
        write("INFO", RunProgress.STEP_BEGUN, step, Map.of(), Map.of());
        progress.stepStarted(step);
    }

    @Override
    public void rowsRead(String file, long rows, long expected) {
        if (Duration.between(rowsTold, clock.instant()).compareTo(BETWEEN_ROWS) >= 0) {
            rowsTold = clock.instant();
            watch(line(
                    "INFO",
                    RunProgress.ROWS,
                    step,
                    Map.of(RunProgress.FILE_READ, file, RunProgress.READ, rows, RunProgress.EXPECTED, expected)));
        }
        progress.rowsRead(file, rows, expected);
    }

    @Override
    public void pairsFound(Map<String, Long> byRule) {
        watch(line("INFO", RunProgress.PAIRS, step, Map.of(RunProgress.BY_RULE, new LinkedHashMap<>(byRule))));
        progress.pairsFound(byRule);
    }

    @Override
    public void stepEnded(String step, String summary) {
        long nanos = Duration.between(stepBegun, clock.instant()).toNanos();
        write(
                "INFO",
                RunProgress.STEP_ENDED,
                step,
                Map.of(RunProgress.DURATION, nanos),
                Map.of(RunProgress.SUMMARY, summary));
        progress.stepEnded(step, summary);
    }

    /** Says how the run ended, after how many findings it had by rule. */
    void ended(RunReport report) {
        Map<String, Long> byRule = report.findings().stream()
                .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.counting()));
        byRule.forEach((rule, n) -> write(
                "INFO", RunProgress.FINDINGS, "", Map.of(RunProgress.RULE, rule, RunProgress.COUNT, n), Map.of()));
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("event.outcome", report.isFailed() ? "failure" : "success");
        end.put(RunProgress.EXIT_CODE, report.exitCode().code());
        end.put(RunProgress.MEANING, report.exitCode().meaning());
        if (report.isFailed()) {
            end.put("error.type", report.failureName());
        }
        write(report.isFailed() ? "ERROR" : "INFO", RunProgress.ENDED, "", end, Map.of());
    }

    /** Says how a run ended of which there is no report. */
    void ended(ExitCode code) {
        write(
                "ERROR",
                RunProgress.ENDED,
                "",
                Map.of(
                        "event.outcome",
                        "failure",
                        RunProgress.EXIT_CODE,
                        code.code(),
                        RunProgress.MEANING,
                        code.meaning()),
                Map.of());
    }

    /** @param watching what only those hear who watch the run */
    private void write(
            String level, String message, String step, Map<String, Object> more, Map<String, Object> watching) {
        try {
            lines.add(line(level, message, step, more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> all = new TreeMap<>(more);
        all.putAll(watching);
        watch(line(level, message, step, all));
    }

    /** How far a run is nobody has to know: where it cannot be written, the run goes on. */
    private void watch(Map<String, Object> line) {
        try {
            boolean isNew = watched != null && Files.notExists(watched);
            new JsonLines(watched).add(line);
            if (watched != null && isNew) {
                Permissions.toOwner(watched);
            }
        } catch (IOException e) {
            watched = null;
        }
    }

    private Map<String, Object> line(String level, String message, String step, Map<String, Object> more) {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("study", study);
        labels.put("run", run);
        if (!step.isEmpty()) {
            labels.put("step", step);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("@timestamp", clock.instant().toString());
        line.put("log.level", level);
        line.put("message", message);
        line.put("ecs.version", SCHEMA);
        line.put("service.name", "reconlink");
        line.put("labels", labels);
        new TreeMap<>(more).forEach(line::put);
        return line;
    }

    /**
     * A file of JSON values, one a line, that runs add to.
     *
     * @param file null if nothing is to be written
     */
    record JsonLines(@Nullable Path file) {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        /** Adds a line in one write, so that runs of several studies can share a file. */
        void add(Map<String, Object> value) throws IOException {
            if (file == null) {
                return;
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(
                    file,
                    JSON.writeValueAsString(value) + "\n",
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}

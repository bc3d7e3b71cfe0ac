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
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of runs for programs that collect logs: a line of JSON for each thing that happened, in the fields of the Elastic
 * Common Schema, with study, run and step as labels. Only the product writes into it, since libraries can quote rows.
 */
final class RunLog implements Progress {
    private static final String SCHEMA = "8.11";

    private final JsonLines lines;
    private final String study;
    private final String run;
    private final Progress progress;
    private final Clock clock;
    private Instant stepBegun = Instant.EPOCH;

    /** @param progress who else hears how far the run is */
    RunLog(@Nullable Path file, String study, String run, Progress progress, Clock clock) {
        this.lines = new JsonLines(file);
        this.study = study;
        this.run = run;
        this.progress = progress;
        this.clock = clock;
    }

    void begun() {
        write("INFO", "run begun", "", Map.of());
    }

    @Override
    public void stepStarted(String step) {
        stepBegun = clock.instant();
        write("INFO", "step begun", step, Map.of());
        progress.stepStarted(step);
    }

    @Override
    public void rowsRead(String file, long rows, long expected) {
        progress.rowsRead(file, rows, expected);
    }

    @Override
    public void pairsFound(Map<String, Long> byRule) {
        progress.pairsFound(byRule);
    }

    @Override
    public void stepEnded(String step, String summary) {
        long nanos = Duration.between(stepBegun, clock.instant()).toNanos();
        write("INFO", "step ended", step, Map.of("event.duration", nanos));
        progress.stepEnded(step, summary);
    }

    /** Says how the run ended, after how many findings it had by rule. */
    void ended(RunReport report) {
        Map<String, Long> byRule = report.findings().stream()
                .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.counting()));
        byRule.forEach((rule, n) -> write("INFO", "findings", "", Map.of("rule.name", rule, "event.count", n)));
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("event.outcome", report.isFailed() ? "failure" : "success");
        end.put("process.exit_code", report.exitCode().code());
        end.put("event.reason", report.exitCode().meaning());
        if (report.isFailed()) {
            end.put("error.type", report.failureName());
        }
        write(report.isFailed() ? "ERROR" : "INFO", "run ended", "", end);
    }

    /** Says how a run ended of which there is no report. */
    void ended(ExitCode code) {
        write(
                "ERROR",
                "run ended",
                "",
                Map.of(
                        "event.outcome", "failure",
                        "process.exit_code", code.code(),
                        "event.reason", code.meaning()));
    }

    private void write(String level, String message, String step, Map<String, Object> more) {
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
        try {
            lines.add(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

package org.reconlink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ProcessOnHost;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the last run of a study is, or how it ended, as its process tells it in a file of the study's working data: anybody can
 * ask, whoever began the run, and nobody has to open the store for it. Counts, times and names of files; of people nothing.
 *
 * @param run the run's id
 * @param process that runs it, or ran it
 * @param steps those that have begun, in order; a run that is taken up again begins with the first that was not complete
 * @param findings how many by rule, once the run has ended
 * @param end null for a run that has not ended, or whose process could not say how
 */
public record RunProgress(
        String run,
        ProcessOnHost process,
        Instant begun,
        List<Step> steps,
        Map<String, Long> findings,
        @Nullable End end) {
    static final String BEGUN = "run begun";
    static final String STEP_BEGUN = "step begun";
    static final String ROWS = "rows read";
    static final String PAIRS = "pairs found";
    static final String STEP_ENDED = "step ended";
    static final String FINDINGS = "findings";
    static final String ENDED = "run ended";

    static final String HOST = "host.name";
    static final String PID = "process.pid";
    static final String STARTED = "process.start";
    static final String DURATION = "event.duration";
    static final String RULE = "rule.name";
    static final String COUNT = "event.count";
    static final String EXIT_CODE = "process.exit_code";
    static final String MEANING = "event.reason";
    static final String FILE_READ = "file.name";
    static final String READ = "reconlink.rows";
    static final String EXPECTED = "reconlink.expected";
    static final String BY_RULE = "reconlink.pairs";
    static final String SUMMARY = "reconlink.summary";

    private static final String FILE = "progress.jsonl";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public RunProgress {
        steps = List.copyOf(steps);
        findings = Collections.unmodifiableMap(new TreeMap<>(findings));
    }

    /**
     * How far a step is.
     *
     * @param took null while it goes on
     * @param file that is being read; empty if none is, or none was
     * @param expected rows of the file, about; 0 if not known
     * @param pairs found by each blocking rule; empty but for linkage
     * @param summary what it did in a few words; empty while it goes on
     */
    public record Step(
            String name,
            Instant begun,
            @Nullable Duration took,
            String file,
            long rows,
            long expected,
            Map<String, Long> pairs,
            String summary) {
        public Step {
            pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
        }
    }

    /** How a run ended, in its exit code and what that means. */
    public record End(Instant at, int exitCode, String meaning) {}

    /** Where it stands in a study's folder of working data. */
    static Path in(Path folder) {
        return folder.resolve(FILE);
    }

    /** Of the last run in a study's folder of working data; empty if none has begun there. */
    public static Optional<RunProgress> read(Path folder) throws IOException {
        if (Files.notExists(in(folder))) {
            return Optional.empty();
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readString(in(folder), UTF_8).split("\n", -1)) {
            try {
                lines.add(JSON.readTree(line));
            } catch (JacksonException e) {
                // the last one is being written just now
            }
        }
        lines.removeIf(line -> !line.isObject());
        return lines.isEmpty() || !is(lines.get(0), BEGUN) ? Optional.empty() : Optional.of(of(lines));
    }

    private static RunProgress of(List<JsonNode> lines) {
        JsonNode first = lines.get(0);
        List<Step> steps = new ArrayList<>();
        Map<String, Long> findings = new TreeMap<>();
        End end = null;
        for (JsonNode line : lines) {
            if (is(line, STEP_BEGUN)) {
                steps.add(new Step(
                        line.path("labels").path("step").asString(""), at(line), null, "", 0, 0, Map.of(), ""));
            } else if (is(line, FINDINGS)) {
                findings.put(line.path(RULE).asString(""), line.path(COUNT).asLong(0));
            } else if (is(line, ENDED)) {
                end = new End(
                        at(line),
                        line.path(EXIT_CODE).asInt(0),
                        line.path(MEANING).asString(""));
            } else if (!steps.isEmpty()) {
                steps.add(further(steps.remove(steps.size() - 1), line));
            }
        }
        ProcessOnHost process = new ProcessOnHost(
                first.path(HOST).asString(""),
                first.path(PID).asLong(0),
                first.path(STARTED).asString(""));
        return new RunProgress(first.path("labels").path("run").asString(""), process, at(first), steps, findings, end);
    }

    private static Step further(Step step, JsonNode line) {
        if (is(line, ROWS)) {
            return new Step(
                    step.name,
                    step.begun,
                    null,
                    line.path(FILE_READ).asString(""),
                    line.path(READ).asLong(0),
                    line.path(EXPECTED).asLong(0),
                    step.pairs,
                    "");
        }
        if (is(line, PAIRS)) {
            Map<String, Long> pairs = new LinkedHashMap<>();
            line.path(BY_RULE).forEachEntry((rule, n) -> pairs.put(rule, n.asLong(0)));
            return new Step(step.name, step.begun, null, "", 0, 0, pairs, "");
        }
        return is(line, STEP_ENDED)
                ? new Step(
                        step.name,
                        step.begun,
                        Duration.ofNanos(line.path(DURATION).asLong(0)),
                        "",
                        0,
                        0,
                        step.pairs,
                        line.path(SUMMARY).asString(""))
                : step;
    }

    private static boolean is(JsonNode line, String message) {
        return line.path("message").asString("").equals(message);
    }

    private static Instant at(JsonNode line) {
        return Instant.parse(line.path("@timestamp").asString(Instant.EPOCH.toString()));
    }

    /** Whether it may still be at work; of a process on another host nobody here knows better. */
    public boolean goesOn() {
        return end == null && (!process.onHostOf(ProcessOnHost.self()) || process.lives());
    }
}

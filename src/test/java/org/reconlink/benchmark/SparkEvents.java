package org.reconlink.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Spark's own log of events counts of an application, whoever wrote it.
 *
 * @param stages that were run, without those whose shuffle files were there already
 * @param taskSeconds processor time of all tasks
 * @param shuffleBytes that tasks wrote for others to read
 */
record SparkEvents(long stages, double taskSeconds, long shuffleBytes) {
    private static final double NANOS = 1e9;

    /** Settings by which Spark writes the log into a folder, as lines of JSON. */
    static List<String> settings(Path folder) {
        return List.of(
                "spark.eventLog.enabled=true",
                "spark.eventLog.dir=" + folder.toUri(),
                "spark.eventLog.compress=false",
                "spark.eventLog.rolling.enabled=false");
    }

    /** The sums over all logs of a folder. */
    static SparkEvents of(Path folder) throws IOException {
        try (Stream<Path> logs = Files.list(folder)) {
            return logs.filter(log -> !log.getFileName().toString().endsWith(".crc"))
                    .map(SparkEvents::one)
                    .reduce(new SparkEvents(0, 0, 0), SparkEvents::and);
        }
    }

    private static SparkEvents one(Path log) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.map(line -> event(JsonMapper.shared().readTree(line)))
                    .reduce(new SparkEvents(0, 0, 0), SparkEvents::and);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SparkEvents event(JsonNode event) {
        return switch (event.path("Event").asString("")) {
            case "SparkListenerStageCompleted" -> new SparkEvents(1, 0, 0);
            case "SparkListenerTaskEnd" -> {
                JsonNode metrics = event.path("Task Metrics");
                yield new SparkEvents(
                        0,
                        metrics.path("Executor CPU Time").asLong(0) / NANOS,
                        metrics.path("Shuffle Write Metrics")
                                .path("Shuffle Bytes Written")
                                .asLong(0));
            }
            default -> new SparkEvents(0, 0, 0);
        };
    }

    private SparkEvents and(SparkEvents other) {
        return new SparkEvents(
                stages + other.stages, taskSeconds + other.taskSeconds, shuffleBytes + other.shuffleBytes);
    }
}

package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Trails;
import org.reconlink.job.Progress;
import org.reconlink.job.StopRequest;
import org.reconlink.job.StudyRun;
import org.reconlink.job.TraceFiles;
import org.reconlink.study.StudyReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A signal to a process whose run is inside a step that takes longer than a scheduler waits. */
class InsideAStepTest {
    private static final String INSIDE = "inside a step";

    @TempDir
    Path folder;

    @Test
    void theLineageSaysThatTheRunWasAborted() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        InsideAStepTest.class.getName(),
                        TinyStudy.write(folder).toString(),
                        folder.toString())
                .start();
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.equals(INSIDE)) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(lines.lines())
                    .containsSubsequence(
                            "stopped inside a step, which begins again when the same command is given again", "told");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(events(folder.resolve("lineage.jsonl"))).containsExactly("START", "ABORT");
    }

    private static List<String> events(Path lineage) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        return Files.readAllLines(lineage).stream()
                .map(json::readTree)
                .map((JsonNode event) -> event.path("eventType").asString())
                .toList();
    }

    /** Runs a study, below a folder, whose first step has no end. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        StopRequest stop = new StopRequest();
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        StopSignal.hear(stop, err, () -> err.println("told"));
        StudyRun.Options options = new StudyRun.Options(
                folder.resolve("work"),
                folder.resolve("output"),
                null,
                null,
                "test",
                new TraceFiles(null, null, folder.resolve("lineage.jsonl"), null));
        new StudyRun(StudyReader.read(Path.of(arguments[0])), options, new Endless(err), stop, Clock.systemUTC())
                .run(Trails.in(folder.resolve("work/tiny")));
    }

    private record Endless(PrintWriter err) implements Progress {
        @Override
        public void stepStarted(String step) {
            err.println(INSIDE);
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void rowsRead(String file, long rows, long expected) {}

        @Override
        public void pairsFound(Map<String, Long> byRule) {}

        @Override
        public void stepEnded(String step, String summary) {}
    }
}

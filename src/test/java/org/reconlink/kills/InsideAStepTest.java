package org.reconlink.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.cli.TinyStudy;
import org.reconlink.job.Progress;
import org.reconlink.job.StopRequest;
import org.reconlink.job.StudyRun;
import org.reconlink.job.TraceFiles;
import org.reconlink.study.StudyReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process that has to end while its run is inside a step, which takes longer than a scheduler waits. */
class InsideAStepTest {
    @TempDir
    Path folder;

    @Test
    void theLineageSaysThatTheRunWasAbortedAndSaysItOnce() throws Exception {
        Path lineage = folder.resolve("lineage.jsonl");
        StopRequest stop = new StopRequest();
        LongStep step = new LongStep();
        StudyRun run = new StudyRun(
                StudyReader.read(TinyStudy.write(folder)),
                new StudyRun.Options(
                        folder.resolve("work"),
                        folder.resolve("output"),
                        null,
                        null,
                        "test",
                        new TraceFiles(null, null, lineage)),
                step,
                stop,
                Clock.systemUTC());
        Thread running = new Thread(() -> unchecked(run), "run");
        running.start();
        assertThat(step.inside.await(1, TimeUnit.MINUTES)).isTrue();
        stop.request();
        assertThat(stop.awaitEnd(100)).isFalse();
        stop.cutOff();
        assertThat(events(lineage)).containsExactly("START", "ABORT");
        step.over.countDown();
        running.join();
        assertThat(events(lineage)).containsExactly("START", "ABORT");
    }

    private static void unchecked(StudyRun run) {
        try {
            run.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> events(Path lineage) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        return Files.readAllLines(lineage).stream()
                .map(json::readTree)
                .map((JsonNode event) -> event.path("eventType").asString())
                .toList();
    }

    /** Lasts until it is told to be over. */
    private static final class LongStep implements Progress {
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void stepStarted(String step) {
            inside.countDown();
            try {
                over.await();
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

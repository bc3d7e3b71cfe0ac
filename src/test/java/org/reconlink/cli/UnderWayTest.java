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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Trails;
import org.reconlink.job.Progress;
import org.reconlink.job.RunProgress;
import org.reconlink.job.StopRequest;
import org.reconlink.job.StudyRun;
import org.reconlink.job.TraceFiles;
import org.reconlink.kernel.ProcessOnHost;
import org.reconlink.study.StudyReader;

/** A run that another process watches, and asks to stop. */
class UnderWayTest {
    private static final String INSIDE = "inside a step";

    @TempDir
    Path folder;

    private Path protocol;
    private Path work;

    @BeforeEach
    void writeAStudy() throws Exception {
        protocol = TinyStudy.write(folder);
        work = folder.resolve("work/tiny");
    }

    @Test
    void howFarARunCameIsToldStepByStepAndTheNextRunTellsItAnew() throws Exception {
        assertThat(run().exitCode()).isZero();
        RunProgress first = RunProgress.read(work).orElseThrow();
        assertThat(first.goesOn()).isFalse();
        assertThat(first.end()).isNotNull();
        assertThat(first.end().exitCode()).isZero();
        assertThat(first.steps())
                .extracting(RunProgress.Step::name)
                .startsWith("checkInputs", "readParticipants")
                .endsWith("publishDataset", "loadDatabase")
                .hasSizeGreaterThan(9);
        assertThat(first.steps()).allSatisfy(step -> {
            assertThat(step.took()).isNotNull();
            assertThat(step.summary()).isNotBlank();
        });
        assertThat(first.steps().stream().filter(step -> !step.pairs().isEmpty()))
                .as("linkage says what each blocking rule found")
                .hasSize(1);
        assertThat(run("--force", "again").exitCode()).isZero();
        assertThat(RunProgress.read(work).orElseThrow().run()).isEqualTo(first.run() + "-2");
        Given told = given("runs", "progress");
        assertThat(told.exitCode()).isZero();
        assertThat(told.out()).contains("run       " + first.run() + "-2", "linkPersons", "pairs by ", " with 0: done");
        assertThat(Files.readString(work.resolve("progress.jsonl")))
                .as("of people nothing")
                .doesNotContain("Rowe", "Okafor")
                .doesNotContainPattern("\\bT1\\b"); // the hours from ten on are T1 in a time
    }

    @Test
    void aFileOfAnotherRunStopsNothingAndOneThatIsTornIsReadAsFarAsItGoes() throws Exception {
        assertThat(run().exitCode()).isZero();
        StopRequest.ask(
                work, new ProcessOnHost("elsewhere", ProcessHandle.current().pid(), "long ago"));
        assertThat(run("--force", "again").exitCode()).isZero();
        assertThat(work.resolve("stop")).doesNotExist();
        Path file = work.resolve("progress.jsonl");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 30));
        RunProgress torn = RunProgress.read(work).orElseThrow();
        assertThat(torn.end()).isNull();
        assertThat(torn.steps()).isNotEmpty();
        for (int length = 0; length < whole.length(); length += 97) {
            Files.writeString(file, whole.substring(0, length));
            RunProgress.read(work);
        }
        Given nobody = given("runs", "stop");
        assertThat(nobody.exitCode()).isEqualTo(6);
        assertThat(nobody.out()).contains("no run of the study tiny is under way");
    }

    @Test
    void aRunOfAnotherProcessIsSeenAndStoppedAndGoesOnLater() throws Exception {
        Process process = begun("pause");
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            awaitInside(lines);
            Given progress = given("runs", "progress");
            assertThat(progress.out()).contains("by process " + process.pid(), "goes on");
            Given stopped = given("runs", "stop");
            assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isZero();
            assertThat(stopped.out()).contains("stopped: process " + process.pid());
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(143);
        RunProgress progress = RunProgress.read(work).orElseThrow();
        assertThat(progress.end()).isNotNull();
        assertThat(progress.end().exitCode()).isEqualTo(143);
        assertThat(work.resolve("stop")).doesNotExist();
        Given again = run();
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(RunProgress.read(work).orElseThrow().steps())
                .extracting(RunProgress.Step::name)
                .doesNotContain("checkInputs");
        assertThat(Files.readString(work.resolve("events.jsonl"))).contains("asking run to stop");
    }

    @Test
    void aRunInsideALongStepIsStoppedThereAndOneThatWasKilledIsSaidToBeCutOff() throws Exception {
        Process process = begun("endless");
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            awaitInside(lines);
            assertThat(given("runs", "stop").exitCode()).isZero();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(given("runs", "progress").out()).contains("cut off: its process is gone");
        Given again = run();
        assertThat(again.exitCode()).as(again.err()).isZero();
    }

    private Process begun(String step) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        UnderWayTest.class.getName(),
                        protocol.toString(),
                        folder.toString(),
                        step)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitInside(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.equals(INSIDE)) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
    }

    /** Runs a study, below a folder, whose first step takes a second or has no end. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        StopRequest stop = StopSignal.alsoInAFile();
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        StopSignal.hear(stop, err, () -> {});
        StudyRun.Options options = new StudyRun.Options(
                folder.resolve("work"), folder.resolve("output"), null, null, Version.current(), TraceFiles.NONE);
        long millis = arguments[2].equals("endless") ? Long.MAX_VALUE : 1_500;
        new StudyRun(StudyReader.read(Path.of(arguments[0])), options, new Slow(err, millis), stop, Clock.systemUTC())
                .run(Trails.in(folder.resolve("work/tiny")));
        stop.ended();
    }

    private record Slow(PrintWriter err, long millis) implements Progress {
        @Override
        public void stepStarted(String step) {}

        @Override
        public void rowsRead(String file, long rows, long expected) {}

        @Override
        public void pairsFound(Map<String, Long> byRule) {}

        @Override
        public void stepEnded(String step, String summary) {
            err.println(INSIDE);
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Given run(String... more) {
        return given(Stream.concat(
                        Stream.of(
                                "run",
                                protocol.toString(),
                                "--quiet",
                                "--output",
                                folder.resolve("output").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Given given(String... words) {
        List<String> all = Stream.concat(
                        Stream.of(words),
                        Stream.of("--work", folder.resolve("work").toString()))
                .toList();
        return Given.here(all.toArray(String[]::new));
    }
}

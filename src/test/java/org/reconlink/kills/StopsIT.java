package org.reconlink.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.Needed;
import org.reconlink.cli.Given;
import org.reconlink.cli.TinyStudy;

/** Signals, a second run at the same time, and disks that are full. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StopsIT {

    @TempDir
    Path folder;

    private Path protocol;

    private record Ended(int exitCode, String err, long millis) {}

    @BeforeEach
    void writeAStudy() throws Exception {
        protocol = TinyStudy.write(folder);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalStopsARunWhichGoesOnLater(String signal, int exitCode) throws Exception {
        assertThat(here(folder.resolve("whole")).exitCode()).isZero();
        Path stopped = folder.resolve("stopped");
        Process process = started(stopped);
        BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
        awaitFirstStep(lines);
        signal(process, signal);
        Ended ended = end(process);
        assertThat(ended.exitCode()).isEqualTo(exitCode);
        assertThat(ended.millis()).isLessThan(5_000);
        assertThat(ended.err()).contains("stopped; give the same command again to go on from here");
        assertThat(stopped.resolve("output")).doesNotExist();
        Given again = here(stopped);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).doesNotContain("checkInputs");
        assertThat(OutputTree.of(stopped.resolve("output"))).isEqualTo(OutputTree.of(folder.resolve("whole/output")));
    }

    @Test
    void aSecondRunAtTheSameTimeEndsWith5AndNamesTheFirst() throws Exception {
        Process first = started(folder);
        BufferedReader lines = first.errorReader(StandardCharsets.UTF_8);
        awaitFirstStep(lines);
        signal(first, "STOP");
        Given second = here(folder);
        signal(first, "CONT");
        assertThat(second.exitCode()).isEqualTo(5);
        assertThat(second.err())
                .contains("is in use by another process: process " + first.pid() + " on ", ", started ");
        assertThat(end(first).exitCode()).isZero();
    }

    /** A limit on the size of files fails writes as a full disk does; where it fails depends on the limit. */
    @ParameterizedTest
    @ValueSource(ints = {12, 60})
    void aFullDiskEndsWith7LeavesEarlierOutputsAndIsOvercomeLater(int blocks) throws Exception {
        assertThat(here(folder).exitCode()).isZero();
        SortedMap<String, String> before = OutputTree.of(folder.resolve("output"));
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "bash"));
        command.addAll(KillTrials.command(protocol, folder, "--force", "again"));
        Ended full = end(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        assertThat(full.exitCode()).as(full.err()).isEqualTo(7);
        assertThat(OutputTree.of(folder.resolve("output"))).isEqualTo(before);
        Given later = here(folder, "--force", "again");
        assertThat(later.exitCode()).as(later.err()).isZero();
        assertThat(OutputTree.of(folder.resolve("output"))).containsAllEntriesOf(withoutLatest(before));
        assertThat(Files.readString(folder.resolve("output/tiny/latest"))).endsWith("-2\n");
    }

    /** Root may write everywhere but where the file system is mounted for reading only. */
    @ParameterizedTest
    @ValueSource(strings = {"output", "work"})
    void aFolderThatIsReadOnlyEndsWith7AndLeavesEarlierOutputs(String name) throws Exception {
        assertThat(here(folder).exitCode()).isZero();
        SortedMap<String, String> before = OutputTree.of(folder.resolve("output"));
        String script =
                "if [ \"$(id -u)\" = 0 ]; then unshare -m true || exit 99; exec unshare -m bash -c 'mount --bind \"$0\""
                        + " \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"' \"$@\"; fi;"
                        + " chmod -R a-w \"$1\"; shift; exec \"$@\"";
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", script, "bash", folder.resolve(name).toString()));
        command.addAll(KillTrials.command(protocol, folder, "--force", "again"));
        Ended ended = end(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        Needed.that(ended.exitCode() != 99, "the administrator may not mount here");
        assertThat(new ProcessBuilder("chmod", "-R", "u+w", folder.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(7);
        assertThat(OutputTree.of(folder.resolve("output"))).isEqualTo(before);
        Given later = here(folder, "--force", "again");
        assertThat(later.exitCode()).as(later.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"store.script", "store.data"})
    void aDatabaseThatIsGoneEndsWith7AndLeavesEarlierOutputs(String file) throws Exception {
        assertThat(here(folder).exitCode()).isZero();
        SortedMap<String, String> before = OutputTree.of(folder.resolve("output"));
        Path gone = folder.resolve("work/tiny").resolve(file);
        byte[] whole = Files.readAllBytes(gone);
        Files.delete(gone);
        Given ended = here(folder, "--force", "again");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(7);
        assertThat(ended.err())
                .contains("is damaged: " + file + " is not as it was written", "reconlink store restore");
        assertThat(OutputTree.of(folder.resolve("output"))).isEqualTo(before);
        Files.write(gone, whole);
        Given later = here(folder, "--force", "again");
        assertThat(later.exitCode()).as(later.err()).isZero();
    }

    private static SortedMap<String, String> withoutLatest(SortedMap<String, String> files) {
        SortedMap<String, String> others = new java.util.TreeMap<>(files);
        others.remove("tiny/latest");
        return others;
    }

    /** In this process: what nothing happens to. */
    private Given here(Path place, String... more) {
        return Given.here(KillTrials.words(protocol, place, more).toArray(String[]::new));
    }

    private Process started(Path place) throws Exception {
        Files.createDirectories(place);
        return new ProcessBuilder(KillTrials.command(protocol, place))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitFirstStep(BufferedReader lines) throws Exception {
        assertThat(lines.readLine()).startsWith("reconlink ");
        assertThat(lines.readLine()).startsWith("checkInputs");
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static Ended end(Process process) throws Exception {
        long begun = System.nanoTime();
        String err = String.join(
                "\n", process.errorReader(StandardCharsets.UTF_8).lines().toList());
        return new Ended(process.waitFor(), err, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }
}

package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Unpacked;
import org.reconlink.audit.AuditTrail;

/** Runs given again, compared, and checked against what was kept of them elsewhere. */
class RerunTest {
    @TempDir
    Path folder;

    @Test
    void aCompleteRunIsGivenAgainForAReasonAndAFailedOneWhenItsInputIsMended() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run("run", protocol.toString(), "--output", output()).exitCode())
                .isZero();
        assertThat(run("rerun", "--output", output()).exitCode()).isEqualTo(2);
        Given again = run("rerun", "--reason", "asked for", "--output", output());
        assertThat(again.exitCode()).as(again.err()).isZero();
        List<String> runs = runs();
        assertThat(runs).hasSize(2);
        assertThat(run("runs", "diff", runs.get(0), runs.get(1)).out())
                .contains("forced because", "asked for", "2 participants with the same outcome");
        assertThat(report(runs.get(0))).contains("This is the study's first run");
        assertThat(report(runs.get(1))).contains("Compared with run " + runs.get(0), "Nothing differs");
        assertThat(run("rerun", "--failed", "--output", output()).exitCode()).isEqualTo(6);

        Path convictions = folder.resolve("convictions.csv");
        String good = Files.readString(convictions);
        Files.writeString(convictions, good + "91/10V,Rowe,Kim,1980-02-03,TH68010,2015-01-01,31.31.2015,GUILTY,1015\n");
        assertThat(run("run", protocol.toString(), "--output", output()).exitCode())
                .isEqualTo(3);
        assertThat(folder.resolve("work/tiny/data-quality.html")).exists();
        Files.writeString(convictions, good + "91/10V,Rowe,Kim,1980-02-03,TH68010,2014-07-01,2014-09-01,GUILTY,1015\n");
        Given mended = run("rerun", "--failed", "--output", output());
        assertThat(mended.exitCode()).as(mended.err()).isZero();
        assertThat(folder.resolve("work/tiny/data-quality.html")).doesNotExist();
        assertThat(run("runs", "diff", runs.get(0), runs().get(2)).out())
                .contains("convictions convictions.csv", "1 participants with another outcome");
        assertThat(run("runs", "quality", runs.get(0), runs().get(2)).out())
                .contains("participants participants.csv", "rows rejected", "found nothing in either run");
        assertThat(run("runs", "quality", "--last", "2").out())
                .containsPattern("rejected +participants")
                .containsPattern(runs().get(2) + " +completed")
                .doesNotContain(runs.get(0) + " ", runs.get(1) + " ");
        assertThat(run("runs", "quality", "--json", runs.get(0), runs().get(2)).out())
                .startsWith("[{\"run\":\"" + runs.get(0) + "\",\"status\":\"completed\",\"figures\":[{")
                .contains("\"figure\":\"rows rejected\"");
        assertThat(report(runs().get(2))).contains("Compared with run " + runs.get(1), "Files of the two runs");
    }

    @Test
    void aCheckpointFindsAnotherRunInTheSamePlace() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run("run", protocol.toString(), "--output", output()).exitCode())
                .isZero();
        String first = folder.resolve("output/tiny").resolve(runs().get(0)).toString();
        String key = folder.resolve("key.txt").toString();
        Given signed = Given.here("audit", "checkpoint", first, "--key-file", key);
        Path kept = Files.writeString(folder.resolve("checkpoint.json"), signed.out());
        assertThat(verify(first, kept, key).exitCode()).isZero();
        assertThat(run("rerun", "--reason", "asked for", "--output", output()).exitCode())
                .isZero();
        Given other = verify(first + "-2", kept, key);
        assertThat(other.exitCode()).isEqualTo(8);
        assertThat(other.err()).contains("audit.jsonl is not as it was at the checkpoint");
    }

    @Test
    void inputsFromOutsideTheAllowedFoldersAreRefused() throws Exception {
        Path protocol = TinyStudy.write(folder);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Given refused = run("run", protocol.toString(), "--inputs-from", elsewhere.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("lies outside the folders of --inputs-from");
        try (Stream<Path> left = Files.walk(folder.resolve("work"))) {
            assertThat(left.filter(Files::isRegularFile)).containsExactly(folder.resolve("work/tiny/events.jsonl"));
        }
    }

    @Test
    void oldRunsAreRemovedForAReasonThatALogKeepsAndTheLatestNeverIs() throws Exception {
        Path protocol = TinyStudy.write(folder);
        run("run", protocol.toString(), "--output", output());
        run("rerun", "--reason", "second", "--output", output());
        run("rerun", "--reason", "third", "--output", output());
        List<String> runs = runs();
        Path first = folder.resolve("output/tiny").resolve(runs.get(0));

        Given data = run("runs", "prune", "--keep", "2", "--working-data-only", "--yes", "--reason", "a test");
        assertThat(data.exitCode()).as(data.err()).isZero();
        assertThat(data.out()).isEqualTo("removed " + runs.get(0) + "\n");
        assertThat(first.resolve("participants.csv")).exists();
        Given explained = run("explain", "T1", "--run", runs.get(0));
        assertThat(explained.exitCode()).isEqualTo(2);
        assertThat(explained.err()).contains("the working data of run " + runs.get(0) + " were removed");
        assertThat(run("explain", "T1", "--run", runs.get(1)).exitCode()).isZero();

        assertThat(run("runs", "prune", "--keep", "1", "--before", "2000-01-01", "--yes", "--reason", "a test")
                        .exitCode())
                .isEqualTo(6);
        assertThat(run("runs", "prune", "--keep", "1", "--yes", "--reason", "a test")
                        .out())
                .isEqualTo("removed " + runs.get(0) + "\nremoved " + runs.get(1) + "\n");
        try (Stream<Path> left = Files.list(first)) {
            assertThat(left.map(path -> String.valueOf(path.getFileName())))
                    .containsExactlyInAnyOrder("audit.jsonl", "manifest.json");
        }
        assertThat(Files.readString(folder.resolve("output/tiny/latest"))).isEqualTo(runs.get(2) + "\n");
        assertThat(folder.resolve("output/tiny").resolve(runs.get(2)).resolve("report.html"))
                .exists();
        assertThat(run("runs", "prune", "--keep", "1", "--audit-logs-too", "--yes", "--reason", "a test")
                        .exitCode())
                .isZero();
        assertThat(first).doesNotExist();
        Path events = folder.resolve("work/tiny/events.jsonl");
        List<String> removals = AuditTrail.read(events).stream()
                .filter(event -> event.event().equals("removing run"))
                .map(event -> event.detail("run") + " " + event.detail("extent") + " " + event.detail("reason"))
                .toList();
        assertThat(removals)
                .containsExactly(
                        runs.get(0) + " working data a test",
                        runs.get(0) + " all but audit logs a test",
                        runs.get(1) + " all but audit logs a test",
                        runs.get(0) + " audit logs too a test",
                        runs.get(1) + " audit logs too a test");
        String working = folder.resolve("work/tiny").toString();
        assertThat(run("audit", "verify", working).exitCode()).isZero();
        List<String> lines = Files.readAllLines(events);
        Files.write(events, lines.subList(0, lines.size() - 2));
        String cut = "events.jsonl has " + (lines.size() - 2) + " entries and had " + (lines.size() - 1)
                + "; its end was cut off\n";
        Given verified = run("audit", "verify", working);
        assertThat(verified.exitCode()).isEqualTo(8);
        assertThat(verified.err()).isEqualTo(cut);
        assertThat(run("run", protocol.toString(), "--output", output()).exitCode())
                .isEqualTo(6);
    }

    @Test
    void aStudyThatKeepsNoWorkingDataLeavesNobodyInTheStore() throws Exception {
        Path protocol = TinyStudy.write(folder);
        run("run", protocol.toString(), "--output", output());
        assertThat(filesOfTheStoreWith("OKAFOR")).isNotEmpty();
        Files.writeString(
                protocol, Files.readString(protocol).replace("  id: tiny\n", "  id: other\n  keep working data: no\n"));
        Given ended = run("run", protocol.toString(), "--output", output());
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(folder.resolve("output/other/latest")).exists();
        assertThat(filesOfTheStoreWith("OKAFOR"))
                .isNotEmpty()
                .allMatch(file -> file.startsWith(folder.resolve("work/tiny")));
        assertThat(run("run", protocol.toString(), "--output", output()).exitCode())
                .isEqualTo(6);
        assertThat(run("explain", "T1", "--study", "other").exitCode()).isEqualTo(2);
    }

    private List<Path> filesOfTheStoreWith(String name) throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("work"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> bytes(file).contains(name))
                    .toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return String.join("\n", Unpacked.texts(file)).replace("\0", "");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Given verify(String outputs, Path checkpoint, String key) {
        return Given.here("audit", "verify", outputs, "--checkpoint", checkpoint.toString(), "--key-file", key);
    }

    private List<String> runs() throws Exception {
        try (Stream<Path> runs = Files.list(folder.resolve("output/tiny"))) {
            List<String> names = runs.filter(Files::isDirectory)
                    .sorted(java.util.Comparator.comparing(RerunTest::changed))
                    .map(run -> String.valueOf(run.getFileName()))
                    .toList();
            return new ArrayList<>(names);
        }
    }

    private String report(String run) throws Exception {
        return Files.readString(folder.resolve("output/tiny").resolve(run).resolve("report-appendix.html"));
    }

    private static java.nio.file.attribute.FileTime changed(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String output() {
        return folder.resolve("output").toString();
    }

    private Given run(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.add("--work");
        all.add(folder.resolve("work").toString());
        return Given.here(all.toArray(String[]::new));
    }
}

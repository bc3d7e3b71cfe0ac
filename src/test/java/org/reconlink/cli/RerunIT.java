package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs given again, compared, and checked against what was kept of them elsewhere. */
class RerunIT {
    @TempDir
    Path folder;

    @Test
    void aCompleteRunIsGivenAgainForAReasonAndAFailedOneWhenItsInputIsMended() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run("run", protocol.toString(), "--output", output()).exitCode())
                .isZero();
        assertThat(run("rerun", "--output", output()).exitCode()).isEqualTo(2);
        PackagedJar.Ended again = run("rerun", "--reason", "asked for", "--output", output());
        assertThat(again.exitCode()).as(again.err()).isZero();
        List<String> runs = runs();
        assertThat(runs).hasSize(2);
        assertThat(run("runs", "diff", runs.get(0), runs.get(1)).out())
                .contains("forced because", "asked for", "2 participants with the same outcome");
        assertThat(run("rerun", "--failed", "--output", output()).exitCode()).isEqualTo(6);

        Path convictions = folder.resolve("convictions.csv");
        String good = Files.readString(convictions);
        Files.writeString(convictions, good + "91/10V,Rowe,Kim,1980-02-03,TH68010,2015-01-01,31.31.2015,GUILTY,1015\n");
        assertThat(run("run", protocol.toString(), "--output", output()).exitCode())
                .isEqualTo(3);
        Files.writeString(convictions, good + "91/10V,Rowe,Kim,1980-02-03,TH68010,2014-07-01,2014-09-01,GUILTY,1015\n");
        PackagedJar.Ended mended = run("rerun", "--failed", "--output", output());
        assertThat(mended.exitCode()).as(mended.err()).isZero();
        assertThat(run("runs", "diff", runs.get(0), runs().get(2)).out())
                .contains("convictions convictions.csv", "1 participants with another outcome");
    }

    @Test
    void aCheckpointFindsAnotherRunInTheSamePlace() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run("run", protocol.toString(), "--output", output()).exitCode())
                .isZero();
        String first = folder.resolve("output/tiny").resolve(runs().get(0)).toString();
        String key = folder.resolve("key.txt").toString();
        PackagedJar.Ended signed = PackagedJar.run(folder, "audit", "checkpoint", first, "--key-file", key);
        Path kept = Files.writeString(folder.resolve("checkpoint.json"), signed.out());
        assertThat(verify(first, kept, key).exitCode()).isZero();
        assertThat(run("rerun", "--reason", "asked for", "--output", output()).exitCode())
                .isZero();
        PackagedJar.Ended other = verify(first + "-2", kept, key);
        assertThat(other.exitCode()).isEqualTo(8);
        assertThat(other.err()).contains("audit.jsonl is not as it was at the checkpoint");
    }

    @Test
    void inputsFromOutsideTheAllowedFoldersAreRefused() throws Exception {
        Path protocol = TinyStudy.write(folder);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        PackagedJar.Ended refused = run("run", protocol.toString(), "--inputs-from", elsewhere.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("lies outside the folders of --inputs-from");
        assertThat(folder.resolve("work")).doesNotExist();
    }

    private PackagedJar.Ended verify(String outputs, Path checkpoint, String key) throws Exception {
        return PackagedJar.run(
                folder, "audit", "verify", outputs, "--checkpoint", checkpoint.toString(), "--key-file", key);
    }

    private List<String> runs() throws Exception {
        try (Stream<Path> runs = Files.list(folder.resolve("output/tiny"))) {
            List<String> names = runs.filter(Files::isDirectory)
                    .sorted(java.util.Comparator.comparing(RerunIT::changed))
                    .map(run -> String.valueOf(run.getFileName()))
                    .toList();
            return new ArrayList<>(names);
        }
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

    private PackagedJar.Ended run(String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        all.add("--work");
        all.add(folder.resolve("work").toString());
        return PackagedJar.run(folder, all.toArray(String[]::new));
    }
}

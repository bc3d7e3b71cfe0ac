package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;

/** What the removal of old runs leaves alone, wherever it is asked for. */
class PruneTest {
    @TempDir
    Path folder;

    @Test
    void fromAnotherFolderTheRunsOwnOutputsGoAndNotThoseOfTheSameNameThere() throws Exception {
        Path here = Files.createDirectory(folder.resolve("here"));
        Path there = Files.createDirectory(folder.resolve("there"));
        String protocol = TinyStudy.write(here).getFileName().toString();
        assertThat(Given.in(here, Map.of(), "run", protocol).exitCode()).isZero();
        assertThat(Given.here(
                                "run",
                                here.resolve(protocol).toString(),
                                "--force",
                                "again",
                                "--work",
                                here.resolve("work").toString(),
                                "--output",
                                here.resolve("output").toString())
                        .exitCode())
                .isZero();
        copy(here.resolve("output"), there.resolve("output"));
        String old = runs(here).get(0).id();
        assertThat(runs(here).get(0).output())
                .isEqualTo(here.resolve("output/tiny").resolve(old).toString());

        Given dry = prune(there, "--dry-run");
        assertThat(dry.exitCode()).as(dry.err()).isZero();
        assertThat(dry.out())
                .contains(old, "completed", here.resolve("output/tiny/" + old).toString());
        Given unanswered = prune(there);
        assertThat(unanswered.exitCode()).isEqualTo(2);
        assertThat(unanswered.err()).contains(old, "nobody answered and nothing was removed");
        assertThat(here.resolve("output/tiny/" + old + "/report.html")).exists();

        Given again = Given.in(there, Map.of(), "run", "../here/" + protocol, "--work", "../here/work");
        assertThat(again.exitCode()).isEqualTo(6);
        assertThat(again.out()).contains(here.resolve("output/tiny/" + old).toString());

        Given done = prune(there, "--yes");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(here.resolve("output/tiny/" + old + "/report.html")).doesNotExist();
        assertThat(here.resolve("output/tiny/" + old + "/audit.jsonl")).exists();
        assertThat(there.resolve("output/tiny/" + old + "/report.html")).exists();

        Given verified = Given.here(
                "audit",
                "verify",
                here.resolve("output/tiny/" + old).toString(),
                "--work",
                here.resolve("work").toString());
        assertThat(verified.exitCode()).isEqualTo(8);
        assertThat(verified.err())
                .contains("the run was pruned: what of its outputs is missing was removed by runs prune");
    }

    @Test
    void outputsThatAreNotFoundStopTheRemovalUntilSomebodySaysWhereTheyAre() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run(protocol).exitCode()).isZero();
        assertThat(run(protocol, "--force", "again").exitCode()).isZero();
        String old = runs(folder).get(0).id();
        Path moved = folder.resolve("moved");
        Files.move(folder.resolve("output"), moved);

        assertThat(here("--yes").err())
                .contains("are not in ", "they are those of the latest run; nothing was removed");
        assertThat(here("--yes").exitCode()).isEqualTo(7);
        assertThat(runs(folder).get(0).status()).isEqualTo(StoredRun.Status.COMPLETED);
        Given nothing = run(protocol);
        assertThat(nothing.exitCode()).isEqualTo(7);
        assertThat(nothing.err()).contains("the outputs of run " + old + "-2 are not in ");

        Files.createDirectories(folder.resolve("output/tiny"));
        Files.move(
                moved.resolve("tiny").resolve(old + "-2"),
                folder.resolve("output/tiny").resolve(old + "-2"));
        Given half = here("--yes");
        assertThat(half.exitCode()).isEqualTo(7);
        assertThat(half.err()).contains("the outputs of run " + old + " are not in ", "nothing was removed");
        assertThat(here("--yes", "--output", moved.toString()).exitCode()).isZero();
        assertThat(moved.resolve("tiny").resolve(old).resolve("report.html")).doesNotExist();
        assertThat(runs(folder).get(0).status()).isEqualTo(StoredRun.Status.PRUNED);
    }

    @Test
    void aFolderThatHoldsAnotherRunIsNotTouched() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run(protocol).exitCode()).isZero();
        assertThat(run(protocol, "--force", "again").exitCode()).isZero();
        String old = runs(folder).get(0).id();
        Path outputs = folder.resolve("output/tiny");
        Files.move(outputs.resolve(old), outputs.resolve("aside"));
        copy(outputs.resolve(old + "-2"), outputs.resolve(old));

        for (String more : List.of("--yes", "--outputs-gone")) {
            Given given = here("--yes", more.equals("--yes") ? "--audit-logs-too" : more);
            assertThat(given.exitCode()).isEqualTo(8);
            assertThat(given.err()).contains("which holds those of another run");
        }
        assertThat(outputs.resolve(old).resolve("report.html")).exists();
        assertThat(runs(folder).get(0).status()).isEqualTo(StoredRun.Status.COMPLETED);
    }

    @Test
    void deletedOutputsAreTakenForRemovedOnlyWhenThatIsSaid() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run(protocol).exitCode()).isZero();
        assertThat(run(protocol, "--force", "again").exitCode()).isZero();
        String old = runs(folder).get(0).id();
        Files.move(folder.resolve("output/tiny").resolve(old), folder.resolve("deleted"));
        assertThat(here("--yes").exitCode()).isEqualTo(7);
        assertThat(here("--yes", "--outputs-gone").exitCode()).isZero();
        assertThat(runs(folder).get(0).status()).isEqualTo(StoredRun.Status.PRUNED);
        assertThat(here("--yes").exitCode()).isEqualTo(6);
    }

    private Given prune(Path from, String... more) throws Exception {
        return Given.in(
                from,
                Map.of(),
                Stream.concat(
                                Stream.of(
                                        "runs", "prune", "--keep", "1", "--reason", "a test", "--work", "../here/work"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private Given here(String... more) {
        return Given.here(Stream.concat(
                        Stream.of(
                                "runs",
                                "prune",
                                "--keep",
                                "1",
                                "--reason",
                                "a test",
                                "--work",
                                folder.resolve("work").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Given run(Path protocol, String... more) {
        return Given.here(Stream.concat(
                        Stream.of(
                                "run",
                                protocol.toString(),
                                "--work",
                                folder.resolve("work").toString(),
                                "--output",
                                folder.resolve("output").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static List<StoredRun> runs(Path project) {
        try (WorkingStore store = WorkingStore.open(project.resolve("work/tiny"))) {
            return store.runs().all();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}

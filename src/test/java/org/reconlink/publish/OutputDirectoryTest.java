package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {

    @TempDir
    Path output;

    @Test
    void nothingIsSeenBeforeTheRunIsPublishedAndAllOfItAfter() throws IOException {
        try (OutputDirectory run = OutputDirectory.begin(output, "resettle", "run-1")) {
            Files.createDirectory(run.path().resolve("plots"));
            Files.writeString(run.path().resolve("plots/a.svg"), "<svg/>");
            Files.writeString(run.path().resolve("participants.csv"), "pseudonym\n");
            assertThat(visible()).isEmpty();
            assertThat(OutputDirectory.latest(output, "resettle")).isEmpty();

            Path published = run.publish();

            assertThat(published).isEqualTo(output.resolve("resettle/run-1"));
        }
        assertThat(visible())
                .containsExactly("latest", "run-1", "run-1/participants.csv", "run-1/plots", "run-1/plots/a.svg");
        assertThat(hidden()).isEmpty();
        assertThat(output.resolve("resettle/latest")).hasContent("run-1\n");
        assertThat(OutputDirectory.latest(output, "resettle")).contains("run-1");
    }

    @Test
    void closingWithoutPublishingLeavesNothingBehind() throws IOException {
        try (OutputDirectory run = OutputDirectory.begin(output, "resettle", "run-1")) {
            Files.createDirectory(run.path().resolve("plots"));
            Files.writeString(run.path().resolve("plots/a.svg"), "<svg/>");
        }

        assertThat(output.resolve("resettle")).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftBehindIsClearedWhenTheSameRunBeginsAgain() throws IOException {
        Path left = OutputDirectory.begin(output, "resettle", "run-1").path();
        Files.writeString(left.resolve("half.csv"), "pseu");
        Path other = OutputDirectory.begin(output, "resettle", "run-2").path();

        try (OutputDirectory run = OutputDirectory.begin(output, "resettle", "run-1")) {
            assertThat(run.path()).isEmptyDirectory();
            run.publish();
        }

        assertThat(visible()).containsExactly("latest", "run-1");
        assertThat(other).exists();
    }

    @Test
    void clearingDoesNotFollowALinkOutOfTheDirectory() throws IOException {
        Path kept = Files.writeString(
                Files.createDirectory(output.resolve("elsewhere")).resolve("kept"), "kept");
        Path left = OutputDirectory.begin(output, "resettle", "run-1").path();
        Files.createSymbolicLink(left.resolve("link"), kept.getParent());

        OutputDirectory.begin(output, "resettle", "run-1").close();

        assertThat(kept).hasContent("kept");
        assertThat(left).doesNotExist();
    }

    @Test
    void aPublishedRunIsNeverWrittenOver() throws IOException {
        try (OutputDirectory run = OutputDirectory.begin(output, "resettle", "run-1")) {
            Files.writeString(run.path().resolve("a"), "first");
            run.publish();
        }

        assertThatThrownBy(() -> OutputDirectory.begin(output, "resettle", "run-1"))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(
                        output.resolve("resettle/run-1") + ": this run is published already and is never written over");
        assertThat(output.resolve("resettle/run-1/a")).hasContent("first");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void theLatestRunIsTheOnePublishedLast() throws IOException {
        for (String id : List.of("run-2", "run-1")) {
            try (OutputDirectory run = OutputDirectory.begin(output, "resettle", id)) {
                run.publish();
            }
        }

        assertThat(OutputDirectory.latest(output, "resettle")).contains("run-1");
        OutputDirectory.markLatest(output, "resettle", "run-2");
        assertThat(OutputDirectory.latest(output, "resettle")).contains("run-2");
    }

    @Test
    void aRunOfAnEarlierDataCutIsNotTheLatest() throws IOException {
        for (String id : List.of("2020-12-31-b", "2019-12-31-c", "2020-12-31-a")) {
            try (OutputDirectory run = OutputDirectory.begin(output, "resettle", id)) {
                run.publish();
            }
            String latest = id.startsWith("2019") ? "2020-12-31-b" : id;
            assertThat(OutputDirectory.latest(output, "resettle")).contains(latest);
        }
        Files.delete(output.resolve("resettle/2020-12-31-a"));
        OutputDirectory.markLatest(output, "resettle", "2019-12-31-c");
        assertThat(OutputDirectory.latest(output, "resettle"))
                .as("of a run that is gone nothing is turned back")
                .contains("2019-12-31-c");
    }

    @Test
    void aRunIsWholeEvenIfItCouldNotBeMadeTheLatest() throws IOException {
        Files.createDirectories(output.resolve("resettle/latest/in the way"));
        try (OutputDirectory run = OutputDirectory.begin(output, "resettle", "run-1")) {
            Files.writeString(run.path().resolve("a"), "whole");
            assertThatThrownBy(run::publish).isInstanceOf(FileSystemException.class);
        }

        assertThat(output.resolve("resettle/run-1/a")).hasContent("whole");
    }

    @Test
    void anOutputThatCannotBeWrittenIsAnErrorBeforeAnythingIsDone() throws IOException {
        Path file = Files.writeString(output.resolve("file"), "in the way");

        assertThatThrownBy(() -> OutputDirectory.begin(file, "resettle", "run-1"))
                .isInstanceOf(FileSystemException.class);
        assertThat(file).hasContent("in the way");
    }

    @Test
    void aReadOnlyOutputIsAnErrorBeforeAnythingIsDone() throws IOException {
        Path readOnly = Files.createDirectory(output.resolve("read-only"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(readOnly), "the administrator may write everywhere");

        assertThatThrownBy(() -> OutputDirectory.begin(readOnly, "resettle", "run-1"))
                .isInstanceOf(FileSystemException.class);
        assertThat(readOnly).isEmptyDirectory();
    }

    @Test
    void aNameCannotLeadOutOfTheOutput() {
        for (String name : List.of("../x", "a/b", "a\\b", "..", ".hidden", "", "latest", "a\0b", "x".repeat(101))) {
            assertThatThrownBy(() -> OutputDirectory.begin(output, "resettle", name))
                    .as(name)
                    .hasMessage("the run cannot be a directory by its name; use letters, digits, dots, hyphens and"
                            + " underscores");
        }
        assertThatThrownBy(() -> OutputDirectory.begin(output, "../resettle", "run-1"))
                .hasMessage("the study cannot be a directory by its name; use letters, digits, dots, hyphens and"
                        + " underscores");
        assertThat(output).isEmptyDirectory();
    }

    private List<String> visible() throws IOException {
        return names().filter(name -> !name.startsWith(".")).toList();
    }

    private List<String> hidden() throws IOException {
        return names().filter(name -> name.startsWith(".")).toList();
    }

    private Stream<String> names() throws IOException {
        Path study = output.resolve("resettle");
        try (Stream<Path> walk = Files.walk(study)) {
            return walk.skip(1).map(path -> study.relativize(path).toString()).sorted().toList().stream();
        }
    }
}

package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.store.WorkingStore;

/** What can be read while a process holds the study's store, and who can read what it writes. */
class WhileARunGoesOnTest {
    @TempDir
    Path folder;

    @Test
    void commandsThatOnlyReadRead() throws Exception {
        Path protocol = TinyStudy.write(folder);
        assertThat(run(protocol)).isZero();
        assertThat(run(protocol, "--force", "again")).isZero();
        String latest = Files.readString(folder.resolve("output/tiny/latest")).strip();
        try (WorkingStore held = WorkingStore.openForRun(folder.resolve("work/tiny"))) {
            assertThat(held.isCopy()).isFalse();
            for (List<String> words : List.of(
                    List.of("runs", "list"),
                    List.of("runs", "show", latest),
                    List.of("runs", "diff"),
                    List.of("runs", "quality"),
                    List.of("review", "list"),
                    List.of(
                            "review",
                            "export",
                            "--reviewers",
                            "anna,ben",
                            folder.resolve("review").toString()),
                    List.of("explain", "T1"))) {
                Given given = Given.here(Stream.concat(
                                words.stream(),
                                Stream.of("--work", folder.resolve("work").toString()))
                        .toArray(String[]::new));
                assertThat(given.exitCode()).as(words + given.err()).isZero();
                assertThat(given.out()).isNotBlank();
                assertThat(given.err())
                        .contains("another process is at work on the study tiny: this is as it was before");
            }
            assertThat(run(protocol, "--force", "once more")).isEqualTo(5);
        }
    }

    @Test
    void whatIsAboutSinglePeopleIsTheOwnersAndItsGroups() throws Exception {
        assertThat(run(TinyStudy.write(folder))).isZero();
        String latest = Files.readString(folder.resolve("output/tiny/latest")).strip();
        assertThat(rights(folder.resolve("output/tiny").resolve(latest)))
                .contains(PosixFilePermission.OWNER_READ)
                .doesNotContain(
                        PosixFilePermission.GROUP_WRITE,
                        PosixFilePermission.OTHERS_READ,
                        PosixFilePermission.OTHERS_WRITE,
                        PosixFilePermission.OTHERS_EXECUTE);
        assertThat(rights(folder.resolve("work")))
                .contains(PosixFilePermission.OWNER_WRITE)
                .doesNotContain(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    }

    /** Those of any file below a folder. */
    private static Set<PosixFilePermission> rights(Path below) throws Exception {
        Set<PosixFilePermission> rights = java.util.EnumSet.noneOf(PosixFilePermission.class);
        try (Stream<Path> files = Files.walk(below)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> !below.endsWith("work")
                            || String.valueOf(f.getFileName()).startsWith("store."))
                    .toList()) {
                rights.addAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
            }
        }
        return rights;
    }

    private int run(Path protocol, String... more) {
        return Given.here(Stream.concat(
                                Stream.of(
                                        "run",
                                        protocol.toString(),
                                        "--quiet",
                                        "--work",
                                        folder.resolve("work").toString(),
                                        "--output",
                                        folder.resolve("output").toString()),
                                Stream.of(more))
                        .toArray(String[]::new))
                .exitCode();
    }
}

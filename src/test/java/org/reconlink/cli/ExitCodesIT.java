package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.store.WorkingStore;

/** Every exit code is that of the process of the packaged jar; {@code ExitCodesTest} has the ways to each, {@code StopsIT} the signals. */
class ExitCodesIT {
    @TempDir
    Path folder;

    private Path protocol;

    @BeforeEach
    void writeAStudy() throws Exception {
        protocol = TinyStudy.write(folder);
    }

    @Test
    void everyExitCodeIsThatOfTheProcess() throws Exception {
        ends(0, run());
        ends(6, run());

        Path log = outputs().resolve("audit.jsonl");
        String whole = Files.readString(log);
        ends(0, PackagedJar.run(folder, "audit", "verify", outputs().toString()));
        Files.writeString(log, whole.replace("\"decision\":\"link\"", "\"decision\":\"review\""));
        ends(8, PackagedJar.run(folder, "audit", "verify", outputs().toString()));
        Files.writeString(log, whole);

        Path convictions = folder.resolve("convictions.csv");
        Files.writeString(
                convictions,
                Files.readString(convictions) + "91/10V,Rowe,Kim,1980-02-03,TH68010,2015-01-01,31.31.2015,GUILTY\n");
        ends(3, run());
        Files.writeString(protocol, Files.readString(protocol) + "intake:\n  rejected rows at most: 50%\n");
        ends(4, run());

        damageARecord();
        PackagedJar.Ended damaged = ends(
                1,
                PackagedJar.run(
                        folder,
                        "explain",
                        "T1",
                        "--work",
                        folder.resolve("work").toString()));
        assertThat(damaged.err()).contains("unexpected error").doesNotContain("Okafor");
    }

    @Test
    void aCommandThatIsWrongEndsWith2AndAFolderThatIsAFileWith7() throws Exception {
        ends(2, PackagedJar.run(folder));
        ends(2, run("--forse", "x"));
        Files.writeString(folder.resolve("work"), "x");
        ends(7, run());
    }

    @Test
    void aStoreThatAnotherProcessHoldsEndsWith5() throws Exception {
        try (WorkingStore held = WorkingStore.open(folder.resolve("work/tiny"))) {
            assertThat(held.runs().all()).isEmpty();
            PackagedJar.Ended second = ends(5, run());
            assertThat(second.err())
                    .contains("is in use by another process: process "
                            + ProcessHandle.current().pid() + " on ");
        }
    }

    private void damageARecord() throws SQLException {
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"));
                Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update outcome set body = '{\"Okafor'"))
                    .isPositive();
        }
    }

    private Path outputs() throws Exception {
        try (Stream<Path> runs = Files.list(folder.resolve("output/tiny"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private static PackagedJar.Ended ends(int exitCode, PackagedJar.Ended ended) {
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
        return ended;
    }

    private PackagedJar.Ended run(String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("run", protocol.toString()));
        all.addAll(List.of("--work", folder.resolve("work").toString()));
        all.addAll(List.of("--output", folder.resolve("output").toString()));
        all.addAll(List.of(more));
        return PackagedJar.run(folder, all.toArray(String[]::new));
    }
}

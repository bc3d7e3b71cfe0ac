package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.WorkingStore;
import org.reconlink.study.StudyReader;

/** One study over the extracts of three years. */
class BackfillTest {
    @TempDir
    Path folder;

    private Path protocol;
    private String extract;

    @BeforeEach
    void writeAStudyOfYearlyExtracts() throws IOException {
        protocol = TinyStudy.write(folder);
        Path convictions = folder.resolve("convictions.csv");
        extract = Files.readString(convictions);
        Files.delete(convictions);
        Files.writeString(
                protocol,
                Files.readString(protocol)
                        .replace("files: convictions.csv", "files: [\"{data cut}/convictions.csv\"]"));
        put("2018-12-31");
        put("2020-12-31");
    }

    @Test
    void eachDataCutIsRunOnceTheOldestFirst() throws IOException {
        assertThat(backfill("--data-cuts", "2020-12-31,2018-12-31")).isZero();
        List<StoredRun> runs = runs();
        assertThat(runs).extracting(run -> run.id().substring(0, 10)).containsExactly("2018-12-31", "2020-12-31");
        assertThat(backfill("--data-cuts", "2018-12-31,2020-12-31")).isEqualTo(6);
        assertThat(command("run", protocol.toString()))
                .as("the protocol's own data cut")
                .isEqualTo(6);
        assertThat(runs()).isEqualTo(runs);
        assertThat(Files.readString(
                        Path.of(String.valueOf(runs.get(0).output())).resolve("audit.jsonl")))
                .contains("\"data_cut\":\"2018-12-31\"");
    }

    @Test
    void theDataCutsOfWhichFilesLieThereAreFoundByTheirNames() throws IOException {
        Files.createDirectories(folder.resolve("2019-12-31"));
        for (String other : List.of("2019-02-30", "2019-12-31 old", "19-12-31", "notes")) {
            Files.createDirectories(folder.resolve(other));
        }
        assertThat(StudyReader.dataCuts(protocol))
                .containsExactly(
                        Map.entry(LocalDate.of(2018, 12, 31), List.of()),
                        Map.entry(LocalDate.of(2019, 12, 31), List.of("2019-12-31/convictions.csv")),
                        Map.entry(LocalDate.of(2020, 12, 31), List.of()));
        Files.writeString(
                protocol,
                Files.readString(protocol)
                        .replace("{data cut}/convictions.csv", "pnc-{data cut}-*.csv")
                        .replace("file: participants.csv", "file: \"people of {data cut}.csv\""));
        Files.writeString(folder.resolve("pnc-2021-03-31-a.csv"), extract);
        Files.writeString(folder.resolve("people of 2022-03-31.csv"), "");
        assertThat(StudyReader.dataCuts(protocol))
                .containsExactly(
                        Map.entry(LocalDate.of(2021, 3, 31), List.of("people of 2021-03-31.csv")),
                        Map.entry(LocalDate.of(2022, 3, 31), List.of("pnc-2022-03-31-*.csv")));
        assertThat(StudyReader.dataCuts(TinyStudy.write(folder))).isEmpty();
        assertThat(StudyReader.dataCuts(Files.writeString(folder.resolve("no.yml"), "a: [")))
                .isEmpty();
    }

    @Test
    void aMissingExtractStopsTheBackfillUnlessItIsToGoOn() throws IOException {
        Path list = Files.writeString(
                folder.resolve("extracts.txt"), "# made in January\n2018-12-31\n2019-12-31 # lost\n\n2020-12-31\n");
        assertThat(backfill("--list", list.toString())).isEqualTo(3);
        assertThat(runs()).hasSize(1);
        assertThat(backfill("--list", list.toString(), "--go-on")).isEqualTo(3);
        assertThat(runs()).hasSize(2);
        put("2019-12-31");
        assertThat(backfill("--list", list.toString())).isZero();
        assertThat(runs()).extracting(run -> run.id().substring(0, 10)).contains("2019-12-31");
    }

    @Test
    void aBackfillNeverTurnsTheLatestBack() throws IOException {
        put("2019-12-31");
        assertThat(backfill("--data-cuts", "2019-12-31,2020-12-31")).isZero();
        String latest = runs().get(1).id();
        Given older = Given.here(Stream.of(words("backfill", protocol.toString(), "--data-cuts", "2018-12-31"))
                .filter(word -> !word.equals("--quiet"))
                .toArray(String[]::new));
        assertThat(older.exitCode()).isZero();
        assertThat(folder.resolve("output/tiny/latest")).hasContent(latest + "\n");
        assertThat(older.out()).contains("The latest run is still " + latest + ", whose data cut is later.");
        String old = runs().get(2).id();
        assertThat(old).startsWith("2018");
        assertThat(report(old)).contains("Compared with run " + latest);
        assertThat(command("rerun", runs().get(0).id(), "--reason", "asked for"))
                .isZero();
        assertThat(report(runs().get(3).id()))
                .contains("Compared with run " + runs().get(0).id());
        assertThat(Given.here("explain", "T1", "--work", folder.resolve("work").toString())
                        .out())
                .contains(latest)
                .doesNotContain(old);
        assertThat(command("rerun", "--reason", "asked for")).isZero();
        assertThat(folder.resolve("output/tiny/latest")).hasContent(latest + "-2\n");
    }

    @Test
    void theOrderOfRunsIsTheRegistersAndNotThatOfAClockThatWasSetBack() throws Exception {
        assertThat(command("run", protocol.toString())).isZero();
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"));
                java.sql.Connection connection = store.dataSource().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "update batch_job_execution set create_time = timestamp '2099-01-01 00:00:00',"
                                    + " start_time = timestamp '2099-01-01 00:00:00'"))
                    .isEqualTo(1);
        }
        assertThat(command("run", protocol.toString(), "--force", "again")).isZero();
        List<StoredRun> runs = runs();
        assertThat(runs).extracting(StoredRun::version).containsExactly(1, 2);
        assertThat(folder.resolve("output/tiny/latest")).hasContent(runs.get(1).id() + "\n");
        assertThat(Given.here("explain", "T1", "--work", folder.resolve("work").toString())
                        .out())
                .contains(runs.get(1).id());
        assertThat(report(runs.get(1).id()))
                .contains("Compared with run " + runs.get(0).id());
    }

    @Test
    void aRemovalKeepsTheLastRunsOfEachDataCut() throws IOException {
        put("2019-12-31");
        assertThat(backfill("--data-cuts", "2018-12-31,2019-12-31,2020-12-31")).isZero();
        assertThat(command("rerun", "--reason", "again")).isZero();
        assertThat(command("rerun", runs().get(0).id(), "--reason", "again")).isZero();
        List<StoredRun> runs = runs();
        assertThat(Given.here(prune()).out())
                .as("2019 stands on the links of the first of 2018")
                .isEqualTo("removed " + runs.get(2).id() + "\n");
        assertThat(Given.here(prune("--data-cuts", "2")).out())
                .isEqualTo("removed " + runs.get(4).id() + "\n");
        assertThat(Given.here(prune("--data-cuts", "1")).out())
                .as("the latest stands on the links of 2019")
                .isEqualTo("removed " + runs.get(0).id() + "\n");
    }

    private String[] prune(String... more) {
        Stream<String> all = Stream.of(
                "runs",
                "prune",
                "--keep",
                "1",
                "--reason",
                "a test",
                "--yes",
                "--work",
                folder.resolve("work").toString());
        return Stream.concat(all, Stream.of(more)).toArray(String[]::new);
    }

    private String report(String run) throws IOException {
        return Files.readString(folder.resolve("output/tiny").resolve(run).resolve("report-appendix.html"));
    }

    @Test
    void aRunIsMadeAgainWithItsOwnDataCut() throws IOException {
        assertThat(backfill("--data-cuts", "2018-12-31,2020-12-31")).isZero();
        String first = runs().get(0).id();
        assertThat(command("rerun", first, "--reason", "asked for")).isZero();
        assertThat(runs()).extracting(StoredRun::id).contains(first + "-2");
    }

    @Test
    void aListThatIsNotOfDatesAndNoListAreRefused() throws IOException {
        Path list = Files.writeString(folder.resolve("extracts.txt"), "31.12.2018\n");
        assertThat(backfill("--list", list.toString())).isEqualTo(2);
        assertThat(backfill()).isEqualTo(2);
        assertThat(folder.resolve("work")).doesNotExist();
    }

    private void put(String dataCut) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(dataCut)).resolve("convictions.csv"), extract);
    }

    private int backfill(String... more) {
        List<String> all = new ArrayList<>(List.of("backfill", protocol.toString()));
        all.addAll(List.of(more));
        return command(all.toArray(String[]::new));
    }

    private int command(String... words) {
        return CommandLineEntry.run(words(words));
    }

    private String[] words(String... words) {
        Stream<String> places = Stream.of(
                "--quiet",
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
        return Stream.concat(Stream.of(words), places).toArray(String[]::new);
    }

    private List<StoredRun> runs() {
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"))) {
            return store.runs().all();
        }
    }
}

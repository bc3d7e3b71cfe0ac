package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.store.StoredRun;
import org.reconlink.store.WorkingStore;

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
    void aMissingExtractStopsTheBackfillUnlessItIsToGoOn() throws IOException {
        Path list = Files.writeString(
                folder.resolve("extracts.txt"), "# made in January\n2018-12-31\n2019-12-31 # lost\n\n2020-12-31\n");
        assertThat(backfill("--list", list.toString())).isEqualTo(2);
        assertThat(runs()).hasSize(1);
        assertThat(backfill("--list", list.toString(), "--go-on")).isEqualTo(2);
        assertThat(runs()).hasSize(2);
        put("2019-12-31");
        assertThat(backfill("--list", list.toString())).isZero();
        assertThat(runs()).extracting(run -> run.id().substring(0, 10)).contains("2019-12-31");
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
        Stream<String> places = Stream.of(
                "--quiet",
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
        return CommandLineEntry.run(Stream.concat(Stream.of(words), places).toArray(String[]::new));
    }

    private List<StoredRun> runs() {
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"))) {
            return store.runs().all();
        }
    }
}

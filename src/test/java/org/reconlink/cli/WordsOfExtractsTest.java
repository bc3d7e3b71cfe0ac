package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.TestKeys;
import org.reconlink.Trails;
import org.reconlink.job.Progress;
import org.reconlink.job.StopRequest;
import org.reconlink.job.StudyRun;
import org.reconlink.job.TraceFiles;
import org.reconlink.study.StudyReader;

/** Whole studies whose extracts use the words of courts, prison systems and programs; their group says which. */
class WordsOfExtractsTest {
    @TempDir
    Path folder;

    @Test
    void anAppealThatOverturnsAConvictionUndoesItInWhateverWords() throws Exception {
        Map<String, String> reoffended = byGroup(run("conviction-quashed"), "after_reoffended");
        assertThat(reoffended).containsEntry("missing", "no yes").hasSize(9);
        assertThat(reoffended.entrySet())
                .allSatisfy(group ->
                        assertThat(group.getValue()).isEqualTo(group.getKey().equals("missing") ? "no yes" : "no"));
    }

    @Test
    void codesOfPrisonSystemsAreRecallsOrTimeInCustody() throws Exception {
        Path output = run("custody-types-of-nomis");
        List<NamedCsvRecord> people = table(output, "participants");
        assertThat(people)
                .hasSize(12)
                .allSatisfy(person ->
                        assertThat(person.getField("after_at_risk_days")).isEqualTo("672"));
        assertThat(people.stream().map(person -> person.getField("after_recalls")))
                .containsOnly("0", "1")
                .filteredOn("1"::equals)
                .hasSize(5);
        assertThat(table(output, "recalls").stream().map(recall -> recall.getField("kind")))
                .containsExactlyInAnyOrder("missing", "standard", "fixed term", "fixed term", "fixed term");
    }

    @Test
    void sentencesWithoutEndAreLongerThanAnyNumber() throws Exception {
        Path output = run("whole-life");
        Map<String, String> groups = table(output, "participants").stream()
                .collect(Collectors.toMap(row -> row.getField("pseudonym"), row -> row.getField("group")));
        Map<String, String> days = new TreeMap<>();
        table(output, "offences").stream()
                .filter(row -> row.getField("after_timing").equals("in window"))
                .forEach(row -> days.put(groups.get(row.getField("pseudonym")), row.getField("sentence_days")));
        String endless = Integer.toString(Integer.MAX_VALUE);
        assertThat(days)
                .isEqualTo(Map.of(
                        "Life (minimum term 15 years)", endless,
                        "Whole life", endless,
                        "IPP tariff 4 years", endless,
                        "5yrs IPP", endless,
                        "HMP", endless,
                        "Without limit of time", endless,
                        "Y3", "1095",
                        "24 months + 12 months PSS", "730",
                        "missing", "missing"));
    }

    @Test
    void aBareNotAvailableWhereTextIsQuotedIsAnEmptyCell() throws Exception {
        assertThat(table(run("na-as-middle-name"), "links"))
                .hasSize(4)
                .allSatisfy(
                        pair -> assertThat(pair.getField("middle_names_level")).isEqualTo("missing"));
    }

    /** The folder of the outputs. */
    private Path run(String name) throws Exception {
        for (String file : List.of("participants.csv", "pnc.csv", "custody.csv", "protocol.yml")) {
            Path from = Path.of("src/test/resources/cases", name, file);
            if (Files.exists(from)) {
                Files.copy(from, folder.resolve(file));
            }
        }
        TestKeys.write(folder.resolve("key-NOT-SECRET.txt"));
        StudyRun.Options options = new StudyRun.Options(
                folder.resolve("work"), folder.resolve("output"), null, null, "test", new TraceFiles(null, null, null));
        new StudyRun(
                        StudyReader.read(folder.resolve("protocol.yml")),
                        options,
                        new Silent(),
                        new StopRequest(),
                        Clock.systemUTC())
                .run(Trails.in(folder.resolve("work/trail")));
        try (Stream<Path> files = Files.walk(folder.resolve("output"))) {
            return files.filter(file -> file.endsWith("codebook.csv"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
    }

    private static List<NamedCsvRecord> table(Path output, String name) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(output.resolve(name + ".csv"))) {
            return rows.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The different values of a column, in order, by group. */
    private static Map<String, String> byGroup(Path output, String column) {
        return table(output, "participants").stream()
                .collect(Collectors.groupingBy(
                        row -> row.getField("group"),
                        TreeMap::new,
                        Collectors.mapping(
                                row -> row.getField(column),
                                Collectors.collectingAndThen(
                                        Collectors.toCollection(java.util.TreeSet::new),
                                        values -> String.join(" ", values)))));
    }

    private record Silent() implements Progress {
        @Override
        public void stepStarted(String step) {}

        @Override
        public void rowsRead(String file, long rows, long expected) {}

        @Override
        public void pairsFound(Map<String, Long> byRule) {}

        @Override
        public void stepEnded(String step, String summary) {}
    }
}

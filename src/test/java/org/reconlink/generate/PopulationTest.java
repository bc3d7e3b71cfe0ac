package org.reconlink.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.generate.Population.PopulationSize;

class PopulationTest {
    private static final PopulationSize SMALL = PopulationSize.of(150, 20_000, 11);
    private static final List<String> FILES = List.of(
            "participants.csv",
            "convictions.csv",
            "custody.csv",
            "truth.csv",
            "study.yml",
            "demonstration-key-NOT-SECRET.txt");

    @TempDir
    static Path made;

    @BeforeAll
    static void makeAPopulation() throws IOException {
        Population.write(made, SMALL);
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().toList();
        }
    }

    @Test
    void theSameSeedMakesTheSameBytes(@TempDir Path again) throws IOException {
        Population.write(again, SMALL);
        for (String file : FILES) {
            assertThat(Files.mismatch(made.resolve(file), again.resolve(file)))
                    .as(file)
                    .isEqualTo(-1L);
        }
    }

    @Test
    void anotherSeedMakesOtherPeople(@TempDir Path other) throws IOException {
        Population.write(other, PopulationSize.of(150, 20_000, 12));
        assertThat(Files.mismatch(made.resolve("convictions.csv"), other.resolve("convictions.csv")))
                .isNotEqualTo(-1L);
    }

    @Test
    void theExtractHasExactlyTheRowsAskedForAndTheSheetTheParticipants() throws IOException {
        assertThat(rows(made.resolve("convictions.csv"))).hasSize(20_000);
        assertThat(rows(made.resolve("participants.csv"))).hasSize(150);
        assertThat(rows(made.resolve("truth.csv"))).hasSize(150);
    }

    @Test
    void theTruthPointsToTheRowsOfThePersonWithTheIndexConvictionAmongThem() throws IOException {
        List<NamedCsvRecord> convictions = rows(made.resolve("convictions.csv"));
        Map<String, NamedCsvRecord> sheet = sheet(made);
        for (NamedCsvRecord truth : rows(made.resolve("truth.csv"))) {
            if (truth.getField("pnc id").isEmpty()) {
                assertThat(truth.getField("first row")).isEmpty();
                continue;
            }
            NamedCsvRecord participant = sheet.get(truth.getField("participant id"));
            List<NamedCsvRecord> own = own(truth, convictions);
            assertThat(own)
                    .anyMatch(row -> row.getField("Convicted").equals(participant.getField("Index conviction date"))
                            && row.getField("CJS code").equals(participant.getField("Index offence code")));
            assertThat(own.stream().map(row -> row.getField("PNC ID")).distinct())
                    .hasSize(1);
            assertThat(reoffended(own, participant))
                    .isEqualTo(truth.getField("reoffended after").equals("yes"));
        }
    }

    private static Map<String, NamedCsvRecord> sheet(Path directory) throws IOException {
        return rows(directory.resolve("participants.csv")).stream()
                .collect(Collectors.toMap(row -> row.getField("Study no"), row -> row));
    }

    /** Row 1 of the file has the headings, so row 2 is the first of the list. */
    private static List<NamedCsvRecord> own(NamedCsvRecord truth, List<NamedCsvRecord> convictions) {
        return convictions.subList(
                Integer.parseInt(truth.getField("first row")) - 2, Integer.parseInt(truth.getField("last row")) - 1);
    }

    private static boolean reoffended(List<NamedCsvRecord> own, NamedCsvRecord participant) {
        LocalDate end = LocalDate.parse(participant.getField("Community to"));
        return own.stream()
                .filter(row -> row.getField("Adjudication").equals("GUILTY"))
                .filter(row -> !row.getField("Offence from").isEmpty())
                .anyMatch(row -> LocalDate.parse(row.getField("Offence from")).isAfter(end));
    }

    @Test
    void recallsOfTheTruthAreInTheCustodyFile() throws IOException {
        Map<String, List<NamedCsvRecord>> spells = rows(made.resolve("custody.csv")).stream()
                .collect(Collectors.groupingBy(row -> row.getField("Prison no")));
        Map<String, NamedCsvRecord> sheet = sheet(made);
        for (NamedCsvRecord truth : rows(made.resolve("truth.csv"))) {
            NamedCsvRecord participant = sheet.get(truth.getField("participant id"));
            boolean recalled = spells.get(participant.getField("Prison no")).stream()
                    .anyMatch(spell -> spell.getField("Type").startsWith("Recall"));
            assertThat(recalled).isEqualTo(truth.getField("recalled during").equals("yes"));
        }
    }

    @Test
    void withoutDamageTheSheetSaysWhatThePoliceKnow(@TempDir Path clean) throws IOException {
        Population.write(clean, new PopulationSize(40, 4_000, 5, 1, 0, DamageRates.none()));
        List<NamedCsvRecord> convictions = rows(clean.resolve("convictions.csv"));
        Map<String, NamedCsvRecord> sheet = sheet(clean);
        for (NamedCsvRecord truth : rows(clean.resolve("truth.csv"))) {
            NamedCsvRecord participant = sheet.get(truth.getField("participant id"));
            assertThat(truth.getField("damage")).isEmpty();
            assertThat(participant.getField("PNC ID")).isEqualTo(truth.getField("pnc id"));
            assertThat(own(truth, convictions))
                    .allMatch(row -> row.getField("Date of birth").equals(participant.getField("DOB"))
                            && row.getField("CRO").equals(participant.getField("CRO no")));
        }
    }

    @Test
    void damageFallsAboutAsOftenAsAskedFor(@TempDir Path damaged) throws IOException {
        DamageRates noneButNumbers = new DamageRates(0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Population.write(damaged, new PopulationSize(400, 40_000, 5, 1, 0, noneButNumbers));
        long blank = rows(damaged.resolve("participants.csv")).stream()
                .filter(row -> row.getField("PNC ID").isEmpty())
                .count();
        assertThat(blank).isBetween(160L, 240L);
    }

    @Test
    void careersAreSkewedWithAFewLongOnes() throws IOException {
        Map<String, Integer> lengths = new HashMap<>();
        for (NamedCsvRecord row : rows(made.resolve("convictions.csv"))) {
            lengths.merge(row.getField("PNC ID"), 1, Integer::sum);
        }
        lengths.remove("");
        List<Integer> sorted = lengths.values().stream().sorted().toList();
        assertThat(sorted.get(sorted.size() / 2)).isBetween(3, 8);
        assertThat(sorted.get(sorted.size() - 1)).isGreaterThan(30);
    }

    @Test
    void theProtocolNamesTheFilesBesideIt() throws IOException {
        assertThat(Files.readString(made.resolve("study.yml"), StandardCharsets.UTF_8))
                .contains("file: participants.csv", "files: convictions.csv", "file: custody.csv")
                .doesNotContain("sample-input");
    }

    @Test
    void tooFewRowsForTheParticipantsAreRefused() {
        assertThatThrownBy(() -> PopulationSize.of(150, 14_999, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a population of 150 participants needs at least 15000 conviction rows, not 14999");
    }

    @Test
    void aRateAboveOneIsRefused() {
        assertThatThrownBy(() -> new DamageRates(0, 0, 1.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a damage rate is a share from 0 to 1, not 1.5");
    }
}

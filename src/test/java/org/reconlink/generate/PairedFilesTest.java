package org.reconlink.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.generate.PairedFiles.PairedSize;
import org.reconlink.generate.PairedFiles.Scattering;

class PairedFilesTest {
    private static final PairedSize SMALL = new PairedSize(2_000, 5_000, 0.8, 7);

    @TempDir
    static Path made;

    @BeforeAll
    static void makeAPair() throws IOException {
        PairedFiles.write(made, SMALL, null);
    }

    private static Map<String, NamedCsvRecord> byId(String file) throws IOException {
        Map<String, NamedCsvRecord> rows = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(made.resolve(file))) {
            csv.stream().forEach(row -> rows.put(row.getField("id"), row));
        }
        return rows;
    }

    private static List<NamedCsvRecord> truth() throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(made.resolve("truth.csv"))) {
            return csv.stream().toList();
        }
    }

    /** For everybody in both files, the share in which the column, present in both, differs. */
    private static double differing(String column) throws IOException {
        Map<String, NamedCsvRecord> left = byId("left.csv");
        Map<String, NamedCsvRecord> right = byId("right.csv");
        int both = 0;
        int different = 0;
        for (NamedCsvRecord pair : truth()) {
            String one = left.get(pair.getField("left")).getField(column);
            String other = right.get(pair.getField("right")).getField(column);
            if (!one.isEmpty() && !other.isEmpty()) {
                both++;
                different += one.equals(other) ? 0 : 1;
            }
        }
        return different / (double) both;
    }

    private static double missing(String file, String column) throws IOException {
        return byId(file).values().stream()
                .mapToInt(row -> row.getField(column).isEmpty() ? 1 : 0)
                .average()
                .orElseThrow();
    }

    @Test
    void theSameSeedMakesTheSameBytes(@TempDir Path again) throws IOException {
        PairedFiles.write(again, SMALL, null);
        for (String file : List.of("left.csv", "right.csv", "truth.csv")) {
            assertThat(Files.mismatch(made.resolve(file), again.resolve(file)))
                    .as(file)
                    .isEqualTo(-1L);
        }
    }

    @Test
    void anotherSeedMakesOtherPeople(@TempDir Path other) throws IOException {
        PairedFiles.write(other, new PairedSize(2_000, 5_000, 0.8, 8), null);
        assertThat(Files.mismatch(made.resolve("left.csv"), other.resolve("left.csv")))
                .isNotEqualTo(-1L);
    }

    @Test
    void eachFileHasTheRowsAskedForUnderDifferentIdsAndTheTruthTheOverlap() throws IOException {
        assertThat(byId("left.csv")).hasSize(2_000);
        assertThat(byId("right.csv")).hasSize(5_000);
        assertThat(truth()).hasSize(1_600);
        assertThat(truth().stream().map(pair -> pair.getField("left")).distinct())
                .hasSize(1_600);
        assertThat(truth().stream().map(pair -> pair.getField("right")).distinct())
                .hasSize(1_600);
    }

    @Test
    void theTruthNamesTheSamePersonInBothFiles() throws IOException {
        Map<String, NamedCsvRecord> left = byId("left.csv");
        Map<String, NamedCsvRecord> right = byId("right.csv");
        long agreeing = truth().stream()
                .filter(pair ->
                        !left.get(pair.getField("left")).getField("pnc id").isEmpty())
                .filter(pair -> left.get(pair.getField("left"))
                        .getField("pnc id")
                        .equals(right.get(pair.getField("right")).getField("pnc id")))
                .count();
        // 70 in 100 have a number on each side, and 97 in 100 of those without an error
        assertThat(agreeing).isBetween(700L, 820L);
    }

    @Test
    void peopleOutsideTheTruthShareNoPoliceIdentifier() throws IOException {
        List<String> pairs = truth().stream()
                .map(pair -> pair.getField("left") + pair.getField("right"))
                .toList();
        Map<String, String> left = new TreeMap<>();
        byId("left.csv").forEach((id, row) -> left.put(row.getField("pnc id"), id));
        left.remove("");
        List<String> shared = new ArrayList<>();
        byId("right.csv").forEach((id, row) -> {
            String other = left.get(row.getField("pnc id"));
            if (other != null) {
                shared.add(other + id);
            }
        });
        assertThat(shared).isNotEmpty().isSubsetOf(pairs);
    }

    @Test
    void errorsFallAsOftenAsStated() throws IOException {
        assertThat(differing("forename")).isBetween(0.13, 0.21);
        assertThat(differing("surname")).isBetween(0.12, 0.20);
        assertThat(differing("date of birth")).isBetween(0.10, 0.18);
        assertThat(differing("postcode")).isBetween(0.30, 0.40);
        assertThat(differing("pnc id")).isBetween(0.01, 0.06);
        assertThat(missing("left.csv", "pnc id")).isBetween(0.26, 0.34);
        assertThat(missing("right.csv", "pnc id")).isBetween(0.27, 0.33);
        assertThat(missing("right.csv", "postcode")).isBetween(0.02, 0.04);
    }

    @Test
    void namesAreAsSkewedAsInThePopulation() throws IOException {
        Map<String, Integer> surnames = new TreeMap<>();
        byId("right.csv").values().forEach(row -> surnames.merge(row.getField("surname"), 1, Integer::sum));
        assertThat(surnames.get("Smith")).isBetween(40, 130);
        assertThat(surnames).hasSizeGreaterThan(1_500);
    }

    @Test
    void namesHaveNoAccents() throws IOException {
        for (String file : List.of("left.csv", "right.csv")) {
            assertThat(Files.readString(made.resolve(file), StandardCharsets.UTF_8)
                            .chars())
                    .as(file)
                    .allMatch(letter -> letter < 128);
        }
    }

    @Test
    void oneFileHasTheRowsOfBoth(@TempDir Path one) throws IOException {
        PairedFiles.writeInOne(one, SMALL, null);
        List<String> both = new ArrayList<>(Files.readAllLines(made.resolve("left.csv"), StandardCharsets.UTF_8));
        List<String> right = Files.readAllLines(made.resolve("right.csv"), StandardCharsets.UTF_8);
        both.addAll(right.subList(1, right.size()));
        assertThat(Files.readAllLines(one.resolve("people.csv"), StandardCharsets.UTF_8))
                .isEqualTo(both);
        assertThat(Files.mismatch(made.resolve("truth.csv"), one.resolve("truth.csv")))
                .isEqualTo(-1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 1_000, 4_096})
    void aScatteringHasEveryNumberOnceAndFindsItsPlace(int size) {
        Scattering scattering = new Scattering(size, new Dice(3));
        int[] numbers = IntStream.range(0, size).map(scattering::at).toArray();
        assertThat(Arrays.stream(numbers).sorted().toArray())
                .isEqualTo(IntStream.range(0, size).toArray());
        assertThat(Arrays.stream(numbers).map(scattering::placeOf).toArray())
                .isEqualTo(IntStream.range(0, size).toArray());
    }

    @Test
    void morePeopleThanPoliceIdentifiersAreRefused() {
        assertThatThrownBy(() -> new PairedSize(6_000_000, 6_000_000, 0.1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are police identifiers for 9999998 people, not for 11400000:"
                        + " ask for fewer rows or more overlap");
    }

    @Test
    void anOverlapAboveOneIsRefused() {
        assertThatThrownBy(() -> new PairedSize(10, 10, 1.1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the overlap is a share from 0 to 1, not 1.1");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> new PairedSize(0, 10, 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("each file needs at least one row, not 0 and 10");
    }

    @Test
    void ofSeveralRowsAPersonEachIsDamagedByItselfAndInTheTruth(@TempDir Path folder) throws IOException {
        PairedSize size = new PairedSize(400, 800, 0.8, 7);
        RepeatedRows rows = RepeatedRows.of("3-10", "heavy");
        PairedFiles.write(folder, size, rows);
        Map<String, NamedCsvRecord> left = read(folder.resolve("left.csv"), "id");
        Map<String, NamedCsvRecord> right = read(folder.resolve("right.csv"), "id");
        Map<String, NamedCsvRecord> truth = read(folder.resolve("truth.csv"), "right");
        Map<String, Integer> each = new TreeMap<>();
        truth.values().forEach(pair -> each.merge(pair.getField("left"), 1, Integer::sum));
        assertThat(each).hasSize(320);
        assertThat(each.values())
                .allSatisfy(n -> assertThat(n).isBetween(3, 10))
                .contains(3, 10);
        long damaged = truth.values().stream()
                .filter(pair -> List.of("forename", "surname", "date of birth").stream()
                        .anyMatch(column -> !left.get(pair.getField("left"))
                                .getField(column)
                                .equals(right.get(pair.getField("right")).getField(column))))
                .count();
        assertThat((double) damaged / truth.size()).isBetween(0.48, 0.58);
        byte[] first = Files.readAllBytes(folder.resolve("right.csv"));
        PairedFiles.write(folder, size, rows);
        assertThat(Files.readAllBytes(folder.resolve("right.csv"))).isEqualTo(first);
    }

    private static Map<String, NamedCsvRecord> read(Path file, String key) throws IOException {
        Map<String, NamedCsvRecord> rows = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            csv.stream().forEach(row -> rows.put(row.getField(key), row));
        }
        return rows;
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    3 to 10 | heavy | the rows of a person are two numbers such as 3-10, not 3 to 10
                    10-3    | heavy | the rows of a person are from 1 on, the smaller number first, not 10-3
                    3-10    | awful | the damage is light or heavy, not awful
                    """)
    void whatCannotBeMeantOfSeveralRowsIsSaid(String rows, String damage, String message) {
        assertThatThrownBy(() -> RepeatedRows.of(rows, damage)).hasMessage(message);
    }
}

package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reconlink.Evidence;

/** The table of the security standard says only what there is a test for, and as much of it as is meant to be met. */
class AsvsTest {
    private static final Path TABLE = Path.of("src/docs/asvs.csv");
    private static final String HEADINGS = "requirement,level,applies,met,how,shown by";
    /** A list of phrases, the database's cipher, the organisation's certificate, and that it takes the jar with newer libraries. */
    private static final List<String> LEFT_OF_THE_FIRST = List.of("11.3.2", "12.2.2", "15.2.1");

    private static final Set<String> MET = Set.of("yes", "partly", "no", "organisation");

    /**
     * A row of the table.
     *
     * @param shown tests as Class#method, or files, parted by spaces
     */
    private record Line(String number, int level, boolean applies, String met, String how, List<String> shown) {}

    private static List<Line> lines() throws IOException {
        List<String> rows = Files.readAllLines(TABLE);
        assertThat(rows.get(0)).isEqualTo(HEADINGS);
        List<Line> lines = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            assertThat(cells).as(row).hasSize(6);
            assertThat(cells[2]).as(row).isIn("yes", "no");
            lines.add(new Line(
                    cells[0],
                    Integer.parseInt(cells[1]),
                    cells[2].equals("yes"),
                    cells[3],
                    cells[4],
                    Stream.of(cells[5].split(" ", -1))
                            .filter(one -> !one.isEmpty())
                            .toList()));
        }
        return lines;
    }

    @Test
    void everyRequirementOfBothLevelsStandsThereOnce() throws IOException {
        Map<Integer, Long> byLevel =
                lines().stream().collect(Collectors.groupingBy(Line::level, TreeMap::new, Collectors.counting()));
        assertThat(byLevel).isEqualTo(Map.of(1, 70L, 2, 183L));
        assertThat(lines().stream().map(Line::number).toList())
                .doesNotHaveDuplicates()
                .allMatch(number -> number.matches("([1-9]|1[0-7])\\.\\d+\\.\\d+"));
    }

    @Test
    void whatAppliesIsSaidToBeMetOrNotAndEachThatIsHasWhatShowsIt() throws IOException {
        for (Line line : lines()) {
            assertThat(line.how).as(line.number).isNotBlank();
            if (line.applies) {
                assertThat(line.met).as(line.number).isIn(MET);
                assertThat(line.shown.isEmpty())
                        .as(line.number + " is met, and something shows it")
                        .isEqualTo(!line.met.equals("yes"));
            } else {
                assertThat(line.met + line.shown).as(line.number).isEqualTo("[]");
            }
        }
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Line line : lines()) {
            Evidence.missing(line.shown).forEach(shown -> missing.add(line.number + ": " + shown));
        }
        assertThat(missing).isEmpty();
    }

    /** What of the first level is not met is named here, so that it neither grows nor is forgotten. */
    @Test
    void nineInTenOfTheSecondLevelAreMetAndOfTheFirstAllButWhatIsNamed() throws IOException {
        assertThat(numbers(line -> line.level == 1 && !line.met.equals("yes"))).isEqualTo(LEFT_OF_THE_FIRST);
        long applies = numbers(line -> line.level == 2).size();
        long met = numbers(line -> line.level == 2 && line.met.equals("yes")).size();
        assertThat(10 * met).as(met + " of " + applies).isGreaterThanOrEqualTo(9 * applies);
    }

    private static List<String> numbers(Predicate<Line> which) throws IOException {
        return lines().stream()
                .filter(Line::applies)
                .filter(which)
                .map(Line::number)
                .toList();
    }
}

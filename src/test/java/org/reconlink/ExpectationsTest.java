package org.reconlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of what users of such tools expect says that something is met only where a test shows it. */
class ExpectationsTest {
    private static final Path TABLE = Path.of("src/docs/expectations.csv");
    private static final int OPERATION = 20;
    private static final int REVIEW = 18;
    /** Named here, so that they neither grow nor are forgotten. */
    private static final List<String> LEFT = List.of();

    private static List<String[]> rows() throws IOException {
        List<String> lines = Files.readAllLines(TABLE);
        assertThat(lines.get(0)).isEqualTo("expectation,met,how,shown by");
        List<String[]> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).as(line).hasSize(4);
            assertThat(cells[2]).as(line).isNotBlank();
            rows.add(cells);
        }
        return rows;
    }

    private static String number(String[] row) {
        return row[0].substring(0, row[0].indexOf(':'));
    }

    @Test
    void everyExpectationStandsThereOnceAndThoseThatAreNotMetAreNamed() throws IOException {
        assertThat(rows().stream().map(ExpectationsTest::number))
                .containsExactlyElementsOf(Stream.concat(
                                IntStream.rangeClosed(1, OPERATION).mapToObj(n -> "operation " + n),
                                IntStream.rangeClosed(1, REVIEW).mapToObj(n -> "review " + n))
                        .toList());
        assertThat(rows()).allSatisfy(row -> assertThat(row[1]).isIn("yes", "partly", "no"));
        assertThat(rows().stream().filter(row -> !row[1].equals("yes")).map(ExpectationsTest::number))
                .containsExactlyElementsOf(LEFT);
    }

    @Test
    void eachThatIsMetHasATestThatIsThere() throws IOException {
        for (String[] row : rows()) {
            List<String> shown = Stream.of(row[3].split(" ", -1))
                    .filter(one -> !one.isEmpty())
                    .toList();
            assertThat(shown.isEmpty()).as(row[0]).isEqualTo(row[1].equals("no"));
            assertThat(Evidence.missing(shown)).as(row[0]).isEmpty();
        }
    }
}

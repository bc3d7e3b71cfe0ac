package org.reconlink.study;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.reconlink.study.ProtocolListing.Line;

class ProtocolListingTest {
    private static final String TEXT = """
            study:
              id: tiny
              data cut: 2020-12-31

            # people
            participants:
              surnam: Surname
            outcome:
              windows:
                year: { from: release date, months: 12 }
                first:
                  from: release date
                  waiting: 3
            """;

    @Test
    void everyLineIsThereInOrderWithItsNumber() {
        List<Line> written =
                listing(TEXT).lines().stream().filter(line -> !line.isDefault()).toList();
        assertThat(written.stream().map(Line::text))
                .containsExactlyElementsOf(TEXT.lines().toList());
        assertThat(written.stream().map(Line::number)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    }

    /** Before blank lines and comments, which belong to what comes after them. */
    @Test
    void whatIsLeftOutStandsBehindItsSectionAndEachWindow() {
        String text = listing(TEXT).lines().stream()
                .map(line -> (line.isDefault() ? "* " : "") + line.text())
                .collect(Collectors.joining("\n"));
        assertThat(text)
                .contains("  data cut: 2020-12-31\n*   keep working data: for review\n\n# people")
                .contains("months: 12 }\n*       waiting: 6\n*       first day: next day")
                .contains("      waiting: 3\n*       first day: next day")
                .contains("* intake:\n*   rejected rows at most: 0")
                .doesNotContain("*   id:");
    }

    @Test
    void whatIsWrongStandsBesideItsLine() {
        ProtocolListing listing = listing(TEXT);
        assertThat(listing.problems()).isPositive();
        assertThat(listing.lines().stream()
                        .filter(line -> line.text().contains("surnam:"))
                        .flatMap(line -> line.problems().stream()))
                .anyMatch(problem -> problem.contains("surnam"));
        assertThat(listing.lines().stream()
                        .mapToInt(line -> line.problems().size())
                        .sum())
                .isEqualTo(listing.problems());
    }

    @Test
    void whatIsNoProtocolIsListedAllTheSame() {
        for (String text : List.of("", "\t- :", "just words", "{", "study: [", "a: &x *x")) {
            ProtocolListing listing = listing(text);
            assertThat(listing.problems()).as(text).isPositive();
            assertThat(listing.lines().stream()
                            .mapToInt(line -> line.problems().size())
                            .sum())
                    .as(text)
                    .isEqualTo(listing.problems());
        }
    }

    private static ProtocolListing listing(String text) {
        return ProtocolListing.of("protocol.yml", text.getBytes(UTF_8));
    }
}

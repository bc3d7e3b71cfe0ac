package org.reconlink.result;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;
import org.reconlink.report.Report;
import org.reconlink.result.RunChanges.LastRun;

class FlowTest {
    private final Flow flow = Flow.of(Cohort.of(Studies.of(Studies.twelve())));

    @Test
    void allRowsOfParticipantsAreReadOrRejectedForAReason() {
        Flow rejecting = Flow.of(Cohort.of(Studies.withRejectedRows()));
        assertThat(rejecting.rows()).isEqualTo(15);
        assertThat(rejecting.read()).isEqualTo(12);
        assertThat(rejecting.rejected())
                .containsExactly(
                        new Tally("duplicate participant id (Study no)", 2), new Tally("nothing to link by", 1));
        assertThat(flow.rows()).isEqualTo(flow.read());
    }

    @Test
    void rejectedRowsThatAreFewDoNotFollowFromTheTotal() {
        Flow rejecting = Flow.of(Cohort.of(Studies.withRejectedRows()));
        assertThat(rejecting.rows(SmallCounts.below(4))).isEqualTo("withheld");
        assertThat(rejecting.rows(SmallCounts.below(0))).isEqualTo("15");
    }

    @Test
    void theRunSaysHowManyRowsCouldBeUsedWhereNotAllCould() {
        assertThat(KeyFigures.of(Studies.withRejectedRows()).get(0).sentence())
                .isEqualTo("Participants read 12/15 (80.0%)");
        assertThat(KeyFigures.of(Studies.of(Studies.twelve())).get(0).sentence())
                .isEqualTo("Included 8/12 (66.7%)");
    }

    @Test
    void thoseReadAreIncludedOrExcludedForAReason() {
        assertThat(flow.read()).isEqualTo(12);
        assertThat(flow.included()).isEqualTo(8);
        assertThat(flow.excluded())
                .containsExactly(
                        new Tally("unlinked", 2),
                        new Tally("no consent", 1),
                        new Tally("release date out of bounds", 1));
        assertThat(flow.included() + Flow.sum(flow.excluded())).isEqualTo(flow.read());
    }

    @Test
    void thoseIncludedAreLinkedOrInReviewOrUnlinked() {
        assertThat(Flow.sum(flow.status())).isEqualTo(flow.included());
    }

    @Test
    void thoseIncludedAreObservedInEachWindowOrNotForAReason() {
        assertThat(flow.windows())
                .containsExactly(
                        new Flow.InWindow("during", 7, List.of(new Tally("no end date", 1))),
                        new Flow.InWindow("after", 6, List.of(new Tally("died", 1), new Tally("no start date", 1))));
        assertThat(flow.windows())
                .allSatisfy(w ->
                        assertThat(w.observed() + Flow.sum(w.notObserved())).isEqualTo(flow.included()));
    }

    @Test
    void groupsAddUpToThoseIncludedAndWhoseIsNotKnownIsOneOfThem() {
        List<Person> people = Studies.twelve();
        for (int i = 0; i < people.size(); i++) {
            if (i % 3 != 2) {
                people.get(i).in(i % 3 == 0 ? "A" : "B");
            }
        }
        Flow grouped = Flow.of(Cohort.of(Studies.of(people)));
        assertThat(grouped.groups()).extracting(Tally::words).containsExactly("A", "B", Flow.NO_GROUP);
        assertThat(Flow.sum(grouped.groups())).isEqualTo(grouped.included());
        for (int window = 0; window < 2; window++) {
            Flow.InWindow all = grouped.windows().get(window);
            List<List<Long>> counts = grouped.byGroup().get(window).counts();
            assertThat(counts.get(0).stream().mapToLong(Long::longValue).sum()).isEqualTo(all.observed());
            assertThat(counts.stream()
                            .flatMap(List::stream)
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(grouped.included());
        }
    }

    @Test
    void theDiagramGoesOnFromThoseLinkedToThoseObserved() {
        assertThat(flow.windows())
                .allSatisfy(w -> assertThat(w.observed() + Flow.sum(w.notObservedThoughLinked()))
                        .isEqualTo(flow.linked()));
    }

    @Test
    void theFileHasEveryGroupWithPartsThatAddUp(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("flow.csv");
        new Report(Studies.withRejectedRows(), Map.of(), "run-1", LastRun.NONE).writeFlow(file);
        Map<String, Long> totals = new LinkedHashMap<>();
        Map<String, Long> parts = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows.forEach(row -> {
                totals.put(row.getField("group"), Long.parseLong(row.getField("total")));
                parts.merge(row.getField("group"), Long.parseLong(row.getField("participants")), Long::sum);
            });
        }
        assertThat(parts)
                .isEqualTo(totals)
                .containsExactly(
                        Map.entry("Rows of participants", 15L),
                        Map.entry("Participants read", 12L),
                        Map.entry("Excluded", 4L),
                        Map.entry("Included", 8L),
                        Map.entry("Included, in the window “during”", 8L),
                        Map.entry("Included, in the window “after”", 8L));
    }
}

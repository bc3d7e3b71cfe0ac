package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.intake.Extracts.Result;
import org.reconlink.kernel.Participant;
import org.reconlink.spec.SpecTable;

class RowKindsTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheRule() {
        return SpecTable.load("intake/row-kinds.yml").cases().stream()
                .map(c -> DynamicTest.dynamicTest(c.toString(), () -> {
                    FileFacts facts = read(c).facts();
                    assertThat(facts.rowsRead()).isEqualTo(c.get("is").equals("record") ? 1 : 0);
                    if (!c.get("is").equals("record")) {
                        assertThat(facts.format()).endsWith("; left out: 1 " + c.get("is"));
                    }
                }));
    }

    private Result<?> read(Map<String, Object> c) throws IOException {
        String row = c.get("row").toString();
        return switch (c.get("table").toString()) {
            case "participants" ->
                Extracts.participants(
                        Extracts.csv(folder, "p.csv", Extracts.PARTICIPANT_HEADINGS + ",Age", row),
                        Extracts.participantSettings());
            case "convictions" ->
                Extracts.convictions(
                        Extracts.csv(folder, "c.csv", Extracts.CONVICTION_HEADINGS, row),
                        Extracts.convictionSettings());
            default ->
                Extracts.custody(
                        Extracts.csv(folder, "s.csv", Extracts.CUSTODY_HEADINGS, row), Extracts.custodySettings());
        };
    }

    @Test
    void rowsThatAreNotPeopleAreCountedInWords() throws IOException {
        Path file = Extracts.csv(
                folder,
                "p.csv",
                Extracts.PARTICIPANT_HEADINGS,
                "1,Smith,John,07/03/1984",
                "",
                Extracts.PARTICIPANT_HEADINGS,
                "2,Brown,Ann,07/03/1984",
                ",,,",
                "Total,2,,",
                "Extracted by the data team in May,,,");
        Result<Participant> result = Extracts.participants(file, Extracts.participantSettings());
        assertThat(result.records()).hasSize(2);
        assertThat(result.findings()).isEmpty();
        assertThat(result.facts().format())
                .isEqualTo("CSV, comma, UTF-8, LF, headings in row 1;"
                        + " left out: 2 blank rows, 1 repeated heading, 1 totals row, 1 note");
        assertThat(result.facts().rowsRead()).isEqualTo(2);
    }
}

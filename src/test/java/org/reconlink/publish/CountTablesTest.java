package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.outcome.OutcomeSettings.MeasureSet;
import org.reconlink.outcome.ParticipantOutcome;

/** Tables of counts: how offences were classified, what definitions do, published measures. */
class CountTablesTest {
    @Test
    void theDefinitionsHaveTheirCountsAndThePerCentToOneDecimal() {
        assertThat(definitions(0, Made.definition(12, true, 16, 45), Made.definition(24, false, 0, 0)))
                .containsExactly(
                        "after, yes, 12 months, 6, convictions, counted, offence, calendar, 16, 45, 35.6",
                        "after, no, 24 months, 6, convictions, counted, offence, calendar, 0, 0, not applicable");
    }

    @Test
    void aShareWithASmallSideIsWithheldWhole() {
        assertThat(shown(10, Made.definition(12, true, 9, 45))).containsExactly("withheld of withheld");
        assertThat(shown(10, Made.definition(12, true, 36, 45))).containsExactly("withheld of withheld");
        assertThat(shown(10, Made.definition(12, true, 3, 9))).containsExactly("withheld of withheld");
        assertThat(shown(10, Made.definition(12, true, 10, 45))).containsExactly("10 of 45");
        assertThat(shown(10, Made.definition(12, true, 0, 45))).containsExactly("0 of 45");
    }

    @Test
    void twoPublishedSharesNeverDifferByASmallCount() {
        assertThat(shown(
                        10,
                        Made.definition(24, false, 25, 45),
                        Made.definition(12, true, 16, 45),
                        Made.definition(6, false, 16, 45),
                        Made.definition(36, false, 26, 45),
                        Made.definition(48, false, 26, 44)))
                .containsExactly("withheld of withheld", "16 of 45", "16 of 45", "26 of 45", "withheld of withheld");
    }

    @Test
    void everyKindOfEvidenceAndEveryUnknownCodeHasARow() {
        List<String> rows = rows(ClassificationTable.of(Made.result(Made.reoffender("a"))));

        assertThat(rows)
                .hasSizeGreaterThanOrEqualTo(10)
                .contains(
                        "title, exactly that of one code, 0",
                        "title, not exactly that of one code, 0",
                        "evidence, study table, 0");
        assertThat(rows.stream().filter(row -> row.startsWith("evidence")))
                .hasSize(org.reconlink.offence.ModeEvidence.values().length);
    }

    @Test
    void aMeasureNeedsThirtyReoffenders() {
        assertThat(measures(29))
                .hasSize(2 * 13)
                .allSatisfy(row -> assertThat(row).contains("withheld", "fewer than 30 reoffenders"));
        assertThat(measures(30))
                .contains(
                        "after, not applicable, rate, not applicable, 96.7742, per cent of people, 30, 31, 31, 30, not applicable")
                .filteredOn(row -> row.startsWith("after"))
                .noneMatch(row -> row.contains("fewer than 30"));
    }

    @Test
    void thereAreNoMeasuresUnlessTheProtocolAsksForThem() {
        assertThat(DataPackage.tables(Made.result(Made.reoffender("a"))))
                .extracting(Table::name)
                .containsExactly("participants", "offences", "recalls", "links", "classification", "definitions");
        assertThat(DataPackage.tables(measuring(Made.reoffender("a"))))
                .extracting(Table::name)
                .endsWith("measures");
    }

    private static List<String> measures(int reoffenders) {
        ParticipantOutcome[] people = Stream.concat(
                        IntStream.range(0, reoffenders).mapToObj(i -> Made.reoffender("r" + i)),
                        Stream.of(Made.desister("d")))
                .toArray(ParticipantOutcome[]::new);
        return rows(MeasuresTable.of(measuring(people)));
    }

    private static StudyResult measuring(ParticipantOutcome... people) {
        StudyResult made = Made.result(people);
        OutcomeSettings outcome = made.outcome();
        return with(
                made,
                new OutcomeSettings(
                        outcome.dataCut(),
                        outcome.windows(),
                        outcome.counts(),
                        outcome.offenceInCustodyCounts(),
                        outcome.inclusion(),
                        MeasureSet.JUSTICE_DATA_LAB),
                made.publish(),
                made.definitions());
    }

    private static List<String> shown(int below, DefinitionTable.Row... rows) {
        return definitions(below, rows).stream()
                .map(row -> row.split(", "))
                .map(cells -> cells[8] + " of " + cells[9])
                .toList();
    }

    private static List<String> definitions(int below, DefinitionTable.Row... rows) {
        StudyResult made = Made.result(Made.reoffender("a"));
        PublishSettings publish =
                new PublishSettings(made.publish().keyFile(), made.publish().dates(), below);
        return rows(DefinitionsTable.of(with(made, made.outcome(), publish, new DefinitionTable(List.of(rows)))));
    }

    /** The same study with other settings. */
    static StudyResult with(
            StudyResult made, OutcomeSettings outcome, PublishSettings publish, DefinitionTable definitions) {
        return new StudyResult(
                made.studyId(),
                made.title(),
                made.intake(),
                made.linkageSettings(),
                made.offence(),
                outcome,
                publish,
                made.inputs(),
                made.findings(),
                made.linkage(),
                made.identitiesJoined(),
                made.outcomes(),
                Map.copyOf(made.pseudonyms()),
                definitions);
    }

    private static <R> List<String> rows(Table<R> table) {
        return table.rows().stream()
                .map(row -> String.join(
                        ", ",
                        table.variables().stream()
                                .map(variable -> variable.cell(row).text())
                                .toList()))
                .toList();
    }
}

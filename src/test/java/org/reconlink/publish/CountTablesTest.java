package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.outcome.OutcomeSettings.MeasureSet;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.PublishedMeasure;
import org.reconlink.outcome.PublishedMeasure.Kind;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.StudyResult;

/** Tables of counts: how offences were classified, what definitions do, published measures. */
class CountTablesTest {
    @Test
    void theDefinitionsHaveTheirCountsAndThePerCentToOneDecimal() {
        assertThat(definitions(0, Made.definition(12, true, 16, 45), Made.definition(24, false, 0, 0)))
                .containsExactly(
                        "after, yes, 12 months, 6, convictions, counted, offence, calendar, 16, 45, 35.6, 0, 35.6, 0",
                        "after, no, 24 months, 6, convictions, counted, offence, calendar, 0, 0, not applicable, 0, not applicable, 0");
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
    void sharesOfDefinitionsAreOfRoundedCounts() {
        assertThat(definitions(
                        publish(DisclosureRule.OPENSAFELY),
                        Made.definition(12, true, 16, 44),
                        Made.definition(24, false, 18, 44),
                        Made.definition(36, false, 7, 44)))
                .containsExactly(
                        "after, yes, 12 months, 6, convictions, counted, offence, calendar, 15, 45, 33.3, 0, 33.3, 0",
                        "after, no, 24 months, 6, convictions, counted, offence, calendar, 20, 45, 44.4, 0, 44.4, 0",
                        "after, no, 36 months, 6, convictions, counted, offence, calendar, withheld, withheld, withheld, withheld, withheld, withheld");
    }

    @Test
    void measuresAreOfRoundedCountsAndTheSumOfDaysDoesNotTellThem() {
        StudyResult made = measuring(people(33, 12));
        List<String> rows = rows(
                MeasuresTable.of(with(made, made.outcome(), publish(DisclosureRule.OPENSAFELY), made.definitions())));
        assertThat(rows)
                .contains(
                        "after, not applicable, rate, not applicable, 77.7778, per cent of people, 35, 45, 45, 35, not applicable, 0, 77.7778, 77.7778, 0, 0")
                .filteredOn(row -> row.contains("time to first") && row.startsWith("after"))
                .singleElement()
                .asString()
                .contains("days, withheld, 35, 45, 35");
    }

    @Test
    void aFewWithoutAReoffenceHideTheMeasures() {
        StudyResult made = measuring(people(33, 5));
        assertThat(rows(MeasuresTable.of(
                        with(made, made.outcome(), publish(DisclosureRule.OPENSAFELY), made.definitions()))))
                .filteredOn(row -> row.startsWith("after"))
                .allSatisfy(
                        row -> assertThat(row)
                                .matches(
                                        ".*, withheld, withheld, withheld, withheld, (small count|fewer than 10 counted), withheld, withheld, withheld, withheld, withheld"));
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
                .hasSize(org.reconlink.offence.ClassifiedOffence.ModeEvidence.values().length);
    }

    @Test
    void measuresOfPeopleNeedThirtyPeople() {
        assertThat(measures(28))
                .hasSize(2 * 13)
                .filteredOn(row -> row.contains(", rate, ") || row.contains(", frequency, "))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row).contains("withheld", "fewer than 30 people"));
        assertThat(measures(29))
                .contains(
                        "after, not applicable, rate, not applicable, 96.6667, per cent of people, 29, 30, 30, 29, not applicable, 0, 96.6667, 96.6667, 0, 0");
    }

    /** Made reoffenders have one theft each that counts, tried either way and not custodial. */
    @Test
    void byCourtModeAndCustodyTheMeasuresAreOfReoffendersAndNeedTenCounted() {
        assertThat(measures(40, 25))
                .filteredOn(row -> row.startsWith("after"))
                .contains(
                        "after, not applicable, rate by court mode, either way, 100.0000, per cent of reoffenders, 40, 40, 65, 40, not applicable, 0, 100.0000, 100.0000, 0, 0")
                .filteredOn(row -> row.contains("custodial") || row.contains("indictable only"))
                .hasSize(4)
                .allSatisfy(
                        row -> assertThat(row).endsWith("fewer than 10 counted, withheld, withheld, withheld, 0, 0"));
    }

    @Test
    void aMeasureOfReoffendersNeedsThirtyOfThem() {
        assertThat(measures(29))
                .filteredOn(row -> !row.contains(", rate, ") && !row.contains(", frequency, "))
                .hasSize(2 * 11)
                .allSatisfy(row -> assertThat(row).contains("withheld", "fewer than 30 reoffenders"));
        assertThat(measures(30))
                .contains(
                        "after, not applicable, rate, not applicable, 96.7742, per cent of people, 30, 31, 31, 30, not applicable, 0, 96.7742, 96.7742, 0, 0")
                .filteredOn(row -> row.startsWith("after"))
                .noneMatch(row -> row.contains("fewer than 30"));
    }

    /** 10 of 40 reoffenders surely, of 4 more people it is not known whether they are reoffenders at all. */
    @Test
    void whoMayHaveReoffendedWidensAMeasureOfReoffendersToBothSides() {
        PublishedMeasure measure = new PublishedMeasure(
                "after", null, Kind.CUSTODIAL_RATE, null, 60, 40, /* numerator= */ 10, /* unknown= */ 2, 40, 4, 0);
        assertThat(MeasuresTable.leastOf(measure, DisclosureRule.NONE)).isEqualTo(100 * (10.0 / 44));
        assertThat(MeasuresTable.mostOf(measure, DisclosureRule.NONE)).isEqualTo(100 * (16.0 / 44));
        PublishedMeasure offences = new PublishedMeasure(
                "after", null, Kind.CUSTODIAL_FREQUENCY, null, 60, 40, /* numerator= */ 10, /* unknown= */ 6, 40, 4, 0);
        assertThat(MeasuresTable.leastOf(offences, DisclosureRule.NONE)).isEqualTo(10.0 / 44);
        assertThat(MeasuresTable.mostOf(offences, DisclosureRule.NONE)).isEqualTo(16.0 / 40);
        PublishedMeasure people = new PublishedMeasure(
                "after", null, Kind.RATE, null, 60, 40, /* numerator= */ 40, /* unknown= */ 4, 60, 4, 0);
        assertThat(MeasuresTable.leastOf(people, DisclosureRule.NONE)).isEqualTo(100 * (40.0 / 60));
        assertThat(MeasuresTable.mostOf(people, DisclosureRule.NONE)).isEqualTo(100 * (44.0 / 60));
    }

    @Test
    void thereAreNoMeasuresUnlessTheProtocolAsksForThem() {
        assertThat(DataPackage.tables(Made.result(Made.reoffender("a"))))
                .extracting(PackageTable::name)
                .containsExactly(
                        "participants",
                        "outcomes",
                        "offences",
                        "recalls",
                        "links",
                        "classification",
                        "definitions",
                        "sensitivity");
        assertThat(DataPackage.tables(measuring(Made.reoffender("a"))))
                .extracting(PackageTable::name)
                .endsWith("measures");
    }

    private static List<String> measures(int reoffenders) {
        return measures(reoffenders, 1);
    }

    private static List<String> measures(int reoffenders, int desisters) {
        return rows(MeasuresTable.of(measuring(people(reoffenders, desisters))));
    }

    private static ParticipantOutcome[] people(int reoffenders, int desisters) {
        return Stream.concat(
                        IntStream.range(0, reoffenders).mapToObj(i -> Made.reoffender("r" + i)),
                        IntStream.range(0, desisters).mapToObj(i -> Made.desister("d" + i)))
                .toArray(ParticipantOutcome[]::new);
    }

    private static PublishSettings publish(DisclosureRule rule) {
        return new PublishSettings(null, PublishSettings.Dates.AS_DAYS, 0, rule);
    }

    static StudyResult measuring(ParticipantOutcome... people) {
        StudyResult made = Made.result(people);
        OutcomeSettings outcome = made.outcome();
        return with(made, outcome.measuring(MeasureSet.JUSTICE_DATA_LAB), made.publish(), made.definitions());
    }

    private static List<String> shown(int below, DefinitionTable.Row... rows) {
        return definitions(below, rows).stream()
                .map(row -> row.split(", "))
                .map(cells -> cells[8] + " of " + cells[9])
                .toList();
    }

    private static List<String> definitions(int below, DefinitionTable.Row... rows) {
        return definitions(new PublishSettings(null, PublishSettings.Dates.AS_DAYS, below), rows);
    }

    private static List<String> definitions(PublishSettings publish, DefinitionTable.Row... rows) {
        StudyResult made = Made.result(Made.reoffender("a"));
        return rows(DefinitionsTable.of(with(made, made.outcome(), publish, new DefinitionTable(List.of(rows)))));
    }

    /** The same study with other settings. */
    static StudyResult with(
            StudyResult made, OutcomeSettings outcome, PublishSettings publish, DefinitionTable definitions) {
        return new StudyResult(
                new StudyResult.Asked(
                        made.studyId(),
                        made.title(),
                        made.intake(),
                        made.linkageSettings(),
                        made.offence(),
                        outcome,
                        publish),
                made.inputs(),
                made.findings(),
                made.linkage(),
                made.identitiesJoined(),
                made.outcomes(),
                Map.copyOf(made.pseudonyms()),
                new StudyResult.Estimated(definitions, made.rates(), List.of(), List.of()));
    }

    private static <R> List<String> rows(PackageTable<R> table) {
        return table.rows().stream()
                .map(row -> String.join(
                        ", ",
                        table.variables().stream()
                                .map(variable -> variable.cell(row).text())
                                .toList()))
                .toList();
    }
}

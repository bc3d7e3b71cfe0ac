package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.StudyResult;
import org.reconlink.spec.SpecTable;

class ParticipantsTableTest {

    private static final List<String> WINDOW_COLUMNS = List.of(
            "observed",
            "not_observed_reason",
            "start",
            "end",
            "reoffended",
            "reconvicted",
            "offences",
            "uncertain_offences",
            "undated_offences",
            "conviction_occasions",
            "first_offence_date",
            "days_to_first",
            "at_risk_days_to_first",
            "days",
            "at_risk_days",
            "censor_reason",
            "first_offence",
            "worst_offence",
            "worst_court_mode",
            "seriousness_court_mode",
            "violent",
            "sexual",
            "indictable_only",
            "indictable_or_either_way",
            "custodial",
            "in_custody",
            "recalls",
            "days_to_first_recall",
            "traced_reoffended");

    @TempDir
    Path directory;

    @Test
    void theColumnsAreThoseOfTheMethod() throws IOException {
        List<String> expected = Stream.of(
                        Stream.of(
                                "pseudonym",
                                "included",
                                "exclusion_reason",
                                "study_group",
                                "linkage_status",
                                "linkage_probability",
                                "linkage_weight",
                                "linkage_basis",
                                "audit_weight",
                                "index_offence_source",
                                "index_offence_disagreement",
                                "index_offence_code",
                                "index_offence_home_office_code",
                                "index_offence_group",
                                "index_offence_court_mode",
                                "index_offence_violent",
                                "index_offence_sexual",
                                "age_at_start",
                                "age_at_first_conviction",
                                "years_in_custody_before_release",
                                "prior_conviction_occasions",
                                "prior_offences",
                                "violent_or_sexual_convictions",
                                "perhaps_violent_or_sexual_convictions",
                                "ogrs3_one_year",
                                "ogrs3_two_years",
                                "ogrs3_missing_reason",
                                "carried_ace_count",
                                "carried_ethnicity"),
                        WINDOW_COLUMNS.stream().map(column -> "during_" + column),
                        WINDOW_COLUMNS.stream().map(column -> "after_" + column))
                .flatMap(s -> s)
                .toList();

        assertThat(written(Made.result(Made.desister("a"))).get(0).getHeader()).isEqualTo(expected);
    }

    @TestFactory
    Stream<DynamicTest> missingIsNeverZero() throws IOException {
        Path file = write(Made.result(
                Made.reoffender("reoffender"),
                Made.desister("desister"),
                Made.unlinked("unlinked"),
                Made.immature("immature")));
        Map<String, NamedCsvRecord> rows = new LinkedHashMap<>();
        for (String id : List.of("reoffender", "desister", "unlinked", "immature")) {
            rows.put(id, Csv.row(file, Made.pseudonyms().of(new ParticipantId(id))));
        }
        return SpecTable.load("publish/missing-codes.yml").cases().stream()
                .map(c -> DynamicTest.dynamicTest(
                        c.get("participant") + ": " + c.get("column") + " is " + c.get("cell"),
                        () -> assertThat(rows.get(c.get("participant")).getField((String) c.get("column")))
                                .isEqualTo(c.get("cell"))));
    }

    @Test
    void aStudyWithoutACustodyFileKnowsNothingOfRecallsAndTimeAtRisk() throws IOException {
        StudyResult with = Made.result(Made.reoffender("a"));
        List<FileFacts> files = with.inputs().stream()
                .filter(file -> !file.section().equals("custody"))
                .toList();
        StudyResult without = Made.result(
                PublishSettings.Dates.AS_DAYS,
                with.outcomes(),
                with.linkage().pairs(),
                with.linkage().decisions(),
                files);

        NamedCsvRecord row = written(without).get(0);

        assertThat(List.of(
                        row.getField("during_recalls"),
                        row.getField("during_days_to_first_recall"),
                        row.getField("after_at_risk_days"),
                        row.getField("after_at_risk_days_to_first"),
                        row.getField("after_in_custody")))
                .containsOnly("missing");
        assertThat(row.getField("during_in_custody")).isEqualTo("no");
        assertThat(row.getField("after_days_to_first")).isEqualTo("51");
        assertThat(RecallsTable.of(without).rows()).isEmpty();
    }

    @Test
    void whetherSomebodyWasRecalledIsMissingWhereASpellOfUnknownTypeLeavesItOpen() throws IOException {
        WindowOutcome during = Made.during(new WindowOutcome.Recalls(List.of(), List.of(), true));

        NamedCsvRecord row = written(Made.result(Made.linked(
                        Made.participant("a"), List.of(during, Made.after(Made.none())), List.of(Made.index()))))
                .get(0);

        assertThat(row.getField("during_recalls")).isEqualTo("missing");
        assertThat(row.getField("during_days_to_first_recall")).isEqualTo("missing");
    }

    @Test
    void datesAreWrittenAsTheProtocolSays() throws IOException {
        NamedCsvRecord asTheyAre = one(PublishSettings.Dates.AS_THEY_ARE);
        assertThat(asTheyAre.getField("after_start")).isEqualTo("2013-09-30");
        assertThat(asTheyAre.getField("after_first_offence_date")).isEqualTo("2013-11-20");
        NamedCsvRecord byMonth = one(PublishSettings.Dates.BY_MONTH);
        assertThat(byMonth.getField("after_start")).isEqualTo("2013-09");
        assertThat(byMonth.getField("after_first_offence_date")).isEqualTo("2013-11");
    }

    @Test
    void carriedHeadingsThatLookAlikeKeepColumnsOfTheirOwn() throws IOException {
        NamedCsvRecord row = written(Made.result(Made.desister(
                        Made.participant("a", Map.of("Score", "1", "score", "2", "SCORE!", "=3", "Läge", "ö, \"ü\"")))))
                .get(0);

        assertThat(row.getField("carried_lage")).isEqualTo("ö, \"ü\"");
        assertThat(row.getField("carried_score")).isEqualTo("withheld");
        assertThat(row.getField("carried_score_2")).isEqualTo("1");
        assertThat(row.getField("carried_score_3")).isEqualTo("2");
    }

    @Test
    void aCarriedCellThatIsBlankIsMissing() throws IOException {
        Path file = write(Made.result(Made.desister("a"), Made.desister(Made.participant("b", Map.of()))));

        assertThat(Csv.row(file, Made.pseudonyms().of(new ParticipantId("b"))).getField("carried_ace_count"))
                .isEqualTo("missing");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        Variable<String> one = Variable.own("after_end", "One.", TableCell::own);
        assertThatThrownBy(() -> new PackageTable<>("participants", "Two.", List.of(), List.of(one, one), List.of()))
                .hasMessage(
                        "the table participants would have two columns called after_end; give the follow-up window or"
                                + " comparison another name");
    }

    @Test
    void aValueThatTheCodebookDoesNotListIsAnError() {
        Variable<String> flag = Variable.flag("violent", "Whether.", TableCell::own);

        assertThat(flag.cell("yes").text()).isEqualTo("yes");
        assertThatThrownBy(() -> flag.cell("perhaps"))
                .hasMessage("the column violent has a value that its definition does not list");
        assertThatThrownBy(() ->
                        Variable.<String>own("a", "A.", x -> Missing.MISSING).cell("x"))
                .hasMessage("the column a has a value that its definition does not list");
    }

    @Test
    void aParticipantWithoutALinkDecisionIsAnErrorThatNamesNobody() {
        StudyResult result = Made.result(
                PublishSettings.Dates.AS_DAYS, List.of(Made.desister("a")), List.of(), List.of(), Made.files());

        assertThatThrownBy(() -> ParticipantsTable.of(result))
                .hasMessage("linkage has not decided on one of the participants");
    }

    private NamedCsvRecord one(PublishSettings.Dates dates) throws IOException {
        Path file = directory.resolve("participants.csv");
        java.nio.file.Files.deleteIfExists(file);
        return written(Made.result(dates, List.of(Made.reoffender("a")))).get(0);
    }

    private List<NamedCsvRecord> written(StudyResult result) throws IOException {
        return Csv.read(write(result));
    }

    private Path write(StudyResult result) throws IOException {
        ParticipantsTable.of(result).write(directory);
        return directory.resolve("participants.csv");
    }
}

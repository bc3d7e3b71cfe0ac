package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.FileFacts.ColumnFacts;
import org.reconlink.intake.FileFacts.TableFacts;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Finding.Severity;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.CheckLimits;
import org.reconlink.result.quality.CheckResult;
import org.reconlink.result.quality.CheckResult.Cost;
import org.reconlink.result.quality.CheckResult.Outcome;
import org.reconlink.result.quality.DataQuality;
import org.reconlink.result.quality.DataQuality.FileQuality;
import org.reconlink.result.quality.DataQuality.Fix;
import org.reconlink.result.quality.QualityFigure;
import org.reconlink.result.quality.QualityFigure.QualityTotals;

class DataQualityTest {
    @TempDir
    Path folder;

    @Test
    void aCheckOfAColumnThatTheFileHasNotDoesNotApplyAndIsNotPassed() {
        CheckResult result = only(quality(), "pnc id shape");
        assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result.of()).isEqualTo(8);
        CheckResult without = only(quality(), "cro number shape");
        assertThat(without.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(without.notApplicable()).isEqualTo("no column is mapped to cro number");
        assertThat(without.of()).isZero();
    }

    @Test
    void aCheckOfTextFilesDoesNotApplyToAWorkbookAndTheOtherWayRound() {
        assertThat(only(quality(), "quotation marks").notApplicable()).isEqualTo("the file is a workbook");
        assertThat(only(quality(), "password").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(only(quality(), "checksum").notApplicable()).isEqualTo("there is no checksum file beside it");
    }

    @Test
    void aFindingIsCountedAmongTheFilledCellsOfItsColumn() {
        DataQuality quality = quality(cell("pnc id check letter", "PNC", Severity.WARNING, 5));
        CheckResult result = only(quality, "pnc id check letter");
        assertThat(result.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(result.findings()).hasSize(1);
        assertThat(result.of()).isEqualTo(8);
    }

    @Test
    void aCheckFailsTooOftenAboveTheShareThatIsAccepted() {
        DataQuality quality = quality(cell("pnc id check letter", "PNC", Severity.WARNING, 5));
        assertThat(new CheckLimits(Map.of("pnc id check letter", 0.125, "postcode", 0.0)).exceeded(quality))
                .isEmpty();
        assertThat(new CheckLimits(Map.of("pnc id check letter", 0.124)).exceeded(quality))
                .singleElement()
                .hasToString(
                        "error: participants.xlsx, sheet Referrals, column PNC: the check \"pnc id check letter\" fails"
                                + " for 1 of 8 filled cells (12.50%), above the 12.40% that the protocol accepts; mend them, or"
                                + " change \"failed checks at most\" in the protocol's intake section");
        assertThat(new CheckLimits(Map.of("participant without police identifier", 0.5)).exceeded(quality))
                .extracting(Finding::problem)
                .containsExactly("the check \"participant without police identifier\" fails for 2 of 2 participants"
                        + " (100.00%), above the 50.00% that the protocol accepts");
    }

    @Test
    void aFindingOfARuleThatTheListDoesNotHaveIsShown() {
        CheckResult result = only(quality(cell("brand new rule", "PNC", Severity.WARNING, 5)), "brand new rule");
        assertThat(result.column()).isEqualTo("PNC");
        assertThat(result.outcome()).isEqualTo(Outcome.WARNING);
    }

    @Test
    void aParticipantWithoutPoliceIdentifierIsNamedByRow() {
        CheckResult result = only(quality(), "participant without police identifier");
        assertThat(result.of()).isEqualTo(2);
        assertThat(result.findings()).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.file()).isEqualTo("participants.xlsx");
            assertThat(finding.row()).isEqualTo(4);
        });
    }

    @Test
    void rowsThatAreLostComeFirstThenPeopleThenLinkageThenOutcomes() {
        DataQuality quality = quality(
                cell("date year", "Released", Severity.WARNING, 9),
                cell("pnc id check letter", "PNC", Severity.WARNING, 5),
                cell("required value", "Surname", Severity.REJECTED, 7));
        assertThat(quality.fixes())
                .extracting(Fix::result)
                .extracting(CheckResult::cost)
                .containsExactly(Cost.ROWS, Cost.PEOPLE, Cost.LINKAGE, Cost.OUTCOMES);
    }

    @Test
    void ofProblemsThatCostTheSameTheOneOfTheLargerShareComesFirst() {
        List<Finding> findings = new ArrayList<>();
        findings.add(cell("pnc id check letter", "PNC", Severity.WARNING, 5));
        findings.add(cell("pnc id shape", "PNC", Severity.WARNING, 6));
        findings.add(cell("pnc id shape", "PNC", Severity.WARNING, 7));
        assertThat(quality(findings.toArray(Finding[]::new)).fixes())
                .extracting(fix -> fix.result().check().rule())
                .containsSubsequence("pnc id shape", "pnc id check letter");
    }

    @Test
    void figuresHaveTheCompletenessOfEachColumnAndNoHeadingOfAnIgnoredOne() {
        List<QualityFigure> figures = quality().figures();
        assertThat(figures)
                .filteredOn(figure -> figure.part().equals(QualityFigure.COLUMN))
                .extracting(f -> f.figure() + " " + f.column() + " " + f.count() + "/" + f.of())
                .containsExactly(
                        "filled Surname 10/10",
                        "usable Surname 10/10",
                        "filled PNC 8/10",
                        "usable PNC 7/10",
                        "filled Released 10/10",
                        "usable Released 10/10",
                        "filled column D 3/10");
    }

    @Test
    void theFileOfFiguresLeavesCountAndShareOfAnInapplicableCheckBlank() throws IOException {
        Path file = folder.resolve("data-quality.csv");
        QualityFile.write(
                file,
                quality(cell("pnc id check letter", "PNC", Severity.WARNING, 5)).figures());
        assertThat(Files.readString(file))
                .startsWith("""
                        section,file,sheet,part,figure,column,outcome,count,of,per_cent
                        participants,participants.xlsx,Referrals,file,rows rejected,,,1,10,10.0
                        """)
                .contains(
                        "participants,participants.xlsx,Referrals,row,pnc id check letter,PNC,warning,1,8,12.5\n",
                        "participants,participants.xlsx,Referrals,row,cro number shape,cro number,not applicable,,,\n");
    }

    @Test
    void totalsAddUpTheFilesOfASection() {
        QualityTotals totals = QualityTotals.of(
                "run-1",
                quality(cell("pnc id check letter", "PNC", Severity.WARNING, 5)).figures());
        assertThat(totals.sections()).containsExactly(new QualityTotals.Section("participants", 1, 10, 3, 27, 30));
    }

    private static DataQuality quality(Finding... findings) {
        StudyResult made = Made.result(Made.reoffender("A"), Made.unlinked("B"));
        return DataQuality.of(new StudyResult(
                made.asked(),
                List.of(participants()),
                List.of(findings),
                made.linkage(),
                0,
                made.outcomes(),
                made.pseudonyms(),
                made.estimated()));
    }

    private static FileFacts participants() {
        TableFacts table = new TableFacts(
                "Referrals",
                2,
                false,
                10,
                List.of(
                        new ColumnFacts(1, "surname", "Surname", 10, 0, 0),
                        new ColumnFacts(2, "pnc id", "PNC", 8, 0, 1),
                        new ColumnFacts(3, "release date", "Released", 10, 0, 0),
                        new ColumnFacts(4, null, "", 3, 0, 0)));
        return new FileFacts("participants", "participants.xlsx", "ab".repeat(32), 100, "xlsx", 10, 1, table);
    }

    private static Finding cell(String rule, @Nullable String column, Severity severity, long row) {
        return new Finding(
                severity,
                rule,
                "participants.xlsx",
                "Referrals",
                row,
                column,
                "B" + row,
                "something is wrong",
                "put it right");
    }

    private static CheckResult only(DataQuality quality, String rule) {
        List<CheckResult> results = quality.files().stream()
                .map(FileQuality::results)
                .flatMap(List::stream)
                .filter(result -> result.check().rule().equals(rule))
                .toList();
        assertThat(results).as(rule).hasSize(1);
        return results.get(0);
    }
}

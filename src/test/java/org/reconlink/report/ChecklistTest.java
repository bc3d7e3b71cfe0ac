package org.reconlink.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.offence.OffenceSettings.Indictable;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.report.Checklist.ChecklistItem;
import org.reconlink.result.Cohort;
import org.reconlink.result.RunChanges.LastRun;
import org.reconlink.result.Studies;
import org.reconlink.result.StudyResult;

class ChecklistTest {
    private static final Map<String, String> VERSIONS = Map.of("reconlink", "0.1.0");
    private static final String RECORD = "RECORD (Benchimol et al. 2015, doi 10.1371/journal.pmed.1001885)";
    private static final String GUILD = "GUILD (Gilbert et al. 2018, doi 10.1093/pubmed/fdx037)";

    @TempDir
    private Path folder;

    @Test
    void recordHasItsThirteenItemsInItsOrder() {
        assertThat(record(0).items())
                .extracting(ChecklistItem::number)
                .containsExactly(
                        "1.1", "1.2", "1.3", "6.1", "6.2", "6.3", "7.1", "12.1", "12.2", "12.3", "13.1", "19.1",
                        "22.1");
    }

    @Test
    void guildHasItsFourStepsInTheirOrder() {
        assertThat(guild(0).items().stream().map(ChecklistItem::number).distinct())
                .containsExactly("Step 1", "Step 2", "Step 3", "Step 4");
    }

    @Test
    void whatTheRunKnowsFillsAnItemAndWhatOnlyTheAuthorKnowsIsMarked() throws IOException {
        ReportPage page = page(0);
        assertThat(page.row(RECORD, "6.3 Diagram of the linkage")).first().isEqualTo("filled");
        assertThat(page.row(RECORD, "12.1 Access to the database")).first().isEqualTo("in part");
        assertThat(page.row(RECORD, "6.2 Validity of the selection"))
                .satisfiesExactly(
                        state -> assertThat(state).isEqualTo("for the author"),
                        answer -> assertThat(answer).startsWith("To be written by the author:"));
        assertThat(page.row(GUILD, "Step 2 Method of the linkage")).first().isEqualTo("filled");
        assertThat(page.text()).contains("13 items: 3 filled, 9 in part, 1 for the author.");
    }

    @Test
    void figuresAreThoseOfTheRun() {
        assertThat(said("1.1"))
                .contains(
                        "participants: participants.xlsx (12 rows, SHA-256 ab12ab12ab12…)",
                        "convictions: pnc-1.csv (12,345 rows, SHA-256 cd34cd34cd34…)");
        assertThat(said("13.1"))
                .contains(
                        "8/12 (66.7%) participants read are included; excluded, by the first criterion that fails: unlinked"
                                + " (2), no consent (1), release date out of bounds (1).",
                        "Of the 8 included, linked (8), in review (0), unlinked (0).",
                        "The outcome is observed for 7/8 (87.5%) in the window “during” and 6/8 (75.0%) in the window"
                                + " “after”.");
        assertThat(said("12.3"))
                .contains(
                        "at least one of: pnc id; surname + date of birth. The 1,050 pairs were weighed by name, date of birth,"
                                + " pnc id.",
                        "match probability of 0.99 and goes to clerical review from 0.5.");
        assertThat(said("6.1"))
                .contains("The criteria: a participant must have consent on record; the release date")
                .doesNotContain("does not ask");
        assertThat(said("1.3")).contains("linked 10/12 (83.3%), in review 1/12 (8.3%), unlinked 1/12 (8.3%).");
        assertThat(said("12.2")).contains("Rejected rows: 3; warnings: 2,");
        assertThat(said("22.1")).startsWith("Made by Reconlink 0.1.0.");
    }

    @Test
    void everyPointerLeadsToAChapter() throws IOException {
        assertThat(page(0).text()).contains("See Flow of numbers and Who the people are.");
    }

    @Test
    void smallCountsAreWithheldInChecklistsAsInTheirChapters() throws IOException {
        String all =
                String.join("\n", record(3).items().toString(), guild(3).items().toString());
        assertThat(all)
                .contains("unlinked (withheld), no consent (withheld)", "over 5/8")
                .doesNotContain("unlinked (2)", "no consent (1)", "7/8", "6/8", "11/12");
        assertThat(csv(3)).contains("unlinked (withheld)").doesNotContain("unlinked (2)");
    }

    @Test
    void theFileHasARowForEachItem() throws IOException {
        List<String> lines = csv(0).lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("guideline,source,item,topic,asks,state,from_the_run,chapters,for_the_author");
        assertThat(lines).hasSize(1 + 13 + 11);
        assertThat(lines).filteredOn(line -> line.startsWith("RECORD,")).hasSize(13);
        assertThat(lines).anyMatch(line -> line.contains(",for the author,,,\"To be written by the author: "));
    }

    @Test
    void whereLinksAreByKeyNothingIsSaidToHaveBeenComparedOrWeighed() {
        Cohort byKey = Cohort.of(Studies.byKey(Studies.twelve()));
        String all = RecordChecklist.of(byKey, VERSIONS).items() + "\n"
                + GuildChecklist.of(byKey, VERSIONS).items();
        assertThat(all)
                .contains(
                        "linked by a person key",
                        "Names are not compared, and dates of birth decide no link. Placeholders and identifiers with a wrong check letter")
                .doesNotContain("before they are compared", "weights of each level");
        assertThat(record(0).items() + "\n" + guild(0).items())
                .contains("before they are compared. Placeholders", "weights of each level");
    }

    @Test
    void aStudyOfNobodyHasChecklists() {
        StudyResult nobody = Studies.of(List.of());
        assertThat(GuildChecklist.of(Cohort.of(nobody), VERSIONS).items()).hasSize(11);
    }

    private String said(String number) {
        return record(0).items().stream()
                .filter(item -> item.number().equals(number))
                .findFirst()
                .orElseThrow()
                .said();
    }

    private static Checklist record(int smallCountsBelow) {
        return RecordChecklist.of(Cohort.of(study(smallCountsBelow)), VERSIONS);
    }

    private static Checklist guild(int smallCountsBelow) {
        return GuildChecklist.of(Cohort.of(study(smallCountsBelow)), VERSIONS);
    }

    private ReportPage page(int smallCountsBelow) throws IOException {
        Path file = folder.resolve("report-appendix.html");
        new Report(study(smallCountsBelow), VERSIONS, "run-1", LastRun.NONE).writeAppendix(file);
        return ReportPage.parse(file);
    }

    private String csv(int smallCountsBelow) throws IOException {
        Path file = folder.resolve("checklists-" + smallCountsBelow + ".csv");
        new Report(study(smallCountsBelow), VERSIONS, "run-1", LastRun.NONE).writeChecklists(file);
        return Files.readString(file);
    }

    private static StudyResult study(int smallCountsBelow) {
        return Studies.of(Studies.twelve(), smallCountsBelow, Indictable.ONLY, ProofBasis.CONVICTIONS);
    }
}

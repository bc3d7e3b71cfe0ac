package org.reconlink.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.offence.OffenceSettings.Indictable;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.result.Person;
import org.reconlink.result.RunChanges.LastRun;
import org.reconlink.result.Studies;
import org.reconlink.result.StudyResult;
import org.reconlink.statistics.Proportion;

class ShortReportTest {
    private static final String OUTCOMES = "Outcomes, n/N (%) with 95% interval";

    @TempDir
    private Path folder;

    @Test
    void itBeginsWithTwoSentencesThatCanBeQuoted() throws IOException {
        assertThat(page(Studies.of(Studies.twelve())).paragraphs("finding"))
                .containsExactly(
                        "Of the 6 of 8 participants included whose outcome is observed, followed from the intervention end for a"
                                + " median of 24.0 months, 4 (66.7%; 95% confidence interval 30.0% to 90.3%) were not convicted of a"
                                + " further offence.",
                        "An indictable-only or either-way offence was proved against 1 of 6 (16.7%; 95% CI 3.0% to 56.4%), and"
                                + " 4 of 7 (57.1%; 95% CI 25.0% to 84.2%) were recalled to custody between the release date and"
                                + " the intervention end.");
    }

    @Test
    void whereCautionsCountItSaysWhatTheyProve() throws IOException {
        StudyResult study = Studies.of(Studies.twelve(), 0, Indictable.ONLY, ProofBasis.CONVICTIONS_OR_CAUTIONS);
        assertThat(page(study).paragraphs("finding").get(0)).endsWith(" had no proven reoffence.");
    }

    @Test
    void groupsAreToldInOrderWithWhatTellsThemApart() throws IOException {
        // 2 of 4 against 0 of 2: limits from R's prop.test without correction, p from its fisher.test
        assertThat(page(Studies.of(inTwoGroups())).paragraphs("finding"))
                .first()
                .asString()
                .contains(
                        "2 of 4 (50.0%; 95% CI 15.0% to 85.0%) in the group “Comparison” and 0 of 2 (0.0%; 95% CI 0.0% to"
                                + " 65.8%) in the group “Service” were convicted of a further offence: a difference of 50.0"
                                + " percentage points (95% CI −")
                .endsWith("Fisher's exact test, p = 0.467).");
    }

    @Test
    void groupsAreToldInTheOutcomesTableTheFlowAndTheCurve() throws IOException {
        ReportPage page = page(Studies.of(inTwoGroups()));
        Map<String, List<String>> groups = page.groups(OUTCOMES + ", by study group");
        assertThat(groups.get("Window “after”, from intervention end, open").subList(0, 5))
                .satisfies(cells -> assertThat(cells.get(0)).isEqualTo("2/4 (50.0%) 15.0 to 85.0"))
                .satisfies(cells -> assertThat(cells.get(1)).isEqualTo("0/2 (0.0%) 0.0 to 65.8"))
                .satisfies(cells -> assertThat(cells.get(2)).startsWith("50.0 (−"))
                .satisfies(cells -> assertThat(cells.get(3)).isEqualTo("–"))
                .satisfies(cells -> assertThat(cells.get(4)).isEqualTo("0.467"));
        assertThat(page.labels("Flow of participants through the study")).contains("Comparison", "Service", "4");
        assertThat(page.labels("Time to first proven reoffence by group, window “after”"))
                .contains("At risk, Comparison", "At risk, Service");
        assertThat(page.row("Characteristics of the included participants", "Age at start"))
                .containsExactly("41.0 (0.0), 4", "41.0 (0.0), 4", "0.00");
    }

    @Test
    void ofMoreThanTwoGroupsEachStandsAgainstTheReference() throws IOException {
        List<Person> people = Studies.hundredAndEight();
        for (int i = 0; i < people.size(); i++) {
            people.get(i).in(List.of("A", "B", "C").get(i % 3));
        }
        List<String> cells = page(Studies.of(people))
                .groups(OUTCOMES + ", by study group")
                .get("Window “after”, from intervention end, open");
        assertThat(cells.subList(0, 2)).allSatisfy(cell -> assertThat(cell).contains(" difference "));
        assertThat(cells.get(2)).doesNotContain("difference");
    }

    @Test
    void oneOutcomesTableHasEveryWindow() throws IOException {
        ReportPage page = page(Studies.of(Studies.twelve()));
        assertThat(page.row(OUTCOMES, "Reconvicted"))
                .containsExactly("0/7 (0.0%) 0.0 to 35.4", "2/6 (33.3%) 9.7 to 70.0");
        assertThat(page.row(OUTCOMES, "Recalled to custody")).containsExactly("4/7 (57.1%) 25.0 to 84.2", "–");
        assertThat(page.row(OUTCOMES, "Less serious than the index offence, by court-mode"))
                .containsExactly("–", "2/2 (100.0%) 34.2 to 100.0");
    }

    @Test
    void whatLinkageLeavesOpenIsOneSentenceAndOnePicture() throws IOException {
        ReportPage page = page(Studies.of(Studies.twelve()));
        assertThat(page.text())
                .contains(
                        "Of the participants read: linked 10/12 (83.3%), in review 1/12 (8.3%), unlinked 1/12 (8.3%); the"
                                + " rate of proven reoffending by these links, 33.3%, would lie between 8.4% and 74.4% if");
        assertThat(page.labels("What linkage leaves open, window “after”"))
                .contains("Confident links", "9.7 to 70.0", "Estimate", "10.0 to 70.0", "Range", "8.4 to 74.4");
    }

    @Test
    void smallCountsAreWithheldHereToo() throws IOException {
        StudyResult study = Studies.of(Studies.twelve(), 3, Indictable.ONLY, ProofBasis.CONVICTIONS);
        ReportPage page = page(study);
        assertThat(page.paragraphs("finding").get(0)).contains("over 3 (the number is withheld)");
        assertThat(page.row(OUTCOMES, "Reconvicted")).containsExactly("0/7 (0.0%) 0.0 to 35.4", "under 3/6");
        assertThat(page.pictures())
                .extracting(ReportPage.Picture::title)
                .doesNotContain("Time to first proven reoffence, window “after”");
    }

    /** A count, or a share with its per cent, that a cell or a sentence shows. */
    private static final Pattern SHARE =
            Pattern.compile("(?<!under )(?<!over )\\b(\\d[\\d,]*)(?:/| of )(\\d[\\d,]*)(?: \\((\\d+\\.\\d)%[);])?");

    @Test
    void roundedSharesAreOfRoundedCounts() throws IOException {
        List<Person> people = Studies.hundredAndEight();
        for (int i = 0; i < people.size(); i++) {
            people.get(i).in(i % 2 == 0 ? "Service" : "Comparison");
        }
        ReportPage page = page(Studies.of(people, new DisclosureRule(7, false, 5)));
        int shares = 0;
        Matcher share = SHARE.matcher(String.join("\n", page.pieces()));
        while (share.find()) {
            long k = Long.parseLong(share.group(1).replace(",", ""));
            long n = Long.parseLong(share.group(2).replace(",", ""));
            assertThat(k % 5 + n % 5).as(share.group()).isZero();
            assertThat(k == 0 || k > 7).as(share.group()).isTrue();
            if (share.group(3) != null) {
                assertThat(share.group(3))
                        .isEqualTo(new Proportion(k, n).percent().orElseThrow().toPlainString());
                shares++;
            }
        }
        assertThat(shares).isGreaterThan(20);
    }

    @Test
    void itNeedsNothingFromElsewhereAndSaysNothingThatTellsWhoSomebodyIs() throws IOException {
        String html = Files.readString(write(Studies.of(Studies.twelve())));
        assertThat(html.replace("xmlns=\"http://www.w3.org/1999/xhtml\"", "")
                        .replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http:", "https:", "url(", "@import", "<script", " src=")
                .doesNotContain(Person.SURNAME, "ZEBEDEE", "1971-02-13", "1981/0000034U", "A9999ZZ", ">S1<");
    }

    @Test
    void aStudyOfNobodyHasOne() throws IOException {
        assertThat(page(Studies.of(List.of())).paragraphs("finding").get(0))
                .isEqualTo("Nobody's outcome is observed in the window “after”.");
    }

    private static List<Person> inTwoGroups() {
        List<Person> people = Studies.twelve();
        for (int i = 0; i < people.size(); i++) {
            people.get(i).in(i < 4 ? "Comparison" : "Service");
        }
        return people;
    }

    private ReportPage page(StudyResult result) throws IOException {
        return ReportPage.parse(write(result));
    }

    private Path write(StudyResult result) throws IOException {
        Path file = folder.resolve("report.html");
        new Report(result, Map.of("Reconlink", "0.1.0"), "run-1", LastRun.NONE).write(file);
        return file;
    }
}

package org.reconlink.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
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

class ReportTest {
    private static final Map<String, String> VERSIONS = Map.of("Reconlink", "0.1.0", "Java", "17");

    @TempDir
    private Path folder;

    private ReportPage page;

    @BeforeEach
    void writeTheReportOfTwelve() throws IOException {
        page = ReportPage.parse(write(Studies.of(Studies.twelve())));
    }

    @Test
    void recallToCustodyIsOverThoseWhoseRecallsAreKnown() {
        String table = "Recall to custody in the window “during”";
        assertThat(page.row(table, "Recalled")).startsWith("4/7 (57.1%)", "25.0 to 84.2");
        assertThat(page.row(table, "Recalled from curfew")).startsWith("2/7 (28.6%)");
    }

    @Test
    void violentAndSexualIndexOffencesAreComparedByFishersTest() {
        String table = "Recalled in the window “during” by index offence";
        assertThat(page.row(table, "Violent, not sexual")).startsWith("3/4 (75.0%)");
        assertThat(page.row(table, "Sexual, whether or not violent")).startsWith("1/3 (33.3%)");
        assertThat(page.row(table, "Not known")).startsWith("0/0");
        assertThat(page.text())
                .contains(
                        "Fisher's exact test, two-sided, p = 0.486; odds ratio (conditional, exact 95% interval) 4.45 (0.11")
                .contains("Included participants whose recalls in this window are not known: 1.");
    }

    @Test
    void studyGroupsStandSideBySideWithWhatTellsThemApart() throws IOException {
        ReportPage compared = ReportPage.parse(write(Studies.of(inTwoGroups())));
        assertThat(compared.row("Characteristics of the included participants by study group", "Age at start"))
                .containsExactly("41.0 (0.0), 4", "41.0 (0.0), 4", "0.00");
        assertThat(compared.row("Recalled in the window “during” by study group", "Recalled"))
                .startsWith("3/4 (75.0%)", "1/3 (33.3%)", "p = 0.486");
        List<String> reconvicted = compared.row("Reconviction in the window “after” by study group", "Reconvicted");
        assertThat(reconvicted).startsWith("2/4 (50.0%)", "0/2 (0.0%)", "p = 0.467");
        assertThat(reconvicted.get(4)).startsWith("50.0 (−");
        assertThat(compared.text())
                .contains("By study group, Comparison (2/4 (50.0%)), Service (0/2 (0.0%)): log-rank test");
        assertThat(page.captions()).noneMatch(caption -> caption.endsWith("by study group"));
    }

    @Test
    void ofGroupsNoneIsShownWhereOneIsTooSmall() throws IOException {
        StudyResult study = Studies.of(inTwoGroups(), 3, Indictable.INCLUDING_EITHER_WAY, ProofBasis.CONVICTIONS);
        ReportPage withheld = ReportPage.parse(write(study));
        assertThat(withheld.row("Recalled in the window “during” by study group", "Recalled"))
                .containsOnly("withheld")
                .hasSize(6);
        assertThat(withheld.text()).doesNotContain("By study group, ");
    }

    private static List<Person> inTwoGroups() {
        List<Person> people = Studies.twelve();
        for (int i = 0; i < people.size(); i++) {
            people.get(i).in(i < 4 ? "Comparison" : "Service");
        }
        return people;
    }

    @Test
    void theLinkedAreComparedWithTheOthersByWhatTheSheetSays() {
        String table = "Characteristics of all participants read, linked or not";
        assertThat(page.row(table, "Age at start")).containsExactly("41.0 (0.0), 10", "41.0 (0.0), 2", "0.00");
        assertThat(page.row(table, "Male")).containsExactly("10/10 (100.0%)", "2/2 (100.0%)", "0.00");
    }

    @Test
    void theLinkedAreNotComparedWithAHandful() throws IOException {
        StudyResult study = Studies.of(Studies.twelve(), 3, Indictable.INCLUDING_EITHER_WAY, ProofBasis.CONVICTIONS);
        ReportPage withheld = ReportPage.parse(write(study));
        assertThat(withheld.captions()).doesNotContain("Characteristics of all participants read, linked or not");
        assertThat(withheld.text()).contains("Withheld: one of the two groups is too small to be described.");
    }

    @Test
    void linksThatAPoliceIdentifierConfirmsAreJudgedWithoutOne() {
        String table = "Links confirmed by a police identifier, judged without one";
        // prior -6.35 bits; the five found by names have 5.7, 13.1, 20.5, 27.9 and 9.4 bits without the PNC id
        assertThat(page.row(table, "Linked by the rest alone")).containsExactly("3/10 (30.0%)");
        assertThat(page.row(table, "In clerical review by the rest alone")).containsExactly("1/10 (10.0%)");
        assertThat(page.row(table, "Not linked: the rest is too weak")).containsExactly("1/10 (10.0%)");
        assertThat(page.row(table, "Not linked: found by no blocking rule without police identifiers"))
                .containsExactly("5/10 (50.0%)");
    }

    @Test
    void recallIsNotTabulatedForAnOpenWindow() {
        assertThat(page.captions()).doesNotContain("Recall to custody in the window “after”");
    }

    @Test
    void reconvictionIsOverThoseObserved() {
        String table = "Reconviction in the window “after”";
        assertThat(page.row(table, "Reconvicted")).startsWith("2/6 (33.3%)", "9.7 to 70.0");
        assertThat(page.row(table, "Without a reconviction")).startsWith("4/6 (66.7%)", "30.0 to 90.3");
        assertThat(page.row(table, "Indictable-only offence")).startsWith("0/6 (0.0%)");
        assertThat(page.row(table, "Indictable-only or either-way offence *")).startsWith("1/6 (16.7%)");
        assertThat(page.row(table, "Violent offence")).startsWith("1/6 (16.7%)");
        assertThat(page.row(table, "Sexual offence")).startsWith("0/6 (0.0%)");
        assertThat(page.text())
                .contains("Observed: 6/8 (75.0%) of those included. Not observed: 2 (died 1, no start date 1).");
    }

    @Test
    void whoseOutcomeRestsOnOffencesWithoutADateIsSaid() throws IOException {
        List<Person> people = new ArrayList<>(Studies.twelve());
        people.set(1, people.get(1).undated(2));
        assertThat(ReportPage.parse(write(Studies.of(people))).text())
                .contains(
                        "Of those without a reconviction, 1/4 (25.0%) have a conviction whose offence has no usable date and"
                                + " may be of the window.");
        assertThat(page.text()).doesNotContain("usable date and may be of the window");
    }

    @Test
    void theFrequencyIsOfThoseObserved() {
        assertThat(page.text())
                .contains("Frequency: 2 proven reoffences of 6 observed in ")
                .contains(" per 100 (exact Poisson 95% interval ");
    }

    @Test
    void timeToFirstIsGivenWithNumbersAtRisk() {
        String table = "Time to first proven reoffence, window “after”";
        assertThat(page.row(table, "0")).containsExactly("6", "0/6 (0.0%)", "100.0", "–");
        assertThat(page.pictures())
                .extracting(ReportPage.Picture::title)
                .contains("Time to first proven reoffence, window “after”", "Rate by threshold, window “after”");
    }

    @Test
    void beforeTheFirstReoffenceTheCurveHasNoInterval() {
        List<String> third = page.row("Time to first proven reoffence, window “after”", "3");
        assertThat(third).containsExactly("6", "0/6 (0.0%)", "100.0", "–");
        List<String> sixth = page.row("Time to first proven reoffence, window “after”", "6");
        assertThat(sixth).containsExactly("4", "2/6 (33.3%)", "66.7", "19.5 to 90.4");
    }

    @Test
    void eachStudyGroupHasItsCurveAndNumbersAtRisk() throws IOException {
        ReportPage compared = ReportPage.parse(write(Studies.of(inTwoGroups())));
        Map<String, List<String>> groups =
                compared.groups("Time to first proven reoffence by study group, window “after”");
        assertThat(groups.keySet()).containsExactly("Comparison", "Service");
        assertThat(groups.get("Comparison")).startsWith("4", "0/4 (0.0%)", "100.0", "–");
        assertThat(groups.get("Service")).startsWith("2", "0/2 (0.0%)", "100.0", "–");
        assertThat(compared.pictures())
                .extracting(ReportPage.Picture::title)
                .contains("Time to first proven reoffence by group, window “after”");
    }

    @Test
    void observedReoffendingStandsBesideTheExpected() {
        String table = "Observed against expected reoffending";
        assertThat(page.headings(table)).containsExactly("OGRS3, one year", "OGRS3, two years");
        assertThat(page.row(table, "OGRS3, one year")).first().isEqualTo("0/0");
        assertThat(page.row(table, "OGRS3, two years")).last().isEqualTo("8");
        assertThat(page.row("Why included participants have no OGRS3 score", "Offence code is missing"))
                .containsExactly("8");
    }

    @Test
    void theRateStandsBesideWhatLinkageDoesToIt() {
        String table = "What linkage does to the rate, window “after”";
        assertThat(page.row(table, "Confident links; all pairs in review rejected"))
                .containsExactly("2/6", "33.3", "9.7 to 70.0");
        assertThat(page.row(table, "All pairs in review accepted, the likeliest of each participant"))
                .startsWith("3/7", "42.9");
        assertThat(page.row(table, "Estimate")).containsExactly("–", "36.0", "10.0 to 70.0");
        assertThat(page.text())
                .contains(
                        "Estimated rate 36.0% (10.0-70.0%), allowing for uncertain links, for the 25.0% who could not be"
                                + " linked, and for identifier damage that differs field by field between those who reoffended"
                                + " and others; confident links alone give 33.3%. If the unlinked reoffend at odds between a"
                                + " third and three times what the model implies, which the data cannot rule out, the range is"
                                + " 8.4-74.4%.")
                .contains("the lower reading is 27.0%")
                .contains("The rate of 50.0% to compare with lies within the interval.")
                .contains("The rate in “after” is held against 50.0%.");
    }

    @Test
    void whatDefinitionsDoIsTabulated() {
        assertThat(page.row(
                        "What definitions do to the rate, window “after”, n/N (%)",
                        "12 months; 6 months; convictions; counted"))
                .containsExactly("1/6 (16.7%) *", "2/5 (40.0%)", "–", "–");
        assertThat(page.text())
                .contains("By the protocol's own definition: 1/6 (16.7%). Over all definitions: from 1/6 (16.7%) to 2/5"
                        + " (40.0%).");
    }

    @Test
    void theStarFollowsTheSettingOfIndictable() throws IOException {
        StudyResult only = Studies.of(Studies.twelve(), 0, Indictable.ONLY, ProofBasis.CONVICTIONS);
        assertThat(ReportPage.parse(write(only)).row("Reconviction in the window “after”", "Indictable-only offence *"))
                .startsWith("0/6 (0.0%)");
    }

    @Test
    void cautionsGetARowOfTheirOwnWhereTheyCount() throws IOException {
        StudyResult cautions = Studies.of(Studies.twelve(), 0, Indictable.ONLY, ProofBasis.CONVICTIONS_OR_CAUTIONS);
        assertThat(ReportPage.parse(write(cautions)).row("Reconviction in the window “after”", "Proven reoffence"))
                .startsWith("2/6 (33.3%)");
        assertThat(page.headings("Reconviction in the window “after”")).doesNotContain("Proven reoffence");
    }

    @Test
    void everyOffenceHasOneTimingInEveryWindow() {
        String table = "Offences of the included participants by timing";
        assertThat(page.row(table, "Index")).containsExactly("8", "8");
        assertThat(page.row(table, "Pseudo")).containsExactly("1", "1");
        assertThat(page.row(table, "In window")).containsExactly("0", "2");
        assertThat(page.row(table, "All offences")).containsExactly("12", "12");
        for (int window = 0; window < 2; window++) {
            int column = window;
            int sum = page.headings(table).stream()
                    .filter(heading -> !heading.equals("All offences"))
                    .mapToInt(
                            heading -> Integer.parseInt(page.row(table, heading).get(column)))
                    .sum();
            assertThat(sum).isEqualTo(12);
        }
    }

    @Test
    void theWorstOffenceIsSetAgainstTheIndexOffence() {
        String modes = "Court mode of the index offence against the worst offence in the window “after”";
        assertThat(page.row(modes, "Indictable-only")).containsExactly("0", "1", "0", "4", "5");
        assertThat(page.row(modes, "Either-way")).containsExactly("0", "0", "1", "0", "1");
        assertThat(page.row(modes, "All observed")).containsExactly("0", "1", "1", "4", "6");
        String scales =
                "Worst offence in the window “after” against the index offence, of those with a proven reoffence, n/N (%)";
        assertThat(page.row(scales, "court-mode"))
                .containsExactly("2/2 (100.0%)", "0/2 (0.0%)", "0/2 (0.0%)", "0/2 (0.0%)", "0/2 (0.0%)");
    }

    @Test
    void peopleAreDescribedWithWhatIsMissing() {
        String numbers = "Characteristics of the included participants: numbers";
        assertThat(page.row(numbers, "Convictions for violent or sexual offences"))
                .containsExactly("7", "1", "17.0", "0.0", "17.0", "17.0 to 17.0", "17 to 17");
        assertThat(page.row(numbers, "Length of intervention in months")).startsWith("8", "0", "19.0");
        assertThat(page.row(numbers, "ACE count"))
                .containsExactly("5", "3", "5.2", "1.3", "5.0", "4.0 to 6.0", "4 to 7");
        String categories = "Characteristics of the included participants: categories";
        assertThat(page.row(categories, "White British")).containsExactly("3/8 (37.5%)");
        assertThat(page.row(categories, "Male")).containsExactly("8/8 (100.0%)");
    }

    @Test
    void linkageIsShownForAllAndForThoseIncluded() {
        assertThat(page.row("Linkage status", "Linked")).containsExactly("10/12 (83.3%)", "8/8 (100.0%)");
        assertThat(page.row("Linkage status", "In review")).containsExactly("1/12 (8.3%)", "0/8 (0.0%)");
        assertThat(page.row("Linkage status", "Unlinked")).containsExactly("1/12 (8.3%)", "0/8 (0.0%)");
        assertThat(page.row("Candidate pairs by blocking rule", "surname + date of birth"))
                .containsExactly("1,045");
        assertThat(page.row("Pairs in clerical review by reason", "Between the two thresholds"))
                .containsExactly("1");
    }

    @Test
    void itSaysHowManyIdentitiesLinkageMadeOnePersonWithOthers() {
        assertThat(page.text())
                .contains(
                        "and so on), of which 14 without a PNC id were made one person with others by linkage. Model:");
    }

    @Test
    void otherThresholdsAreTabulatedWithWhoCannotBeLinked() {
        String table = "Participants by threshold";
        assertThat(page.headings(table)).containsExactly("0.5", "0.9", "0.99", "0.9999");
        assertThat(page.row(table, "0.5"))
                .containsExactly("11/12 (91.7%)", "0/12 (0.0%)", "1/12 (8.3%)", "0/12 (0.0%)");
        assertThat(page.row(table, "0.9999"))
                .containsExactly("6/12 (50.0%)", "5/12 (41.7%)", "1/12 (8.3%)", "4/12 (33.3%)");
    }

    @Test
    void completenessIsShownForBothSides() {
        String table = "Values that are not missing, by column";
        assertThat(page.row(table, "Date of birth")).containsExactly("11/12 (91.7%)", "5,000/5,321 (94.0%)");
        assertThat(page.row(table, "CRO number")).containsExactly("0/12 (0.0%)", "2,660/5,321 (50.0%)");
    }

    @Test
    void theModelIsShownLevelByLevel() {
        Map<String, List<String>> levels = page.groups("Levels of the comparisons");
        assertThat(levels.keySet()).containsExactly("Name", "Date of birth");
        assertThat(levels.get("Name"))
                .containsExactly("0.735", "5.20 × 10⁻⁶", "+17.1", "0.265", "over 0.99999", "−1.9");
    }

    @Test
    void everyPictureHasATitleADescriptionAndACaption() {
        assertThat(page.pictures())
                .extracting(ReportPage.Picture::title)
                .contains(
                        "Match weights of the kept pairs",
                        "Linked, in review and unlinked by threshold",
                        "Participants who cannot be linked, by threshold",
                        "Completeness of the linkage columns",
                        "Levels of the comparisons: m, u and weight");
        assertThat(page.pictures())
                .allSatisfy(picture -> assertThat(picture.description()).endsWith("."))
                .allSatisfy(picture -> assertThat(picture.caption()).endsWith("."));
    }

    @Test
    void picturesWithholdSmallCountsToo() throws IOException {
        StudyResult result = Studies.of(Studies.twelve(), 3, Indictable.ONLY, ProofBasis.CONVICTIONS);
        ReportPage withheld = ReportPage.parse(write(result));
        assertThat(withheld.row("Participants by threshold", "0.9"))
                .containsExactly("10/12 (83.3%)", "withheld/12", "withheld/12", "under 3/12");
        assertThat(withheld.labels("Participants who cannot be linked, by threshold"))
                .contains("0.0%", "withheld", "33.3%")
                .doesNotContain("8.3%");
        assertThat(withheld.labels("Linked, in review and unlinked by threshold"))
                .contains("withheld", "6", "10")
                .doesNotContain("1", "2");
        assertThat(withheld.labels("Completeness of the linkage columns"))
                .contains("withheld")
                .doesNotContain("91.7%");
    }

    @Test
    void theFlowOfNumbersAddsUp() {
        Map<String, List<String>> groups = page.groups("Flow of numbers");
        assertThat(groups.keySet())
                .containsExactly(
                        "Rows of participants: 12",
                        "Participants read: 12",
                        "Excluded: 4",
                        "Included: 8",
                        "Included, in the window “during”: 8",
                        "Included, in the window “after”: 8");
        groups.forEach((heading, counts) -> assertThat(
                        counts.stream().mapToInt(Integer::parseInt).sum())
                .as(heading)
                .isEqualTo(Integer.parseInt(heading.substring(heading.lastIndexOf(' ') + 1))));
    }

    @Test
    void aWindowWithoutReoffencesHasNoTableOfSeriousness() {
        assertThat(page.text()).contains("None of the 7 observed had a proven reoffence.");
        assertThat(page.captions()).noneMatch(c -> c.startsWith("Worst offence in the window “during”"));
    }

    @Test
    void inputsAndFindingsAreCounted() {
        assertThat(page.row("Files read", "pnc-1.csv"))
                .containsExactly("convictions", "CSV, semicolon, windows-1252, CRLF", "cd34cd34cd34", "12,345", "3");
        assertThat(page.row("Findings by rule", "pnc id check letter"))
                .containsExactly("warns; findings.csv says what was done", "2", "pnc-1.csv");
    }

    @Test
    void theProtocolIsRestatedWithItsDefaults() {
        assertThat(page.items())
                .contains(
                        "The data cut is 2021-12-31, the last day that the extracts cover.",
                        "The run stops if the share of rejected rows is above 0 (on a scale from 0 to 1).",
                        "A date of birth of 1900-01-01 or 1970-01-01 is a placeholder and taken as missing.",
                        "A participant is compared with an identity if they are equal on all fields of one of these"
                                + " rules: pnc id; surname + date of birth.",
                        "A pair is a link from a match probability of 0.99.",
                        "The parameters are trained on the study's own pairs, starting from those of the model that"
                                + " ships with Reconlink, but for date of birth, which stay.",
                        "Indictable means indictable-only or either-way.",
                        "Convictions do not count at courts whose names have one of these words: Belfast, Sheriff.",
                        "Breaches under these Home Office codes are not counted: 8/31, 195/66.",
                        "To be included, the release date must be known, not before 2008-01-01, not after 2018-12-31.",
                        "To be included, in-reach (in-reach start to release date) must last at least 6 months.",
                        "The window “during” begins the day after the release date and ends on the intervention end; an"
                                + " offence in it counts if it was proved within 6 months after that day.",
                        "No set of published measures is asked for.",
                        "Pseudonyms are made with a key from the file key.txt.",
                        "This report withholds no small counts.");
    }

    @Test
    void thePageNeedsNothingFromElsewhere() throws IOException {
        String html = Files.readString(write(Studies.of(Studies.twelve())));
        String withoutNamespaces = html.replace("xmlns=\"http://www.w3.org/1999/xhtml\"", "")
                .replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        assertThat(withoutNamespaces)
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("url(")
                .doesNotContain("@import")
                .doesNotContain("<script")
                .doesNotContain(" src=");
    }

    @Test
    void thePageSaysNothingThatTellsWhoSomebodyIs() throws IOException {
        String html = Files.readString(write(Studies.of(Studies.twelve())));
        assertThat(html)
                .doesNotContain(Person.SURNAME)
                .doesNotContain("ZEBEDEE")
                .doesNotContain("1971-02-13")
                .doesNotContain("1981/0000034U")
                .doesNotContain("A9999ZZ")
                .doesNotContain("/somewhere/private")
                .doesNotContain(">S1<");
    }

    @Test
    void markupInATitleIsText() {
        assertThat(page.text()).contains(Studies.TITLE);
    }

    @Test
    void theSameResultGivesTheSameBytes() throws IOException {
        byte[] once = Files.readAllBytes(write(Studies.of(Studies.twelve())));
        byte[] again = Files.readAllBytes(write(Studies.of(Studies.twelve())));
        assertThat(again).isEqualTo(once);
    }

    @Test
    void smallCountsAreWithheldWithWhatTellsThem() throws IOException {
        StudyResult result = Studies.of(Studies.twelve(), 3, Indictable.ONLY, ProofBasis.CONVICTIONS);
        ReportPage withheld = ReportPage.parse(write(result));
        String table = "Reconviction in the window “after”";
        assertThat(withheld.row(table, "Reconvicted")).containsExactly("under 3/6", "–", "");
        assertThat(withheld.row(table, "Without a reconviction")).containsExactly("over 3/6", "–", "");
        assertThat(withheld.row(table, "Sexual offence")).startsWith("0/6 (0.0%)");
        assertThat(withheld.row("Linkage status", "In review")).containsExactly("withheld/12", "withheld/8");
        assertThat(withheld.text())
                .contains("Counts from 1 to 2 are withheld (“under 3”)")
                .contains("Violent against sexual index offence, recalled against not: withheld.")
                .contains("A class of under 3 is drawn as 3.");
        assertThat(page.text()).doesNotContain("are withheld (“under");
    }

    /** A count, or a share with its per cent, that a cell or a sentence shows. */
    private static final Pattern SHARE =
            Pattern.compile("(?<!under )(?<!over )\\b(\\d[\\d,]*)/(\\d[\\d,]*)(?: \\((\\d+\\.\\d)%\\))?");

    @Test
    void roundedSharesAreOfRoundedCountsEverywhere() throws IOException {
        ReportPage rounded =
                ReportPage.parse(write(Studies.of(Studies.hundredAndEight(), new DisclosureRule(7, false, 5))));
        int shares = 0;
        Matcher share = SHARE.matcher(String.join("\n", rounded.pieces()));
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
        assertThat(shares).isGreaterThan(50);
    }

    @Test
    void totalsAreSumsOfTheRoundedParts() throws IOException {
        ReportPage rounded =
                ReportPage.parse(write(Studies.of(Studies.hundredAndEight(), new DisclosureRule(7, false, 5))));
        Map<String, List<String>> groups = rounded.groups("Flow of numbers");
        assertThat(groups)
                .containsEntry("Excluded: 40", List.of("20", "10", "10"))
                .containsEntry("Participants read: 110", List.of("70", "40"))
                .containsEntry("Included: 70", List.of("70", "0", "0"))
                .containsEntry("Included, in the window “after”: 75", List.of("55", "10", "10"));
        assertThat(rounded.row("Linkage status", "Linked")).containsExactly("90/110 (81.8%)", "70/70 (100.0%)");
        assertThat(rounded.text())
                .contains("Counts from 1 to 7 are withheld (“under 8”)")
                .contains("Counts are rounded to multiples of 5; totals are sums of rounded parts")
                .contains("The median is withheld.");
    }

    @Test
    void whereZerosDiscloseNoneIsShown() throws IOException {
        String text = ReportPage.parse(write(Studies.of(Studies.hundredAndEight(), DisclosureRule.SACRO)))
                .text();
        assertThat(text)
                .contains("Counts from 0 to 9 are withheld (“under 10”)")
                .doesNotContain(" 0/70")
                .doesNotContain("0 (0.0%)");
    }

    @Test
    void aMeanThatOnePersonMakesIsWithheld() throws IOException {
        List<Person> people = new ArrayList<>(Studies.hundredAndEight());
        people.forEach(person -> person.carrying("Debt", "1"));
        people.get(0).carrying("Debt", "100000");
        String table = "Characteristics of the included participants: numbers";
        assertThat(ReportPage.parse(write(Studies.of(people, DisclosureRule.OPENSAFELY)))
                        .row(table, "Debt")
                        .subList(0, 4))
                .containsExactly("70", "0", "withheld", "withheld");
        assertThat(ReportPage.parse(write(Studies.of(people)))
                        .row(table, "Debt")
                        .get(2))
                .isEqualTo("1,389.9");
    }

    @Test
    void aStudyOfNobodyHasAReport() throws IOException {
        ReportPage empty = ReportPage.parse(write(Studies.of(List.of())));
        assertThat(empty.row("Reconviction in the window “after”", "Reconvicted"))
                .containsExactly("0/0", "–", "");
        assertThat(empty.row("Characteristics of the included participants: numbers", "Age at start"))
                .containsExactly("0", "0", "–", "–", "–", "–", "–");
    }

    private Path write(StudyResult result) throws IOException {
        Path file = folder.resolve("report-appendix.html");
        new Report(result, VERSIONS, "run-1", LastRun.NONE).writeAppendix(file);
        return file;
    }
}

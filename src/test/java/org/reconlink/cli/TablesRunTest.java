package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.job.ExitCode;
import org.reconlink.linkage.tables.TableLinkage.Many;

class TablesRunTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final TableOptions options = new TableOptions();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void usual() {
        options.threshold = 0.95;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String people(String ids) {
        String[] names = {"ANNA,BERG", "CARL,DAHL", "EVA,FALK", "GUNNAR,HOLM", "IDA,JANSSON", "KARIN,LIND", "MAX,NORD"};
        StringBuilder csv = new StringBuilder("record_id,forename,surname,dob\n");
        for (int i = 0; i < 70; i++) {
            String name = names[i % 7].replace(",", "X" + (char) ('A' + i / 7) + ",");
            csv.append(ids + i + "," + name + "," + (1950 + i % 40) + "-0" + (1 + i % 9) + "-1" + i % 10 + "\n");
        }
        return csv.toString();
    }

    private ExitCode run(Path left, Path right) throws IOException {
        return new TablesRun(options, new PrintWriter(out, true), new PrintWriter(err, true)).link(left, right, null);
    }

    @Test
    void pairsAreWrittenAndMeasured() throws IOException {
        options.out = folder.resolve("pairs.csv");
        options.saveModel = folder.resolve("model.json");
        StringBuilder truth = new StringBuilder("a,b\n");
        for (int i = 0; i < 70; i++) {
            truth.append("A" + i + ",B" + i + "\n");
        }
        options.truth = file("truth.csv", truth.toString());
        assertThat(run(file("a.csv", people("A")), file("b.csv", people("B")))).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(options.out))
                .startsWith("left_id,right_id,match_weight,match_probability,decision,reason\nA0,B0,")
                .contains("A69,B69,");
        assertThat(out.toString())
                .contains("Columns compared\n  forename = forename\n  surname = surname\n  date of birth = dob\n")
                .contains("70 pairs linked, 0 in doubt")
                .contains("from 0.95          70       70     1.0000     1.0000          1.0000");
        assertThat(Files.readString(options.saveModel)).contains("\"forename\"");
    }

    @Test
    void theSummaryIsJsonWhereAProgramReadsIt() throws IOException {
        options.json = true;
        run(file("a.csv", people("A")), file("b.csv", people("B")));
        assertThat(out.toString())
                .startsWith("{\"columns\":[\"forename = forename\"")
                .contains("\"pairsLinked\":70");
    }

    @Test
    void aColumnThatIsNotThereIsNamed() throws IOException {
        options.columns.add("surname=Last");
        Path a = file("a.csv", people("A"));
        assertThatThrownBy(() -> run(a, a))
                .hasMessage("a.csv has no column \"Last\"; its columns are record_id, forename, surname, dob");
    }

    @Test
    void anUnknownMeaningIsNamed() throws IOException {
        options.columns.add("nickname=forename");
        Path a = file("a.csv", people("A"));
        assertThatThrownBy(() -> run(a, a))
                .hasMessage(
                        "--columns nickname=forename: begin with a meaning and =; meanings are forename, surname, full"
                                + " name, middle names, date of birth, day of birth, month of birth, year of birth, sex,"
                                + " postcode, pnc id, cro number, prison number, crn, nhs number, national insurance number,"
                                + " social security number, passport number, licence number, identifier, email, phone,"
                                + " number and text");
    }

    @Test
    void anIdentifierThatStandsTwiceIsNotAnIdentifier() throws IOException {
        Path a = file("a.csv", "record_id,surname\n1,BERG\n1,DAHL\n");
        options.id = "record_id";
        assertThatThrownBy(() -> run(a, a))
                .hasMessage(
                        "a.csv, column record_id: records 1 and 2 have the same identifier; name another column with"
                                + " --id");
    }

    @Test
    void aMissingFileIsRejected() throws IOException {
        assertThat(run(folder.resolve("none.csv"), folder.resolve("none.csv"))).isEqualTo(ExitCode.INPUT_REJECTED);
        assertThat(err.toString()).contains("none.csv").contains("there is no such file, or it may not be read");
    }

    @Test
    void aRuleOnAnUnknownColumnIsNamed() throws IOException {
        options.block.add("Last");
        Path a = file("a.csv", people("A"));
        assertThatThrownBy(() -> run(a, a))
                .hasMessageStartingWith("--block: \"Last\" is no field to block on; write one of ")
                .hasMessageEndingWith("where C is one of forename, surname, dob");
    }

    @Test
    void aComparisonThatIsNoneIsNamed() throws IOException {
        options.compare.add("surname: jaro 0.9");
        Path a = file("a.csv", people("A"));
        assertThatThrownBy(() -> run(a, a))
                .hasMessageStartingWith("--compare: surname: \"jaro 0.9\" is no way to compare; write one of exact, ");
    }

    @Test
    void aComparisonOfNoColumnIsNamed() throws IOException {
        options.compare.add("Last: exact");
        Path a = file("a.csv", people("A"));
        assertThatThrownBy(() -> run(a, a))
                .hasMessage("--compare Last: exact: begin with a column and a colon, as in \"forename: exact\"; columns"
                        + " are forename, surname, dob");
    }

    @Test
    void onlyTheColumnsAskedForAreFixed() throws IOException {
        Path a = file("a.csv", people("A"));
        Path b = file("b.csv", people("B"));
        options.saveModel = folder.resolve("model.json");
        run(a, b);
        options.model = options.saveModel;
        options.saveModel = null;
        options.fix.add("surname");
        run(a, b);
        assertThat(out.toString())
                .contains("surname: fixed, not trained")
                .doesNotContain("forename: fixed")
                .contains("allowed for among matches");
    }

    @Test
    void rulesAreProposedWithinTheBudget() throws IOException {
        Path a = file("a.csv", people("A"));
        Path b = file("b.csv", people("B"));
        int code = CommandLineEntry.run("propose", a.toString(), b.toString(), "--pairs", "200");
        assertThat(code).isZero();
    }

    /** The people again, the first five of them thrice. */
    private static String events() {
        StringBuilder csv = new StringBuilder(people("B"));
        people("B").lines().skip(1).limit(5).forEach(row -> csv.append("C" + row + "\nD" + row + "\n"));
        return csv.toString();
    }

    private ExitCode run(Many many) throws IOException {
        return new TablesRun(options, new PrintWriter(out, true), new PrintWriter(err, true))
                .link(file("people.csv", people("A")), file("events.csv", events()), many);
    }

    @Test
    void rowsThatLookLikeOthersOfTheSameFileAreNamedByTheirNumber() throws IOException {
        run(file("people.csv", people("A")), file("events.csv", events()));
        assertThat(out.toString())
                .contains("65 pairs linked")
                .contains(
                        "events.csv: 15 rows look like others of the same file (5 persons); they share the probability of"
                                + " their candidates, and one of a person is linked at most: if a person may have several rows"
                                + " there, link with --many right, or dedupe the file first");
    }

    @Test
    void allRowsOfAPersonAreLinkedWhereThereMayBeMany() throws IOException {
        options.out = folder.resolve("pairs.csv");
        options.persons = folder.resolve("persons.csv");
        assertThat(run(Many.RIGHT)).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .contains("80 pairs linked, 0 in doubt, 70 persons of several rows")
                .doesNotContain("look like others");
        assertThat(Files.readString(options.out))
                .contains("\nA0,B0,")
                .contains("\nA0,CB0,")
                .contains("\nA0,DB0,");
        assertThat(Files.readString(options.persons))
                .startsWith("person,table,id,match_probability\n1,left,A0,")
                .contains("\n1,right,B0,")
                .contains("\n1,right,CB0,")
                .contains("\n70,left,A9,");
    }

    @Test
    void aRowThatStandsAloneIsAPersonWithoutAProbability() throws IOException {
        options.persons = folder.resolve("persons.csv");
        run(file("a.csv", people("A")), file("b.csv", people("B") + "B99,OSCAR,PALM,2001-01-01\n"));
        assertThat(Files.readString(options.persons)).contains("\n1,right,B0,").endsWith("\n71,right,B99,\n");
    }

    private ExitCode dedupe(String... distinct) throws IOException {
        StringBuilder csv = new StringBuilder();
        people("A").lines().forEach(row -> csv.append(row + (row.startsWith("A") ? ",one\n" : ",source\n")));
        people("B").lines().skip(1).forEach(row -> csv.append(row + ",two\n"));
        // Two rows of one source that look alike.
        csv.append("A70,ANNAXA,BERG,1950-01-10,one\n\nB70,KARL,NEU,1950-01-10,two\n");
        return new TablesRun(options, new PrintWriter(out, true), new PrintWriter(err, true))
                .dedupe(file("all.csv", csv.toString()), List.of(distinct), null);
    }

    @Test
    void rowsOfASourceThatListsNobodyTwiceAreDifferentPeople() throws IOException {
        options.persons = folder.resolve("persons.csv");
        dedupe();
        assertThat(Files.readString(options.persons)).contains("\n1,A0,").contains("\n1,A70,");
        dedupe("source=one");
        assertThat(Files.readString(options.persons)).contains("\n1,A0,").doesNotContain("\n1,A70,");
        String one = Files.readString(options.persons);
        dedupe("source");
        assertThat(Files.readString(options.persons))
                .startsWith(one.substring(0, 60))
                .doesNotContain("\n1,A70,");
    }

    @Test
    void aSourceThatNoRowHasIsNamed() {
        assertThatThrownBy(() -> dedupe("source=three"))
                .hasMessage("--distinct source=three: no row of all.csv has this value");
        assertThatThrownBy(() -> dedupe("origin=one"))
                .hasMessage(
                        "all.csv has no column \"origin\"; its columns are record_id, forename, surname, dob, source");
        assertThatThrownBy(() -> dedupe("source=one", "dob"))
                .hasMessage("--distinct names dob and source; a row comes from one source: name one column");
        assertThatThrownBy(() -> dedupe("source=one", "source"))
                .hasMessage("--distinct source already says it of every value of the column; leave the others out");
    }

    @Test
    void pairsBelowTheUsualProbabilityAreWrittenOnRequest() throws IOException {
        options.out = folder.resolve("pairs.csv");
        options.pairsFrom = 0;
        run(file("a.csv", people("A")), file("b.csv", people("B")));
        assertThat(Files.readString(options.out)).contains(",0.000000,no,\n");
        options.pairsFrom = 2;
        assertThatThrownBy(() -> run(file("a.csv", people("A")), file("b.csv", people("B"))))
                .hasMessage("--pairs-from must lie between 0 and 1");
    }

    @Test
    void aTruthWithoutHeadingsLosesNoPairAndARowIsNoPairOfItself() throws IOException {
        options.truth = file("truth.csv", "A0,B0\nA1,B1\n");
        assertThatThrownBy(() -> run(file("a.csv", people("A")), file("b.csv", people("B"))))
                .hasMessage(
                        "the first row of the truth is a pair of records and would be taken for headings; put a row of"
                                + " headings above it");
        options.truth = file("truth.csv", "a,b\nA0,B0\nA1,A1\n");
        new TablesRun(options, new PrintWriter(out, true), new PrintWriter(err, true))
                .dedupe(file("one.csv", people("A") + people("B").replaceFirst("[^\n]*\n", "")), List.of(), null);
        assertThat(out.toString()).containsPattern("all rules +1 +1\\.0000");
    }

    @Test
    void mistakesAreWrittenByIdentifierOnly() throws IOException {
        options.json = true;
        options.errors = folder.resolve("errors.csv");
        assertThatThrownBy(() -> run(folder, folder))
                .hasMessage("--errors needs --truth, the pairs that are known to belong together");
        options.truth = file("truth.csv", "a,b\nA0,B0\nA1,B2\n");
        run(file("a.csv", people("A")), file("b.csv", people("B")));
        assertThat(Files.readString(options.errors))
                .startsWith("kind,left_id,right_id,match_probability,match_weight,forename,surname,dob\n")
                .contains("\nmissed by blocking,A1,B2,,,Jaro-Winkler from 0.7,different,different\n")
                .contains("\nfalse,A1,B1,1.000000,")
                .doesNotContain("BERG");
        assertThat(out.toString())
                .contains("\"blockingRecall\":0.5")
                .contains("\"missed by blocking\":1")
                .contains("\"false\":69");
    }
}

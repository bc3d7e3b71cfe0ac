package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.TestKeys;
import org.reconlink.Trails;
import org.reconlink.job.Progress;
import org.reconlink.job.StopRequest;
import org.reconlink.job.StudyRun;
import org.reconlink.job.TraceFiles;
import org.reconlink.study.StudyReader;

/** Whole studies whose sheets and extracts are as other people keep them; where that is a word, their group says which. */
class WordsOfExtractsTest {
    @TempDir
    Path folder;

    @Test
    void anAppealThatOverturnsAConvictionUndoesItInWhateverWords() throws Exception {
        Map<String, String> reoffended = byGroup(run("conviction-quashed"), "after_reoffended");
        assertThat(reoffended).containsEntry("missing", "no yes").hasSize(9);
        assertThat(reoffended.entrySet())
                .allSatisfy(group ->
                        assertThat(group.getValue()).isEqualTo(group.getKey().equals("missing") ? "no yes" : "no"));
    }

    @Test
    void codesOfPrisonSystemsAreRecallsOrTimeInCustody() throws Exception {
        Path output = run("custody-types-of-nomis");
        List<NamedCsvRecord> people = table(output, "participants");
        assertThat(people)
                .hasSize(12)
                .allSatisfy(person ->
                        assertThat(person.getField("after_at_risk_days")).isEqualTo("672"));
        assertThat(people.stream().map(person -> person.getField("after_recalls")))
                .containsOnly("0", "1")
                .filteredOn("1"::equals)
                .hasSize(5);
        assertThat(table(output, "recalls").stream().map(recall -> recall.getField("kind")))
                .containsExactlyInAnyOrder("missing", "standard", "fixed term", "fixed term", "fixed term");
    }

    @Test
    void sentencesWithoutEndAreLongerThanAnyNumber() throws Exception {
        Path output = run("whole-life");
        Map<String, String> groups = table(output, "participants").stream()
                .collect(Collectors.toMap(row -> row.getField("pseudonym"), row -> row.getField("study_group")));
        Map<String, String> days = new TreeMap<>();
        table(output, "offences").stream()
                .filter(row -> row.getField("after_timing").equals("in window"))
                .forEach(row -> days.put(groups.get(row.getField("pseudonym")), row.getField("sentence_days")));
        String endless = Integer.toString(Integer.MAX_VALUE);
        assertThat(days)
                .isEqualTo(Map.of(
                        "Life (minimum term 15 years)", endless,
                        "Whole life", endless,
                        "IPP tariff 4 years", endless,
                        "5yrs IPP", endless,
                        "HMP", endless,
                        "Without limit of time", endless,
                        "Y3", "1095",
                        "24 months + 12 months PSS", "730",
                        "missing", "missing"));
    }

    @Test
    void aBareNotAvailableWhereTextIsQuotedIsAnEmptyCell() throws Exception {
        assertThat(table(run("na-as-middle-name"), "links"))
                .hasSize(4)
                .allSatisfy(
                        pair -> assertThat(pair.getField("middle_names_level")).isEqualTo("missing"));
    }

    @Test
    void oneIdentifierOfFourPeopleGivesNobodyTheOffencesOfTheOthers() throws Exception {
        Path output = run("one-pnc-id-on-four-people");
        assertThat(table(output, "participants").stream()
                        .map(person -> person.getField("linkage_status") + " " + person.getField("after_offences") + " "
                                + person.getField("violent_or_sexual_convictions")))
                .containsExactlyInAnyOrder("linked 0 1", "linked 0 1", "linked 1 1", "linked 1 1");
        assertThat(Files.readString(output.resolve("findings.csv")))
                .contains(
                        "the PNC id is that of 4 people, who share neither name nor date of birth; their first rows: row 6,"
                                + " row 8, row 10, row 12");
        assertThat(table(output, "links"))
                .filteredOn(pair -> pair.getField("decision").equals("review"))
                .hasSize(3);
    }

    @Test
    void anOffenceDatedWhenThereCanHaveBeenNoneIsUndatedAndTheOutcomeThatRestsOnItIsSaid() throws Exception {
        Path output = run("offence-dated-1900-or-before-birth");
        assertThat(byGroup(output, "after_reoffended"))
                .containsEntry("control", "yes")
                .hasSize(5)
                .containsValues("no");
        assertThat(byGroup(output, "after_undated_offences"))
                .isEqualTo(Map.of(
                        "control", "0", "1900-01-01", "1", "1970-01-01", "1", "before birth", "1", "aged five", "1"));
        assertThat(table(output, "offences").stream().map(offence -> offence.getField("after_timing")))
                .containsOnly("index", "in window", "undated")
                .filteredOn("undated"::equals)
                .hasSize(4);
        assertThat(table(output, "findings").stream()
                        .filter(finding -> finding.getField("column").equals("From"))
                        .map(finding -> finding.getField("row") + " " + finding.getField("rule")))
                .containsExactlyInAnyOrder(
                        "5 placeholder date", "7 placeholder date", "9 offence before birth", "11 offence under age");
        Path protocol = folder.resolve("protocol.yml");
        String asked = Files.readString(protocol);
        Files.writeString(protocol, asked.replace("outcome:\n", "outcome:\n  measures: justice data lab\n"));
        assertThat(cli("run", protocol.toString()).exitCode()).isZero();
        Path outputs = folder.resolve("output-of-the-command/offence-dated-1900-or-before-birth");
        String latest = Files.readString(outputs.resolve("latest")).strip();
        assertThat(table(outputs.resolve(latest), "measures"))
                .filteredOn(measure -> measure.getField("study_group").equals("not applicable"))
                .hasSizeGreaterThan(6)
                .allSatisfy(measure ->
                        assertThat(measure.getField("rest_on_undated")).isEqualTo("4"));
        assertThat(table(outputs.resolve(latest), "definitions"))
                .filteredOn(row -> row.getField("protocol").equals("yes"))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.getField("rest_on_undated")).isEqualTo("4"));
        Files.writeString(protocol, asked.replace("outcome:\n", "outcome:\n  undated offences: unknown\n"));
        Given unknown = cli("run", protocol.toString());
        assertThat(unknown.exitCode()).as(unknown.err()).isZero();
        assertThat(unknown.out()).containsPattern("No reconviction \\(after\\) +0/5 to 4/5, 4 unknown");
    }

    @Test
    void somebodyReferredTwiceIsSaidBeforeLinkageAndFollowedTwiceWhereThatIsAsked() throws Exception {
        copy("referred-twice");
        Path protocol = folder.resolve("protocol.yml");
        Given refused = cli("run", protocol.toString());
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .contains("participants.csv, row 5: row 2 and this row, 5, are one person: the same PNC id")
                .contains(
                        "participants.csv, row 6: row 4 and this row, 6, are one person: the same name and date of birth");
        Files.writeString(
                protocol,
                Files.readString(protocol)
                        .replace("participants:\n", "participants:\n  repeated participants: each episode\n"));
        Given each = cli("run", protocol.toString());
        assertThat(each.exitCode()).as(each.err()).isZero();
        assertThat(table(outputs(), "participants").stream()
                        .map(row -> row.getField("linkage_status") + " from " + row.getField("after_start") + " "
                                + row.getField("after_reoffended")))
                .containsExactlyInAnyOrder(
                        "linked from 2016-03-15 yes",
                        "linked from 2016-03-15 no",
                        "linked from 2016-03-15 no",
                        "linked from 2018-03-15 no",
                        "linked from 2018-02-01 no");
        assertThat(Files.readString(outputs().resolve("report-appendix.html")))
                .contains("Each of several rows of one person is followed by itself.")
                .contains("There is no estimate: each of several rows of one person is followed by itself");
    }

    @Test
    void swappedNamesAndNamesOfOneWordAreComparedAndLinked() throws Exception {
        assertThat(byGroup(run("names-swapped"), "linkage_status"))
                .isEqualTo(Map.of("missing", "linked", "swapped", "linked", "one name", "linked"));
    }

    @Test
    void midnightInUtcIsTheLocalDay() throws Exception {
        Path output = run("midnight-in-utc");
        assertThat(byGroup(output, "after_reoffended"))
                .isEqualTo(Map.of("control", "yes", "utc evening", "yes", "first day of the window", "yes"));
        assertThat(byGroup(output, "after_first_offence_date"))
                .isEqualTo(Map.of(
                        "control", "2017-05-05", "utc evening", "2017-05-05", "first day of the window", "2016-06-16"));
    }

    @Test
    void aLineOfDashesUnderHeadingsIsNoRow() throws Exception {
        Path output = run("sqlcmd-underline");
        assertThat(table(output, "participants").stream()
                        .map(person -> person.getField("linkage_status") + " " + person.getField("after_reoffended")))
                .containsExactlyInAnyOrder("linked yes", "linked no", "linked no");
        assertThat(table(output, "findings").stream().map(finding -> finding.getField("severity")))
                .doesNotContain("rejected", "error");
    }

    @Test
    void aHomeOfficeCodeThatASpreadsheetTookForADateIsSaidAndTheGroupIsThatOfTheCode() throws Exception {
        Path output = run("home-office-code-as-serial");
        assertThat(table(output, "offences").stream()
                        .filter(offence -> offence.getField("code").equals("OF61102"))
                        .map(offence -> offence.getField("home_office_code") + " " + offence.getField("offence_group")))
                .hasSize(2)
                .containsOnly("8/06 Violence against the person");
        assertThat(table(output, "findings").stream()
                        .filter(finding -> finding.getField("column").equals("HO code"))
                        .map(finding -> finding.getField("row") + " " + finding.getField("rule")))
                .containsExactly("9 home office code");
    }

    /** The folder of the outputs. */
    private Path run(String name) throws Exception {
        copy(name);
        StudyRun.Options options = new StudyRun.Options(
                folder.resolve("work"),
                folder.resolve("output"),
                null,
                null,
                "test",
                new TraceFiles(null, null, null, null));
        new StudyRun(
                        StudyReader.read(folder.resolve("protocol.yml")),
                        options,
                        new Silent(),
                        new StopRequest(),
                        Clock.systemUTC())
                .run(Trails.in(folder.resolve("work/trail")));
        return outputs();
    }

    private Given cli(String command, String protocol) {
        return Given.here(
                command,
                protocol,
                "--work",
                folder.resolve("work-of-the-command").toString(),
                "--output",
                folder.resolve("output-of-the-command").toString());
    }

    private Path outputs() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("codebook.csv"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
    }

    private void copy(String name) throws IOException {
        for (String file : List.of("participants.csv", "pnc.csv", "custody.csv", "protocol.yml")) {
            Path from = Path.of("src/test/resources/cases", name, file);
            if (Files.exists(from)) {
                Files.copy(from, folder.resolve(file));
            }
        }
        TestKeys.write(folder.resolve("key-NOT-SECRET.txt"));
    }

    private static List<NamedCsvRecord> table(Path output, String name) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(output.resolve(name + ".csv"))) {
            return rows.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The different values of a column, in order, by group. */
    private static Map<String, String> byGroup(Path output, String column) {
        return table(output, "participants").stream()
                .collect(Collectors.groupingBy(
                        row -> row.getField("study_group"),
                        TreeMap::new,
                        Collectors.mapping(
                                row -> row.getField(column),
                                Collectors.collectingAndThen(
                                        Collectors.toCollection(java.util.TreeSet::new),
                                        values -> String.join(" ", values)))));
    }

    private record Silent() implements Progress {
        @Override
        public void stepStarted(String step) {}

        @Override
        public void rowsRead(String file, long rows, long expected) {}

        @Override
        public void pairsFound(Map<String, Long> byRule) {}

        @Override
        public void stepEnded(String step, String summary) {}
    }
}

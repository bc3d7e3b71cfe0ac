package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.intake.Layouts;

/** From files that nobody has described to a protocol that can be run. */
class InitTest {
    @TempDir
    Path folder;

    private Given init(List<Path> files, String... more) {
        List<String> words = new ArrayList<>(List.of("init"));
        files.forEach(file -> words.add(file.toString()));
        words.addAll(List.of("--jobs", folder.resolve("jobs").toString()));
        words.addAll(List.of("--work", folder.resolve("work").toString()));
        words.addAll(List.of(more));
        return Given.here(words.toArray(String[]::new));
    }

    private String protocol() throws IOException {
        return Files.readString(folder.resolve("jobs/my-study.yml"));
    }

    private Given on(String command) {
        String protocol = folder.resolve("jobs/my-study.yml").toString();
        return command.equals("check")
                ? Given.here("check", protocol)
                : Given.here(
                        command,
                        protocol,
                        "--work",
                        folder.resolve("work").toString(),
                        "--output",
                        folder.resolve("output").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinic", "police", "prison", "probation", "redcap", "data-first", "trial", "survey"})
    void theProtocolOfALayoutPassesACheckAtOnce(String layout) throws IOException {
        Given made = init(Layouts.write("layouts.tsv", layout, folder));
        assertThat(made.err()).isEmpty();
        assertThat(made.exitCode()).isZero();
        Given check = on("check");
        assertThat(check.exitCode()).as(check.err() + "\n" + protocol()).isZero();
        assertThat(check.out()).contains("next: reconlink run ");
    }

    @Test
    void fromThreeFilesToAReport() throws IOException {
        assertThat(init(Layouts.write("layouts.tsv", "police", folder)).exitCode())
                .isZero();
        Given run = on("run");
        assertThat(run.exitCode()).as(run.err()).isIn(0, 4);
        assertThat(run.out()).contains("report.html");
    }

    @Test
    void theSameFilesGiveTheSameProtocolAndNoneIsReplacedUnlessToldSo() throws IOException {
        List<Path> files = Layouts.write("layouts.tsv", "trial", folder);
        init(files);
        String first = protocol();
        Given again = init(files);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("my-study.yml is there already", "--overwrite");
        assertThat(init(files, "--overwrite").exitCode()).isZero();
        assertThat(protocol()).isEqualTo(first);
    }

    @Test
    void noValueOfAPersonIsShown() throws IOException {
        for (String layout : List.of("clinic", "police", "probation", "redcap")) {
            Given made = init(Layouts.write("layouts.tsv", layout, folder), "--overwrite");
            assertThat(made.out() + made.err() + protocol())
                    .doesNotContainIgnoringCase("Ashcroft")
                    .doesNotContain("Chloe", "41000", "41137", "LS6 3QS", "9434765870", "A1000BC", "1970", "2012-");
        }
    }

    @Test
    void ofAFileThatIsTooLongToBeReadWholeTheDayItReachesToIsAskedFor() throws IOException {
        List<Path> files = new ArrayList<>(Layouts.write("layouts.tsv", "police", folder));
        Path extract = files.stream()
                .filter(file -> file.getFileName().toString().endsWith(".csv"))
                .max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
        List<String> lines = Files.readAllLines(extract);
        String row = lines.get(lines.size() - 1);
        Files.write(
                extract,
                Stream.concat(lines.stream(), Stream.generate(() -> row).limit(20_001))
                        .toList());
        Given made = init(files);
        assertThat(made.exitCode()).as(made.err()).isEqualTo(3);
        assertThat(made.err()).contains("data cut: say with --data-cut");
        assertThat(protocol()).contains("# data cut: ");
        assertThat(init(files, "--overwrite", "--data-cut", "2024-12-31").exitCode())
                .isZero();
    }

    @Test
    void aBirthInThreeColumnsIsSaidAndNoOtherDateIsTakenForIt() throws IOException {
        StringBuilder people =
                new StringBuilder("Study no,Surname,First name,DOB day,DOB month,DOB year,Left the wing\n");
        StringBuilder convictions = new StringBuilder("Surname,First name,DOB,Offence,Conviction date,Result\n");
        for (int i = 1; i <= 9; i++) {
            people.append("S" + i + ",Smith,John," + i + ",3,198" + i + ",0" + i + "/06/2016\n");
            convictions.append("Smith,John,0" + i + "/03/198" + i + ",Theft,0" + i + "/02/2018,Guilty\n");
        }
        init(List.of(
                Files.writeString(folder.resolve("people.csv"), people),
                Files.writeString(folder.resolve("convictions.csv"), convictions)));
        assertThat(protocol())
                .containsPattern(
                        "# missing: date of birth +# its parts stand in columns of their own: put them together")
                .containsPattern("# not used: DOB year +# year of birth")
                .doesNotContain("date of birth: Left the wing");
    }

    @Test
    void whatIsMissingStandsThereWithWhatItCosts() throws IOException {
        Path people = Files.writeString(folder.resolve("people.csv"), """
                Study no,Surname,First name,DOB,Released,Arm,Mobile
                S1,Rowe,Kim,03/02/1980,10/01/2014,A,07700 900011
                S2,Okafor,Sam,09/07/1985,11/02/2014,B,07700 900012
                """);
        Path convictions = Files.writeString(folder.resolve("convictions.csv"), """
                Surname,First name,DOB,Offence,Convicted,Result
                Rowe,Kim,03/02/1980,Theft,13/06/2015,GUILTY
                Rowe,Kim,03/02/1980,Theft,13/06/2016,Sent to the moon
                Rowe,Kim,03/02/1980,Theft,13/06/2016,Sent to the moon
                Rowe,Kim,03/02/1980,Theft,13/06/2016,GUILTY
                Rowe,Kim,03/02/1980,Theft,13/06/2016,GUILTY
                """);
        assertThat(init(List.of(people, convictions)).exitCode()).isZero();
        assertThat(protocol())
                .contains(
                        "# missing: disposal code or disposal",
                        "whether a sentence is custody is unknown",
                        "no offence can be placed in a window, and outcomes are unknown",
                        "# no table of custody: neither recalls nor time at risk will be known",
                        "# not used: Mobile",
                        "phone, says who somebody is",
                        "date formats: [dd/MM/yyyy]");
    }

    /** What REDCap adds to an export names nobody; a total and a note are no participants; days are no results. */
    @Test
    void headingsOfOrdersAndOfRedcapAreKnownAndOnlyRecordsCounted() throws IOException {
        Path people = Files.writeString(folder.resolve("people.csv"), """
                Study ID,redcap_event_name,Surname,Forename,DOB,INDEX_DATE,Order Start,Order End
                S1,baseline_arm_1,Rowe,Kim,1980-02-03,2015-02-03,2015-03-01,2015-09-01
                S2,baseline_arm_1,Okafor,Sam,1985-07-09,2016-02-03,2016-03-01,2016-09-01
                Total,,,,,,,
                Notes: as of March,,,,,,,
                """);
        Path convictions = Files.writeString(folder.resolve("convictions.csv"), """
                Surname,Forename,DOB,When,Offence,Court date,Sentence,Sentence Mths
                Rowe,Kim,1980-02-03,2016-01-02,Theft from shop,2016-02-02,Imprisonment,6
                Okafor,Sam,1985-07-09,2017-01-02,Theft from shop,2017-02-02,Imprisonment,6
                """);
        assertThat(init(List.of(people, convictions)).exitCode()).isZero();
        assertThat(protocol())
                .containsPattern("people.csv: 2 rows\n")
                .containsPattern("intervention start: Order Start +# likely")
                .containsPattern("intervention end: Order End +# likely")
                .containsPattern("index conviction date: INDEX_DATE +# unsure: such a heading can mean something else")
                .containsPattern("carry: \\[redcap_event_name]")
                .containsPattern("offence start date: When +# unsure: such a heading can mean something else")
                .containsPattern("sentence length: Sentence Mths +# likely")
                .doesNotContain("adjudication: When", "says who somebody is")
                .contains("  during: { from: intervention start, to: intervention end, waiting: 6 }");
    }

    @Test
    void aWindowDuringTheServiceIsProposedOnlyWhereItsTwoDaysAreKnown() throws IOException {
        Path people = Files.writeString(folder.resolve("people.csv"), """
                Study ID,Surname,Forename,DOB,Order End
                S1,Rowe,Kim,1980-02-03,2015-09-01
                S2,Okafor,Sam,1985-07-09,2016-09-01
                """);
        Path convictions = Files.writeString(folder.resolve("convictions.csv"), """
                Surname,Forename,DOB,Offence,Court date,Result
                Rowe,Kim,1980-02-03,Theft from shop,2016-02-02,Guilty
                """);
        init(List.of(people, convictions), "--design", "before-and-after");
        assertThat(protocol())
                .contains(
                        "    # during: { from: intervention start, to: intervention end, waiting: 6 }  # needs the day on which",
                        "    after: { from: intervention end, months: 12, waiting: 6 }");
    }

    @Test
    void headingsThatNothingKnowsAreNamedAndALeftOutFileSaysWhatItLacks() throws IOException {
        Path people = Files.writeString(folder.resolve("people.csv"), """
                Study no,Surname,First name,DOB,Released
                S1,Rowe,Kim,03/02/1980,10/01/2014
                S2,Okafor,Sam,09/07/1985,11/02/2014
                """);
        Path convictions = Files.writeString(folder.resolve("convictions.csv"), """
                PNC ID,Nominal,DOB,Officer grade,Offence,Convicted,Result
                91/10V,"ROWE, Kim",03/02/1980,PC,Theft,13/06/2015,GUILTY
                85/4321P,"OKAFOR, Sam",09/07/1985,DS,Theft,13/06/2016,GUILTY
                """);
        Path spells = Files.writeString(folder.resolve("spells.csv"), """
                Study no,DOB,Gate A,Gate B
                S1,03/02/1980,14/02/2013,10/01/2014
                S2,09/07/1985,14/02/2013,11/02/2014
                """);
        Given made = init(List.of(people, convictions, spells));
        assertThat(protocol())
                .containsPattern("full name: Nominal +# likely")
                .containsPattern(
                        "# not used: Officer grade +# no field was seen in it; if it is one, put it into columns");
        assertThat(made.out())
                .contains("spells.csv: not used; it has not what participants, convictions or custody need;"
                        + " to be custody it lacks start, type\n")
                .doesNotContainIgnoringCase("rowe");
    }

    @Test
    void whereNoDateTellsWhetherTheDayOrTheMonthStandsFirstItIsSaid() throws IOException {
        Path people = folder.resolve("people.csv");
        String rows = "Study no,Surname,First name,DOB,Released\nS1,Rowe,Kim,%s/1980,10/01/2014\n";
        Path convictions = Files.writeString(
                folder.resolve("convictions.csv"),
                "Surname,First name,DOB,Offence,Convicted,Result\nRowe,Kim,1980-02-03,Theft,2015-06-13,GUILTY\n");
        Files.writeString(people, rows.formatted("03/02"));
        init(List.of(people, convictions));
        assertThat(protocol())
                .contains("[dd/MM/yyyy]", "unsure: no date shows whether the day or the month stands first");
        Files.writeString(people, rows.formatted("02/23"));
        init(List.of(people, convictions), "--overwrite");
        assertThat(protocol()).contains("[MM/dd/yyyy]").doesNotContain("no date shows");
    }

    @Test
    void aNameThatNoStudyCanHaveIsRefused() throws IOException {
        List<Path> files = Layouts.write("layouts.tsv", "trial", folder);
        for (String name : List.of("My Study", "a".repeat(41), "../x")) {
            Given refused = init(files, "--name", name);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("small letters, digits and single hyphens");
        }
        assertThat(folder.resolve("jobs")).doesNotExist();
    }

    /** The words are those of the help, and of the page. */
    @Test
    void aDesignIsAskedForInTheWordsOfTheHelp() throws IOException {
        List<Path> files = Layouts.write("layouts.tsv", "trial", folder);
        Map<String, String> windows =
                Map.of("before-and-after", "during", "two-arms", "followup", "national-measure", "year");
        for (Map.Entry<String, String> window : windows.entrySet()) {
            init(files, "--design", window.getKey(), "--overwrite");
            assertThat(protocol()).containsPattern("(?m)^    " + window.getValue() + ":");
        }
        init(files, "--design", "two-arms", "--overwrite");
        String compared = protocol().replace("# adjusted comparison:", "adjusted comparison:");
        Files.writeString(folder.resolve("jobs/my-study.yml"), compared);
        assertThat(on("check").exitCode()).as(compared).isZero();
        Given refused = init(files, "--design", "cross-over");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("there is no design \"cross-over\": say before-and-after, two-arms or national-measure");
    }

    @Test
    void aFileWithoutHeadingsIsRefusedAndNotShown() throws IOException {
        Path file = Files.writeString(folder.resolve("people.csv"), "Rowe,Kim,1980-02-03\nOkafor,Sam,1985-07-09\n");
        Given refused = init(List.of(file));
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .contains("people.csv", "put a row of headings")
                .doesNotContain("Rowe", "1980");
        assertThat(folder.resolve("jobs")).doesNotExist();
        assertThat(init(List.of(folder.resolve("none.csv"))).exitCode()).isEqualTo(3);
    }

    @Test
    void whereAFileIsMissingTheProtocolSaysWhatForAndTheExitCodeToo() throws IOException {
        List<Path> files = Layouts.write("layouts.tsv", "police", folder);
        Given half = init(files.subList(0, 1));
        assertThat(half.exitCode()).isEqualTo(3);
        assertThat(half.err()).contains("convictions: no table looks like them", "data cut");
        assertThat(protocol()).contains("# convictions: missing");
    }

    @Test
    void checkTellsEverythingThatIsMissingAtOnceAndWhatOtherNamesMean() throws IOException {
        Path protocol = TinyStudy.write(folder);
        String text = Files.readString(protocol)
                .replace("offence start date: Offence date", "offence date: Offence date")
                .replace("pnc id: PNC\n    index", "nhs number: NHS No\n    index")
                .replace("conviction date: Convicted", "conviction date: Conv dt")
                .replace("release date: Released", "release date: Out");
        Files.writeString(protocol, text);
        Given check = Given.here("check", protocol.toString());
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err())
                .contains(
                        "unknown key \"offence date\"; that is \"offence start date\" in a protocol; write so",
                        "unknown key \"nhs number\"; nhs number is not a field: put its heading into \"carry\"",
                        "there is no heading \"Conv dt\"",
                        "there is no heading \"Out\"");
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndDoesNothing() throws IOException {
        Path protocol = TinyStudy.write(folder);
        Path work = folder.resolve("work");
        Given told = Given.here(
                "run",
                protocol.toString(),
                "-n",
                "--work",
                work.toString(),
                "--output",
                folder.resolve("output").toString());
        assertThat(told.exitCode()).isZero();
        assertThat(told.out())
                .contains(
                        "would read",
                        "participants.csv",
                        "those who are equal in surname, date of birth",
                        "year: from release date for 12 months, waiting 6 months",
                        "nothing was written");
        assertThat(work).doesNotExist();
        assertThat(folder.resolve("output")).doesNotExist();
    }

    @Test
    void anExampleStandsBeforeTheOptions() {
        assertThat(Given.here("run", "--help").out())
                .containsSubsequence("Usage:", "Examples:", "--dry-run", "--force");
        assertThat(Given.here("--help").out()).containsSubsequence("Examples:", "Commands:");
    }

    @Test
    void aKeyInTheEnvironmentNeedsNoFile() throws Exception {
        List<Path> files = Layouts.write("layouts.tsv", "trial", folder);
        Given made =
                Given.in(folder, Map.of("RECONLINK_KEY", "0".repeat(20) + "123456789abcdef".repeat(4)), words(files));
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(folder.resolve("keys")).doesNotExist();
    }

    private static String[] words(List<Path> files) {
        return Stream.concat(
                        Stream.of("init"),
                        files.stream().map(file -> file.toAbsolutePath().toString()))
                .toArray(String[]::new);
    }
}

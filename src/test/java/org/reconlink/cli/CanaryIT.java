package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Disguises;
import org.reconlink.TestKeys;
import org.reconlink.Unpacked;

/**
 * A study of two people with a value in every identifying field that nobody could write by chance, some of them where they do
 * not belong: the packaged jar lets none of them out, in no disguise.
 */
class CanaryIT {
    private static final String HEADINGS =
            "Study no,Surname,First name,Middle name(s),Also known as,Sex,DOB,PNC ID,CRO no,"
                    + "Prison no,Postcode(s),Index offence code,Index offence date,Index conviction date,Index sentence,In custody from,"
                    + "In-reach from,Released,Community from,Community to,Why ended,Died,Deported,Consent,ACE count,Ethnicity";
    private static final String FIRST =
            "CANARY-90210,Quetzalcoatlsson,Xerxesius,Qwyjibo,Vexworthyan Zaphodius,M,23/07/1971,"
                    + "71/7654321U,654321/71P,A9876ZY,ZE99 9ZZ,TH68023,01/02/2001,01/06/2001,Imprisonment,01/06/2001,01/01/2011,01/03/2012,"
                    + "02/03/2012,30/09/2013,,,,yes,4,Quetzalcoatlsson";
    private static final String SECOND =
            "CANARY-90211,Mxyzptlkovic,Brunhildegard,,,F,not a Dateofbirthzz,XYZZY/PLUGH,CROZZY,"
                    + "PRISONZZY,NOPOSTCODEZZ,TH68023,03/02/2001,04/06/2001,Imprisonment,01/06/2001,01/01/2011,01/03/2012,"
                    + "02/03/2012,30/09/2013,,,,yes,5,Mxyzptlkovic";
    /** Columns that a study might carry through, each with what says who the first of the two is, or somebody else. */
    private static final Map<String, String> CARRIED = carried();

    private static Map<String, String> carried() {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("Born", "twenty-third of July nineteen seventy-one");
        cells.put("Age note", "turned forty on July 23rd, 2011, so born 23-Jul-71");
        cells.put("Birthday", "July 23rd, 1971");
        cells.put("Home", "14 Zanzibarzz Lane, Leeds ZE99 9ZZ");
        cells.put("Old home", "2 Zanzibaryy Road, Leeds");
        cells.put("Family", "the Quetzalcoatlsson brothers");
        cells.put("Called", "mostly xerxesius");
        cells.put("Also", "aka zaphodius v.");
        cells.put("Police", "see 71/7654321U for more");
        cells.put("Records office", "CRO 654321/71 P");
        cells.put("Cell", "landing 2, A9876ZY");
        cells.put("Tag", "XQ-1971");
        cells.put("Health", "NHS 943 476 5919");
        cells.put("Insurance", "AB 12 34 56 C");
        cells.put("Mobile", "07700 900123");
        cells.put("Landline", "+44 (0)113 496 0999");
        cells.put("Mail", "somebodyzz@example.org");
        cells.put("Page", "www.somebodyyy.example");
        cells.put("Worker", "Mr Yossarianov");
        cells.put("Mentor", "Kevin Marshgrovezz");
        cells.put("Notes", "Has been to the Wednesdayzz group since spring and gets on well with everybody there");
        return cells;
    }

    private static final String EXTRACT =
            "PNC ID,CRO,Surname,Forename,Middle names,Sex,Date of birth,Postcode,Case ref,Offence no,"
                    + "CJS code,HO code,Offence,Offence from,Offence to,Convicted,Adjudication,Plea,Court,Court type,Disposal code,Disposal,"
                    + "Sentence length,TICs\n"
                    + "71/7654321U,654321/71P,Quetzalcoatlsson,Xerxesius,Qwyjibo,M,1971-07-23,ZE99 9ZZ,2001/0999991,1,TH68023,034/01,Robbery,"
                    + "2001-02-01,,2001-06-01,GUILTY,GUILTY,Leeds Crown Court,Crown,1002,Imprisonment,12 years,\n"
                    + "71/7654321U,654321/71P,Quetzalcoatlsson,Xerxesius,,M,1971-07-23,BADPOSTCODEZZ,2015/0999992,1,TH68001,039/00,Theft,"
                    + "2015-02-01,,2015-06-01,GUILTY,GUILTY,Leeds Magistrates' Court,Magistrates,1015,Fine,,\n";
    private static final List<String> PLANTED = List.of(
            "CANARY-90210",
            "CANARY-90211",
            "Quetzalcoatlsson",
            "Xerxesius",
            "Qwyjibo",
            "Vexworthyan",
            "Zaphodius",
            "7654321U",
            "654321/71P",
            "A9876ZY",
            "ZE99 9ZZ",
            "Mxyzptlkovic",
            "Brunhildegard",
            "Dateofbirthzz",
            "XYZZY/PLUGH",
            "CROZZY",
            "PRISONZZY",
            "NOPOSTCODEZZ",
            "BADPOSTCODEZZ",
            "nineteen seventy-one",
            "23-Jul-71",
            "July 23rd, 1971",
            "Zanzibarzz",
            "Zanzibaryy",
            "XQ-1971",
            "943 476 5919",
            "AB 12 34 56 C",
            "07700 900123",
            "113 496 0999",
            "somebodyzz",
            "somebodyyy",
            "Yossarianov",
            "Marshgrovezz",
            "Wednesdayzz");

    @TempDir
    static Path scratch;

    private static PackagedJar.Ended ended;

    @BeforeAll
    static void runTheStudy() throws Exception {
        Path inputs = Files.createDirectories(scratch.resolve("sample-input"));
        for (String file : List.of("pnc-extract-north.csv", "custody.xlsx")) {
            Files.copy(Path.of("sample-input", file), inputs.resolve(file));
        }
        TestKeys.write(inputs.resolve("key.txt"));
        Files.writeString(
                inputs.resolve("participants.csv"),
                HEADINGS + "," + String.join(",", CARRIED.keySet()) + "\n" + FIRST + ",\""
                        + String.join("\",\"", CARRIED.values()) + "\"\n" + SECOND + ",none".repeat(CARRIED.size())
                        + "\n",
                UTF_8);
        Files.writeString(inputs.resolve("pnc-canary.csv"), EXTRACT, UTF_8);
        String protocol = Files.readString(Path.of("jobs/resettle.yml"), UTF_8)
                .replace("participants.xlsx\n  sheet: Referrals", "participants.csv")
                .replace("demonstration-key-NOT-SECRET.txt", "key.txt")
                .replace(
                        "carry: [ACE count, Ethnicity]",
                        "carry: [ACE count, Ethnicity, " + String.join(", ", CARRIED.keySet()) + "]")
                .replace(
                        "small counts below: 0",
                        "disclosure control: opensafely\n  database: { url: \"jdbc:hsqldb:file:"
                                + scratch.resolve("output/research/database") + "\", user: SA }");
        Path job = Files.writeString(
                Files.createDirectories(scratch.resolve("jobs")).resolve("canary.yml"),
                protocol.replace("\nparticipants:\n", "\nintake:\n  rejected rows at most: 50%\n\nparticipants:\n"),
                UTF_8);
        ended = PackagedJar.run(
                scratch,
                "run",
                job.toString(),
                "--output",
                scratch.resolve("output").toString(),
                "--work",
                scratch.resolve("work").toString());
    }

    @Test
    void thePlantedPersonIsLinkedSoThatThereIsSomethingToLetOut() throws IOException {
        assertThat(ended.exitCode()).as(ended.err()).isIn(0, 4);
        assertThat(Files.readString(run().resolve("participants.csv"), UTF_8)).contains(",linked,");
        assertThat(Files.readString(run().resolve("findings.csv"), UTF_8).lines())
                .hasSizeGreaterThan(3);
    }

    @Test
    void noFileOfTheRunAndNoLineItPrintsHasAPlantedValue() throws IOException {
        List<String> planted = new ArrayList<>(PLANTED);
        planted.addAll(Disguises.of(LocalDate.of(1971, 7, 23)));
        assertThat(Disguises.found(planted, bytes(ended.out()))).isEmpty();
        assertThat(Disguises.found(planted, bytes(ended.err()))).isEmpty();
        try (Stream<Path> files = Files.walk(scratch.resolve("output"))) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertThat(written).hasSizeGreaterThan(20);
            for (Path file : written) {
                for (String text : Unpacked.texts(file)) {
                    assertThat(Disguises.found(planted, text))
                            .as("%s", file.getFileName())
                            .isEmpty();
                }
            }
        }
    }

    /** They say that the person was shown, by the row of the sheet. */
    @Test
    void norHaveTheStudysEvents() throws Exception {
        String work = scratch.resolve("work").toString();
        Given explained = Given.here("explain", "CANARY-90210", "--work", work);
        assertThat(explained.exitCode()).as(explained.err()).isZero();
        assertThat(explained.out()).contains("CANARY-90210");
        List<String> planted = new ArrayList<>(PLANTED);
        planted.addAll(Disguises.of(LocalDate.of(1971, 7, 23)));
        Path events = scratch.resolve("work/resettle-iirms/events.jsonl");
        assertThat(Files.readString(events)).contains("\"showing person\"", "participants.csv, row 2");
        assertThat(Disguises.found(planted, bytes(Files.readString(events)))).isEmpty();
    }

    @Test
    void everyCarriedColumnButTheNumberIsWithheldAndSaid() throws IOException {
        String[] headings = Files.readString(run().resolve("participants.csv"), UTF_8)
                .split("\n", 0)[0]
                .split(",", 0);
        for (String row : Files.readString(run().resolve("participants.csv"), UTF_8)
                .lines()
                .skip(1)
                .toList()) {
            String[] cells = row.split(",", -1);
            for (int i = 0; i < headings.length; i++) {
                if (headings[i].startsWith("carried_") && !headings[i].equals("carried_ace_count")) {
                    assertThat(cells[i]).as(headings[i]).isEqualTo("withheld");
                }
            }
        }
        String findings = Files.readString(run().resolve("findings.csv"), UTF_8);
        assertThat(findings.lines().filter(line -> line.contains("carried column withheld")))
                .hasSize(CARRIED.size() + 1);
    }

    /** Its files are under the outputs here, so that they are searched with them. */
    @Test
    void theResearchDatabaseIsAmongWhatIsSearched() throws IOException {
        assertThat(Files.readString(scratch.resolve("output/research/database.script"), UTF_8))
                .contains("INSERT INTO \"PARTICIPANTS\" VALUES", "INSERT INTO \"OFFENCES\" VALUES");
    }

    @Test
    void theTablesForReleaseBelongToTheRun() throws Exception {
        assertThat(run().resolve("safe-outputs/checks.json")).exists();
        Given verified = Given.here(
                "audit",
                "verify",
                run().toString(),
                "--work",
                scratch.resolve("work").toString());
        assertThat(verified.exitCode()).as(verified.err()).isZero();
    }

    private static String bytes(String printed) {
        return new String(printed.getBytes(UTF_8), ISO_8859_1);
    }

    private static Path run() throws IOException {
        try (Stream<Path> runs = Files.list(scratch.resolve("output/resettle-iirms"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}

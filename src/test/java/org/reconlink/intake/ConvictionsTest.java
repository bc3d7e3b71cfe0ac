package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.intake.Extracts.Result;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.PartialDates;

class ConvictionsTest {
    @TempDir
    Path folder;

    private Result<ConvictionRecord> read(String... rows) throws IOException {
        String[] lines = Stream.concat(Stream.of(Extracts.CONVICTION_HEADINGS), Stream.of(rows))
                .toArray(String[]::new);
        return Extracts.convictions(Extracts.csv(folder, "c.csv", lines), Extracts.convictionSettings());
    }

    @Test
    void aNameThatStandsInAColumnOfResultsIsNotShown() throws IOException {
        String offence = ",07/03/1984,TH68023,8.06,Theft,01/02/2010,03/02/2010,05/06/2010,";
        Path file = Extracts.csv(
                folder,
                "c.csv",
                Extracts.CONVICTION_HEADINGS,
                "81/34U,Balsaw,John" + offence + "Balsaw",
                "81/34U,Balsaw,John" + offence + "Balsaw",
                "81/34U,Balsaw,John" + offence + "Zebedee Quill",
                "81/34U,Balsaw,John" + offence + "XR-7 code",
                "81/34U,Balsaw,John" + offence + "Zonk",
                "81/34U,Balsaw,John" + offence + "Zonk",
                "81/34U,Balsaw,John" + offence + "Imprisonment sort of");
        assertThat(Extracts.convictions(file, Extracts.convictionSettings()).messages())
                .filteredOn(message -> message.contains("column Adj: "))
                .map(message -> message.replaceFirst(": (this|nothing|no).*", ""))
                .containsExactlyInAnyOrder(
                        "warning: c.csv, column Adj: \"Zonk\" on 2 rows",
                        "warning: c.csv, column Adj: \"Imprisonment sort of\" on 1 row",
                        "warning: c.csv, column Adj: \"XR-7 code\" on 1 row",
                        "warning: c.csv, column Adj: 2 further values, not shown (see rows 2, 4), on 3 rows");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Zonk                            | "Zonk" on 1 row
            Frobnicated to panel            | "Frobnicated to panel" on 1 row
            XR-7                            | "XR-7" on 1 row
            Zonked (youth)                  | "Zonked (youth)" on 1 row
            Zebedee Quill                   | 1 further value, not shown (see row 2), on 1 row
            QUILL, ZEBEDEE                  | 1 further value, not shown (see row 2), on 1 row
            before HHJ Young                | 1 further value, not shown (see row 2), on 1 row
            Held for Quill Z                | 1 further value, not shown (see row 2), on 1 row
            Guilty, says Quill              | 1 further value, not shown (see row 2), on 1 row
            Guilty In Part Zonk             | 1 further value, not shown (see row 2), on 1 row
            told to john                    | 1 further value, not shown (see row 2), on 1 row
            moved to SW1A 2AA               | 1 further value, not shown (see row 2), on 1 row
            zonk 01/02/1980                 | 1 further value, not shown (see row 2), on 1 row
            call zonk on 07700 900123       | 1 further value, not shown (see row 2), on 1 row
            """)
    void aWordOfOneRowIsShownUnlessItMayBeSomebodysName(String result, String said) throws IOException {
        Path file = Extracts.csv(
                folder,
                "c.csv",
                Extracts.CONVICTION_HEADINGS,
                "81/34U,Balsaw,John,07/03/1984,TH68023,8.06,Theft,01/02/2010,03/02/2010,05/06/2010,\"" + result + "\"");
        assertThat(Extracts.convictions(file, Extracts.convictionSettings()).messages())
                .filteredOn(message -> message.contains("column Adj: "))
                .map(message -> message.replaceFirst(": (this|nothing|no).*", ""))
                .containsExactly("warning: c.csv, column Adj: " + said);
    }

    /** 120 rows, six of a person with one date of birth; so many of them with one day of offence, the others each with their own. */
    @ParameterizedTest(name = "{0} on {1} rows of {2} people: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            15/06/1999 | 38 | 38 | 15/06/1999 stands on 38 of 120 rows that have a date
            01/01/2000 | 38 | 38 | 01/01/2000 stands on 38 of 120 rows that have a date
            01/01/2000 |  8 |  8 | 01/01/2000 stands on 8 of 120 rows that have a date
            15/06/1999 |  8 |  8 |
            15/06/1999 | 29 | 29 |
            15/06/1999 | 38 |  1 |
            01/01/2000 |  3 |  3 |
            """)
    void aDayThatStandsOnMoreRowsThanIsLikelyIsSaid(String day, int rows, int people, String said) throws IOException {
        List<String> csv = new ArrayList<>(List.of(Extracts.CONVICTION_HEADINGS));
        for (int i = 0; i < 120; i++) {
            String offence = i < rows
                    ? day
                    : LocalDate.of(2001, 1, 2).plusDays(i * 7L).format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
            String name = i < rows && people == 1 ? "Balsaw,John" : "N" + i + ",John";
            csv.add("," + name + "," + "07/03/" + (1950 + i % 40) + ",TH68023,8.06,Theft," + offence
                    + ",,05/06/2010,GUILTY");
        }
        Path file = Extracts.csv(folder, "c.csv", csv.toArray(String[]::new));
        assertThat(Extracts.convictions(file, Extracts.convictionSettings()).messages())
                .filteredOn(message -> message.contains("stands on"))
                .map(message -> message.replaceFirst(";.*", ""))
                .isEqualTo(said == null ? List.of() : List.of("warning: c.csv, column From: " + said));
    }

    @Test
    void manyWordsThatStandOnceAreNoVocabularyAndNotShown() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String word : List.of("Ab", "Bc", "Cd", "De", "Ef", "Fg", "Gh")) {
            rows.add("81/34U,Balsaw,John,07/03/1984,TH68023,8.06,Theft,01/02/2010,03/02/2010,05/06/2010," + word
                    + "onk");
        }
        rows.add(0, Extracts.CONVICTION_HEADINGS);
        Path file = Extracts.csv(folder, "c.csv", rows.toArray(String[]::new));
        assertThat(Extracts.convictions(file, Extracts.convictionSettings()).messages())
                .filteredOn(message -> message.contains("column Adj: "))
                .map(message -> message.replaceFirst(": (this|nothing|no).*", ""))
                .containsExactly(
                        "warning: c.csv, column Adj: 7 further values, not shown (the first in rows 2, 3, 4, 5, 6), on 7 rows");
    }

    /** A row is nothing without the day of its conviction, and must not be said to be used. */
    @Test
    void aDateThatStandsForNoneLeavesTheRowOutWhereNothingIsKnownWithoutIt() throws IOException {
        Result<ConvictionRecord> read =
                read("81/34U,Smith,John,07/03/1984,TH68023,8.06,Theft,01/02/2010,03/02/2010,31/12/9999,Guilty");
        assertThat(read.records()).isEmpty();
        assertThat(read.messages())
                .singleElement()
                .asString()
                .contains("stands for one that is not known", "is left out")
                .doesNotContain("used without it");
    }

    @Test
    void everyFieldIsStandardised() throws IOException {
        Path file = Extracts.csv(
                folder,
                "c.csv",
                Extracts.CONVICTION_HEADINGS + ",Case,No,Postcode,Court,Disposal,Length,TIC",
                "81/34U,Smith,John,07/03/1984,th68023,8.06,Theft,01/02/2010,03/02/2010,05/06/2010,Guilty,"
                        + "10/1/7,2,l18jq,Town  court,1002,18 weeks,3");
        ConvictionRecord read = Extracts.convictions(
                        file,
                        Extracts.convictionSettings(
                                "case reference", "Case",
                                "offence number", "No",
                                "postcode", "Postcode",
                                "court", "Court",
                                "disposal code", "Disposal",
                                "sentence length", "Length",
                                "offences taken into consideration", "TIC"))
                .only();
        assertThat(read.source()).hasToString("c.csv, row 2");
        assertThat(read.person().pncId().value()).isEqualTo("1981/0000034U");
        assertThat(read.person().postcodes()).extracting(p -> p.value()).containsExactly("L1 8JQ");
        assertThat(read.offence())
                .isEqualTo(new OffenceDescription(new OffenceCode("TH68023"), new HomeOfficeCode(8, 6), "Theft"));
        assertThat(read.offenceStart()).isEqualTo(LocalDate.of(2010, 2, 1));
        assertThat(read.offenceEnd()).isEqualTo(LocalDate.of(2010, 2, 3));
        assertThat(read.convictionDate()).isEqualTo(LocalDate.of(2010, 6, 5));
        assertThat(read.adjudication()).isEqualTo(Adjudication.GUILTY);
        assertThat(read.caseReference()).isEqualTo("10/1/7");
        assertThat(read.offenceNumber()).isEqualTo("2");
        assertThat(read.court()).isEqualTo("Town court");
        assertThat(read.disposalCode()).isEqualTo("1002");
        assertThat(read.sentenceDays()).isEqualTo(126);
        assertThat(read.takenIntoConsideration()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "17/P01, 17/p01, 17/P01",
        "T2017 0045, T20170045, T20170045",
        "170001.0, 170001, 170001",
        "001, 1, 1",
        "0, 0.0, 0",
        "17/0001, 17/0001, 17/0001",
        "1.1, 1.1, 1.1",
        "N/A, -, "
    })
    void aCaseOrAChargeIsTheSameHoweverTablesWriteIt(String one, String other, @Nullable String read)
            throws IOException {
        ExtractSettings settings = Extracts.convictionSettings("case reference", "Case", "offence number", "No");
        String row = "81/34U,Smith,John,07/03/1984,TH68023,,,01/02/2010,,05/06/2010,Guilty,";
        Path file = Extracts.csv(
                folder,
                "c.csv",
                Extracts.CONVICTION_HEADINGS + ",Case,No",
                row + one + "," + other,
                row + other + "," + one);
        assertThat(Extracts.convictions(file, settings).records()).hasSize(2).allSatisfy(record -> {
            assertThat(record.caseReference()).isEqualTo(read);
            assertThat(record.offenceNumber()).isEqualTo(read);
        });
    }

    @Test
    void whatMayBeBlankIsSilentlyMissing() throws IOException {
        Result<ConvictionRecord> result = read(",Smith,John,,,,Theft,,,05/06/2010,");
        assertThat(result.findings()).isEmpty();
        ConvictionRecord read = result.only();
        assertThat(read.person().pncId()).isNull();
        assertThat(read.person().dateOfBirth()).isNull();
        assertThat(read.offenceStart()).isNull();
        assertThat(read.adjudication()).isEqualTo(Adjudication.NONE);
        assertThat(read.sentenceDays()).isNull();
        assertThat(read.takenIntoConsideration()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    ,,,,TH68023,,,,,05/06/2010,G                  | : the row has no name, no date of birth and no police identifier that can be used; fill in one of them, or take the row out of the table
                    81/34U,Smith,John,,TH68023,,,,,,G             | , column Convicted: the conviction date is blank; fill it in, or take the row out of the table
                    81/34U,Smith,John,,TH68023,,,,,Unknown,G      | , column Convicted: the conviction date is blank; fill it in, or take the row out of the table
                    81/34U,Smith,John,,TH68023,,,,,31/06/2010,G   | , column Convicted: the calendar has no such day; correct it, looking for day and month swapped
                    """)
    void aRequiredValueThatIsMissingOrUnreadableRejectsTheRow(String row, String message) throws IOException {
        Result<ConvictionRecord> result = read(row);
        assertThat(result.records()).isEmpty();
        assertThat(result.messages())
                .filteredOn(said -> said.startsWith("rejected"))
                .containsExactly("rejected: c.csv, row 2" + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    81/34U,,,07/03/1984,TH68023,,,,,05/06/2010,G  | Surname surname, Forename forename
                    ,Smith,,07/03/1984,TH68023,,,,,05/06/2010,G   | Forename forename
                    ,,John,,TH68023,,,,,05/06/2010,G              | Surname surname
                    """)
    void aRowIsKeptWithoutAPartOfTheName(String row, String blank) throws IOException {
        Result<ConvictionRecord> result = read(row);
        assertThat(result.only().convictionDate()).isEqualTo(LocalDate.of(2010, 6, 5));
        assertThat(result.messages())
                .containsExactlyElementsOf(Stream.of(blank.split(", "))
                        .map(column -> column.split(" "))
                        .map(column -> "warning: c.csv, row 2, column " + column[0] + ": the " + column[1]
                                + " is blank; enter the " + column[1] + " if it is known; the row is used without it")
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    G | 1002 | Imprisonment         | 12 weeks                  | GUILTY         | 1002 | false | 84
                    G |      | IMPRISONMENT 12 WEEKS |                          | GUILTY         | 1002 | false | 84
                    G |      | Imprisonment         | 12 weeks susp. 18 months  | GUILTY         | 1115 | false | 84
                    G |      | Secure college       |                           | GUILTY         |      | true  |
                    G | X9   | Imprisonment         |                           | GUILTY         | 1002 | false |
                    G | 1015 | Conviction quashed   |                           | QUASHED        |      | false |
                      |      | Appeal allowed       |                           | QUASHED        |      | false |
                      | 2051 |                      |                           | NON_CONVICTION | 2051 | false |
                    Imprisonment 4 months |  |  |                            | GUILTY         | 1002 | false | 121
                    """)
    void aDisposalIsReadByCodeElseInWordsElseAsPartOfTheResult(
            String result,
            String code,
            String words,
            String length,
            Adjudication adjudication,
            String kept,
            boolean unclear,
            Integer days)
            throws IOException {
        Path file = Extracts.csv(
                folder,
                "c.csv",
                Extracts.CONVICTION_HEADINGS + ",Code of disposal,Disposal,Length",
                "81/34U,Smith,John,,TH68023,,,,,05/06/2010," + orEmpty(result) + "," + orEmpty(code) + ","
                        + orEmpty(words) + "," + orEmpty(length));
        ConvictionRecord row = Extracts.convictions(
                        file,
                        Extracts.convictionSettings(
                                "disposal code",
                                "Code of disposal",
                                "disposal",
                                "Disposal",
                                "sentence length",
                                "Length"))
                .only();
        assertThat(row.adjudication()).isEqualTo(adjudication);
        assertThat(row.disposalCode()).isEqualTo(kept);
        assertThat(row.disposalUnclear()).isEqualTo(unclear);
        assertThat(row.sentenceDays()).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    G         | 1002 | Imprisonment           | 12 weeks           | false |
                    G         | 1115 | Imprisonment           | 12 weeks suspended | false |
                    G         | 1002 | Community order        |                    | false | disposal code and words
                    G         | 1002 |                        | 6 months suspended | false | disposal code and words
                    G         | 1015 | Imprisonment           | 6 months           | true  | disposal code and words
                    NOT GUILTY |     | Imprisonment           |                    | false | result and disposal
                    NOT GUILTY | 1015 |                       |                    | false | result and disposal
                    CAUTION   | 1002 |                        |                    | false | result and disposal
                    G         |      | Dismissed              |                    | false | result and disposal
                    G         |      | Conviction quashed     |                    | false |
                    QUASHED   | 1002 | Imprisonment           | 4 years            | false |
                              | 1002 |                        |                    | false | result blank beside a sentence
                    ADJOURNED | 1002 |                        |                    | false | result blank beside a sentence
                              |      | Hospital order         |                    | false |
                              |      |                        |                    | false |
                    """)
    void whatContradictsTheDisposalIsSaid(
            String result, String code, String words, String length, boolean unclear, String rule) throws IOException {
        Path file = Extracts.csv(
                folder,
                "c.csv",
                Extracts.CONVICTION_HEADINGS + ",Code of disposal,Disposal,Length",
                "81/34U,Smith,John,07/03/1984,TH68023,,,,,05/06/2010," + orEmpty(result) + "," + orEmpty(code) + ","
                        + orEmpty(words) + "," + orEmpty(length));
        Result<ConvictionRecord> read = Extracts.convictions(
                file,
                Extracts.convictionSettings(
                        "disposal code", "Code of disposal", "disposal", "Disposal", "sentence length", "Length"));
        assertThat(read.only().disposalUnclear()).isEqualTo(unclear);
        assertThat(read.findings().stream().map(Finding::rule))
                .containsExactlyElementsOf(Stream.ofNullable(rule).toList());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    @Test
    void anUnreadableCodeBesideATitleIsAWarning() throws IOException {
        Result<ConvictionRecord> result = read("81/34U,Smith,John,,TH6802,,Theft,,,05/06/2010,G");
        assertThat(result.only().offence()).isEqualTo(new OffenceDescription(null, null, "Theft"));
        assertThat(result.messages())
                .containsExactly("warning: c.csv, row 2, column Code: this is not a CJS offence code;"
                        + " write two letters, five digits and the suffix if there is one, or leave it blank");
    }

    @Test
    void anUnreadableCodeAloneMayBeALocalOneAndStandsForTheTitle() throws IOException {
        Result<ConvictionRecord> result = read("81/34U,Smith,John,,TH6802,,,,,05/06/2010,G");
        assertThat(result.only().offence()).isEqualTo(new OffenceDescription(null, null, "TH6802"));
        assertThat(result.findings()).extracting(f -> f.rule()).containsExactly("offence code");
    }

    @Test
    void aConvictionOfWhichTheOffenceIsNotNamedCounts() throws IOException {
        Result<ConvictionRecord> result = read("81/34U,Smith,John,,,,,,,05/06/2010,G");
        assertThat(result.only().offence()).isEqualTo(new OffenceDescription(null, null, "offence not named"));
        assertThat(result.findings()).extracting(f -> f.rule()).containsExactly("offence");
    }

    @ParameterizedTest(name = "born {0}, offence {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    04/03/1964 | 05/05/2009 | 2009-05-05 |
                    04/03/1964 | 01/01/1900 |            | placeholder date
                    04/03/1964 | 01/01/1970 |            | placeholder date
                    04/03/1964 | 31/12/9999 |            | placeholder date
                    04/03/1964 | 00/00/0000 |            | placeholder date
                    04/03/1964 | 01/01/1955 |            | offence before birth
                    04/03/1964 | 01/01/1969 |            | offence under age
                    04/03/1964 | 03/03/1974 |            | offence under age
                    04/03/1964 | 04/03/1974 | 1974-03-04 |
                    04/03/2011 | 05/05/2009 | 2009-05-05 | birth after own event
                               | 01/01/1955 | 1955-01-01 |
                    04/03/1964 | 1970       |            | partial date, offence under age
                    04/03/1964 | 40303      | 2010-05-05 | date number
                    """)
    void anOffenceIsDatedWhenThePersonCanHaveCommittedIt(String born, String from, LocalDate read, String findings)
            throws IOException {
        Result<ConvictionRecord> result =
                read("81/34U,Smith,John," + (born == null ? "" : born) + ",TH68023,,," + from + ",,05/06/2010,G");
        assertThat(result.only().offenceStart()).isEqualTo(read);
        assertThat(result.only().partial()).isEqualTo(PartialDates.NONE);
        assertThat(result.findings())
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder(findings == null ? new String[0] : findings.split(", "));
    }

    @Test
    void aMonthOrAYearIsKeptAsTheDaysItCanBe() throws IOException {
        Result<ConvictionRecord> result = read("81/34U,Smith,John,04/03/1964,TH68023,,,1974,05/2009,2010,G");
        ConvictionRecord read = result.only();
        assertThat(read.offenceStart()).isNull();
        assertThat(read.offenceEnd()).isNull();
        assertThat(read.convictionDate()).isEqualTo(LocalDate.of(2010, 1, 1));
        assertThat(read.partial())
                .isEqualTo(new PartialDates(
                        new DateRange(LocalDate.of(1974, 3, 4), LocalDate.of(1974, 12, 31)),
                        new DateRange(LocalDate.of(2009, 5, 1), LocalDate.of(2009, 5, 31)),
                        new DateRange(LocalDate.of(2010, 1, 1), LocalDate.of(2010, 12, 31))));
        assertThat(result.findings())
                .extracting(Finding::rule)
                .containsOnly("partial date")
                .hasSize(3);
    }

    /** Whatever is there, it is no date that is missing: until it can be read the offence may be of any day before its proof. */
    @ParameterizedTest
    @CsvSource({"some day in May,date format", "31/02/2010,date on the calendar", "#REF!,spreadsheet error"})
    void anOffenceDateThatCannotBeReadMayBeAnyBeforeTheProof(String from, String finding) throws IOException {
        Result<ConvictionRecord> result = read("81/34U,Smith,John,04/03/1964,TH68023,,," + from + ",,05/06/2010,G");
        assertThat(result.only().offenceStart()).isNull();
        assertThat(result.only().partial().offenceStart())
                .isEqualTo(new DateRange(LocalDate.of(1974, 3, 4), LocalDate.of(2010, 6, 5)));
        assertThat(result.findings()).extracting(Finding::rule).containsExactly(finding);
    }

    @Test
    void timesThatLookLikeMidnightsInUtcAreSaidOfTheColumn() throws IOException {
        assertThat(read("81/34U,Smith,John,,TH68023,,,04/05/2010 23:00,,05/06/2010,G")
                        .messages())
                .containsExactly(
                        "warning: c.csv, column From: the times of day are 00:00, or 23:00 in summer: this looks"
                                + " like midnights in UTC, a day early; export the dates without times or with their zone; they"
                                + " are read as they are written");
        assertThat(read("81/34U,Smith,John,,TH68023,,,04/05/2010 22:30,,05/06/2010,G")
                        .messages())
                .isEmpty();
    }

    @Test
    void datesOfBothOrdersInOneColumnAreSaidOfTheColumnIfSomeCanBeReadEitherWay() throws IOException {
        String either = "81/34U,Smith,John,,TH68023,,,04/05/2010,,25/06/2010,G";
        String theOther = "81/34U,Smith,John,,TH68023,,,05/14/2010,,26/06/2010,G";
        assertThat(read(either, theOther).messages())
                .contains(
                        "warning: c.csv, column From: some of the dates can only be meant with day and month the other way"
                                + " round than the protocol states, and others can be read either way; export the column again with all"
                                + " dates in one order; until then the others are read as the protocol states, and may be wrong");
        assertThat(read(either, "81/34U,Smith,John,,TH68023,,,14/05/2010,,26/06/2010,G")
                        .messages())
                .isEmpty();
        assertThat(read("81/34U,Smith,John,,TH68023,,,05/05/2010,,25/06/2010,G", theOther)
                        .messages())
                .noneMatch(message -> message.contains("other way round"));
    }

    @Test
    void anOffenceThatEndsBeforeItStartsKeepsItsStart() throws IOException {
        Result<ConvictionRecord> result = read("81/34U,Smith,John,,TH68023,,,03/02/2010,01/02/2010,05/06/2010,G");
        assertThat(result.only().offenceStart()).isEqualTo(LocalDate.of(2010, 2, 3));
        assertThat(result.only().offenceEnd()).isNull();
        assertThat(result.messages())
                .containsExactly("warning: c.csv, row 2, column To: the offence ends before it starts;"
                        + " correct the offence dates; the row is used with the start alone");
    }

    @Test
    void aPlaceholderDateOfBirthIsMissingWithAWarning() throws IOException {
        Result<ConvictionRecord> result = read("81/34U,Smith,John,01/01/1970,TH68023,,,,,05/06/2010,G");
        assertThat(result.only().person().dateOfBirth()).isNull();
        assertThat(result.findings()).extracting(f -> f.rule()).containsExactly("placeholder date of birth");
    }

    @Test
    void repeatedRowsAreAllRead() throws IOException {
        String row = "81/34U,Smith,John,,TH68023,,,,,05/06/2010,G";
        Path file = Extracts.csv(folder, "c.csv", Extracts.CONVICTION_HEADINGS, row, row);
        Result<ConvictionRecord> result = Extracts.convictions(file, Extracts.convictionSettings());
        assertThat(result.records()).extracting(r -> r.source().row()).containsExactly(2L, 3L);
    }

    @Test
    void manyRowsWithFewRepetitionsAreReadRight() throws IOException {
        StringBuilder rows = new StringBuilder(Extracts.CONVICTION_HEADINGS);
        for (int i = 0; i < 20_000; i++) {
            LocalDate day = LocalDate.of(1990, 1, 1).plusDays(i % 9_000);
            rows.append("\n,N")
                    .append(Integer.toString(i, 26).replaceAll("[0-9]", "Z"))
                    .append(",J,,,,Case ")
                    .append(i)
                    .append(",,,")
                    .append("%02d/%02d/%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear()))
                    .append(",G");
        }
        Result<ConvictionRecord> result =
                Extracts.convictions(Extracts.csv(folder, "c.csv", rows.toString()), Extracts.convictionSettings());
        assertThat(result.records()).hasSize(20_000);
        for (int i = 0; i < 20_000; i++) {
            ConvictionRecord read = result.records().get(i);
            assertThat(read.offence().title()).isEqualTo("Case " + i);
            assertThat(read.convictionDate()).isEqualTo(LocalDate.of(1990, 1, 1).plusDays(i % 9_000));
        }
    }
}

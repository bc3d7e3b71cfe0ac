package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.cli.TableColumns.ColumnUse;
import org.reconlink.intake.PlainReader;
import org.reconlink.job.ExitCode;

/** What the columns of other people's tables are taken for, and what is said of their cells. */
class TableColumnsTest {
    private static final Path CASES = Path.of("src/test/resources/cases");

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

    private ExitCode link(Path left, Path right) throws IOException {
        out.getBuffer().setLength(0);
        return new TablesRun(options, new PrintWriter(out, true), new PrintWriter(err, true)).link(left, right, null);
    }

    /** What is printed below the tables of columns. */
    private String linked(Path left, Path right) throws IOException {
        link(left, right);
        return out.toString().substring(out.toString().indexOf("Blocking rule"));
    }

    private static String rewritten(Path file, UnaryOperator<String> cells) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            text.append(cells.apply(line)).append('\n');
        }
        return text.toString();
    }

    @Test
    void aWordForMissingIsAsABlank() throws IOException {
        Path folder = CASES.resolve("link-words-for-missing");
        options.truth = folder.resolve("truth.csv");
        String blank = linked(folder.resolve("left-blank.csv"), folder.resolve("right-blank.csv"));
        assertThat(linked(folder.resolve("left.csv"), folder.resolve("right.csv")))
                .isEqualTo(blank);
        assertThat(out.toString()).containsPattern("forename +forename +732 +0 +68 +0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "None", "NULL", "<NA>", "(null)", "\\N", "#N/A", "withheld"})
    void soIsEveryOther(String word) throws IOException {
        options.missing.add("Withheld");
        Path cases = CASES.resolve("link-words-for-missing");
        UnaryOperator<String> other = line -> line.replaceAll("(?<=,)NA(?=,|$)", Matcher.quoteReplacement(word));
        Path left = file("left.csv", rewritten(cases.resolve("left.csv"), other));
        Path right = file("right.csv", rewritten(cases.resolve("right.csv"), other));
        link(left, right);
        assertThat(out.toString())
                .containsPattern("forename +forename +732 +0 +68 +0\n")
                .containsPattern("postcode +postcode +755 +0 +445 +0\n")
                .contains("6,143 pairs compared");
    }

    @Test
    void datesOfBirthAreReadHoweverTheyAreWritten() throws IOException {
        Path cases = CASES.resolve("link-dates-unread");
        options.truth = cases.resolve("truth.csv");
        Path right = cases.resolve("right.csv");
        String iso = linked(cases.resolve("left-iso.csv"), right);
        assertThat(linked(cases.resolve("left.csv"), right)).isEqualTo(iso);
        assertThat(out.toString())
                .contains("left.csv, date of birth: 800 values have years of two digits, read as 1926 to 2025");
        Path american = file(
                "left.csv",
                rewritten(
                        cases.resolve("left-iso.csv"),
                        line -> line.replaceAll("(\\d{4})-(\\d\\d)-(\\d\\d)", "$2/$3/$1")));
        assertThat(linked(american, right)).isEqualTo(iso);
        assertThat(out.toString())
                .containsPattern(
                        "left.csv, date of birth: dates are read with the month before the day, as \\d+ of them can"
                                + " only be so");
    }

    @Test
    void aDateOfBirthInThreeColumnsIsOne() throws IOException {
        Path cases = CASES.resolve("link-birth-date-in-three-columns");
        options.truth = cases.resolve("truth.csv");
        String three = linked(cases.resolve("left.csv"), cases.resolve("right.csv"));
        Path whole = CASES.resolve("link-dates-unread");
        assertThat(three).isEqualTo(linked(whole.resolve("left-iso.csv"), whole.resolve("right.csv")));
    }

    @Test
    void theDayOfATimeWithAZoneIsTheLocalOneAsInAStudy() throws IOException {
        Path cases = CASES.resolve("link-dates-unread");
        options.truth = cases.resolve("truth.csv");
        Path right = cases.resolve("right.csv");
        String iso = linked(cases.resolve("left-iso.csv"), right);
        Path zoned = file("left.csv", rewritten(cases.resolve("left-iso.csv"), TableColumnsTest::inUtc));
        assertThat(linked(zoned, right)).isEqualTo(iso);
        assertThat(out.toString())
                .contains("left.csv, date of birth: 800 values have a time of day with a zone: their day is that of the"
                        + " zone of --time-zone");
        options.timeZone = "Mars/Phobos";
        assertThatThrownBy(() -> link(zoned, right))
                .hasMessage("--time-zone Mars/Phobos: there is no such zone; write one such as Europe/London or UTC");
    }

    /** The row with its date as midnight in London is written in UTC. */
    private static String inUtc(String row) {
        Matcher date = Pattern.compile("\\d{4}-\\d\\d-\\d\\d").matcher(row);
        return date.replaceAll(found -> LocalDate.parse(found.group())
                .atStartOfDay(ZoneId.of("Europe/London"))
                .toInstant()
                .toString());
    }

    @Test
    void midnightsInUtcWithoutTheirZoneAreSaid() throws IOException {
        UnaryOperator<String> late = row -> row.replaceFirst("(-0[5-9]-\\d\\d),", "$1 23:00:00,");
        link(file("a.csv", people(late)), file("b.csv", people(row -> row)));
        assertThat(out.toString())
                .contains(
                        "a.csv, dob: 38 values have the time 23:00, all in summer, and no other but 00:00: this looks like"
                                + " midnights in UTC, a day early");
    }

    @Test
    void aNameThatStandsAloneIsComparedInBothPlaces() throws IOException {
        options.out = folder.resolve("pairs.csv");
        String left = "HAMIDULLAH,-,1980-02-03\nx2,LNU,ZAHIR,1981-02-03\n";
        String right = "FNU,HAMIDULLAH,1980-02-03\ny2,ZAHIR,,1981-02-03\n";
        Path a = file("a.csv", people(row -> row).replace(",postcode", "").replaceAll(",LS.*", "") + "x1," + left);
        Path b = file("b.csv", people(row -> row).replace(",postcode", "").replaceAll(",LS.*", "") + "y1," + right);
        link(a, b);
        assertThat(Files.readString(options.out))
                .containsPattern("x1,y1,[^,]*,[^,]*,link,")
                .containsPattern("x2,y2,");
        assertThat(out.toString())
                .contains(
                        "a.csv, forename: 1 value say that there is no such name: the one name of the row is compared in"
                                + " both places");
        // Quotes that are not plain: the same rows, read one by one.
        String before = Files.readString(options.out);
        link(file("a.csv", Files.readString(a).replace("x1,HAMIDULLAH", "x1,  \"HAMIDULLAH\"")), b);
        assertThat(Files.readString(options.out)).isEqualTo(before);
    }

    /** Whoever was born on the same day is of the same sex every other time. */
    @ParameterizedTest
    @CsvSource({"'id,dob,sex', 70", "'id,dob,sex,postcode', 70", "'id,dob,sex,pnc id', 0", "'id,dob,sex,surname', 0"})
    void whereNeitherNamesNorIdentifiersAreComparedNothingIsALink(String headings, int inDoubt) throws IOException {
        StringBuilder csv = new StringBuilder(headings).append('\n');
        String[] sexes = {"M", "F"};
        for (int i = 0; i < 70; i++) {
            String last = headings.endsWith("postcode")
                    ? ",LS" + (1 + i / 9) + " " + i % 9 + "AB"
                    : headings.endsWith("surname")
                            ? ",N" + "ABCDEFG".charAt(i % 7) + "HIJKLMNOPQ".charAt(i / 7) + "SON"
                            : headings.endsWith("pnc id") ? ",0" + i % 9 + "/" + (1000 + i) + "A" : "";
            csv.append(
                    i + "," + (1950 + i % 40) + "-0" + (1 + i % 9) + "-1" + i % 10 + "," + sexes[i % 2] + last + "\n");
        }
        options.columns =
                headings.endsWith("pnc id") ? List.of("date of birth=dob", "sex=sex", "identifier=pnc id") : List.of();
        link(file("a.csv", csv.toString()), file("b.csv", csv.toString()));
        assertThat(out.toString()).contains((70 - inDoubt) + " pairs linked, " + inDoubt + " in doubt");
    }

    /** Whether there is none or it is not known, a dash is no name that differs. */
    @Test
    void aDashForANameIsMissing() throws IOException {
        options.out = folder.resolve("pairs.csv");
        String right = people(row -> row);
        link(file("a.csv", right.replaceAll("(?m)^(\\d+,)[^,]*", "$1")), file("b.csv", right));
        String blank = Files.readString(options.out);
        link(file("a.csv", right.replaceAll("(?m)^(\\d+,)[^,]*", "$1-")), file("b.csv", right));
        assertThat(Files.readString(options.out)).isEqualTo(blank);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Study no        | Study no
            Ref             | Ref
            Record ID       | Record ID
            person_id       | person_id
            Participant     | Participant
            Unique ref      | Unique ref
            rec_id          | rec_id
            PNC ID          |
            NHS number      |
            Remarks         |
            """)
    void identifiersAreKnownByAnyHeadingOfTheVocabulary(String heading, String id) throws IOException {
        try (PlainReader table = PlainReader.open(file("a.csv", heading + ",surname\n1,SMITH\n"))) {
            assertThat(options.idHeading(TablesRead.headings(table), Set.of())).isEqualTo(id);
        }
    }

    @Test
    void aColumnThatDoesNotTellRowsApartIsNoIdentifierUnlessItWasNamed() throws IOException {
        Path a = file("a.csv", people(row -> row));
        for (String id : List.of("same", "")) {
            String repeated =
                    people(row -> row).replaceFirst("(?m)^0,", id + ",").replaceFirst("(?m)^1,", id + ",");
            Path b = file("b.csv", repeated);
            options.id = null;
            link(a, b);
            assertThat(out.toString())
                    .contains("! b.csv, column id: "
                            + (id.isEmpty()
                                    ? "record 1 has no identifier"
                                    : "records 1 and 2 have the" + " same identifier")
                            + ": it does not tell rows apart");
            options.id = "id";
            assertThatThrownBy(() -> link(a, b))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--id");
        }
    }

    /** Rows that are no people are left out and said, as by run: of people, what is linked does not change. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            head | 1 line of dashes   | ----,----,----,----,----
            tail | 1 note             | (72 rows affected)
            tail |                    | ,,,,
            tail | 1 totals row       | Total,,,,
            tail | 1 repeated heading | id,forename,surname,dob,postcode
            """)
    void rowsThatAreNoPeopleAreLeftOutAndSaid(String where, String said, String row) throws IOException {
        options.out = folder.resolve("pairs.csv");
        String people = people(each -> each);
        Path right = file("b.csv", people);
        link(file("a.csv", people), right);
        String linked = Files.readString(options.out);
        Path left = file(
                "a.csv", where.equals("head") ? people.replaceFirst("\n", "\n" + row + "\n") : people + row + "\n");
        link(left, right);
        assertThat(out.toString()).contains(said == null ? "a.csv, 70 rows" : "! a.csv: left out: " + said);
        assertThat(Files.readString(options.out)).isEqualTo(linked);
    }

    @Test
    void namesOfRowsAndGarbledLettersAreSaid() throws IOException {
        String people = people(each -> each);
        AtomicInteger number = new AtomicInteger();
        String named = people.lines()
                .map(row -> row.startsWith("id") ? row : number.incrementAndGet() + "," + row)
                .collect(Collectors.joining("\n"));
        link(file("a.csv", named), file("b.csv", people.replace("LIND", "L\u00c3\u00a4ND")));
        assertThat(out.toString())
                .contains("! a.csv: the first column has names of rows, as R and pandas write them; they are no data")
                .contains("letters that were garbled before this file was saved");
    }

    @Test
    void hiddenAndStruckOutRowsAreSaidAndLeftOutOnRequest() throws IOException {
        Path left = hidden();
        Path right = file("b.csv", people(row -> row));
        link(left, right);
        assertThat(out.toString())
                .contains("! a.xlsx: 1 row is hidden (by hand or by a filter) and read like the others")
                .contains("a.xlsx, 3 rows");
        options.hiddenRows = "leave out";
        link(left, right);
        assertThat(out.toString())
                .contains("! a.xlsx: 1 row is hidden (by hand or by a filter) and left out")
                .contains("a.xlsx, 2 rows");
        options.struckOutRows = "maybe";
        assertThatThrownBy(() -> link(left, right)).hasMessage("--struck-out-rows maybe: write read or leave out");
    }

    private Path hidden() throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (Workbook workbook = new XSSFWorkbook();
                OutputStream to = Files.newOutputStream(file)) {
            Sheet sheet = workbook.createSheet("People");
            List<String> rows = people(row -> row).lines().limit(4).toList();
            for (int i = 0; i < rows.size(); i++) {
                Row row = sheet.createRow(i);
                String[] cells = rows.get(i).split(",", -1);
                for (int c = 0; c < cells.length; c++) {
                    row.createCell(c).setCellValue(cells[c]);
                }
                row.setZeroHeight(i == 2);
            }
            workbook.write(to);
        }
        return file;
    }

    @Test
    void ofADateOfBirthTheYearIsComparedWhereTheOtherTableHasNoMore() throws IOException {
        assertThat(fields("id,surname,dob", "id,surname,year of birth"))
                .containsExactly("surname = surname", "number = year of birth");
        link(file("a.csv", people(row -> row)), file("b.csv", years()));
        assertThat(out.toString())
                .containsPattern("dob +year of birth of the date +70 +0 +0 +0\n")
                .containsPattern("yob +year of birth +70 +0 +0 +0\n");
    }

    private static String years() {
        return people(row -> row.replaceFirst("-\\d\\d-\\d\\d,", ",")).replace("dob", "yob");
    }

    @Test
    void aDateWithoutItsDayIsSaid() throws IOException {
        Path years = file("b.csv", years().replace("yob", "dob"));
        link(file("a.csv", people(row -> row)), years);
        assertThat(out.toString())
                .contains("b.csv, dob: 70 values have no more than the month or the year, and count as missing")
                .doesNotContain("--date-format");
    }

    @Test
    void aTableOfHeadingsAloneAndOneThatIsBothAreRefused() throws IOException {
        Path a = file("a.csv", people(row -> row));
        assertThat(link(a, file("b.csv", "id,forename,surname,dob\n"))).isEqualTo(ExitCode.INPUT_REJECTED);
        assertThat(err.toString())
                .contains("b.csv: there are no rows under the headings; export it again with its rows");
        assertThatThrownBy(() -> link(a, folder.resolve("./a.csv")))
                .hasMessage(
                        "both tables are the same file, in which every row is itself: reconlink dedupe finds rows of one"
                                + " person in one file");
    }

    @Test
    void aTruthThatIsNoListOfPairsIsRefused() throws IOException {
        Path a = file("a.csv", people(row -> row));
        Path b = file("b.csv", people(row -> row));
        options.truth = file("truth.csv", "left,right,match\n1,1,0\n");
        assertThatThrownBy(() -> link(a, b))
                .hasMessage(
                        "the truth has 3 columns; give two, a pair of identifiers that belong together in each row, the"
                                + " first table's first");
        options.truth = file("truth.csv", "left,right\n");
        assertThatThrownBy(() -> link(a, b))
                .hasMessage("the truth has no pairs; give a row for each pair under the row of headings");
    }

    @ParameterizedTest
    @CsvSource({
        "NHS No, nhs number",
        "NHSNumber, nhs number",
        "PNC ID, pnc id",
        "PNC_Number, pnc id",
        "CRO, cro number",
        "NOMIS, prison number",
        "NOMIS ID, prison number",
        "Prisoner Number, prison number",
        "CRN, crn",
        "Date of Birth (dd/mm/yyyy), date of birth",
        "D.O.B., date of birth",
        "DateOfBirth, date of birth",
        "Offender_Surname, surname",
        "Forename(s), forename",
        "First Name, forename",
        "birth_year, year of birth",
        "dob_yyyy, year of birth",
        "dob_dd, day of birth",
        "DOB Day, day of birth",
        "d_o_b_month, month of birth",
        "dayofbirth, day of birth",
        "date_of_birth_day, day of birth",
        "Year Born, year of birth",
        "Client_DOB_mm, month of birth",
        "byear, year of birth",
        "dob_dd_mm_yyyy, date of birth",
        "Birthday, date of birth",
        "Full Name, full name",
        "Post Code, postcode",
        "Gender, sex",
        "remarks, ",
        "record, "
    })
    void headings(String heading, String use) {
        assertThat(ColumnUse.ofHeading(heading).map(ColumnUse::label).orElse(null))
                .isEqualTo(use);
    }

    private List<String> fields(String left, String right, String... columns) throws IOException {
        options.columns = List.of(columns);
        return TablesRead.read(options, file("a.csv", withARow(left)), file("b.csv", withARow(right))).fields().stream()
                .map(Object::toString)
                .toList();
    }

    private static String withARow(String headings) {
        return headings + "\n" + headings.replaceAll("[^,]+", "1") + "\n";
    }

    @Test
    void eachColumnIsComparedWithOneThatIsForTheSame() throws IOException {
        assertThat(fields("id,NHS No,PNC ID,surname", "id,CRO,Last Name,pncid"))
                .containsExactly("identifier = PNC ID:pncid", "surname = surname:Last Name");
        assertThat(fields("id,surname,last name", "id,surname")).containsExactly("surname = surname");
        assertThat(fields("id,town,surname", "id,city,surname")).containsExactly("surname = surname");
        assertThat(fields("id,First,Last", "id,Other,Name2", "forename=First:Other", "surname=Last:Name2"))
                .containsExactly("forename = First:Other", "surname = Last:Name2");
    }

    @Test
    void aFullNameIsComparedAsItsParts() throws IOException {
        assertThat(fields("id,Full name,dob", "id,forename,surname,dob"))
                .containsExactly("forename = forename", "surname = surname", "date of birth = dob");
        assertThat(fields("id,First,Last,dob", "id,Who,dob", "forename=First:", "surname=Last:", "full name=:Who"))
                .containsExactly("forename = First:forename", "surname = Last:surname");
        assertThat(fields("id,name,surname", "id,forename,surname"))
                .containsExactly("forename = name:forename", "surname = surname");
    }

    private static String people(UnaryOperator<String> row) {
        String[] names = {"ANNA,BERG", "CARL,DAHL", "EVA,FALK", "GUNNAR,HOLM", "IDA,JANSSON", "KARIN,LIND", "MAX,NORD"};
        StringBuilder csv = new StringBuilder("id,forename,surname,dob,postcode\n");
        for (int i = 0; i < 70; i++) {
            String name = names[i % 7].replace(",", "X" + (char) ('A' + i / 7) + ",");
            String born = (1950 + i % 40) + "-0" + (1 + i % 9) + "-1" + i % 10;
            csv.append(row.apply(i + "," + name + "," + born + ",LS" + (1 + i / 9) + " " + i % 9 + "AB"))
                    .append('\n');
        }
        return csv.toString();
    }

    @Test
    void whereNeitherNameNorDateOfBirthIsComparedNothingIsALink() throws IOException {
        options.out = folder.resolve("pairs.csv");
        UnaryOperator<String> nameless = row -> row.replaceFirst(",[^,]*,[^,]*,[^,]*,", ",UNKNOWN,-,1900-01-01,");
        ExitCode code = link(file("a.csv", people(nameless)), file("b.csv", people(nameless)));
        assertThat(code).isEqualTo(ExitCode.DONE_WITH_OPEN_CASES);
        assertThat(out.toString())
                .contains(" 0 pairs linked, 70 in doubt")
                .contains(
                        "70 pairs in doubt because too little is compared in them to name a person, neither a name nor a date of"
                                + " birth, or a date of birth without names and identifiers: none is a link, whatever its"
                                + " probability")
                .contains("a.csv, forename: has no value in any row: it tells nobody apart");
        assertThat(Files.readString(options.out))
                .contains(",review,too little compared to name a person\n")
                .doesNotContain(",link,");
    }

    @Test
    void noughtsAndOnesMayMarkTheTwoSexes() throws IOException {
        Path marked =
                file("a.csv", people(row -> row + "," + row.indexOf(',') % 2).replace("postcode\n", "postcode,sex\n"));
        link(marked, file("b.csv", people(row -> row + ",F").replace("postcode\n", "postcode,sex\n")));
        assertThat(out.toString())
                .containsPattern(
                        "a\\.csv, sex: has one value, and \\d+ cells that stand for none: 0 is read as not known, 1 as"
                                + " male and 2 as female; where 0 and 1 are the two sexes, write M and F");
    }

    @Test
    void aNameThatAllHaveIsNone() throws IOException {
        UnaryOperator<String> constant = row -> row.replaceFirst(",[^,]*,[^,]*,[^,]*,", ",ANNA,BERG,1980-02-03,");
        link(file("a.csv", people(constant)), file("b.csv", people(constant)));
        assertThat(out.toString())
                .contains(" 0 pairs linked,")
                .contains("a.csv, surname: has one value in all rows that have any: it tells nobody apart");
    }

    @Test
    void rowsOfPlaceholdersJoinNobody() throws IOException {
        String rows = people(row -> row) + "x,UNKNOWN,N/A,1900-01-01,ZZ99 3VZ\ny,UNKNOWN,N/A,1900-01-01,ZZ99 3VZ\n"
                + "z,-,not known,9999-12-31,NFA\n";
        Path clusters = folder.resolve("clusters.csv");
        new TablesRun(options, new PrintWriter(out, true), new PrintWriter(err, true))
                .dedupe(file("all.csv", rows), List.of(), clusters);
        assertThat(Files.readString(clusters)).contains("\nx,x\n", "\ny,y\n", "\nz,z\n");
    }

    @Test
    void aColumnOfDatesThatAreNoneIsSaid() throws IOException {
        options.columnsOut = folder.resolve("columns.csv");
        UnaryOperator<String> ages = row -> row.replaceFirst("(,[^,]*,[^,]*,)[^,]*", "$1about 40");
        link(file("a.csv", people(ages)), file("b.csv", people(row -> row)));
        assertThat(out.toString())
                .contains(
                        "a.csv, dob: 0 of 70 values are dates; 70 are not understood and count as missing: say how they are"
                                + " written with --date-format, as in --date-format dd/MM/yyyy")
                .contains("b.csv, dob: is compared nowhere, as a.csv has no value of it");
        assertThat(Files.readString(options.columnsOut)).startsWith("""
                        table,column,use,read,empty,placeholder,not_understood,remarks
                        left,id,identifies the row,,,,,
                        left,forename,forename,70,0,0,0,
                        """).contains("left,dob,date of birth,0,0,0,70,");
    }

    @Test
    void aColumnThatIsNotComparedIsListed() throws IOException {
        Path a = file("a.csv", "id,surname,crn,notes\n1,BERG,X1,tall\n");
        Path b = file("b.csv", "id,surname,colour\n1,BERG,red\n");
        link(a, b);
        assertThat(out.toString())
                .containsPattern("crn +not compared, crn: b.csv has no such column\n")
                .containsPattern("notes +not compared\n")
                .containsPattern("colour +not compared\n");
    }

    @Test
    void rowsWithMoreOrFewerCellsAreNamedAndRejected() throws IOException {
        String rows = people(row -> row) + "70,ANNA,BERG,1990-01-01\n71,ANNA,BERG, JR,1990-01-01,LS1 1AA\n";
        Path a = file("a.csv", rows);
        Path b = file("b.csv", people(row -> row));
        assertThat(link(a, b)).isEqualTo(ExitCode.INPUT_REJECTED);
        assertThat(err.toString())
                .contains("a.csv, row 72: the row has fewer cells than there are headings")
                .contains("a.csv, row 73: the row has more cells than there are headings");
        options.rejectedRowsAtMost = 0.05;
        assertThat(link(a, b)).isEqualTo(ExitCode.DONE_WITH_OPEN_CASES);
        assertThat(out.toString()).contains("a.csv, 70 rows\n").contains("70 pairs linked");
    }

    @Test
    void noFileIsWrittenOverThatIsReadOrThatSomethingElseMade() throws IOException {
        Path a = file("a.csv", people(row -> row));
        Path b = file("b.csv", people(row -> row));
        options.out = folder.resolve("./b.csv");
        assertThatThrownBy(() -> link(a, b))
                .hasMessage("--out " + options.out + ": this file is read by the same command; name another");
        options.out = file("notes.txt", "do not lose");
        assertThatThrownBy(() -> link(a, b))
                .hasMessage("--out " + options.out
                        + ": this file exists and was not made by --out; name another, or let it go with --overwrite");
        options.persons = options.out;
        options.overwrite = true;
        assertThatThrownBy(() -> link(a, b)).hasMessageStartingWith("--persons and --out name one file, ");
        options.persons = null;
        link(a, b);
        options.overwrite = false;
        link(a, b);
        assertThat(Files.readString(options.out)).startsWith("left_id,");
    }

    @Test
    void longTextIsComparedByItsBeginning() throws IOException {
        StringBuilder rows = new StringBuilder("id,surname,address\n");
        for (int i = 0; i < 300; i++) {
            rows.append(i).append(",BERG").append((char) ('A' + i % 26)).append(',');
            rows.append(("word" + i * 7919 % 1009 + " ").repeat(120)).append('\n');
        }
        new TablesRun(options, new PrintWriter(out, true), new PrintWriter(err, true))
                .dedupe(file("all.csv", rows.toString()), List.of(), null);
        assertThat(out.toString())
                .contains(
                        "all.csv, address: 300 values are longer than 50 letters: by these they are compared, and equal"
                                + " only if all of them are");
    }
}

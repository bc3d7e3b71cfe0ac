package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reconlink.intake.Extracts.Result;
import org.reconlink.intake.Workbooks.Formatted;
import org.reconlink.intake.Workbooks.Formula;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.Sha256;

class SpreadsheetsTest {
    private static final LocalDate BORN = LocalDate.of(1984, 3, 7);
    private static final ExtractSettings SETTINGS = Extracts.participantSettings();

    @TempDir
    Path folder;

    static Stream<Arguments> bothFormats() {
        return Stream.of(
                Arguments.of("xlsx", (Supplier<Workbook>) Workbooks::xlsx),
                Arguments.of("xls", (Supplier<Workbook>) Workbooks::xls));
    }

    private static Sheet referrals(Workbook workbook) {
        Sheet sheet = workbook.createSheet("Referrals");
        Workbooks.row(sheet, "Study no", "Surname", "First name", "DOB", "Released", "Consent", "Code", "ACE count");
        return sheet;
    }

    private static ExtractSettings wide() {
        return Extracts.carrying(
                Extracts.participantSettings("release date", "Released", "consent", "Consent", "index offence", "Code"),
                "ACE count");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothFormats")
    void aSheetAsPeopleKeepItIsRead(String format, Supplier<Workbook> blank) throws IOException {
        Workbook workbook = blank.get();
        Sheet sheet = workbook.createSheet("Referrals");
        Workbooks.row(sheet, "Referrals 2008 to 2018");
        Workbooks.row(sheet);
        Workbooks.row(sheet, null, "First name", "Surname", "Study no", "DOB");
        Workbooks.row(sheet, "new", "John", "SMITH", 12, BORN);
        Workbooks.row(sheet);
        Workbooks.row(sheet, null, "Ann", "Brown", "13", "08/03/1984");
        Workbooks.row(sheet, "Total", 2);
        Path file = Workbooks.write(workbook, folder.resolve("p." + format));
        Result<Participant> result = Extracts.participants(file, SETTINGS);
        assertThat(result.records()).extracting(p -> p.id().value()).containsExactly("12", "13");
        assertThat(result.records()).extracting(p -> p.details().dateOfBirth()).containsExactly(BORN, BORN.plusDays(1));
        assertThat(result.records())
                .extracting(p -> p.source().toString())
                .containsExactly(
                        "p." + format + ", sheet Referrals, row 4", "p." + format + ", sheet Referrals, row 6");
        assertThat(result.findings()).isEmpty();
        assertThat(result.facts().format()).startsWith(format + ", sheet Referrals, headings in row 3; left out: ");
        assertThat(result.facts().sha256()).isEqualTo(Sha256.hex(file));
    }

    @Test
    void theStrictFormMayWriteDatesByName() throws IOException {
        Workbook workbook = Workbooks.xlsx();
        Workbooks.row(referrals(workbook), 12, "Smith", "John", BORN, 40246.75);
        Path usual = Workbooks.write(
                workbook, Files.createDirectory(folder.resolve("usual")).resolve("p.xlsx"));
        Path strict = HostileWorkbooks.strict(
                usual,
                folder,
                part -> part.replaceAll("t=\"n\"([^>]*><v>)30748.0<", "t=\"d\"$11984-03-08<")
                        .replaceAll("t=\"n\"([^>]*><v>)40246.75<", "t=\"d\"$12010-03-09T18:00:00<"));
        Participant read = Extracts.participants(strict, wide()).only();
        assertThat(read.details().dateOfBirth()).isEqualTo(BORN.plusDays(1));
        assertThat(read.date(ParticipantDate.RELEASE)).isEqualTo(LocalDate.of(2010, 3, 9));
    }

    @Test
    void theStrictFormReadsAsTheUsualOne() throws IOException {
        Workbook workbook = Workbooks.xlsx();
        workbook.createSheet("Notes").createRow(0).createCell(0).setCellValue("not people");
        workbook.setSheetHidden(0, true);
        Sheet sheet = referrals(workbook);
        LocalDate released = LocalDate.of(2010, 3, 9);
        Workbooks.row(sheet, new Formatted(7, "0000"), "SMITH", "John", BORN, released, true, 8.06, new Formula("2+2"));
        Workbooks.row(sheet, 12, "Ó Brien", "Ann", "08/03/1984", new Formatted(40246.75, "dd/mm/yyyy hh:mm"), "yes");
        Path usual = Workbooks.write(
                workbook, Files.createDirectory(folder.resolve("usual")).resolve("p.xlsx"));
        Result<Participant> expected = Extracts.participants(usual, wide());
        Result<Participant> strict =
                Extracts.participants(HostileWorkbooks.strict(usual, folder, part -> part), wide());
        assertThat(expected.records()).hasSize(2);
        assertThat(strict.records()).isEqualTo(expected.records());
        assertThat(strict.findings()).isEqualTo(expected.findings());
        assertThat(strict.facts().sha256()).isNotEqualTo(expected.facts().sha256());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothFormats")
    void cellsAreReadAsPeopleSeeThem(String format, Supplier<Workbook> blank) throws IOException {
        Workbook workbook = blank.get();
        Sheet sheet = referrals(workbook);
        Workbooks.row(
                sheet,
                new Formatted(7, "0000"),
                new Formula("UPPER(\"smith\")"),
                "John",
                BORN,
                new Formatted(40246.75, "dd/mm/yyyy hh:mm"),
                true,
                8.06,
                new Formula("2+2"));
        Participant read = Extracts.participants(Workbooks.write(workbook, folder.resolve("p." + format)), wide())
                .only();
        assertThat(read.id().value()).isEqualTo("0007");
        assertThat(read.details().name().surname()).isEqualTo("SMITH");
        assertThat(read.date(ParticipantDate.RELEASE)).isEqualTo(LocalDate.of(2010, 3, 9));
        assertThat(read.consent()).isTrue();
        assertThat(read.indexOffence())
                .hasToString("OffenceDescription[cjsCode=null, homeOfficeCode=8/06, title=null]");
        assertThat(read.carried()).containsExactly(java.util.Map.entry("ACE count", "4"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothFormats")
    void aFindingPointsAtTheCell(String format, Supplier<Workbook> blank) throws IOException {
        Workbook workbook = blank.get();
        Sheet sheet = referrals(workbook);
        Workbooks.row(sheet, 1, "Smith", "John", 300000, null, null, new Formula("1/0"));
        Result<Participant> result =
                Extracts.participants(Workbooks.write(workbook, folder.resolve("p." + format)), wide());
        assertThat(result.only().details().dateOfBirth()).isNull();
        assertThat(result.messages())
                .containsExactly(
                        "warning: p." + format + ", sheet Referrals, row 2, column DOB: this is not a date written as"
                                + " dd/MM/yyyy; correct it, or state the format in the protocol (date formats)",
                        "warning: p." + format + ", sheet Referrals, row 2, column Code: the cell shows an error of the"
                                + " spreadsheet's formula; repair the formula or enter the value");
        assertThat(result.findings()).extracting(Finding::cell).containsExactly("D2", "G2");
    }

    @Test
    void datesOfThe1904SystemAreRead() throws IOException {
        Workbook workbook = Workbooks.xlsxFrom1904();
        Sheet sheet = workbook.createSheet("Referrals");
        Workbooks.row(sheet, "Study no", "Surname", "First name", "DOB");
        Workbooks.row(sheet, 1, "Smith", "John", new Formatted(29286, "dd/mm/yyyy"));
        Path file = Workbooks.write(workbook, folder.resolve("p.xlsx"));
        assertThat(Extracts.participants(file, SETTINGS).only().details().dateOfBirth())
                .isEqualTo(BORN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothFormats")
    void theNumberOfADayIsReadAndSaid(String format, Supplier<Workbook> blank) throws IOException {
        Workbook workbook = blank.get();
        Workbooks.row(referrals(workbook), 1, "Smith", "John", 30748, 42444);
        Result<Participant> result =
                Extracts.participants(Workbooks.write(workbook, folder.resolve("p." + format)), wide());
        assertThat(result.only().details().dateOfBirth()).isEqualTo(LocalDate.of(1984, 3, 7));
        assertThat(result.only().date(ParticipantDate.RELEASE)).isEqualTo(LocalDate.of(2016, 3, 15));
        assertThat(result.findings()).extracting(Finding::rule).containsExactly("date number", "date number");
    }

    @Test
    void theNumberOfADayCountsFrom1904WhereItsWorkbookDoes() throws IOException {
        Workbook workbook = Workbooks.xlsxFrom1904();
        Workbooks.row(referrals(workbook), 1, "Smith", "John", 30748 - 1462);
        Result<Participant> result = Extracts.participants(Workbooks.write(workbook, folder.resolve("p.xlsx")), wide());
        assertThat(result.only().details().dateOfBirth()).isEqualTo(LocalDate.of(1984, 3, 7));
    }

    @Test
    void cellsAtElevenOnSummerNightsLookLikeMidnightsElsewhere() throws IOException {
        Workbook workbook = Workbooks.xlsx();
        Sheet sheet = referrals(workbook);
        Workbooks.row(sheet, 1, "Smith", "John", BORN, new Formatted(42859.95833333333, "dd/mm/yyyy hh:mm"));
        Workbooks.row(sheet, 2, "Brown", "Ann", BORN, new Formatted(42744, "dd/mm/yyyy hh:mm"));
        Result<Participant> result = Extracts.participants(Workbooks.write(workbook, folder.resolve("p.xlsx")), wide());
        assertThat(result.findings()).extracting(Finding::rule).containsExactly("time of day");
    }

    /** Excel for Mac writes an extension with an element of the same name, which says nothing of dates. */
    @Test
    void theWorkbooksOwnElementsAreToldFromThoseOfItsExtensions() throws IOException {
        ExtractSettings settings = new ExtractSettings(
                List.of(),
                null,
                null,
                null,
                List.of(),
                Map.of(
                        "participant id", "id",
                        "surname", "surname",
                        "forename", "forename",
                        "date of birth", "dob",
                        "release date", "released"),
                List.of());
        Path cases = Path.of("src/test/resources/cases/excel-for-mac-1904");
        List<Participant> plain =
                Extracts.participants(cases.resolve("plain1904.xlsx"), settings).records();
        List<Participant> mac =
                Extracts.participants(cases.resolve("mac1904.xlsx"), settings).records();
        assertThat(mac).hasSameSizeAs(plain).isNotEmpty();
        for (int i = 0; i < mac.size(); i++) {
            assertThat(mac.get(i).details().dateOfBirth())
                    .isNotNull()
                    .isEqualTo(plain.get(i).details().dateOfBirth());
            assertThat(mac.get(i).dates()).isEqualTo(plain.get(i).dates());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothFormats")
    void rowsThatAreHiddenOrStruckOutAreSaid(String format, Supplier<Workbook> blank) throws IOException {
        Workbook workbook = blank.get();
        Sheet sheet = referrals(workbook);
        Workbooks.row(sheet, 1, "Smith", "John", BORN);
        Workbooks.row(sheet, 2, "Brown", "Ann", BORN);
        Workbooks.row(sheet, 3, "Day", "Al", BORN);
        sheet.getRow(2).setZeroHeight(true);
        org.apache.poi.ss.usermodel.Font struck = workbook.createFont();
        struck.setStrikeout(true);
        sheet.getRow(3).forEach(cell -> {
            org.apache.poi.ss.usermodel.CellStyle style = workbook.createCellStyle();
            style.cloneStyleFrom(cell.getCellStyle());
            style.setFont(struck);
            cell.setCellStyle(style);
        });
        Path file = Workbooks.write(workbook, folder.resolve("p." + format));
        Result<Participant> all = Extracts.participants(file, wide());
        assertThat(all.records()).extracting(p -> p.id().value()).containsExactly("1", "2", "3");
        assertThat(all.findings())
                .extracting(Finding::problem)
                .containsExactlyInAnyOrder(
                        "1 row is hidden (by hand or by a filter) and read like the others",
                        "1 row is struck out and read like the others");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    dd\\/mm\\/yyyy             | true
                    yyyy\\-mm\\-dd\\Thh:mm      | true
                    d" de "mmmm" de "yyyy    | true
                    d \\d\\e mmmm yyyy         | true
                    [$-809]dd mmmm yyyy;@    | true
                    0" days"                 | false
                    0\\d                      | false
                    General                  | false
                    """)
    void aFormatIsOneOfDatesByWhatIsNoLiteral(String format, boolean date) {
        assertThat(CellStyle.of(200, format).date()).isEqualTo(date);
    }

    @Test
    void dayNoughtIsNoDate() throws IOException {
        Workbook workbook = Workbooks.xlsx();
        Sheet sheet = referrals(workbook);
        Workbooks.row(sheet, 1, "Smith", "John", BORN, new Formatted(0, "dd/mm/yyyy"));
        Result<Participant> result = Extracts.participants(Workbooks.write(workbook, folder.resolve("p.xlsx")), wide());
        assertThat(result.only().date(ParticipantDate.RELEASE)).isNull();
        assertThat(result.findings()).extracting(Finding::rule).containsExactly("placeholder date");
    }

    @Test
    void stringsWithoutCountsAndCellsWithoutNamesAreRead() throws IOException {
        Path file = folder.resolve("p.xlsx");
        writeZip(
                file,
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
                ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override \
                PartName="/xl/workbook.xml" ContentType=\
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override \
                PartName="/xl/worksheets/sheet1.xml" ContentType=\
                "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override \
                PartName="/xl/strings.xml" ContentType=\
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>""",
                "_rels/.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship \
                Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
                Target="xl/workbook.xml"/></Relationships>""",
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship \
                Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" \
                Target="worksheets/sheet1.xml"/><Relationship \
                Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" \
                Target="strings.xml"/></Relationships>""",
                "xl/strings.xml",
                """
                <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>John</t></si></sst>""",
                "xl/workbook.xml",
                """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>\
                <sheet name="Export" sheetId="1" r:id="r1"/></sheets></workbook>""",
                "xl/worksheets/sheet1.xml",
                """
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\
                <row><c t="inlineStr"><is><t>Study no</t></is></c><c t="inlineStr"><is><t>Surname</t></is></c>\
                <c t="inlineStr"><is><r><t>First </t></r><r><t>name</t></r></is></c>\
                <c t="inlineStr"><is><t>DOB</t></is></c></row>\
                <row><c><v>1</v><is><t>9</t></is></c><c t="inlineStr"><v>Brown</v><is><t>Smith</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>\
                <c t="s"><v>0</v></c><c t="d"><v>1984-03-07T00:00:00</v></c></row></sheetData></worksheet>""");
        Result<Participant> result = Extracts.participants(file, SETTINGS);
        // Of a cell with both the value counts, unless its type says that the text stands in it.
        assertThat(result.only().id().value()).isEqualTo("1");
        assertThat(result.only().details().name().surname()).isEqualTo("SMITH");
        assertThat(result.only().details().dateOfBirth()).isEqualTo(BORN);
        assertThat(result.only().source()).hasToString("p.xlsx, sheet Export, row 2");
    }

    private static void writeZip(Path file, String... namesAndContents) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothFormats")
    void withoutANameTheFirstVisibleSheetIsRead(String format, Supplier<Workbook> blank) throws IOException {
        Workbook workbook = blank.get();
        workbook.createSheet("Lists");
        Workbooks.row(referrals(workbook), 1, "Smith", "John", BORN);
        workbook.setSheetVisibility(0, SheetVisibility.HIDDEN);
        workbook.setActiveSheet(1);
        Path file = Workbooks.write(workbook, folder.resolve("p." + format));
        assertThat(Extracts.participants(file, SETTINGS).only().source().sheet())
                .isEqualTo("Referrals");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothFormats")
    void aSheetIsFoundWhateverItsCaseAndAMissingOneIsAnError(String format, Supplier<Workbook> blank)
            throws IOException {
        Workbook workbook = blank.get();
        workbook.createSheet("Notes");
        Workbooks.row(referrals(workbook), 1, "Smith", "John", BORN);
        Path file = Workbooks.write(workbook, folder.resolve("p." + format));
        assertThat(Extracts.participants(file, Extracts.onSheet(SETTINGS, "REFERRALS "))
                        .records())
                .hasSize(1);
        assertThatThrownBy(() -> Extracts.participants(file, Extracts.onSheet(SETTINGS, "Referal")))
                .isInstanceOf(IntakeException.class)
                .hasMessage("error: p." + format + ": there is no sheet \"Referal\"; the nearest is \"Referrals\";"
                        + " correct the sheet's name in the protocol (participants, sheet)");
        assertThatThrownBy(() -> Extracts.participants(file, Extracts.onSheet(SETTINGS, "2012")))
                .hasMessageContaining("there is no sheet \"2012\"; there are \"Notes\", \"Referrals\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothFormats")
    void aSheetWithoutRowsIsAnError(String format, Supplier<Workbook> blank) throws IOException {
        Workbook workbook = blank.get();
        workbook.createSheet("Empty");
        Path file = Workbooks.write(workbook, folder.resolve("p." + format));
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p." + format + ", sheet Empty: there are no rows; put the table here");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bothFormats")
    void aWorkbookCutShortIsAnErrorThatQuotesNothing(String format, Supplier<Workbook> blank) throws IOException {
        Workbook workbook = blank.get();
        Workbooks.row(referrals(workbook), 1, "Smith", "John", BORN);
        Path file = Workbooks.write(workbook, folder.resolve("p." + format));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .isInstanceOf(IntakeException.class)
                .hasMessage("error: p." + format + ": the workbook is damaged or is not a workbook;"
                        + " open it in a spreadsheet program and save it again as .xlsx");
    }

    @Test
    void aWorkbookWithAPasswordIsAnError() throws Exception {
        Workbook workbook = Workbooks.xlsx();
        referrals(workbook);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        workbook.write(plain);
        workbook.close();
        Path file = folder.resolve("p.xlsx");
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var out = encryptor.getDataStream(container)) {
                out.write(plain.toByteArray());
            }
            try (var out = Files.newOutputStream(file)) {
                container.writeFilesystem(out);
            }
        }
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p.xlsx: the workbook is protected by a password;"
                        + " save a copy without it in the study's folder");
    }

    @Test
    void anArchiveIsNoWorkbook() throws IOException {
        Path file = folder.resolve("p.xlsx");
        writeZip(file, "readme.txt", "hello");
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p.xlsx: this is an archive or a document, not an .xlsx workbook;"
                        + " open it in a spreadsheet program and save it as .xlsx");
    }

    @Test
    void aBinaryWorkbookIsNamedAsSuch() throws IOException {
        Path file = folder.resolve("p.xlsb");
        writeZip(file, "xl/workbook.bin", "x");
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p.xlsb: this is a binary workbook (.xlsb); save it as .xlsx and name that file");
    }
}

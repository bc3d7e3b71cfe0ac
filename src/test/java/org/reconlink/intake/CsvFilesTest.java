package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.intake.Extracts.Result;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.Sha256;

class CsvFilesTest {
    private static final ExtractSettings SETTINGS = Extracts.participantSettings();

    @TempDir
    Path folder;

    private static byte[] concat(byte[] mark, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(mark);
        out.writeBytes(text);
        return out.toByteArray();
    }

    private static String table(String delimiter, String lineEnd) {
        return String.join(
                        lineEnd,
                        "Study no,Surname,First name,DOB",
                        "1,Müller,José,07/03/1984",
                        "2,\"Smith, Jones\",Zoë,08/03/1984",
                        "")
                .replace(",", delimiter)
                .replace("Smith" + delimiter, "Smith,");
    }

    private Result<Participant> read(byte[] bytes) throws IOException {
        return Extracts.participants(Extracts.bytes(folder, "p.csv", bytes), SETTINGS);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '!', textBlock = """
                    ,    ! comma
                    ;    ! semicolon
                    '\t' ! tab
                    |    ! pipe
                    """)
    void theDelimiterIsFound(String delimiter, String words) throws IOException {
        Result<Participant> result = read(table(delimiter, "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(result.records())
                .extracting(p -> p.details().name().surname())
                .containsExactly("MULLER", "SMITH JONES");
        assertThat(result.facts().format()).isEqualTo("CSV, " + words + ", UTF-8, LF, headings in row 1");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    UTF-8,        ,         UTF-8
                    UTF-8,        EFBBBF,   UTF-8 with BOM
                    UTF-16LE,     FFFE,     UTF-16LE with BOM
                    UTF-16BE,     FEFF,     UTF-16BE with BOM
                    UTF-16LE,     ,         UTF-16LE
                    UTF-16BE,     ,         UTF-16BE
                    UTF-32LE,     FFFE0000, UTF-32LE with BOM
                    windows-1252, ,         windows-1252
                    """)
    void theEncodingIsFound(String charset, String mark, String words) throws IOException {
        byte[] marks = mark == null ? new byte[0] : java.util.HexFormat.of().parseHex(mark);
        Result<Participant> result = read(concat(marks, table(",", "\r\n").getBytes(Charset.forName(charset))));
        assertThat(result.records())
                .extracting(p -> p.details().name().surname())
                .containsExactly("MULLER", "SMITH JONES");
        assertThat(result.records())
                .extracting(p -> p.details().name().forename())
                .containsExactly("JOSE", "ZOE");
        assertThat(result.facts().format()).isEqualTo("CSV, comma, " + words + ", CRLF, headings in row 1");
    }

    @Test
    void aByteFarDownTheFileDecidesTheEncodingToo() throws IOException {
        StringBuilder text = new StringBuilder("Study no,Surname,First name,DOB\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i).append(",Smith,John,07/03/1984\n");
        }
        text.append("5000,Müller,John,07/03/1984\n");
        Result<Participant> result = read(text.toString().getBytes(Charset.forName("windows-1252")));
        assertThat(result.records().get(5000).details().name().surname()).isEqualTo("MULLER");
        assertThat(result.facts().format()).contains("windows-1252");
    }

    @ParameterizedTest
    @CsvSource({"'\n', LF", "'\r\n', CRLF", "'\r', CR"})
    void lineEndsAreReported(String lineEnd, String words) throws IOException {
        Result<Participant> result = read(table(",", lineEnd).getBytes(StandardCharsets.UTF_8));
        assertThat(result.records()).hasSize(2);
        assertThat(result.records().get(1).source().row()).isEqualTo(3);
        assertThat(result.facts().format()).isEqualTo("CSV, comma, UTF-8, " + words + ", headings in row 1");
    }

    @Test
    void mixedLineEndsAreReported() throws IOException {
        byte[] bytes = "Study no,Surname,First name,DOB\r\n1,Smith,John,07/03/1984\n".getBytes(StandardCharsets.UTF_8);
        assertThat(read(bytes).facts().format()).contains("mixed line ends");
    }

    @Test
    void aStatedDelimiterAndEncodingAreTaken() throws IOException {
        Path file = Extracts.bytes(folder, "p.csv", table("~", "\n").getBytes(Charset.forName("windows-1252")));
        Result<Participant> result =
                Extracts.participants(file, Extracts.stated(SETTINGS, '~', Charset.forName("windows-1252")));
        assertThat(result.records()).hasSize(2);
        assertThat(result.facts().format()).isEqualTo("CSV, delimiter ~, windows-1252, LF, headings in row 1");
    }

    @Test
    void aStatedEncodingThatTheFileContradictsIsAnError() {
        Path file = Extracts.bytes(folder, "p.csv", table(",", "\n").getBytes(Charset.forName("windows-1252")));
        assertThatThrownBy(() -> Extracts.participants(file, Extracts.stated(SETTINGS, null, StandardCharsets.UTF_8)))
                .isInstanceOf(IntakeException.class)
                .hasMessage("error: p.csv: the file is not UTF-8, the encoding that the protocol states;"
                        + " state another encoding, or leave it out to have it detected");
    }

    @Test
    void aRowIsNumberedByTheLineItStartsOn() throws IOException {
        Path file = Extracts.csv(
                folder,
                "p.csv",
                "Study no,Surname,First name,DOB",
                "1,\"Smith\nJones\",John,07/03/1984",
                "",
                "2,Brown,Ann,07/03/1984");
        assertThat(Extracts.participants(file, SETTINGS).records())
                .extracting(p -> p.source().toString())
                .containsExactly("p.csv, row 2", "p.csv, row 5");
    }

    @Test
    void spaceAroundQuotationMarksIsNoData() throws IOException {
        Path file = Extracts.csv(folder, "p.csv", Extracts.PARTICIPANT_HEADINGS, "1, \"Smith\" ,John, \"07/03/1984\"");
        assertThat(Extracts.participants(file, SETTINGS).only().details().name().surname())
                .isEqualTo("SMITH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,\"Brown,Ann,07/03/1984", "2,\"Brown\"e,Ann,07/03/1984"})
    void quotationMarksThatDoNotPairAreAnErrorWithTheRow(String line) {
        Path file = Extracts.csv(
                folder, "p.csv", Extracts.PARTICIPANT_HEADINGS, "1,Smith,John,07/03/1984", line, "3,Day,Al,07/03/1984");
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .isInstanceOf(IntakeException.class)
                .hasMessage("error: p.csv, row 3: the quotation marks in the record that begins here do not pair;"
                        + " double each quotation mark inside a cell, and put marks around the whole cell");
    }

    @Test
    void aRowThatIsNotAsWideAsTheHeadingsIsSaidAndRejectedWithoutWhatIsRequired() throws IOException {
        Path file = Extracts.csv(
                folder,
                "c.csv",
                Extracts.CUSTODY_HEADINGS,
                "A1000BC,01/09/2016,29/10/2016,Remand",
                "A1000BC,01/09/2017,29/10/2017,Remand,",
                "A1000BC,01/09/2018,29/10/2018",
                "A1000BC,01/09/2019,29/10/2019,Recall,,");
        Result<CustodySpell> result = Extracts.custody(file, Extracts.custodySettings());
        assertThat(result.records()).extracting(spell -> spell.source().row()).containsExactly(2L, 3L, 5L);
        assertThat(result.messages())
                .containsExactly(
                        "rejected: c.csv, row 4: the row ends before a column that is required; look for a delimiter or a"
                                + " line end that is missing or too much, and export the file again",
                        "warning: c.csv: 2 rows, the first of them 2, have fewer cells than there are headings; the missing"
                                + " ones are taken as empty; check that only empty cells at the end are missing, and no"
                                + " delimiter before them",
                        "warning: c.csv: row 5 has more cells than there are headings, and others have not; put quotation"
                                + " marks around a cell that has the delimiter in it: what follows it is read one column too"
                                + " far right");
    }

    /** As R and pandas write them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    "",         | "1" | names of rows in the first column
                    ^,^         | 0   | names of rows in the first column
                    ^^          | "1" | names of rows in the first column
                    No,         | 1   | headings in row 1
                    """)
    void namesOfRowsAreNoData(String heading, String name, String said) throws IOException {
        Path file = Extracts.csv(
                folder,
                "c.csv",
                heading + Extracts.CUSTODY_HEADINGS,
                name + ",A1000BC,01/09/2016,29/10/2016,Remand,",
                "2,A1001BC,01/09/2016,29/10/2016,Remand,");
        Result<CustodySpell> result = Extracts.custody(file, Extracts.custodySettings());
        assertThat(result.records())
                .extracting(spell -> spell.person().prisonNumber())
                .containsExactly("A1000BC", "A1001BC");
        assertThat(result.findings()).isEmpty();
        assertThat(result.facts().format()).contains(said);
    }

    /** As R's write.table leaves a sheet whose first column has the participants' own numbers. */
    @ParameterizedTest
    @CsvSource({"RS-001,RS-002,RS-001", "17,23,17"})
    void namesOfRowsBeforeParticipantIdsAreNoData(String first, String second, String read) throws IOException {
        Path file = Extracts.csv(
                folder,
                "p.csv",
                Extracts.PARTICIPANT_HEADINGS,
                "1," + first + ",Smith,John,07/03/1984",
                "2," + second + ",Brown,Ann,08/03/1984");
        Result<Participant> result = Extracts.participants(file, SETTINGS);
        assertThat(result.findings()).isEmpty();
        assertThat(result.records()).hasSize(2);
        assertThat(result.records().get(0).id().value()).isEqualTo(read);
        assertThat(result.records().get(0).details().name().surname()).isEqualTo("SMITH");
        assertThat(result.facts().format()).contains("names of rows in the first column");
    }

    @Test
    void aRowWithMoreCellsThanHeadingsIsRejected() throws IOException {
        Path file = Extracts.csv(
                folder,
                "p.csv",
                Extracts.PARTICIPANT_HEADINGS,
                "1,Smith, Jones,John,07/03/1984",
                "2,Brown,Ann,07/03/1984,,");
        Result<Participant> result = Extracts.participants(file, SETTINGS);
        assertThat(result.only().id().value()).isEqualTo("2");
        assertThat(result.messages())
                .containsExactly("rejected: p.csv, row 2: the row has more cells than there are headings;"
                        + " put quotation marks around the cell that has the delimiter in it");
        assertThat(result.facts().rowsRead()).isEqualTo(2);
        assertThat(result.facts().rowsRejected()).isEqualTo(1);
    }

    @Test
    void factsHoldTheHashAndSizeOfTheBytes() throws IOException {
        Path file =
                Extracts.bytes(folder, "p.csv", "Study no,Surname,First name,DOB\n".getBytes(StandardCharsets.UTF_8));
        FileFacts facts = Extracts.participants(file, SETTINGS).facts();
        assertThat(facts.bytes()).isEqualTo(32);
        assertThat(facts.sha256())
                .isEqualTo(Sha256.hex(file))
                .isEqualTo("3af5e5aa262e8fa5b6c9167eeca1e1a2418d2fac93570c2d6381734d22dbff9e");
        assertThat(facts.section()).isEqualTo("participants");
    }

    @Test
    void headingsWithoutRowsAreAWarning() throws IOException {
        Path file = Extracts.csv(folder, "p.csv", Extracts.PARTICIPANT_HEADINGS);
        assertThat(Extracts.participants(file, SETTINGS).messages())
                .containsExactly("warning: p.csv: there are headings but no rows under them;"
                        + " check that this is the right file");
    }

    @Test
    void aCompressedFileIsNamedAsOne() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(
                    (Extracts.PARTICIPANT_HEADINGS + "\n1,Smith,John,07/03/1984\n").getBytes(StandardCharsets.UTF_8));
        }
        Path file = Extracts.bytes(folder, "p.csv", packed.toByteArray());
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage(
                        "error: p.csv: this is a file compressed by gzip; unpack it and name the file that was in it");
    }

    @Test
    void anEmptyFileIsAnError() {
        Path file = Extracts.bytes(folder, "p.csv", new byte[0]);
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p.csv: the file is empty; export it again");
    }

    @Test
    void aMissingFileIsAnError() {
        assertThatThrownBy(() -> Extracts.participants(folder.resolve("p.csv"), SETTINGS))
                .isInstanceOf(IntakeException.class)
                .hasMessage("error: p.csv: the file does not exist; correct its path in the protocol (participants)");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> Extracts.participants(folder, SETTINGS)).hasMessageContaining("this is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><table><tr><td>Study no</td></tr></table></html>", "%PDF-1.7", "{\\rtf1}"})
    void aDocumentWithAnotherNameIsNoTable(String content) {
        Path file = Extracts.bytes(folder, "p.xls", content.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p.xls: this is a web page or a document, whatever its name says;"
                        + " open it in a spreadsheet program and save it as .xlsx or CSV");
    }

    @Test
    void bytesThatAreNoTextAreNoTable() {
        Path file = Extracts.bytes(folder, "p.csv", new byte[] {'a', 0, 1, 0, 0, 2, 0, 'b'});
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessageContaining("this is neither a text file nor a workbook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16LE"})
    void aRowIsReadAgainAtItsPlaceWhateverStandsInQuotationMarks(String charset) throws IOException {
        StringBuilder text = new StringBuilder("Study no,Surname,First name,DOB\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(i % 3 == 0 ? ",\"Mül\n\"\"ler\"" : ",Müller").append(",John,07/03/1984\r\n");
        }
        Path file = Extracts.bytes(folder, "p.csv", text.toString().getBytes(Charset.forName(charset)));
        FileScans scans = new FileScans();
        List<Participant> read = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        try (ExtractReader<Participant> rows =
                Intake.participants(file, SETTINGS, Extracts.INTAKE, finding -> {}, scans)) {
            for (Participant row = rows.read(); row != null; row = rows.read()) {
                read.add(row);
                places.add(rows.place());
            }
        }
        assertThat(read).hasSize(20_000);
        try (ExtractReader<Participant> rows =
                Intake.participants(file, SETTINGS, Extracts.INTAKE, finding -> {}, scans)) {
            for (int i = 5; i < read.size(); i += i < 1_000 ? 1 : 1_777) {
                assertThat(rows.at(read.get(i).source().row(), places.get(i))).isEqualTo(read.get(i));
            }
        }
    }

    @Test
    void aFileThatChangedSinceItWasScannedIsRefusedEvenWhereItsSizeAndTimeAreTheSame() throws IOException {
        Path file = Extracts.csv(folder, "p.csv", Extracts.PARTICIPANT_HEADINGS, "1,Smith,John,07/03/1984");
        FileTime time = Files.getLastModifiedTime(file);
        FileScans scans = new FileScans();
        scans.sha256(file);
        Files.writeString(file, Files.readString(file).replace("Smith", "Brown"));
        Files.setLastModifiedTime(file, time);
        try (ExtractReader<Participant> rows =
                Intake.participants(file, SETTINGS, Extracts.INTAKE, finding -> {}, scans)) {
            assertThat(rows.read()).isNotNull();
            assertThatThrownBy(rows::read)
                    .isInstanceOf(IntakeException.class)
                    .hasMessage("error: p.csv: the file was changed while it was read;"
                            + " run again when nothing writes to it");
        }
    }
}

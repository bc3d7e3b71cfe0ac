package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.intake.Extracts.Result;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.Sex;

class ParticipantsTest {
    @TempDir
    Path folder;

    private Result<Participant> read(String... rows) throws IOException {
        String[] lines = new String[rows.length + 1];
        lines[0] = Extracts.PARTICIPANT_HEADINGS;
        System.arraycopy(rows, 0, lines, 1, rows.length);
        return Extracts.participants(Extracts.csv(folder, "p.csv", lines), Extracts.participantSettings());
    }

    @Test
    void noughtsAndOnesMayMarkTheTwoSexesAndThatIsSaid() throws IOException {
        ExtractSettings settings = Extracts.participantSettings("sex", "Sex");
        String headings = Extracts.PARTICIPANT_HEADINGS + ",Sex";
        Path marks = Extracts.csv(folder, "p.csv", headings, "1,Berg,Anna,07/03/1984,1", "2,Dahl,Carl,08/03/1985,0");
        assertThat(Extracts.participants(marks, settings).messages())
                .containsExactly(
                        "warning: p.csv, column Sex: the column has no codes but 0 and 1, which are read as not known and as male;"
                                + " they may mark the two sexes; say in the protocol (words, sex) what they mean, as in 0: male"
                                + " and 1: female");
        Path official = Extracts.csv(
                folder,
                "q.csv",
                headings,
                "1,Berg,Anna,07/03/1984,2",
                "2,Dahl,Carl,08/03/1985,1",
                "3,Falk,Eva,09/03/1986,0");
        assertThat(Extracts.participants(official, settings).messages()).isEmpty();
    }

    @Test
    void everyFieldIsStandardised() throws IOException {
        Path file = Extracts.csv(
                folder,
                "p.csv",
                Extracts.PARTICIPANT_HEADINGS + ",Middle,Aka,Sex,PNC,CRO,Prison,Postcodes,Index,Sentence,Out,Died,"
                        + "Why,Consent,Arm,ACE",
                "1,O'Brien,Zoë,07/03/1984,Anne,Zoe Smith,F,81/34U,65656/91H,a 1234 bc,l18jq,sx03001,6 years,"
                        + "01/02/2010,,completed ,yes,A,4");
        ExtractSettings settings = Extracts.carrying(
                Extracts.participantSettings(
                        "middle names", "Middle",
                        "aliases", "Aka",
                        "sex", "Sex",
                        "pnc id", "PNC",
                        "cro number", "CRO",
                        "prison number", "Prison",
                        "postcodes", "Postcodes",
                        "index offence", "Index",
                        "index disposal", "Sentence",
                        "release date", "Out",
                        "date of death", "Died",
                        "end reason", "Why",
                        "consent", "Consent",
                        "group", "Arm"),
                "ACE");
        Participant read = Extracts.participants(file, settings).only();
        assertThat(read.details().name()).isEqualTo(new PersonName("OBRIEN", "ZOE", "ANNE"));
        assertThat(read.details().aliases()).containsExactly(new PersonName("SMITH", "ZOE", null));
        assertThat(read.details().sex()).isEqualTo(Sex.FEMALE);
        assertThat(read.details().pncId()).isEqualTo(new PncId("1981/0000034U"));
        assertThat(read.details().croNumber().value()).isEqualTo("065656/91H");
        assertThat(read.details().prisonNumber()).isEqualTo("A1234BC");
        assertThat(read.details().postcodes()).containsExactly(new Postcode("L1 8JQ"));
        assertThat(read.indexOffence()).isEqualTo(new OffenceDescription(new OffenceCode("SX03001"), null, null));
        assertThat(read.dates()).isEqualTo(Map.of(ParticipantDate.RELEASE, LocalDate.of(2010, 2, 1)));
        assertThat(read.indexDisposal()).isEqualTo("6 years");
        assertThat(read.endReason()).isEqualTo("completed");
        assertThat(read.consent()).isTrue();
        assertThat(read.group()).isEqualTo("A");
        assertThat(read.carried()).isEqualTo(Map.of("ACE", "4"));
    }

    @Test
    void blankOptionalValuesAreSilent() throws IOException {
        Path file = Extracts.csv(
                folder, "p.csv", Extracts.PARTICIPANT_HEADINGS + ",PNC,Out,ACE", "1,Smith,John,07/03/1984,,,");
        Result<Participant> result = Extracts.participants(
                file, Extracts.carrying(Extracts.participantSettings("pnc id", "PNC", "release date", "Out"), "ACE"));
        assertThat(result.findings()).isEmpty();
        assertThat(result.only().details().pncId()).isNull();
        assertThat(result.only().dates()).isEmpty();
        assertThat(result.only().carried()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    ,Smith,John,07/03/1984        | column Study no: the participant id is blank; fill it in, or take the row out of the table
                    N/A,Smith,John,07/03/1984     | column Study no: the participant id is blank; fill it in, or take the row out of the table
                    """)
    void aRequiredValueThatIsMissingOrUnreadableRejectsTheRow(String row, String message) throws IOException {
        Result<Participant> result = read(row);
        assertThat(result.records()).isEmpty();
        assertThat(result.messages()).containsExactly("rejected: p.csv, row 2, " + message);
        assertThat(result.facts().rowsRejected()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    1,,John,07/03/1984        | column Surname: the surname is blank; enter the surname if it is known; the row is used without it
                    1,Smith,,07/03/1984       | column First name: the forename is blank; enter the forename if it is known; the row is used without it
                    1,Smith,John,             | column DOB: the date of birth is blank; enter the date of birth if it is known; the row is used without it
                    1,Smith,John,31/02/1984   | column DOB: the calendar has no such day; correct it, looking for day and month swapped
                    1,Smith,John,March 1984   | column DOB: no more than the month or the year of this date is known; enter the day if it is known; until then only what holds on every day that it can be is taken as known
                    1,Smith,John,7 March      | column DOB: this is not a date written as dd/MM/yyyy; correct it, or state the format in the protocol (date formats)
                    1,Smith,John,07/03/0184   | column DOB: the year is not between 1880 and 2100; correct it, or leave it blank if there is no date
                    """)
    void aParticipantIsKeptWithoutWhatTheyAreUsuallyLinkedBy(String row, String message) throws IOException {
        Result<Participant> result = read(row);
        assertThat(result.only().id().value()).isEqualTo("1");
        assertThat(result.messages()).containsExactly("warning: p.csv, row 2, " + message);
        assertThat(result.facts().rowsRejected()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    1,Smith,,,,,,,             | kept
                    1,,John,,,,,,              | kept
                    1,,,07/03/1984,,,,,        | kept
                    1,,,,,John Smith,,,        | kept
                    1,,,,,,81/34U,,            | kept
                    1,,,,,,,65656/91H,         | kept
                    1,,,,,,,,                  | rejected
                    1,Unknown,N/K,01/01/1900,,,,, | rejected
                    1,,,31/02/1984,,,,,        | rejected
                    1,,,,,,81/34V,,            | rejected
                    1,,,,M,,,,L1 8JQ           | rejected
                    """)
    void aRowIsRejectedOnlyIfNothingIsLeftToLinkBy(String row, String fate) throws IOException {
        Path file = Extracts.csv(folder, "p.csv", Extracts.PARTICIPANT_HEADINGS + ",Sex,Aka,PNC,CRO,Postcodes", row);
        Result<Participant> result = Extracts.participants(
                file,
                Extracts.participantSettings(
                        "sex",
                        "Sex",
                        "aliases",
                        "Aka",
                        "pnc id",
                        "PNC",
                        "cro number",
                        "CRO",
                        "postcodes",
                        "Postcodes"));
        assertThat(result.records()).hasSize(fate.equals("kept") ? 1 : 0);
        assertThat(
                        result.messages()
                                .contains(
                                        "rejected: p.csv, row 2: the row has no name, no date of birth and no"
                                                + " police identifier that can be used; fill in one of them, or take the row out of the table"))
                .isEqualTo(fate.equals("rejected"));
    }

    @Test
    void aColumnThatIsNotMappedIsSaidOnceWithWhatItCosts() throws IOException {
        Path file = Extracts.csv(folder, "p.csv", "Id,PNC", "1,81/34U", "2,00/223R");
        ExtractSettings settings = new ExtractSettings(
                List.of(), null, null, null, List.of(), Map.of("participant id", "Id", "pnc id", "PNC"), List.of());
        Result<Participant> result = Extracts.participants(file, settings);
        assertThat(result.records()).hasSize(2);
        assertThat(result.messages())
                .containsExactly(
                        "warning: p.csv: no column is mapped to the surname or full name; map one in the protocol"
                                + " (participants, columns) if the file has it; without it only those with a police"
                                + " identifier that is in the extracts are linked",
                        "warning: p.csv: no column is mapped to the forename or full name; map one in the protocol"
                                + " (participants, columns) if the file has it; without it people of one surname and"
                                + " date of birth cannot be told apart",
                        "warning: p.csv: no column is mapped to the date of birth; map one in the protocol"
                                + " (participants, columns) if the file has it; without it namesakes cannot be told"
                                + " apart, and neither ages nor risk scores are known");
    }

    @Test
    void aDateOfBirthThatNoRowCanBeReadByStopsTheFile() {
        assertThatThrownBy(() -> read(
                        "1,Smith,John,07|03|1984",
                        "2,Brown,Ann,07|03|1984",
                        "3,Day,Al,07|03|1984",
                        "4,Lee,Jo,",
                        "5,Poe,Ed,07|03|1984",
                        "6,Fry,Bo,07|03|1984"))
                .isInstanceOf(IntakeException.class)
                .hasMessageContaining(
                        "p.csv: none of the 5 filled cells under \"DOB\" can be read as the date of birth;"
                                + " correct how it is written in the protocol (participants; dates: date formats), or take its"
                                + " column out of the protocol");
    }

    @Test
    void everythingWrongWithARowIsSaid() throws IOException {
        assertThat(read(",Smith,,31/02/1984").findings()).hasSize(3);
    }

    @Test
    void aPlaceholderIsMissingWithAWarning() throws IOException {
        Result<Participant> result = read("1,Smith,Unknown,01/01/1900");
        assertThat(result.only().details().dateOfBirth()).isNull();
        assertThat(result.only().details().name()).isEqualTo(new PersonName("SMITH", null, null));
        assertThat(result.messages())
                .containsExactlyInAnyOrder(
                        "warning: p.csv, row 2, column DOB: this date stands for one that is not known;"
                                + " enter the date of birth if it is known; the row is used without it",
                        "warning: p.csv, row 2, column First name: the forename stands for one that is not known;"
                                + " enter the forename if it is known; the row is used without it");
    }

    @Test
    void anOptionalValueThatCannotBeReadIsMissingWithAWarning() throws IOException {
        Path file = Extracts.csv(
                folder, "p.csv", Extracts.PARTICIPANT_HEADINGS + ",PNC,Out", "1,Smith,John,07/03/1984,81/34V,soon");
        Result<Participant> result =
                Extracts.participants(file, Extracts.participantSettings("pnc id", "PNC", "release date", "Out"));
        assertThat(result.only().details().pncId()).isNull();
        assertThat(result.only().dates()).isEmpty();
        assertThat(result.messages())
                .containsExactly(
                        "warning: p.csv, row 2, column PNC: the check letter of this PNC id does not fit its digits;"
                                + " look for a mistyped digit in the source; it is kept out of matching",
                        "warning: p.csv, row 2, column Out: this is not a date written as dd/MM/yyyy;"
                                + " correct it, or state the format in the protocol (date formats)");
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    04/03/64 | 15/03/2016 | 1964-03-04 |
                    04/03/15 | 15/03/2016 | 1915-03-04 |
                    04/03/28 | 15/03/2016 | 1928-03-04 |
                    04/03/05 | 15/03/2016 | 2005-03-04 |
                    29/02/20 | 15/03/2016 | 1920-02-29 |
                    04/03/2064 | 15/03/2016 |          | birth after own event
                    04/03/2017 | 15/03/2016 |          | birth after own event
                    04/03/2017 | NK         | 2017-03-04 |
                    """)
    void aBirthIsNotAfterTheParticipantsOwnRelease(String born, String released, LocalDate read, String finding)
            throws IOException {
        Path file = Extracts.csv(
                folder, "p.csv", Extracts.PARTICIPANT_HEADINGS + ",Out", "1,Smith,John," + born + "," + released);
        ExtractSettings settings = Extracts.participantSettings("release date", "Out");
        Result<Participant> result = Extracts.participants(
                file,
                new ExtractSettings(
                        settings.files(),
                        null,
                        null,
                        null,
                        List.of("dd/MM/yyyy", "dd/MM/yy"),
                        settings.columns(),
                        settings.carry()));
        assertThat(result.only().details().dateOfBirth()).isEqualTo(read);
        assertThat(result.findings())
                .extracting(Finding::rule)
                .containsExactlyElementsOf(finding == null ? List.of() : List.of(finding));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    M\u00c3\u00bcller      | MULLER | garbled letters
                    Ren\u00c3\u00a9e       | RENEE  | garbled letters
                    O\u00e2\u20ac\u2122Neill | ONEILL | garbled letters
                    \u00c5\u0081oza        | LOZA   | garbled letters
                    M\u00fcller            | MULLER |
                    \u00c2ngelo            | ANGELO |
                    """)
    void lettersThatWereGarbledAreReadAndSaid(String surname, String read, String finding) throws IOException {
        Result<Participant> result = read("1," + surname + ",John,07/03/1984");
        assertThat(result.only().details().name().surname()).isEqualTo(read);
        assertThat(result.findings())
                .extracting(Finding::rule)
                .containsExactlyElementsOf(finding == null ? List.of() : List.of(finding));
    }

    /** Nobody is observed who may have died. */
    @ParameterizedTest
    @CsvSource({"06/2016,2016-06-01", "2016,2016-01-01", "00/06/2016,2016-06-01", "15/06/2016,2016-06-15"})
    void ofADateOfDeathThatIsPartlyKnownTheFirstDayCounts(String died, LocalDate read) throws IOException {
        Path file = Extracts.csv(
                folder, "p.csv", Extracts.PARTICIPANT_HEADINGS + ",Died", "1,Smith,John,07/03/1984," + died);
        assertThat(Extracts.participants(file, Extracts.participantSettings("date of death", "Died"))
                        .only()
                        .date(ParticipantDate.DEATH))
                .isEqualTo(read);
    }

    @Test
    void datesThatCannotFollowOneAnotherAreSaid() throws IOException {
        Path file = Extracts.csv(
                folder,
                "p.csv",
                Extracts.PARTICIPANT_HEADINGS + ",Index,Out",
                "1,Smith,John,07/03/1984,02/06/2014,15/03/2013",
                "2,Brown,Ann,07/03/1984,02/06/2014,02/06/2014");
        ExtractSettings settings =
                Extracts.participantSettings("index conviction date", "Index", "release date", "Out");
        assertThat(Extracts.participants(file, settings).messages())
                .containsExactly(
                        "warning: p.csv, row 2, column Out: the release date is before the index conviction date;"
                                + " correct one of the two; until then both are used as they are");
    }

    @Test
    void theSecondRowOfAParticipantIsRejected() throws IOException {
        Result<Participant> result = read("1,Smith,John,07/03/1984", "2,Brown,Ann,07/03/1984", "1,Day,Al,07/03/1984");
        assertThat(result.records()).extracting(p -> p.id().value()).containsExactly("1", "2");
        assertThat(result.messages())
                .containsExactly("rejected: p.csv, row 4, column Study no: row 2 has the same participant id;"
                        + " keep one row for each participant");
    }

    @Test
    void aFullNameStandsInForItsParts() throws IOException {
        Path file = Extracts.csv(
                folder,
                "p.csv",
                "Id,Name,DOB",
                "1,\"Smith, John Paul\",07/03/1984",
                "2,Hamidullah,07/03/1984",
                "3,,07/03/1984");
        ExtractSettings settings = new ExtractSettings(
                List.of(),
                null,
                null,
                null,
                List.of("dd/MM/yyyy"),
                Map.of("participant id", "Id", "full name", "Name", "date of birth", "DOB"),
                List.of());
        Result<Participant> result = Extracts.participants(file, settings);
        assertThat(result.records())
                .extracting(p -> p.details().name())
                .containsExactly(
                        new PersonName("SMITH", "JOHN", "PAUL"),
                        new PersonName("HAMIDULLAH", null, null),
                        new PersonName(null, null, null));
        assertThat(result.messages())
                .containsExactly(
                        "warning: p.csv, row 3, column Name: the full name has no surname or no forename;"
                                + " write forename and surname, or the surname, a comma and the forename;"
                                + " the row is used with what there is",
                        "warning: p.csv, row 4, column Name: the full name is blank;"
                                + " enter the full name if it is known; the row is used without it");
    }

    @Test
    void noFindingHoldsAValue() throws IOException {
        Result<Participant> result = read("99,Xylophone,Unknown,31/02/1984", "99,Xylophone,Quentin,Yesterday");
        assertThat(result.findings()).isNotEmpty();
        assertThat(result.messages()).noneMatch(m -> m.matches(".*(Xylophone|Quentin|31/02|Yesterday|99).*"));
    }
}

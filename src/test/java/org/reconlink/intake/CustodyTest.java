package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.intake.Extracts.Result;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.CustodySpell.PersonKey;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PncId;

class CustodyTest {
    @TempDir
    Path folder;

    private Result<CustodySpell> read(String row) throws IOException {
        return Extracts.custody(
                Extracts.csv(folder, "s.csv", Extracts.CUSTODY_HEADINGS, row), Extracts.custodySettings());
    }

    @Test
    void aSpellIsRead() throws IOException {
        CustodySpell read =
                read("a1234bc,01/02/2010,03/02/2010,Recall - standard,breach").only();
        assertThat(read.person()).isEqualTo(new PersonKey(null, "A1234BC", null));
        assertThat(read.start()).isEqualTo(LocalDate.of(2010, 2, 1));
        assertThat(read.end()).isEqualTo(LocalDate.of(2010, 2, 3));
        assertThat(read.type()).isEqualTo(CustodySpell.Type.RECALL);
        assertThat(read.kind()).isEqualTo("standard");
        assertThat(read.reason()).isEqualTo("breach");
    }

    @Test
    void aSpellThatEndsOnItsFirstDayIsRead() throws IOException {
        assertThat(read("A1234BC,01/02/2010,01/02/2010,Remand,").only().end()).isEqualTo(LocalDate.of(2010, 2, 1));
    }

    @Test
    void aBlankEndIsASpellThatGoesOn() throws IOException {
        Result<CustodySpell> result = read("A1234BC,01/02/2010,,Sentence,");
        assertThat(result.only().end()).isNull();
        assertThat(result.findings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    A1234BC,03/02/2010,01/02/2010,Sentence, | , column To: the spell ends before it starts; correct the start or the end of the spell
                    A1234BC,03/02/2010,soon,Sentence,       | , column To: this is not a date written as dd/MM/yyyy; correct it, or state the format in the protocol (date formats)
                    A1234BC,02/2010,01/04/2010,Sentence,    | , column From: no more than the month or the year of this date is known; enter the day; without it the row cannot be placed and is left out
                    A1234BC,03/02/2010,Mar-10,Sentence,     | , column To: no more than the month or the year of this date is known; enter the day; without it the row cannot be placed and is left out
                    A1234BC,03/02/2010,Not known,Sentence,  | , column To: this says that the end is not known; what has not ended is told by a blank or by words such as present; enter the end if it is known, leave the cell blank if there is none yet, or list the word in the protocol (words, open-ended)
                    A1234BC,,01/02/2010,Sentence,           | , column From: the start is blank; fill it in, or take the row out of the table
                    ,03/02/2010,,Sentence,                  | : the row says of nobody that it is about them; fill in the participant id, the prison number or a valid PNC id
                    """)
    void aSpellThatCannotBeUsedIsRejected(String row, String message) throws IOException {
        Result<CustodySpell> result = read(row);
        assertThat(result.records()).isEmpty();
        assertThat(result.messages()).containsExactly("rejected: s.csv, row 2" + message);
    }

    @Test
    void aTypeThatNothingUnderstandsIsTimeInCustodyAndSaidOnceForEachWord() throws IOException {
        Path file = Extracts.csv(
                folder,
                "s.csv",
                Extracts.CUSTODY_HEADINGS,
                "A1234BC,01/02/2010,03/02/2010,RTX9,",
                "A1234BC,05/02/2010,06/02/2010,RTX9,",
                "A1234BC,07/02/2010,08/02/2010,,",
                "A1234BC,09/02/2010,10/02/2010,Approved premises,");
        Result<CustodySpell> result = Extracts.custody(file, Extracts.custodySettings());
        assertThat(result.records())
                .extracting(CustodySpell::type)
                .containsExactly(CustodySpell.Type.UNKNOWN, CustodySpell.Type.UNKNOWN, CustodySpell.Type.UNKNOWN);
        assertThat(result.messages())
                .containsExactlyInAnyOrder(
                        "warning: s.csv, row 4, column Type: the type is blank; enter the type if it is known; the row is used"
                                + " without it",
                        "warning: s.csv, column Type: \"RTX9\" on 2 rows: nothing understands this type of custody; the spell"
                                + " counts as time in custody, and whether it is a recall is unknown; say what it means in the"
                                + " protocol (words, type): sentence, remand, recall (standard, fixed term or HDC), hospital,"
                                + " other, or not custody",
                        "warning: s.csv, column Type: \"Approved premises\" on 1 row: this is no custody; the spell is left"
                                + " out; take such rows out of the file, or say in the protocol (words, type) what they are");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/12/9999",
                "9999-12-31",
                "2999-12-31",
                "31-DEC-9999",
                "9999-12-31 00:00:00",
                "Still in custody",
                "ongoing",
                "TBC",
                "to date",
                "Present",
                "NULL",
                "\\N",
                "nan"
            })
    void anEndThatIsOpenIsASpellThatGoesOn(String end) throws IOException {
        Result<CustodySpell> result = read("A1234BC,01/02/2010," + end + ",Sentence,");
        assertThat(result.only().end()).isNull();
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void theWordsOfAStudyAreReadForWhatItSaysTheyMean() throws IOException {
        FieldWords words = new FieldWords(
                Map.of("type", Map.of("rtx9", "recall fixed term", "APS", "not custody", "?", "missing")),
                Set.of("Withheld"),
                Set.of("31/12/2099"));
        Path file = Extracts.csv(
                folder,
                "s.csv",
                Extracts.CUSTODY_HEADINGS,
                "A1234BC,01/02/2010,31/12/2099,RTX9,withheld",
                "A1234BC,05/02/2010,06/02/2010,aps,");
        CustodySpell spell = Extracts.custody(
                        file, Extracts.custodySettings(), new IntakeSettings(0, 2029, List.of(), words, Map.of()))
                .only();
        assertThat(spell.type()).isEqualTo(CustodySpell.Type.RECALL);
        assertThat(spell.kind()).isEqualTo("fixed term");
        assertThat(spell.end()).isNull();
        assertThat(spell.reason()).isNull();
    }

    @Test
    void thePersonIsTheFirstKeyThatTheRowHas() throws IOException {
        Path file = Extracts.csv(
                folder,
                "s.csv",
                Extracts.CUSTODY_HEADINGS + ",Study no,PNC",
                "A1234BC,01/02/2010,,Sentence,,7,81/34U",
                "A1234BC,01/02/2010,,Sentence,,,81/34U",
                ",01/02/2010,,Sentence,,,81/34U");
        assertThat(Extracts.custody(file, Extracts.custodySettings("participant id", "Study no", "pnc id", "PNC"))
                        .records())
                .extracting(CustodySpell::person)
                .containsExactly(
                        new PersonKey(new ParticipantId("7"), null, null),
                        new PersonKey(null, "A1234BC", null),
                        new PersonKey(null, null, new PncId("1981/0000034U")));
    }
}

package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.intake.Extracts.Result;
import org.reconlink.kernel.Participant;

class HeadingsTest {
    private static final ExtractSettings SETTINGS = Extracts.participantSettings();

    @TempDir
    Path folder;

    @Test
    void headingsAreFoundBelowTitlesInAnyOrderCaseAndSpacing() throws IOException {
        Path file = Extracts.csv(
                folder,
                "p.csv",
                "Referrals to the service",
                "Surname and DOB are from the prison record,,,",
                ",,,",
                "dob , Age,\"FIRST\n name\",study  no,surname",
                "07/03/1984,40,John,7,Smith");
        Result<Participant> result = Extracts.participants(file, SETTINGS);
        assertThat(result.only().id().value()).isEqualTo("7");
        assertThat(result.only().details().name().forename()).isEqualTo("JOHN");
        assertThat(result.facts().format()).isEqualTo("CSV, comma, UTF-8, LF, headings in row 4");
    }

    /** A title has one cell under any delimiter, and often a line end of its own. */
    @Test
    void theDelimiterIsFoundBelowATitle() throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(
                file, "Participants of the study\nStudy no;Surname;First name;DOB\r\n7;Smith;John;07/03/1984\r\n");
        Result<Participant> result = Extracts.participants(file, SETTINGS);
        assertThat(result.only().id().value()).isEqualTo("7");
        assertThat(result.facts().format()).isEqualTo("CSV, semicolon, UTF-8, mixed line ends, headings in row 2");
    }

    @Test
    void everyMissingHeadingIsNamedWithTheNearestThere() {
        Path file = Extracts.csv(folder, "p.csv", "Title", "Study number,Surname,Fist name,DOB", "1,Smith,John,x");
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .isInstanceOf(IntakeException.class)
                .hasMessage("""
                        error: p.csv, row 2, column Study no: there is no heading "Study no"; the nearest there is \
                        "Study number"; correct it in the file or in the protocol (participants, columns)
                        error: p.csv, row 2, column First name: there is no heading "First name"; the nearest there \
                        is "Fist name"; correct it in the file or in the protocol (participants, columns)""");
    }

    @Test
    void aHeadingUnlikeAnyThereHasNoNearest() {
        Path file = Extracts.csv(folder, "p.csv", "Study no,Surname,First name,Born on", "1,Smith,John,x");
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p.csv, row 1, column DOB: there is no heading \"DOB\";"
                        + " correct it in the file or in the protocol (participants, columns)");
    }

    @Test
    void aMappedHeadingThatIsThereTwiceIsAnError() {
        Path file = Extracts.csv(folder, "p.csv", "Study no,Surname,First name,DOB,surname", "1,Smith,John,x,y");
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p.csv, row 1, column Surname: the heading \"Surname\" is there 2 times;"
                        + " rename all but the one that is meant");
    }

    @Test
    void anUnmappedHeadingMayBeThereTwice() throws IOException {
        Path file = Extracts.csv(
                folder, "p.csv", "Study no,Surname,First name,DOB,Note,Note", "1,Smith,John,07/03/1984,a,b");
        assertThat(Extracts.participants(file, SETTINGS).records()).hasSize(1);
    }

    @Test
    void aMissingCarriedHeadingIsAnError() {
        Path file = Extracts.csv(folder, "p.csv", Extracts.PARTICIPANT_HEADINGS + ",ACE", "1,Smith,John,x,4");
        assertThatThrownBy(() -> Extracts.participants(file, Extracts.carrying(SETTINGS, "ACEs")))
                .hasMessageContaining("there is no heading \"ACEs\"; the nearest there is \"ACE\"");
    }

    @Test
    void aTableWithoutHeadingsIsAnErrorThatShowsNobodysData() {
        Path file = Extracts.csv(folder, "p.csv", "1,Smith,John,07/03/1984", "2,Surname,Ann,07/03/1984");
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p.csv, row 2: no row has the mapped headings; this one has the most, 1 of 4;"
                        + " check that this is the right file, and the headings in the protocol"
                        + " (participants, columns)");
    }

    @Test
    void aFileWithNoneOfTheHeadingsIsAnError() {
        Path file = Extracts.csv(folder, "p.csv", "a,b", "1,2");
        assertThatThrownBy(() -> Extracts.participants(file, SETTINGS))
                .hasMessage("error: p.csv: none of the first 100 rows has any of the 4 mapped headings;"
                        + " check that this is the right file, and the headings in the protocol"
                        + " (participants, columns)");
    }
}

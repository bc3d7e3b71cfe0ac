package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.intake.FileFacts.ColumnFacts;
import org.reconlink.intake.FileFacts.TableFacts;

class ColumnFactsTest {
    @TempDir
    Path folder;

    @Test
    void blankPlaceholderAndUnreadableCellsAreToldApart() throws IOException {
        TableFacts table = participants(
                "1,Smith,John,07/03/1984,81/34U,4,x", "2,Jones,N/A,01/01/1970,81/34X,,", "3,Gupta,,03/04/1985,,5,y");
        assertThat(column(table, "pnc id")).isEqualTo(new ColumnFacts(5, "pnc id", "PNC", 2, 0, 1));
        assertThat(column(table, "forename")).isEqualTo(new ColumnFacts(3, "forename", "First name", 2, 1, 0));
        assertThat(column(table, "date of birth").usable()).isEqualTo(2);
        assertThat(table.rows()).isEqualTo(3);
    }

    @Test
    void aCarriedColumnHasNoFieldAndAnIgnoredOneNoHeading() throws IOException {
        TableFacts table = participants("1,Smith,John,07/03/1984,,4,x");
        assertThat(table.columns())
                .filteredOn(column -> column.field() == null)
                .containsExactly(new ColumnFacts(6, null, "ACE", 1, 0, 0), new ColumnFacts(7, null, "", 1, 0, 0));
        assertThat(table.columns().get(6).ignored()).isTrue();
        assertThat(table.columns().get(6).letters()).isEqualTo("G");
    }

    @Test
    void rowsThatSlippedAreNotCountedUnderHeadingsThatAreNotTheirs() throws IOException {
        TableFacts table = participants("1,Smith,John,07/03/1984,,4,x,y", "2,Jones,Ann,08/03/1984,,,");
        assertThat(table.rows()).isEqualTo(1);
        assertThat(column(table, "surname").filled()).isEqualTo(1);
    }

    private TableFacts participants(String... rows) throws IOException {
        String[] lines = new String[rows.length + 1];
        lines[0] = Extracts.PARTICIPANT_HEADINGS + ",PNC,ACE,Remarks on Mr Smith";
        System.arraycopy(rows, 0, lines, 1, rows.length);
        return Extracts.participants(
                        Extracts.csv(folder, "p.csv", lines),
                        Extracts.carrying(Extracts.participantSettings("pnc id", "PNC"), "ACE"))
                .facts()
                .table();
    }

    private static ColumnFacts column(TableFacts table, String field) {
        List<ColumnFacts> columns = table.columns().stream()
                .filter(column -> field.equals(column.field()))
                .toList();
        assertThat(columns).hasSize(1);
        return columns.get(0);
    }
}

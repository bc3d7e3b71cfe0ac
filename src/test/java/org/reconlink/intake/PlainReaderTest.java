package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainReaderTest {
    @TempDir
    Path folder;

    private static List<String> read(Path file) throws IOException {
        try (PlainReader reader = PlainReader.open(file)) {
            List<String> lines = new ArrayList<>(List.of(String.join("|", reader.headings())));
            for (String[] row = reader.next(); row != null; row = reader.next()) {
                lines.add(String.join("|", row));
            }
            return lines;
        }
    }

    @Test
    void theHeadingsAreBelowATitle() throws IOException {
        assertThat(read(Extracts.csv(folder, "a.csv", "Referrals 2020", "", "Surname,Forename", "Smith,John")))
                .containsExactly("Surname|Forename", "Smith|John");
        Workbook workbook = Workbooks.xlsx();
        Sheet sheet = workbook.createSheet("People");
        Workbooks.row(sheet, "Referrals 2020");
        Workbooks.row(sheet, "as of May");
        Workbooks.row(sheet, "Surname", "Forename");
        Workbooks.row(sheet, "Smith", "John");
        assertThat(read(Workbooks.write(workbook, folder.resolve("a.xlsx"))))
                .containsExactly("Surname|Forename", "Smith|John");
    }

    /** A table is as wide as its headings, whatever its first row has. */
    @Test
    void columnsBeyondThoseOfATitleAreRead() throws IOException {
        assertThat(read(Extracts.csv(folder, "a.csv", "Referrals 2020", "A,B,C,D", "1,2,3,4")))
                .containsExactly("A|B|C|D", "1|2|3|4");
        for (Workbook workbook : List.of(Workbooks.xlsx(), Workbooks.xls())) {
            Sheet sheet = workbook.createSheet("People");
            Workbooks.row(sheet, "Referrals 2020");
            Workbooks.row(sheet, "A", "B", "C", "D");
            Workbooks.row(sheet, "1", "2", "3", "4");
            assertThat(read(Workbooks.write(workbook, folder.resolve("b")))).containsExactly("A|B|C|D", "1|2|3|4");
        }
    }

    @Test
    void aTableOfOneColumnHasItsHeadingInItsFirstRow() throws IOException {
        assertThat(read(Extracts.csv(folder, "a.csv", "Surname", "Smith", "Brown")))
                .containsExactly("Surname", "Smith", "Brown");
    }
}

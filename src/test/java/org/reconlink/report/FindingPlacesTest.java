package org.reconlink.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Finding.Severity;
import org.reconlink.report.FileChapter.FindingPlaces;

class FindingPlacesTest {
    @Test
    void cellsOfAWorkbookAreNamedAndTheRestIsCounted() {
        assertThat(FindingPlaces.of(List.of(cell(17), cell(19), cell(23)), 2)).isEqualTo("B17, B19 and 1 more");
        assertThat(FindingPlaces.of(List.of(cell(17)), 2)).isEqualTo("B17");
    }

    @Test
    void rowsThatFollowOneAnotherAreOnePlace() {
        assertThat(FindingPlaces.of(rows(null, 2, 3, 4, 9), 12)).isEqualTo("lines 2 to 4, 9");
        assertThat(FindingPlaces.of(rows("Referrals", 7), 12)).isEqualTo("row 7");
    }

    @Test
    void rowsOfPlacesThatAreNotNamedAreCounted() {
        assertThat(FindingPlaces.of(rows(null, 2, 3, 4, 9, 11, 12), 2)).isEqualTo("lines 2 to 4, 9 and 2 more");
    }

    @Test
    void aFindingWithoutARowIsAboutTheFile() {
        Finding finding = new Finding(Severity.WARNING, "no rows", "p.csv", null, null, null, "is empty", "look");
        assertThat(FindingPlaces.of(List.of(finding), 12)).isEqualTo("the file");
    }

    private static Finding cell(long row) {
        return new Finding(Severity.WARNING, "rule", "p.xlsx", "Referrals", row, "DOB", "B" + row, "wrong", "mend");
    }

    private static List<Finding> rows(String sheet, long... rows) {
        return LongStream.of(rows)
                .mapToObj(row -> new Finding(Severity.WARNING, "rule", "p", sheet, row, null, "wrong", "mend"))
                .toList();
    }
}

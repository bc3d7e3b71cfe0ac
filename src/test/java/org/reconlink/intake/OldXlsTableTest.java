package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldXlsTableTest {
    private static final int DAY = 40_246; // 2010-03-09

    @TempDir
    Path folder;

    @Test
    void everyKindOfCellIsReadAsItIsShown() throws IOException {
        OldWorkbook workbook = new OldWorkbook(false, false);
        workbook.sheet("Notes", true).label(0, 0, "not people");
        workbook.sheet("Referrals", false)
                .chart()
                .label(2, 1, "Ó Brien")
                .richLabel(2, 0, "café")
                .number(0, 0, OldWorkbook.GENERAL, 8.06)
                .packed(0, 1, OldWorkbook.PADDED, 407)
                .hundredths(0, 2, 1250, 300)
                .number(0, 4, OldWorkbook.DATE, DAY)
                .packed(0, 5, OldWorkbook.OWN_DATE, DAY)
                .yes(1, 0)
                .error(1, 1)
                .formula(1, 2, OldWorkbook.OWN_DATE, (double) DAY)
                .formula(1, 3, "worked out")
                .formula(1, 4, 1, 1)
                .formula(1, 5, 2, 7)
                .formula(1, 6, 3, 0);
        List<TableRow> rows = rows(workbook, null);
        assertThat(rows).extracting(TableRow::number).containsExactly(1L, 2L, 3L);
        assertThat(texts(rows.get(0))).containsExactly("8.06", "00407", "12.5", "3", "2010-03-09", "2010-03-09");
        assertThat(rows.get(0).date(3)).isNull();
        assertThat(rows.get(0).date(4)).isEqualTo(LocalDate.of(2010, 3, 9));
        assertThat(texts(rows.get(1))).containsExactly("TRUE", "#N/A", "2010-03-09", "worked out", "TRUE", "#DIV/0!");
        assertThat(texts(rows.get(2))).containsExactly("café", "Ó Brien");
    }

    @Test
    void daysCanBeCountedFrom1904() throws IOException {
        OldWorkbook workbook = new OldWorkbook(true, false);
        workbook.sheet("Referrals", false).number(0, 0, OldWorkbook.DATE, DAY - 1462);
        assertThat(texts(rows(workbook, null).get(0))).containsExactly("2010-03-09");
    }

    @Test
    void aSheetIsReadByItsName() throws IOException {
        OldWorkbook workbook = new OldWorkbook(false, false);
        workbook.sheet("One", false).label(0, 0, "1");
        workbook.sheet("Two", false).label(4, 0, "2");
        assertThat(rows(workbook, "two").get(0).number()).isEqualTo(5);
    }

    @Test
    void aNumberThatIsNoneOrNoDateIsNoDate() throws IOException {
        OldWorkbook workbook = new OldWorkbook(false, false);
        workbook.sheet("Referrals", false)
                .number(0, 0, OldWorkbook.DATE, Double.NaN)
                .number(0, 1, OldWorkbook.DATE, 1e300)
                .number(0, 2, OldWorkbook.DATE, Double.NEGATIVE_INFINITY)
                .number(0, 3, OldWorkbook.DATE, -3)
                .number(0, 4, OldWorkbook.GENERAL, Double.POSITIVE_INFINITY);
        TableRow row = rows(workbook, null).get(0);
        assertThat(IntStream.range(0, 5).mapToObj(row::date)).containsOnlyNulls();
        assertThat(row.text(1)).matches("10{300}");
        assertThat(row.text(3)).isEqualTo("-3");
    }

    private static List<String> texts(TableRow row) {
        return IntStream.range(0, row.width()).mapToObj(row::text).toList();
    }

    private List<TableRow> rows(OldWorkbook workbook, String sheet) throws IOException {
        Path file = workbook.write(folder.resolve("p.xls"));
        List<TableRow> rows = new ArrayList<>();
        try (Table table = XlsTable.open(new SourceFile(file, "participants"), sheet)) {
            assertThat(table.format()).startsWith("xls of Excel 95, sheet ");
            for (TableRow row = table.next(); row != null; row = table.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}

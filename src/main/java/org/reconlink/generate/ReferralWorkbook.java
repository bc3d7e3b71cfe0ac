package org.reconlink.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * Writes the participant sheet as a data manager keeps it: a title above the headings, the headings again and a blank row
 * where a page ends, a totals row and a note below, and a second sheet of notes.
 */
final class ReferralWorkbook {
    private static final int ROWS_ON_THE_FIRST_PAGE = 36;

    private ReferralWorkbook() {}

    static void write(List<Referral> referrals, Path file) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            ReferralColumn[] columns = ReferralColumn.values();
            List<String> headings =
                    Arrays.stream(columns).map(ReferralColumn::heading).toList();
            SheetFiller sheet = new SheetFiller(workbook, "Referrals", columns.length);
            sheet.row("Resettle IIRMS: people referred and released");
            sheet.row("INVENTED PEOPLE - sample data. Kept by the research office, last changed 14/02/2022");
            sheet.blank();
            sheet.headings(headings);
            int first = sheet.rowNumber() + 1;
            for (int i = 0; i < referrals.size(); i++) {
                if (i == ROWS_ON_THE_FIRST_PAGE) {
                    sheet.blank();
                    sheet.headings(headings);
                }
                sheet.row(cells(referrals.get(i), columns));
            }
            total(sheet, first, referrals);
            sheet.blank();
            sheet.row("Note: dates before 2010 were copied from paper files.");
            notes(new SheetFiller(workbook, "Notes", 2));
            Workbooks.write(workbook, file);
        }
    }

    private static @Nullable Object[] cells(Referral referral, ReferralColumn[] columns) {
        @Nullable Object[] cells = new @Nullable Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            cells[i] = referral.cell(columns[i]);
        }
        return cells;
    }

    private static void total(SheetFiller sheet, int first, List<Referral> referrals) {
        int last = sheet.rowNumber();
        sheet.row("Total", referrals.size() + " people");
        double aces = referrals.stream()
                .mapToInt(referral -> referral.cell(ReferralColumn.ACE_COUNT) instanceof Integer count ? count : 0)
                .sum();
        int column = List.of(ReferralColumn.values()).indexOf(ReferralColumn.ACE_COUNT);
        String letter = CellReference.convertNumToColString(column);
        sheet.formula(column, "SUM(" + letter + first + ":" + letter + last + ")", aces);
    }

    private static void notes(SheetFiller notes) {
        notes.row("Column", "What we put there");
        notes.row("In-reach from", "First session in prison");
        notes.row("Community from / to", "First and last day with the service after release");
        notes.row("Why ended", "As in the closing letter");
        notes.row("ACE count", "Adverse childhood experiences, 0 to 10, from the assessment; blank if not assessed");
        notes.row("Consent", "To the linkage with police records; blank if nobody asked");
    }
}

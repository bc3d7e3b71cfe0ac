package org.reconlink.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes the custody spells to the sheet {@code Spells}. */
final class CustodyWorkbook {
    private CustodyWorkbook() {}

    static void write(List<Spell> spells, Path file) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            SheetFiller sheet = new SheetFiller(workbook, "Spells", Spell.HEADINGS.size());
            sheet.headings(Spell.HEADINGS);
            for (Spell spell : spells) {
                sheet.row(spell.prisonNumber(), spell.from(), spell.to(), spell.type(), spell.reason());
            }
            Workbooks.write(workbook, file);
        }
    }
}

package org.reconlink.publish;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** Writes rows into the sheets of a workbook: text as text, numbers as numbers, dates as dates. */
final class SheetWriter {

    /** A cell of a table with the type of its column. */
    record Typed(Variable.Type type, Cell cell) {}

    /** Spreadsheets have no earlier dates; such a date is written as text. */
    private static final int FIRST_YEAR = 1900;

    private static final int WIDTH = 18 * 256;

    /** Whose values a spreadsheet knows; everything else, and every reason why there is no value, is words. */
    private static final Set<Variable.Type> NUMBERS = EnumSet.of(Variable.Type.INTEGER, Variable.Type.DECIMAL);

    private final SXSSFWorkbook workbook;
    private final CellStyle heading;
    private final CellStyle text;
    private final CellStyle date;

    SheetWriter(SXSSFWorkbook workbook) {
        this.workbook = workbook;
        Font bold = workbook.createFont();
        bold.setBold(true);
        this.heading = style("@");
        heading.setFont(bold);
        this.text = style("@");
        this.date = style("yyyy-mm-dd");
    }

    private CellStyle style(String format) {
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    static List<Typed> words(List<String> row) {
        return row.stream()
                .map(words -> new Typed(Variable.Type.TEXT, Cell.own(words)))
                .toList();
    }

    /** A sheet, and as many more, {@code name 2} and so on, as the rows need. */
    void write(String name, List<String> columns, Stream<List<Typed>> rows) {
        Iterator<List<Typed>> remaining = rows.iterator();
        int number = 1;
        do {
            Sheet sheet = workbook.createSheet(number == 1 ? name : name + " " + number);
            fill(sheet, columns, remaining);
            number++;
        } while (remaining.hasNext());
    }

    private void fill(Sheet sheet, List<String> columns, Iterator<List<Typed>> rows) {
        sheet.createFreezePane(0, 1);
        Row headings = sheet.createRow(0);
        for (int i = 0; i < columns.size(); i++) {
            sheet.setColumnWidth(i, WIDTH);
            put(headings.createCell(i), columns.get(i), heading);
        }
        for (int n = 1; n < SpreadsheetVersion.EXCEL2007.getMaxRows() && rows.hasNext(); n++) {
            Row row = sheet.createRow(n);
            int column = 0;
            for (Typed typed : rows.next()) {
                put(row.createCell(column), typed);
                column++;
            }
        }
    }

    private void put(org.apache.poi.ss.usermodel.Cell cell, Typed typed) {
        String words = typed.cell().text();
        if (typed.cell() instanceof Missing) {
            put(cell, words, text);
        } else if (NUMBERS.contains(typed.type())) {
            cell.setCellValue(Double.parseDouble(words));
        } else if (typed.type() == Variable.Type.DATE && LocalDate.parse(words).getYear() >= FIRST_YEAR) {
            cell.setCellValue(LocalDate.parse(words));
            cell.setCellStyle(date);
        } else {
            put(cell, words, text);
        }
    }

    /** Text longer than a spreadsheet's cell can hold is whole in the CSV file only. */
    private static void put(org.apache.poi.ss.usermodel.Cell cell, String words, CellStyle style) {
        boolean fits = words.length() <= SpreadsheetVersion.EXCEL2007.getMaxTextLength();
        cell.setCellValue(fits ? words : Missing.WITHHELD.text());
        cell.setCellStyle(style);
    }
}

package org.reconlink.generate;

import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** Fills a sheet from the top, row after row, with texts, numbers and date cells shown as dd/mm/yyyy. */
final class SheetFiller {
    private final XSSFSheet sheet;
    private final CellStyle dates;
    private final CellStyle bold;
    private int next;

    SheetFiller(XSSFWorkbook workbook, String name, int columns) {
        sheet = workbook.createSheet(name);
        for (int i = 0; i < columns; i++) {
            sheet.setColumnWidth(i, 14 * 256);
        }
        dates = workbook.createCellStyle();
        dates.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy"));
        Font strong = workbook.createFont();
        strong.setBold(true);
        bold = workbook.createCellStyle();
        bold.setFont(strong);
        bold.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        bold.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    }

    void headings(List<String> texts) {
        XSSFRow row = sheet.createRow(next++);
        for (int i = 0; i < texts.size(); i++) {
            XSSFCell cell = row.createCell(i);
            cell.setCellValue(texts.get(i));
            cell.setCellStyle(bold);
        }
    }

    /** A row of {@link String}, {@link Integer} and {@link LocalDate}; null and what lies behind the end is blank. */
    void row(@Nullable Object... values) {
        XSSFRow row = sheet.createRow(next++);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof String text) {
                row.createCell(i).setCellValue(text);
            } else if (value instanceof Integer number) {
                row.createCell(i).setCellValue(number);
            } else if (value instanceof LocalDate date) {
                XSSFCell cell = row.createCell(i);
                cell.setCellValue(date);
                cell.setCellStyle(dates);
            }
        }
    }

    void blank() {
        next++;
    }

    /** Puts a formula into the row written last. */
    void formula(int column, String formula, double shown) {
        XSSFCell cell = sheet.getRow(next - 1).createCell(column);
        cell.setCellFormula(formula);
        cell.setCellValue(shown);
    }

    /** Number of the row written last, as a spreadsheet shows it. */
    int rowNumber() {
        return next;
    }
}

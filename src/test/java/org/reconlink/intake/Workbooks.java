package org.reconlink.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks for tests, written as a spreadsheet program does. */
final class Workbooks {

    /** A formula and the value last calculated for it. */
    record Formula(String formula) {}

    /** A number shown by a number format. */
    record Formatted(double number, String format) {}

    private Workbooks() {}

    static Workbook xlsx() {
        return new XSSFWorkbook();
    }

    static Workbook xls() {
        return new HSSFWorkbook();
    }

    static Workbook xlsxFrom1904() {
        XSSFWorkbook workbook = new XSSFWorkbook();
        workbook.getCTWorkbook().addNewWorkbookPr().setDate1904(true);
        return workbook;
    }

    /** Adds a row below the last; null leaves a cell out, and no cells leave a row out. */
    static void row(Sheet sheet, Object... cells) {
        Row row = sheet.createRow(sheet.getPhysicalNumberOfRows() == 0 ? 0 : sheet.getLastRowNum() + 1);
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != null) {
                fill(row.createCell(i), cells[i]);
            }
        }
    }

    private static void fill(Cell cell, Object value) {
        if (value instanceof LocalDate date) {
            cell.setCellValue(date);
            cell.setCellStyle(style(cell, "dd/mm/yyyy"));
        } else if (value instanceof Formatted formatted) {
            cell.setCellValue(formatted.number());
            cell.setCellStyle(style(cell, formatted.format()));
        } else if (value instanceof Formula formula) {
            cell.setCellFormula(formula.formula());
            cell.getSheet()
                    .getWorkbook()
                    .getCreationHelper()
                    .createFormulaEvaluator()
                    .evaluateFormulaCell(cell);
        } else if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof Boolean yes) {
            cell.setCellValue(yes);
        } else {
            cell.setCellValue(value.toString());
        }
    }

    private static CellStyle style(Cell cell, String format) {
        Workbook workbook = cell.getSheet().getWorkbook();
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    /** Writes and closes the workbook. */
    static Path write(Workbook workbook, Path file) throws IOException {
        try (workbook;
                OutputStream out = Files.newOutputStream(file)) {
            workbook.write(out);
        }
        return file;
    }
}

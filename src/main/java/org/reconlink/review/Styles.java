package org.reconlink.review;

import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The few looks that cells of a workbook have; a line above each pair, a frame around what is to be filled in. */
final class Styles {
    private final XSSFWorkbook workbook;
    private final XSSFCellStyle heading;
    private final XSSFCellStyle open;
    private final XSSFCellStyle plain;
    private final XSSFCellStyle plainTop;
    private final XSSFCellStyle centred;
    private final XSSFCellStyle centredTop;
    private final XSSFFont underlined;

    Styles(XSSFWorkbook workbook) {
        this.workbook = workbook;
        plain = style();
        plainTop = style();
        plainTop.setBorderTop(BorderStyle.MEDIUM);
        centred = style();
        centred.setAlignment(HorizontalAlignment.CENTER);
        centredTop = style();
        centredTop.setAlignment(HorizontalAlignment.CENTER);
        centredTop.setBorderTop(BorderStyle.MEDIUM);
        heading = style();
        XSSFFont bold = workbook.createFont();
        bold.setBold(true);
        heading.setFont(bold);
        heading.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        heading.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        open = style();
        open.setLocked(false);
        open.setBorderTop(BorderStyle.MEDIUM);
        open.setBorderBottom(BorderStyle.THIN);
        open.setBorderLeft(BorderStyle.THIN);
        open.setBorderRight(BorderStyle.THIN);
        open.setFillForegroundColor(IndexedColors.LIGHT_YELLOW.getIndex());
        open.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        underlined = workbook.createFont();
        underlined.setBold(true);
        underlined.setUnderline(Font.U_SINGLE);
    }

    /** Cells are text, so that no program turns a number or a date into another. */
    private XSSFCellStyle style() {
        XSSFCellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat("@"));
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setWrapText(true);
        return style;
    }

    XSSFCellStyle heading() {
        return heading;
    }

    XSSFCellStyle open() {
        return open;
    }

    XSSFFont underlined() {
        return underlined;
    }

    XSSFCellStyle locked(int column, boolean top) {
        boolean middle = column == Layout.MARK || column == Layout.PAIR;
        return middle ? (top ? centredTop : centred) : (top ? plainTop : plain);
    }
}

package org.reconlink.review;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.reconlink.review.Judgement.Answer;
import org.reconlink.review.Judgement.Reason;
import org.reconlink.review.SideBySide.Line;

/**
 * Writes a worklist as a workbook: pairs side by side, differences marked with signs and underlined, and in the first row
 * of each pair the only cells that can be written to, so that the tab key goes from verdict to verdict.
 */
public final class ReviewWorkbook {
    private static final int[] WIDTHS = {6, 38, 34, 6, 34, 14, 18, 50, 20};

    private final XSSFWorkbook workbook;
    private final Worklist worklist;
    private final Map<String, Deliberation> said;
    private final String seal;
    private final Styles styles;

    private ReviewWorkbook(XSSFWorkbook workbook, Worklist worklist, Map<String, Deliberation> said, String seal) {
        this.workbook = workbook;
        this.worklist = worklist;
        this.said = said;
        this.seal = seal;
        this.styles = new Styles(workbook);
    }

    /**
     * Writes the file whole or not at all, readable by its owner only where the file system can do that.
     *
     * @param said what an adjudicator is shown of it
     * @param secret what it is sealed with
     */
    public static void write(Worklist worklist, Map<String, Deliberation> said, String secret, Path file)
            throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path beside = Files.createTempFile(folder, ".review", ".xlsx");
        try {
            try (XSSFWorkbook workbook = new XSSFWorkbook();
                    OutputStream out = Files.newOutputStream(beside)) {
                new ReviewWorkbook(workbook, worklist, said, worklist.seal(secret)).fill();
                workbook.write(out);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void fill() {
        POIXMLProperties.CoreProperties properties = workbook.getProperties().getCoreProperties();
        properties.setCreator("Reconlink");
        pairs(workbook.createSheet(Layout.PAIRS));
        about(workbook.createSheet(Layout.ABOUT));
    }

    private void pairs(XSSFSheet sheet) {
        for (int i = 0; i < WIDTHS.length; i++) {
            sheet.setColumnWidth(i, WIDTHS[i] * 256);
        }
        sheet.setColumnHidden(Layout.KEY, true);
        XSSFRow headings = sheet.createRow(0);
        for (int i = 0; i < Layout.HEADINGS.size(); i++) {
            cell(headings, i, Layout.HEADINGS.get(i), styles.heading());
        }
        CellRangeAddressList verdicts = new CellRangeAddressList();
        CellRangeAddressList reasons = new CellRangeAddressList();
        int next = 1;
        for (int i = 0; i < worklist.cases().size(); i++) {
            verdicts.addCellRangeAddress(next, Layout.VERDICT, next, Layout.VERDICT);
            reasons.addCellRangeAddress(next, Layout.REASON, next, Layout.REASON);
            next = block(sheet, next, i + 1, worklist.cases().get(i));
        }
        if (!worklist.cases().isEmpty()) {
            choice(sheet, verdicts, Answer.all(), "Verdict", "Choose match, non-match or unsure.");
            choice(sheet, reasons, Reason.all(), "Reason", "Choose one of the list, or leave it and write a comment.");
        }
        sheet.createFreezePane(Layout.PARTICIPANT, 1);
        sheet.enableLocking();
        sheet.lockFormatColumns(false);
        sheet.lockFormatRows(false);
        sheet.setRepeatingRows(org.apache.poi.ss.util.CellRangeAddress.valueOf("1:1"));
        sheet.getPrintSetup().setLandscape(true);
        sheet.setFitToPage(true);
        sheet.getPrintSetup().setFitHeight((short) 0);
        sheet.setActiveCell(new org.apache.poi.ss.util.CellAddress(1, Layout.VERDICT));
    }

    private int block(XSSFSheet sheet, int first, int number, ReviewCase pair) {
        List<Line> lines = Layout.block(pair, said.get(pair.key()), worklist.adjudication());
        for (int i = 0; i < lines.size(); i++) {
            boolean top = i == 0;
            XSSFRow row = sheet.createRow(first + i);
            Line line = lines.get(i);
            List<String> texts = Layout.locked(number, line);
            for (int column = 0; column < texts.size(); column++) {
                cell(row, column, texts.get(column), styles.locked(column, top));
            }
            if (line.alike()) {
                underline(row.getCell(Layout.PARTICIPANT), line.participant(), line.person());
                underline(row.getCell(Layout.PERSON), line.person(), line.participant());
            }
            for (int column = Layout.VERDICT; column <= Layout.COMMENT; column++) {
                cell(row, column, "", top ? styles.open() : styles.locked(column, false));
            }
            cell(row, Layout.KEY, pair.key(), styles.locked(Layout.KEY, top));
        }
        return first + lines.size();
    }

    private static void cell(XSSFRow row, int column, String text, XSSFCellStyle style) {
        XSSFCell cell = row.createCell(column);
        if (!text.isEmpty()) {
            cell.setCellValue(text);
        }
        cell.setCellStyle(style);
    }

    /** Underlines the characters that the other side does not have. */
    private void underline(XSSFCell cell, String text, String other) {
        BitSet different = Line.notIn(text, other);
        if (different.isEmpty()) {
            return;
        }
        XSSFRichTextString rich = new XSSFRichTextString(text);
        different.stream().forEach(i -> rich.applyFont(i, i + 1, styles.underlined()));
        cell.setCellValue(rich);
    }

    private static void choice(
            XSSFSheet sheet, CellRangeAddressList cells, List<String> words, String title, String advice) {
        DataValidationHelper helper = sheet.getDataValidationHelper();
        DataValidation validation =
                helper.createValidation(helper.createExplicitListConstraint(words.toArray(String[]::new)), cells);
        validation.setShowErrorBox(true);
        validation.createErrorBox(title, advice);
        sheet.addValidationData(validation);
    }

    private void about(XSSFSheet sheet) {
        sheet.setColumnWidth(0, 14 * 256);
        sheet.setColumnWidth(1, 100 * 256);
        List<List<String>> rows = List.of(
                List.of("study", worklist.study()),
                List.of("run", worklist.run()),
                List.of("reviewer", worklist.reviewer()),
                List.of("role", worklist.adjudication() ? "adjudicator" : "reviewer"),
                List.of("pairs", String.valueOf(worklist.cases().size())),
                List.of("seal", seal),
                List.of("what to do", "For each pair choose a verdict in its first row: match, non-match or unsure."),
                List.of("", "Add a reason from the list, a comment, or both. Tab goes to the next cell to fill in."),
                List.of("marks", "= the same   ~ similar   ≠ different   ? missing on a side, which says nothing"),
                List.of("", "Characters that differ between similar values are underlined."),
                List.of("", "Of a person's convictions only dates near the index conviction are shown, no later ones."),
                List.of(
                        "then",
                        "Save the file under its name and hand it back. It names people: keep it in the room."));
        for (int i = 0; i < rows.size(); i++) {
            XSSFRow row = sheet.createRow(i);
            cell(row, 0, rows.get(i).get(0), styles.heading());
            cell(row, 1, rows.get(i).get(1), styles.locked(1, false));
        }
        sheet.enableLocking();
    }

    /** The few looks that cells of a workbook have; a line above each pair, a frame around what is to be filled in. */
    static final class Styles {
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
}

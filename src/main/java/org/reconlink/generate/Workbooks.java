package org.reconlink.generate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook so that the same cells give the same bytes: its dates are fixed, and its parts are packed in order of
 * name, uncompressed, because how well they compress differs between Java versions.
 */
final class Workbooks {
    private static final Instant MADE = Instant.parse("2022-02-14T09:00:00Z");
    private static final LocalDateTime PACKED = LocalDateTime.of(2022, 2, 14, 9, 0);

    private Workbooks() {}

    static void write(XSSFWorkbook workbook, Path file) throws IOException {
        POIXMLProperties.CoreProperties properties = workbook.getProperties().getCoreProperties();
        properties.setCreator("Data manager");
        properties.setCreated(Optional.of(Date.from(MADE)));
        properties.setModified(Optional.of(Date.from(MADE)));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        workbook.write(packed);
        try (OutputStream out = Files.newOutputStream(file)) {
            pack(parts(packed.toByteArray()), out);
        }
    }

    /** The uncompressed parts of a workbook, by name. */
    static Map<String, byte[]> parts(byte[] workbook) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private static void pack(Map<String, byte[]> parts, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(PACKED);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(part.getValue().length);
                CRC32 sum = new CRC32();
                sum.update(part.getValue());
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
    }

    /** Fills a sheet from the top, row after row, with texts, numbers and date cells shown as dd/mm/yyyy. */
    static final class SheetFiller {
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
}

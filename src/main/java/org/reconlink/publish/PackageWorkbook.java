package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All tables and their codebook as one workbook, {@code package.xlsx}, a sheet each, and as many more, {@code name 2} and so
 * on, as the rows need: text as text, numbers as numbers, dates as dates.
 *
 * <p>Its dates are those of the study and its parts are in order of name, so that the same tables give the same bytes
 * wherever Java compresses alike. Written as the format is, part by part: a library's model of a workbook takes longer to
 * load than all tables of a small study take to write.
 *
 * @param made the date that it says it was made on
 */
record PackageWorkbook(LocalDate made, Codebook codebook) {

    static final String FILE = "package.xlsx";

    private static final int MOST_ROWS = 1 << 20;
    private static final int LONGEST_TEXT = 32_767;

    /** Spreadsheets have no earlier dates; such a date is written as text. */
    private static final int FIRST_YEAR = 1900;

    /** The day before the first one of spreadsheets, and the first after the 29 February 1900 that they have. */
    private static final LocalDate ORIGIN = LocalDate.of(1899, 12, 31);

    private static final LocalDate AFTER_LEAP_DAY = LocalDate.of(1900, 3, 1);

    /** Whose values a spreadsheet knows; everything else, and every reason why there is no value, is words. */
    private static final Set<Variable.Type> NUMBERS = EnumSet.of(Variable.Type.INTEGER, Variable.Type.DECIMAL);

    private static final int HEADING = 1;
    private static final int WORDS = 2;
    private static final int DATE = 3;
    private static final int BUFFER = 1 << 16;

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/";
    private static final String SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static final String RELATIONS = HEAD + "<Relationships xmlns=\"" + PACKAGE + "relationships\">";

    private static final String STYLES = HEAD + "<styleSheet xmlns=\"" + SHEETS + "\"><numFmts count=\"1\">"
            + "<numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts>"
            + "<fonts count=\"2\"><font><sz val=\"11.0\"/><color indexed=\"8\"/><name val=\"Calibri\"/>"
            + "<family val=\"2\"/><scheme val=\"minor\"/></font>"
            + "<font><name val=\"Calibri\"/><sz val=\"11.0\"/><b val=\"true\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"darkGray\"/></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"4\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
            + "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"true\""
            + " applyFont=\"true\"/>"
            + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"true\"/>"
            + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"true\"/>"
            + "</cellXfs></styleSheet>";

    /** A sheet: as many rows of a table as fit. */
    private record Sheet(String name, List<String> columns, int rows, Rows source) {}

    /** Puts the cells of one of a sheet's rows, 0 for the first, into it. */
    private interface Rows {
        void put(int row, SheetText sheet);
    }

    void write(Path directory) throws IOException {
        List<Sheet> sheets = sheets();
        Map<String, Sheet> parts = new TreeMap<>();
        for (int i = 0; i < sheets.size(); i++) {
            parts.put("xl/worksheets/sheet" + (i + 1) + ".xml", sheets.get(i));
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(directory.resolve(FILE)))) {
            zip.setLevel(Deflater.BEST_SPEED);
            part(zip, "[Content_Types].xml", contentTypes(parts.keySet()));
            part(zip, "_rels/.rels", relations());
            part(zip, "docProps/app.xml", application());
            part(zip, "docProps/core.xml", properties());
            part(zip, "xl/_rels/workbook.xml.rels", partsOfWorkbook(sheets.size()));
            part(zip, "xl/styles.xml", STYLES);
            part(zip, "xl/workbook.xml", workbook(sheets));
            for (Map.Entry<String, Sheet> part : parts.entrySet()) {
                begin(zip, part.getKey());
                write(part.getValue(), part.getKey().endsWith("/sheet1.xml"), zip);
                zip.closeEntry();
            }
        }
    }

    private List<Sheet> sheets() {
        List<Sheet> sheets = new ArrayList<>();
        List<List<String>> meanings = codebook.rows().toList();
        add(
                sheets,
                "codebook",
                Codebook.COLUMNS,
                meanings.size(),
                (row, sheet) -> meanings.get(row).forEach(sheet::words));
        codebook.tables().forEach(table -> add(sheets, table));
        return sheets;
    }

    private static <R> void add(List<Sheet> sheets, PackageTable<R> table) {
        add(sheets, table.name(), table.columns(), table.rows().size(), (row, sheet) -> {
            List<TableCell> cells = table.cells(row);
            for (int i = 0; i < cells.size(); i++) {
                sheet.put(table.variables().get(i).type(), cells.get(i));
            }
        });
    }

    private static void add(List<Sheet> sheets, String name, List<String> columns, int rows, Rows source) {
        int number = 1;
        int from = 0;
        do {
            int first = from;
            int count = Math.min(rows - from, MOST_ROWS - 1);
            sheets.add(new Sheet(
                    number == 1 ? name : name + " " + number,
                    columns,
                    count,
                    (row, sheet) -> source.put(first + row, sheet)));
            from += count;
            number++;
        } while (from < rows);
    }

    private void begin(ZipOutputStream zip, String part) throws IOException {
        ZipEntry entry = new ZipEntry(part);
        entry.setTimeLocal(made.atStartOfDay());
        zip.putNextEntry(entry);
    }

    private void part(ZipOutputStream zip, String part, String text) throws IOException {
        begin(zip, part);
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }

    private static String contentTypes(Collection<String> sheets) {
        String spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        StringBuilder types = new StringBuilder(HEAD + "<Types xmlns=\"" + PACKAGE + "content-types\">"
                + "<Default ContentType=\"application/vnd.openxmlformats-package.relationships+xml\" Extension=\"rels\"/>"
                + "<Default ContentType=\"application/xml\" Extension=\"xml\"/>");
        type(types, "application/vnd.openxmlformats-officedocument.extended-properties+xml", "docProps/app.xml");
        type(types, "application/vnd.openxmlformats-package.core-properties+xml", "docProps/core.xml");
        type(types, spreadsheet + "styles+xml", "xl/styles.xml");
        type(types, spreadsheet + "sheet.main+xml", "xl/workbook.xml");
        sheets.forEach(sheet -> type(types, spreadsheet + "worksheet+xml", sheet));
        return types.append("</Types>").toString();
    }

    private static void type(StringBuilder types, String type, String part) {
        types.append("<Override ContentType=\"")
                .append(type)
                .append("\" PartName=\"/")
                .append(part)
                .append("\"/>");
    }

    private static String relations() {
        StringBuilder relations = new StringBuilder(RELATIONS);
        relation(relations, 1, "xl/workbook.xml", OFFICE + "relationships/officeDocument");
        relation(relations, 2, "docProps/app.xml", OFFICE + "relationships/extended-properties");
        relation(relations, 3, "docProps/core.xml", PACKAGE + "relationships/metadata/core-properties");
        return relations.append("</Relationships>").toString();
    }

    /** The styles first, then the sheets. */
    private static String partsOfWorkbook(int sheets) {
        StringBuilder relations = new StringBuilder(RELATIONS);
        relation(relations, 1, "styles.xml", OFFICE + "relationships/styles");
        for (int i = 1; i <= sheets; i++) {
            relation(relations, i + 1, "worksheets/sheet" + i + ".xml", OFFICE + "relationships/worksheet");
        }
        return relations.append("</Relationships>").toString();
    }

    private static void relation(StringBuilder relations, int id, String target, String type) {
        relations
                .append("<Relationship Id=\"rId")
                .append(id)
                .append("\" Target=\"")
                .append(target)
                .append("\" Type=\"")
                .append(type)
                .append("\"/>");
    }

    private static String application() {
        return HEAD + "<Properties xmlns=\"" + OFFICE
                + "extended-properties\"><Application>Reconlink</Application></Properties>";
    }

    private String properties() {
        String date = " xsi:type=\"dcterms:W3CDTF\">" + made + "T00:00:00Z</dcterms:";
        return HEAD + "<cp:coreProperties xmlns:cp=\"" + PACKAGE + "metadata/core-properties\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                + "<dcterms:created" + date + "created><dc:creator>Reconlink</dc:creator>"
                + "<dcterms:modified" + date + "modified></cp:coreProperties>";
    }

    private static String workbook(List<Sheet> sheets) {
        StringBuilder workbook = new StringBuilder(HEAD + "<workbook xmlns=\"" + SHEETS + "\" xmlns:r=\"" + OFFICE
                + "relationships\"><workbookPr date1904=\"false\"/><bookViews><workbookView activeTab=\"0\"/></bookViews>"
                + "<sheets>");
        for (int i = 0; i < sheets.size(); i++) {
            workbook.append("<sheet name=\"")
                    .append(sheets.get(i).name())
                    .append("\" r:id=\"rId")
                    .append(i + 2)
                    .append("\" sheetId=\"")
                    .append(i + 1)
                    .append("\"/>");
        }
        return workbook.append("</sheets></workbook>").toString();
    }

    private static void write(Sheet sheet, boolean isFirst, OutputStream out) throws IOException {
        SheetText text = new SheetText(sheet.columns().size());
        text.begin(sheet, isFirst);
        for (int row = 0; row < sheet.rows(); row++) {
            text.beginRow(row + 2);
            sheet.source().put(row, text);
            text.endRow();
            text.flush(out, BUFFER);
        }
        text.end();
        text.flush(out, 0);
    }

    /** The part of a sheet as it grows. */
    private static final class SheetText {
        private final StringBuilder xml = new StringBuilder(2 * BUFFER);
        private final String[] letters;
        private int row;
        private int column;

        SheetText(int columns) {
            letters = new String[columns];
            Arrays.setAll(letters, SheetText::letters);
        }

        private static String letters(int column) {
            String last = String.valueOf((char) ('A' + column % 26));
            return column < 26 ? last : letters(column / 26 - 1) + last;
        }

        void begin(Sheet sheet, boolean isFirst) {
            xml.append(HEAD).append("<worksheet xmlns=\"").append(SHEETS).append("\"><dimension ref=\"A1:");
            xml.append(letters[letters.length - 1]).append(sheet.rows() + 1);
            xml.append("\"/><sheetViews><sheetView workbookViewId=\"0\"");
            xml.append(isFirst ? " tabSelected=\"true\"" : "");
            xml.append("><pane ySplit=\"1.0\" state=\"frozen\" topLeftCell=\"A2\" activePane=\"bottomLeft\"/>"
                    + "<selection pane=\"bottomLeft\"/></sheetView></sheetViews>"
                    + "<sheetFormatPr defaultRowHeight=\"15.0\"/><cols>");
            for (int i = 1; i <= letters.length; i++) {
                xml.append("<col min=\"").append(i).append("\" max=\"").append(i);
                xml.append("\" width=\"18.0\" customWidth=\"true\"/>");
            }
            xml.append("</cols><sheetData>\n");
            beginRow(1);
            sheet.columns().forEach(heading -> text(heading, HEADING));
            endRow();
        }

        void end() {
            xml.append("</sheetData><pageMargins bottom=\"0.75\" footer=\"0.3\" header=\"0.3\" left=\"0.7\""
                    + " right=\"0.7\" top=\"0.75\"/></worksheet>");
        }

        void beginRow(int number) {
            row = number;
            column = 0;
            xml.append("<row r=\"").append(number).append("\">\n");
        }

        void endRow() {
            xml.append("</row>\n");
        }

        void put(Variable.Type type, TableCell cell) {
            String words = cell.text();
            if (cell instanceof Missing) {
                words(words);
            } else if (NUMBERS.contains(type)) {
                number(Double.parseDouble(words), 0);
            } else if (type == Variable.Type.DATE && LocalDate.parse(words).getYear() >= FIRST_YEAR) {
                number(days(LocalDate.parse(words)), DATE);
            } else {
                words(words);
            }
        }

        void words(String words) {
            text(words, WORDS);
        }

        private static double days(LocalDate date) {
            long days = date.toEpochDay() - ORIGIN.toEpochDay();
            return date.isBefore(AFTER_LEAP_DAY) ? days : days + 1;
        }

        private void number(double value, int style) {
            cell(style);
            xml.append(" t=\"n\"><v>").append(value).append("</v></c>");
        }

        /** Text longer than a spreadsheet's cell can hold is whole in the CSV file only. */
        private void text(String words, int style) {
            String shown = words.length() <= LONGEST_TEXT ? words : Missing.WITHHELD.text();
            cell(style);
            xml.append(" t=\"inlineStr\"><is><t");
            xml.append(shown.equals(shown.strip()) ? ">" : " xml:space=\"preserve\">");
            for (int i = 0; i < shown.length(); i++) {
                escaped(shown.charAt(i));
            }
            xml.append("</t></is></c>");
        }

        private void cell(int style) {
            xml.append("<c r=\"").append(letters[column]).append(row).append('"');
            if (style > 0) {
                xml.append(" s=\"").append(style).append('"');
            }
            column++;
        }

        /** Characters that XML cannot have become question marks. */
        private void escaped(char c) {
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\n' -> xml.append("&#xa;");
                case '\r' -> xml.append("&#xd;");
                case '\t' -> xml.append("&#x9;");
                case '\u00a0' -> xml.append("&#xa0;");
                default -> xml.append(c < ' ' || c >= '\ufffe' ? '?' : c);
            }
        }

        /** Writes what there is if it is longer than this. */
        void flush(OutputStream out, int longest) throws IOException {
            if (xml.length() > longest) {
                out.write(xml.toString().getBytes(UTF_8));
                xml.setLength(0);
            }
        }
    }
}

package org.reconlink.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.xssf.model.SharedStrings;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** A sheet of an .xlsx workbook, read as a stream: memory is its shared strings and one row. */
final class XlsxTable implements Table {
    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String BINARY_WORKBOOK = "xl/workbook.bin";

    private final SourceFile file;
    private final OPCPackage workbook;
    private final String sheet;
    private final int sheets;
    private final SheetRows rows;

    private XlsxTable(SourceFile file, OPCPackage workbook, String sheet, int sheets, SheetRows rows) {
        this.file = file;
        this.workbook = workbook;
        this.sheet = sheet;
        this.sheets = sheets;
        this.rows = rows;
    }

    static XlsxTable open(SourceFile file, @Nullable String sheet) throws IOException {
        requireWorkbook(file);
        OPCPackage workbook = opened(file);
        try {
            return open(file, workbook, sheet);
        } catch (IntakeException e) {
            workbook.revert();
            throw e;
        } catch (IOException | OpenXML4JException | SAXException | XMLStreamException | RuntimeException e) {
            // Whatever a parser says of a damaged file can quote it.
            workbook.revert();
            throw file.damaged();
        }
    }

    /** The sheets that have cells, in their order. */
    static List<SheetChoice.Sheet> sheets(SourceFile file) throws IOException {
        requireWorkbook(file);
        OPCPackage workbook = opened(file);
        try {
            XlsxParts parts = XlsxParts.of(file, workbook);
            WorkbookParts.Workbook book = WorkbookParts.workbook(parts.workbook());
            List<SheetChoice.Sheet> sheets = new ArrayList<>();
            for (SheetChoice.Sheet sheet : book.sheets()) {
                try (InputStream cells = parts.sheet(book.ids().get(sheet.name()))) {
                    if (cells != null) {
                        sheets.add(sheet);
                    }
                }
            }
            return sheets;
        } catch (IntakeException e) {
            throw e;
        } catch (IOException | OpenXML4JException | XMLStreamException | RuntimeException e) {
            // Whatever a parser says of a damaged file can quote it.
            throw file.damaged();
        } finally {
            workbook.revert();
        }
    }

    private static OPCPackage opened(SourceFile file) throws IntakeException {
        try {
            return OPCPackage.open(file.path().toFile(), PackageAccess.READ);
        } catch (OpenXML4JException | RuntimeException e) {
            throw file.damaged();
        }
    }

    private static XlsxTable open(SourceFile file, OPCPackage workbook, @Nullable String wanted)
            throws IOException, OpenXML4JException, SAXException, XMLStreamException {
        XlsxParts parts = XlsxParts.of(file, workbook);
        WorkbookParts.Workbook book = WorkbookParts.workbook(parts.workbook());
        String name = SheetChoice.of(file, book.sheets(), wanted);
        InputStream styles = parts.styles();
        List<CellStyle> cellStyles = styles == null ? List.of() : WorkbookParts.styles(styles);
        InputStream rows = parts.sheet(book.ids().get(name));
        if (rows == null) {
            throw file.unusable(
                    name,
                    null,
                    "missing sheet",
                    "this is a chart, not a sheet of cells",
                    "name another sheet in the protocol");
        }
        return new XlsxTable(
                file,
                workbook,
                name,
                book.sheets().size(),
                new SheetRows(rows, parts.strings(), cellStyles, book.from1904()));
    }

    private static void requireWorkbook(SourceFile file) throws IOException {
        try (ZipFile zip = new ZipFile(file.path().toFile())) {
            if (zip.getEntry(BINARY_WORKBOOK) != null) {
                throw file.unusable(
                        "binary workbook", "this is a binary workbook (.xlsb)", "save it as .xlsx and name that file");
            }
            WorkbookLimits.require(file, zip);
            if (zip.stream().noneMatch(entry -> entry.getName().equalsIgnoreCase(CONTENT_TYPES))) {
                throw file.unusable(
                        "not a workbook",
                        "this is an archive or a document, not an .xlsx workbook",
                        "open it in a spreadsheet program and save it as .xlsx");
            }
        } catch (IntakeException e) {
            throw e;
        } catch (IOException e) {
            throw file.damaged();
        }
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        try {
            return rows.next();
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw file.unusable(
                    sheet,
                    rows.number() < 1 ? null : rows.number(),
                    "damaged file",
                    "the workbook is damaged at or after this row",
                    "open it in a spreadsheet program and save it again as .xlsx");
        }
    }

    @Override
    public List<MergedCell> mergedCells() {
        return rows.merged();
    }

    @Override
    public @Nullable String sheet() {
        return sheet;
    }

    @Override
    public int sheets() {
        return sheets;
    }

    @Override
    public String format() {
        return "xlsx, sheet " + sheet;
    }

    @Override
    public void close() {
        workbook.revert();
    }

    /** Pulls the rows out of a sheet's XML one at a time; of formulas, the values that were kept with them. */
    static final class SheetRows {
        private static final int MOST_COLUMNS = 16_384;
        private static final long MOST_ROWS = 1_048_576;
        /** Spreadsheet programs hold 32,767; some count otherwise. */
        private static final int LONGEST_CELL = 1 << 17;

        private static final Pattern RANGE = Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");
        private static final int MOST_MERGED = 10_000;

        private final XMLStreamReader xml;
        private final SharedStrings strings;
        private final List<CellStyle> styles;
        private final boolean from1904;
        private final RowBuilder cells = new RowBuilder();
        private final List<Table.MergedCell> merged = new ArrayList<>();
        private long number;

        SheetRows(InputStream sheet, SharedStrings strings, List<CellStyle> styles, boolean from1904)
                throws XMLStreamException {
            this.xml = WorkbookParts.parser(sheet);
            this.strings = strings;
            this.styles = styles;
            this.from1904 = from1904;
        }

        /** The number of the row begun last. */
        long number() {
            return number;
        }

        @Nullable
        TableRow next() throws IOException, XMLStreamException {
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (WorkbookParts.name(xml).equals("mergeCell")) {
                    merged(WorkbookParts.attribute(xml, "ref"));
                } else if (WorkbookParts.name(xml).equals("row")) {
                    String stated = WorkbookParts.attribute(xml, "r");
                    number = stated == null ? number + 1 : Long.parseLong(stated);
                    if (number < 1 || number > MOST_ROWS) {
                        throw new IOException("a sheet has no such row");
                    }
                    boolean hidden = WorkbookParts.isTrue(WorkbookParts.attribute(xml, "hidden"));
                    readCells();
                    return cells.build(number, hidden);
                }
            }
            return null;
        }

        /** Those merged over several rows, which a sheet tells behind its rows. */
        List<Table.MergedCell> merged() {
            return merged;
        }

        private void merged(@Nullable String range) {
            Matcher cells = RANGE.matcher(range == null ? "" : range);
            if (cells.matches() && !cells.group(2).equals(cells.group(4)) && merged.size() < MOST_MERGED) {
                merged.add(
                        new Table.MergedCell(CellNames.column(cells.group(1) + "1"), Long.parseLong(cells.group(2))));
            }
        }

        private void readCells() throws IOException, XMLStreamException {
            int column = -1;
            for (int event = xml.next(); !isEnd(event, "row"); event = xml.next()) {
                if (event == XMLStreamConstants.START_ELEMENT
                        && WorkbookParts.name(xml).equals("c")) {
                    String name = WorkbookParts.attribute(xml, "r");
                    column = name == null ? column + 1 : CellNames.column(name);
                    if (column < 0 || column >= MOST_COLUMNS) {
                        throw new IOException("a sheet has no such column");
                    }
                    readCell(column);
                }
            }
        }

        private void readCell(int column) throws IOException, XMLStreamException {
            String type = WorkbookParts.attribute(xml, "t");
            CellStyle style = style(WorkbookParts.attribute(xml, "s"));
            String value = cellText("inlineStr".equals(type));
            if (value.isEmpty()) {
                return;
            }
            cells.struckOut(style.struckOut());
            switch (type == null ? "n" : type) {
                case "n" -> cells.number(column, Double.parseDouble(value), style, from1904);
                case "s" -> cells.text(column, shared(value));
                case "b" -> cells.text(column, value.equals("1") ? "TRUE" : "FALSE");
                case "d" -> isoDate(column, value);
                default -> cells.text(column, value);
            }
        }

        private void isoDate(int column, String value) {
            try {
                cells.date(column, LocalDate.parse(value.substring(0, Math.min(value.length(), 10))));
            } catch (DateTimeParseException e) {
                cells.text(column, value);
            }
        }

        /** Out of bounds is for the caller to catch: not every program writes how many strings there are. */
        private String shared(String index) throws IOException {
            String text = strings.getItemAt(Integer.parseInt(index)).getString();
            requireCell(text);
            return text;
        }

        private CellStyle style(@Nullable String index) {
            int at = index == null ? 0 : Integer.parseInt(index);
            return at < styles.size() ? styles.get(at) : CellStyle.GENERAL;
        }

        /**
         * The text of the value, else of the runs of an inline string, phonetic guides left out.
         *
         * @param inline whether the inline string comes first where a cell has both
         */
        private String cellText(boolean inline) throws IOException, XMLStreamException {
            StringBuilder value = new StringBuilder();
            StringBuilder runs = new StringBuilder();
            StringBuilder into = null;
            int phonetic = 0;
            for (int event = xml.next(); !isEnd(event, "c"); event = xml.next()) {
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        String name = WorkbookParts.name(xml);
                        phonetic += name.equals("rPh") ? 1 : 0;
                        into = name.equals("v") ? value : name.equals("t") && phonetic == 0 ? runs : null;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        phonetic -= WorkbookParts.name(xml).equals("rPh") ? 1 : 0;
                        into = null;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (into != null) {
                            into.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                            requireCell(into);
                        }
                    }
                    default -> {}
                }
            }
            StringBuilder first = inline ? runs : value;
            return (first.isEmpty() ? inline ? value : runs : first).toString();
        }

        private static void requireCell(CharSequence text) throws IOException {
            if (text.length() > LONGEST_CELL) {
                throw new IOException("a sheet has no such cell");
            }
        }

        private boolean isEnd(int event, String element) {
            return event == XMLStreamConstants.END_ELEMENT
                    && WorkbookParts.name(xml).equals(element);
        }
    }
}

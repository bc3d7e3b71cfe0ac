package org.reconlink.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
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
}

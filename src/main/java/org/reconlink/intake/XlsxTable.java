package org.reconlink.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
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

    private static OPCPackage opened(SourceFile file) throws IntakeException {
        try {
            return OPCPackage.open(file.path().toFile(), PackageAccess.READ);
        } catch (OpenXML4JException | RuntimeException e) {
            throw file.damaged();
        }
    }

    private static XlsxTable open(SourceFile file, OPCPackage workbook, @Nullable String wanted)
            throws IOException, OpenXML4JException, SAXException, XMLStreamException {
        if (!workbook.getRelationshipsByType(PackageRelationshipTypes.STRICT_CORE_DOCUMENT)
                .isEmpty()) {
            throw file.unusable(
                    "strict workbook",
                    "this is a Strict Open XML workbook",
                    "save it as \"Excel Workbook (.xlsx)\", which is not the strict form");
        }
        XSSFReader reader = new XSSFReader(workbook);
        WorkbookParts.Workbook parts =
                WorkbookParts.workbook(new BoundedStream(reader.getWorkbookData(), WorkbookLimits.inMemory()));
        String name = SheetChoice.of(file, parts.sheets(), wanted);
        InputStream styles = reader.getStylesData();
        List<CellStyle> cellStyles =
                styles == null ? List.of() : WorkbookParts.styles(new BoundedStream(styles, WorkbookLimits.inMemory()));
        return new XlsxTable(
                file,
                workbook,
                name,
                parts.sheets().size(),
                new SheetRows(rowsOf(file, reader, name), strings(workbook, reader), cellStyles, parts.from1904()));
    }

    private static InputStream rowsOf(SourceFile file, XSSFReader reader, String name)
            throws IOException, OpenXML4JException {
        XSSFReader.SheetIterator sheets = reader.getSheetIterator();
        while (sheets.hasNext()) {
            InputStream rows = sheets.next();
            if (sheets.getSheetName().equals(name)) {
                return rows;
            }
            rows.close();
        }
        throw file.unusable(
                name,
                null,
                "missing sheet",
                "this is a chart, not a sheet of cells",
                "name another sheet in the protocol");
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

    /** The texts of the workbook; none if it keeps them in its cells. */
    private static ReadOnlySharedStringsTable strings(OPCPackage workbook, XSSFReader reader)
            throws IOException, OpenXML4JException, SAXException {
        InputStream part = reader.getSharedStringsData();
        if (part == null) {
            return new ReadOnlySharedStringsTable(workbook, false);
        }
        try (InputStream texts = new BoundedStream(part, WorkbookLimits.inMemory())) {
            return new ReadOnlySharedStringsTable(texts, false);
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

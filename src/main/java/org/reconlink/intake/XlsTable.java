package org.reconlink.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.jspecify.annotations.Nullable;

/** A sheet of an .xls workbook, held in memory: such a sheet has 65,536 rows at most. */
final class XlsTable implements Table {
    private static final String BOOK = "Workbook";
    /** Of Excel 5 and 95; a workbook that has both says the same in both. */
    private static final String OLD_BOOK = "Book";

    private final SourceFile file;
    private final String sheet;
    private final HSSFWorkbook workbook;
    private final boolean from1904;
    private final Iterator<Row> rows;
    private final RowBuilder cells = new RowBuilder();

    private XlsTable(SourceFile file, HSSFWorkbook workbook, Sheet sheet) {
        this.file = file;
        this.workbook = workbook;
        this.sheet = sheet.getSheetName();
        this.from1904 = workbook.getInternalWorkbook().isUsing1904DateWindowing();
        this.rows = sheet.rowIterator();
    }

    static Table open(SourceFile file, @Nullable String wanted) throws IOException {
        HSSFWorkbook workbook = workbook(file);
        try {
            return new XlsTable(file, workbook, workbook.getSheet(SheetChoice.of(file, sheets(workbook), wanted)));
        } catch (RuntimeException e) {
            throw file.damaged();
        }
    }

    /** The sheets in their order. */
    static List<SheetChoice.Sheet> sheets(SourceFile file) throws IOException {
        HSSFWorkbook workbook = workbook(file);
        try {
            return sheets(workbook);
        } catch (RuntimeException e) {
            throw file.damaged();
        }
    }

    private static HSSFWorkbook workbook(SourceFile file) throws IOException {
        if (Files.size(file.path()) > WorkbookLimits.inMemory()) {
            throw WorkbookLimits.tooLarge(file, "the workbook needs more memory than there is");
        }
        try (InputStream in = Files.newInputStream(file.path());
                POIFSFileSystem container = new POIFSFileSystem(in)) {
            if (container.getRoot().hasEntryCaseInsensitive(Decryptor.DEFAULT_POIFS_ENTRY)) {
                throw encrypted(file);
            }
            if (!container.getRoot().hasEntryCaseInsensitive(BOOK)
                    && container.getRoot().hasEntryCaseInsensitive(OLD_BOOK)) {
                throw file.unusable(
                        "workbook", "the workbook was made by Excel 5 or 95", "open it in Excel and save it as .xlsx");
            }
            return new HSSFWorkbook(container.getRoot(), false);
        } catch (IntakeException e) {
            throw e;
        } catch (EncryptedDocumentException e) {
            throw encrypted(file);
        } catch (IOException | RuntimeException e) {
            // Whatever a parser says of a damaged file can quote it.
            throw file.damaged();
        }
    }

    private static IntakeException encrypted(SourceFile file) {
        return file.unusable(
                "password", "the workbook is protected by a password", "save a copy without it in the study's folder");
    }

    private static List<SheetChoice.Sheet> sheets(HSSFWorkbook workbook) {
        List<SheetChoice.Sheet> sheets = new ArrayList<>();
        for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
            boolean hidden = workbook.isSheetHidden(i) || workbook.isSheetVeryHidden(i);
            sheets.add(new SheetChoice.Sheet(workbook.getSheetName(i), hidden));
        }
        return sheets;
    }

    @Override
    public @Nullable TableRow next() throws IntakeException {
        try {
            return rows.hasNext() ? built(rows.next()) : null;
        } catch (
                RuntimeException
                        e) { // POI reads some records only now, and has no exception of its own for damaged ones
            throw file.damaged();
        }
    }

    @Override
    public List<MergedCell> mergedCells() {
        return workbook.getSheet(sheet).getMergedRegions().stream()
                .filter(range -> range.getLastRow() > range.getFirstRow())
                .map(range -> new MergedCell(range.getFirstColumn(), range.getFirstRow() + 1L))
                .toList();
    }

    private TableRow built(Row row) {
        for (Cell cell : row) {
            read(cell);
        }
        return cells.build(row.getRowNum() + 1L, row.getZeroHeight());
    }

    private void read(Cell cell) {
        int column = cell.getColumnIndex();
        CellStyle style = style(cell);
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        switch (type) {
            case NUMERIC -> cells.number(column, cell.getNumericCellValue(), style, from1904);
            case STRING -> cells.text(column, cell.getStringCellValue());
            case BOOLEAN -> cells.text(column, cell.getBooleanCellValue() ? "TRUE" : "FALSE");
            case ERROR ->
                cells.text(column, FormulaError.forInt(cell.getErrorCellValue()).getString());
            default -> {
                return;
            }
        }
        cells.struckOut(style.struckOut());
    }

    private CellStyle style(Cell cell) {
        org.apache.poi.ss.usermodel.CellStyle style = cell.getCellStyle();
        return CellStyle.of(
                style.getDataFormat(),
                style.getDataFormatString(),
                workbook.getFontAt(style.getFontIndex()).getStrikeout());
    }

    @Override
    public @Nullable String sheet() {
        return sheet;
    }

    @Override
    public int sheets() {
        return workbook.getNumberOfSheets();
    }

    @Override
    public String format() {
        return "xls, sheet " + sheet;
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}

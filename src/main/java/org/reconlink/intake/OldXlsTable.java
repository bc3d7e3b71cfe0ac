package org.reconlink.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.hssf.util.RKUtil;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.util.CodePageUtil;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of a workbook of Excel 5 or 95 (BIFF5), whose cells POI's model of workbooks does not read. It is held in memory: such
 * a sheet has 16,384 rows of 256 columns at most. Names and layouts of records are those of the format's published description.
 */
final class OldXlsTable implements Table {
    private static final int BIFF5 = 0x0500;
    private static final int COLUMNS = 256;
    private static final int WORKSHEET = 0x0010;
    /** A result of a formula that is no number is told by its highest bits. */
    private static final long NO_NUMBER = 0xFFFF;

    private final SourceFile file;
    private final String sheet;
    private final int sheets;
    private final Iterator<Map.Entry<Integer, Map<Integer, Consumer<RowBuilder>>>> rows;
    private final RowBuilder cells = new RowBuilder();

    private OldXlsTable(
            SourceFile file, String sheet, int sheets, Map<Integer, Map<Integer, Consumer<RowBuilder>>> rows) {
        this.file = file;
        this.sheet = sheet;
        this.sheets = sheets;
        this.rows = rows.entrySet().iterator();
    }

    /**
     * @param book the workbook's stream, which begins with what holds for all sheets
     * @throws EncryptedDocumentException if it is protected by a password
     * @throws RuntimeException if it is damaged
     */
    static OldXlsTable open(SourceFile file, byte[] book, @Nullable String wanted) throws IOException {
        Common common = Common.of(book);
        List<SheetChoice.Sheet> known = common.sheets.stream().map(Place::sheet).toList();
        String name = SheetChoice.of(file, known, wanted);
        Place place = common.sheets.stream()
                .filter(p -> p.sheet().name().equals(name))
                .findFirst()
                .orElseThrow();
        InputStream from = new ByteArrayInputStream(book, place.offset(), book.length - place.offset());
        return new OldXlsTable(file, name, known.size(), new Cells(common).read(from));
    }

    private static void next(RecordInputStream in) {
        if (!in.hasNextRecord()) {
            throw new IllegalArgumentException("no end");
        }
        in.nextRecord();
    }

    /** Where a sheet begins. */
    private record Place(SheetChoice.Sheet sheet, int offset) {}

    /** What holds for all sheets. */
    private static final class Common {
        private final List<Place> sheets = new ArrayList<>();
        private final Map<Integer, String> formats = new HashMap<>();
        private final List<Integer> formatOfStyle = new ArrayList<>();
        private int codePage = CodePageUtil.CP_WINDOWS_1252;
        private boolean from1904;

        static Common of(byte[] book) throws IOException {
            Common common = new Common();
            RecordInputStream in = new RecordInputStream(new ByteArrayInputStream(book));
            next(in);
            if (in.getSid() != Sid.BOF || in.readUShort() != BIFF5) {
                throw new IllegalArgumentException("no workbook of Excel 5 or 95");
            }
            in.readRemainder();
            for (next(in); in.getSid() != Sid.EOF; next(in)) {
                common.read(in);
                in.readRemainder();
            }
            return common;
        }

        private void read(RecordInputStream in) throws IOException {
            switch (in.getSid()) {
                case Sid.FILE_PASS -> throw new EncryptedDocumentException("password");
                case Sid.CODE_PAGE -> codePage = in.readUShort();
                case Sid.DATE_1904 -> from1904 = in.readUShort() == 1;
                case Sid.FORMAT -> formats.put(in.readUShort(), text(in, in.readUByte()));
                case Sid.STYLE -> {
                    in.readUShort();
                    formatOfStyle.add(in.readUShort());
                }
                case Sid.SHEET -> {
                    int offset = in.readInt();
                    boolean hidden = in.readUByte() != 0;
                    if (in.readUByte() == 0) { // else it holds a chart or macros and no cells
                        sheets.add(new Place(new SheetChoice.Sheet(text(in, in.readUByte()), hidden), offset));
                    }
                }
                default -> {}
            }
        }

        String text(RecordInputStream in, int length) throws UnsupportedEncodingException {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return CodePageUtil.getStringFromCodePage(bytes, codePage);
        }

        CellStyle style(int index) {
            int id = formatOfStyle.get(index);
            String format = formats.get(id);
            return CellStyle.of(id, format == null ? BuiltinFormats.getBuiltinFormat(id) : format);
        }
    }

    /** The cells of one sheet, by row and column. */
    private static final class Cells {
        private final Common common;
        private final Map<Integer, Map<Integer, Consumer<RowBuilder>>> rows = new TreeMap<>();
        private int depth;
        private int formulaRow;
        private int formulaColumn;

        Cells(Common common) {
            this.common = common;
        }

        Map<Integer, Map<Integer, Consumer<RowBuilder>>> read(InputStream from) throws IOException {
            RecordInputStream in = new RecordInputStream(from);
            next(in);
            if (in.getSid() != Sid.BOF || in.readUShort() != BIFF5 || in.readUShort() != WORKSHEET) {
                throw new IllegalArgumentException("no sheet of Excel 5 or 95");
            }
            in.readRemainder();
            depth = 1;
            while (depth > 0) {
                next(in);
                read(in);
                in.readRemainder();
            }
            return rows;
        }

        /** A chart inside the sheet has records between a begin and an end of its own. */
        private void read(RecordInputStream in) throws IOException {
            if (in.getSid() == Sid.BOF) {
                depth++;
            } else if (in.getSid() == Sid.EOF) {
                depth--;
            } else if (depth == 1) {
                cell(in);
            }
        }

        private void cell(RecordInputStream in) throws IOException {
            switch (in.getSid()) {
                case Sid.LABEL, Sid.RICH_LABEL -> {
                    int row = in.readUShort();
                    int column = in.readUShort();
                    in.readUShort();
                    text(row, column, common.text(in, in.readUShort()));
                }
                case Sid.NUMBER -> number(in.readUShort(), in.readUShort(), in.readUShort(), in.readDouble());
                case Sid.RK -> packed(in.readUShort(), in.readUShort(), in);
                case Sid.MULTIPLE_RK -> {
                    int row = in.readUShort();
                    for (int column = in.readUShort(); in.remaining() > Short.BYTES; column++) {
                        packed(row, column, in);
                    }
                }
                case Sid.BOOLEAN_OR_ERROR -> {
                    int row = in.readUShort();
                    int column = in.readUShort();
                    in.readUShort();
                    int value = in.readUByte();
                    booleanOrError(row, column, value, in.readUByte() == 1);
                }
                case Sid.FORMULA -> formula(in);
                case Sid.STRING -> text(formulaRow, formulaColumn, common.text(in, in.readUShort()));
                default -> {}
            }
        }

        private void packed(int row, int column, RecordInputStream in) {
            number(row, column, in.readUShort(), RKUtil.decodeNumber(in.readInt()));
        }

        /** A text that is the result stands in a record of its own behind the formula. */
        private void formula(RecordInputStream in) {
            formulaRow = in.readUShort();
            formulaColumn = in.readUShort();
            int style = in.readUShort();
            long result = in.readLong();
            if (result >>> 48 != NO_NUMBER) {
                number(formulaRow, formulaColumn, style, Double.longBitsToDouble(result));
                return;
            }
            int kind = (int) (result & 0xFF);
            if (kind == 1 || kind == 2) {
                booleanOrError(formulaRow, formulaColumn, (int) (result >>> 16 & 0xFF), kind == 2);
            }
        }

        private void booleanOrError(int row, int column, int value, boolean error) {
            text(row, column, error ? FormulaError.forInt((byte) value).getString() : value == 0 ? "FALSE" : "TRUE");
        }

        private void text(int row, int column, String text) {
            put(row, column, built -> built.text(column, text));
        }

        private void number(int row, int column, int style, double number) {
            CellStyle shown = common.style(style);
            put(row, column, built -> built.number(column, number, shown, common.from1904));
        }

        private void put(int row, int column, Consumer<RowBuilder> cell) {
            if (column >= COLUMNS) {
                throw new IllegalArgumentException("more columns than there can be");
            }
            rows.computeIfAbsent(row, any -> new HashMap<>()).put(column, cell);
        }
    }

    /** What records are called here, by their number. */
    private static final class Sid {
        static final int FORMULA = 0x06;
        static final int EOF = 0x0A;
        static final int DATE_1904 = 0x22;
        static final int FILE_PASS = 0x2F;
        static final int CODE_PAGE = 0x42;
        static final int SHEET = 0x85;
        static final int MULTIPLE_RK = 0xBD;
        static final int RICH_LABEL = 0xD6;
        static final int STYLE = 0xE0;
        static final int NUMBER = 0x203;
        static final int LABEL = 0x204;
        static final int BOOLEAN_OR_ERROR = 0x205;
        static final int STRING = 0x207;
        static final int RK = 0x27E;
        static final int FORMAT = 0x41E;
        static final int BOF = 0x809;

        private Sid() {}
    }

    @Override
    public @Nullable TableRow next() throws IntakeException {
        if (!rows.hasNext()) {
            return null;
        }
        Map.Entry<Integer, Map<Integer, Consumer<RowBuilder>>> row = rows.next();
        try {
            row.getValue().values().forEach(cell -> cell.accept(cells));
        } catch (RuntimeException e) { // a date that no calendar has, say
            throw file.damaged();
        }
        return cells.build(row.getKey() + 1L, false);
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
        return "xls of Excel 95, sheet " + sheet;
    }

    @Override
    public void close() {}
}

package org.reconlink.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** A workbook as Excel 95 writes it, record by record, in the Western code page. */
final class OldWorkbook {
    /** Styles by their place. */
    static final int GENERAL = 0;

    static final int DATE = 1;
    static final int OWN_DATE = 2;
    static final int PADDED = 3;

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int HEAD_OF_SHEET = 4 + 4 + 1 + 1 + 1;

    private final boolean from1904;
    private final boolean password;
    private final List<Sheet> sheets = new ArrayList<>();

    OldWorkbook(boolean from1904, boolean password) {
        this.from1904 = from1904;
        this.password = password;
    }

    /** Cells by record, in the order in which they are added. */
    static final class Sheet {
        private final String name;
        private final boolean hidden;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private Sheet(String name, boolean hidden) {
            this.name = name;
            this.hidden = hidden;
        }

        Sheet label(int row, int column, String text) {
            return add(
                    0x204,
                    cell(row, column, GENERAL).putShort((short) text.length()).put(text.getBytes(WESTERN)));
        }

        /** A text some letters of which are set in another font. */
        Sheet richLabel(int row, int column, String text) {
            return add(
                    0xD6,
                    cell(row, column, GENERAL)
                            .putShort((short) text.length())
                            .put(text.getBytes(WESTERN))
                            .put(new byte[] {1, 0, 1}));
        }

        Sheet number(int row, int column, int style, double number) {
            return add(0x203, cell(row, column, style).putDouble(number));
        }

        /** A whole number in four bytes. */
        Sheet packed(int row, int column, int style, int number) {
            return add(0x27E, cell(row, column, style).putInt(number << 2 | 2));
        }

        /** Hundredths in a row of cells, four bytes each. */
        Sheet hundredths(int row, int column, int... hundredths) {
            ByteBuffer cells = little().putShort((short) row).putShort((short) column);
            for (int number : hundredths) {
                cells.putShort((short) GENERAL).putInt(number << 2 | 3);
            }
            return add(0xBD, cells.putShort((short) (column + hundredths.length - 1)));
        }

        Sheet yes(int row, int column) {
            return add(0x205, cell(row, column, GENERAL).put((byte) 1).put((byte) 0));
        }

        /** {@code #N/A}. */
        Sheet error(int row, int column) {
            return add(0x205, cell(row, column, GENERAL).put((byte) 42).put((byte) 1));
        }

        Sheet formula(int row, int column, int style, double result) {
            return add(0x06, cell(row, column, style).putDouble(result).put(new byte[8]));
        }

        /** @param kind of the result: 0 a text, 1 yes or no, 2 an error, 3 an empty text */
        Sheet formula(int row, int column, int kind, int result) {
            byte[] special = {(byte) kind, 0, (byte) result, 0, 0, 0, (byte) 0xFF, (byte) 0xFF};
            return add(0x06, cell(row, column, GENERAL).put(special).put(new byte[8]));
        }

        Sheet formula(int row, int column, String result) {
            formula(row, column, 0, 0);
            return add(0x207, little().putShort((short) result.length()).put(result.getBytes(WESTERN)));
        }

        /** A chart that stands in the sheet, with a text that is none of its cells. */
        Sheet chart() {
            add(0x809, little().putShort((short) 0x500).putShort((short) 0x20));
            label(0, 0, "legend");
            return add(0x0A, little());
        }

        private static ByteBuffer cell(int row, int column, int style) {
            return little().putShort((short) row).putShort((short) column).putShort((short) style);
        }

        private Sheet add(int sid, ByteBuffer data) {
            record(out, sid, data);
            return this;
        }
    }

    Sheet sheet(String name, boolean hidden) {
        Sheet sheet = new Sheet(name, hidden);
        sheets.add(sheet);
        return sheet;
    }

    /** The stream of records. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        record(out, 0x809, little().putShort((short) 0x500).putShort((short) 5).putInt(0));
        if (password) {
            record(out, 0x2F, little().putInt(0x1234));
        }
        record(out, 0x42, little().putShort((short) 1252));
        record(out, 0x22, little().putShort((short) (from1904 ? 1 : 0)));
        format(out, 164, "dd/mm/yyyy");
        format(out, 165, "00000");
        for (int format : new int[] {0, 14, 164, 165}) {
            record(
                    out,
                    0xE0,
                    little().putShort((short) 0).putShort((short) format).put(new byte[12]));
        }
        int offset = out.size() + 4; // the end behind the list of sheets
        for (Sheet sheet : sheets) {
            offset += HEAD_OF_SHEET + sheet.name.length();
        }
        for (Sheet sheet : sheets) {
            record(
                    out,
                    0x85,
                    little().putInt(offset)
                            .put((byte) (sheet.hidden ? 1 : 0))
                            .put((byte) 0)
                            .put((byte) sheet.name.length())
                            .put(sheet.name.getBytes(WESTERN)));
            offset += 8 + sheet.out.size() + 4;
        }
        record(out, 0x0A, little());
        for (Sheet sheet : sheets) {
            record(out, 0x809, little().putShort((short) 0x500).putShort((short) 0x10));
            out.writeBytes(sheet.out.toByteArray());
            record(out, 0x0A, little());
        }
        return out.toByteArray();
    }

    private static void format(ByteArrayOutputStream out, int number, String format) {
        record(
                out,
                0x41E,
                little().putShort((short) number).put((byte) format.length()).put(format.getBytes(WESTERN)));
    }

    private static ByteBuffer little() {
        return ByteBuffer.allocate(2_000).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void record(ByteArrayOutputStream out, int sid, ByteBuffer data) {
        byte[] bytes = new byte[data.position()];
        data.flip().get(bytes);
        int length = bytes.length;
        out.writeBytes(new byte[] {(byte) sid, (byte) (sid >> 8), (byte) length, (byte) (length >> 8)});
        out.writeBytes(bytes);
    }

    /** A container of documents with one stream of that name. */
    static byte[] container(byte[] stream, String name) throws IOException {
        try (POIFSFileSystem container = new POIFSFileSystem();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            container.createDocument(new ByteArrayInputStream(stream), name);
            container.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    Path write(Path file) throws IOException {
        return Files.write(file, container(bytes(), "Book"));
    }
}

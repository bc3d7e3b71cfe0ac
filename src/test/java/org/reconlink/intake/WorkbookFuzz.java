package org.reconlink.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;

/**
 * Reads any bytes as a workbook, or, where the first byte says so, as one part of a workbook that is otherwise whole; they
 * are read or refused with reasons.
 */
public final class WorkbookFuzz {
    private static final String[] PARTS = {
        "",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "[Content_Types].xml"
    };
    private static final String[] NAMES = Extracts.CONVICTION_HEADINGS.split(",", -1);
    private static final String[] CELLS =
            "91/10V,Rowe,Kim,03/02/1980,OF61016,,,01/11/2009,,01/03/2010,GUILTY".split(",", -1);
    private static final byte[] WHOLE = whole();

    private WorkbookFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        String part = PARTS[(bytes[0] & 0xFF) % PARTS.length];
        byte[] rest = Arrays.copyOfRange(bytes, 1, bytes.length);
        FuzzedFile.read("convictions.xlsx", file(part, rest));
    }

    private static byte[] file(String part, byte[] rest) throws IOException {
        return part.isEmpty() ? rest : with(part, rest);
    }

    /** Inputs to start from: the whole workbook and each of its parts. */
    static byte[][] seeds() throws IOException {
        byte[][] seeds = new byte[PARTS.length][];
        for (int i = 0; i < PARTS.length; i++) {
            byte[] rest = i == 0 ? WHOLE : part(PARTS[i]);
            seeds[i] = new byte[rest.length + 1];
            seeds[i][0] = (byte) i;
            System.arraycopy(rest, 0, seeds[i], 1, rest.length);
        }
        return seeds;
    }

    private static byte[] part(String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(WHOLE))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return zip.readAllBytes();
                }
            }
        }
        return new byte[0];
    }

    private static byte[] with(String part, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(WHOLE));
                ZipOutputStream copy = new ZipOutputStream(out)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                copy.putNextEntry(new ZipEntry(entry.getName()));
                copy.write(entry.getName().equals(part) ? content : zip.readAllBytes());
            }
        }
        return out.toByteArray();
    }

    private static byte[] whole() {
        try (Workbook workbook = Workbooks.xlsx();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Row headings = workbook.createSheet("Convictions").createRow(0);
            Row values = workbook.getSheetAt(0).createRow(1);
            for (int i = 0; i < NAMES.length; i++) {
                headings.createCell(i).setCellValue(NAMES[i]);
                values.createCell(i).setCellValue(CELLS[i]);
            }
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

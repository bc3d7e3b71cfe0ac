package org.reconlink.linkage.tables;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes CSV with numbers of a fixed number of decimals; a format for each of a million numbers would take seconds. */
public final class NumberedText implements Closeable {
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final int LONGEST_NUMBER = 32;

    private final OutputStream out;
    private final byte[] buffer;
    private int used;

    /** Into a file, which is emptied first. */
    public NumberedText(Path file) throws IOException {
        this(Files.newOutputStream(file), 1 << 16);
    }

    /** @param room bytes after which text goes to {@code out} */
    public NumberedText(OutputStream out, int room) {
        this.out = out;
        buffer = new byte[room];
    }

    /** Text as it is. */
    public void text(String text) throws IOException {
        if (text.length() > (buffer.length - used) / 3) {
            write();
        }
        if (text.length() > buffer.length / 3) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                byte[] bytes = text.substring(i).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(bytes, 0, buffer, used, bytes.length);
                used += bytes.length;
                return;
            }
            buffer[used++] = (byte) text.charAt(i);
        }
    }

    /** A cell, in quotation marks where it needs them. */
    public void cell(String cell) throws IOException {
        boolean plain = true;
        for (int i = 0; i < cell.length(); i++) {
            char letter = cell.charAt(i);
            plain &= letter != ',' && letter != '"' && letter != '\n' && letter != '\r';
        }
        text(plain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
    }

    /** The identifier of a row as a cell; most are plain, and never become a text. */
    public void id(TableRows rows, int place) throws IOException {
        int length = rows.idLength(place);
        if (length > buffer.length - used) {
            write();
        }
        if (length > buffer.length) {
            cell(rows.id(place));
            return;
        }
        int end = rows.writeId(place, buffer, used);
        for (int i = used; i < end; i++) {
            byte letter = buffer[i];
            if (letter == ',' || letter == '"' || letter == '\n' || letter == '\r') {
                cell(rows.id(place));
                return;
            }
        }
        used = end;
    }

    /** A number rounded to at most six decimals, half away from zero; all decimals are written. */
    public void number(double number, int decimals) throws IOException {
        if (used + LONGEST_NUMBER > buffer.length) {
            write();
        }
        long rest = Math.round(Math.abs(number) * POWERS[decimals]);
        if (number < 0 && rest > 0) {
            buffer[used++] = '-';
        }
        int length = 1;
        for (long above = rest / 10; above > 0 || length <= decimals; above /= 10) {
            length++;
        }
        length += decimals > 0 ? 1 : 0;
        for (int i = length - 1; i >= 0; i--) {
            boolean point = decimals > 0 && i == length - 1 - decimals;
            buffer[used + i] = point ? (byte) '.' : (byte) ('0' + rest % 10);
            rest = point ? rest : rest / 10;
        }
        used += length;
    }

    private void write() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            write();
        }
    }
}

package org.reconlink.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes CSV with numbers of a fixed number of decimals; a format for each of a million numbers would take seconds. */
final class NumberedText implements Closeable {
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private final Writer out;

    NumberedText(Path file) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    void text(String text) throws IOException {
        out.write(text);
    }

    /** A cell, in quotation marks where it needs them. */
    void cell(String cell) throws IOException {
        boolean plain = true;
        for (int i = 0; i < cell.length(); i++) {
            char letter = cell.charAt(i);
            plain &= letter != ',' && letter != '"' && letter != '\n' && letter != '\r';
        }
        out.write(plain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
    }

    /** A number rounded to at most six decimals, half away from zero; all decimals are written. */
    void number(double number, int decimals) throws IOException {
        long power = POWERS[decimals];
        long scaled = Math.round(Math.abs(number) * power);
        if (number < 0 && scaled > 0) {
            out.write('-');
        }
        out.write(Long.toString(scaled / power));
        if (decimals > 0) {
            out.write('.');
            long rest = scaled % power;
            for (long digit = power / 10; digit > 0; digit /= 10) {
                out.write('0' + (int) (rest / digit % 10));
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

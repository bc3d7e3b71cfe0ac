package org.reconlink.offence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A table among the resources, under {@code reference/}: headings in its first line, no quoting; the last column takes
 * the rest of its line.
 */
record ReferenceFile(String name, char separator, int columns) {

    /** Hands every row below the headings to the reader, in order; the array is the reader's to keep. */
    void forEachRow(Consumer<String[]> reader) {
        try (BufferedReader lines = open()) {
            lines.readLine();
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                reader.accept(split(line, number));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BufferedReader open() throws IOException {
        InputStream in = ReferenceFile.class.getResourceAsStream("/reference/" + name);
        if (in == null) {
            throw new IllegalStateException("reference table " + name + " is missing from this build");
        }
        InputStream text = name.endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 16);
    }

    private String[] split(String line, int number) {
        String[] cells = new String[columns];
        int from = 0;
        for (int i = 0; i < columns - 1; i++) {
            int to = line.indexOf(separator, from);
            if (to < 0) {
                throw new IllegalStateException("reference table " + name + ", line " + number + ": " + (i + 1)
                        + " columns where " + columns + " are expected");
            }
            cells[i] = line.substring(from, to);
            from = to + 1;
        }
        cells[columns - 1] = line.substring(from);
        return cells;
    }
}

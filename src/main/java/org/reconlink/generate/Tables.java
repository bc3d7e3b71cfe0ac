package org.reconlink.generate;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of {@code src/main/resources/generate}: UTF-8, commas, headings first. */
final class Tables {
    private Tables() {}

    /** All rows of a table. */
    static List<NamedCsvRecord> read(String name) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(open(name))) {
            return rows.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table generate/" + name, e);
        }
    }

    /** The date in that column, or null if the cell is blank. */
    static @Nullable LocalDate date(NamedCsvRecord row, String column) {
        String text = row.getField(column);
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    /** A whole text file. */
    static String text(String name) {
        try (Reader reader = open(name)) {
            StringBuilder text = new StringBuilder();
            char[] part = new char[8192];
            for (int n = reader.read(part); n >= 0; n = reader.read(part)) {
                text.append(part, 0, n);
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read generate/" + name, e);
        }
    }

    private static Reader open(String name) {
        InputStream in = Tables.class.getResourceAsStream("/generate/" + name);
        if (in == null) {
            throw new IllegalStateException("the table generate/" + name + " is not in this build");
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /** Writes a table: UTF-8, commas, line feeds, headings first. */
    static final class TableWriter implements AutoCloseable {
        private final CsvWriter csv;

        TableWriter(Path file, List<String> headings) throws IOException {
            csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.LF)
                    .bufferSize(1 << 16)
                    .build(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
            csv.writeRecord(headings);
        }

        void row(List<String> cells) {
            csv.writeRecord(cells);
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }
    }
}

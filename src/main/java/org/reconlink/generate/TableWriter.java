package org.reconlink.generate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a table: UTF-8, commas, line feeds, headings first. */
final class TableWriter implements AutoCloseable {
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

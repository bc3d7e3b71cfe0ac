package org.reconlink.generate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a conviction extract row by row; the first row has the headings. */
final class ExtractWriter implements AutoCloseable {
    private final CsvWriter csv;
    private final List<ConvictionColumn> columns;
    private final ExtractStyle style;
    private long rows;

    private ExtractWriter(CsvWriter csv, List<ConvictionColumn> columns, ExtractStyle style) {
        this.csv = csv;
        this.columns = columns;
        this.style = style;
        csv.writeRecord(columns.stream().map(ConvictionColumn::heading).toList());
    }

    /** The newer system's file: UTF-8, commas, line feeds. */
    static ExtractWriter newer(Path file) throws IOException {
        return new ExtractWriter(
                csv(file, StandardCharsets.UTF_8, ',', LineDelimiter.LF),
                ConvictionColumn.PERSON_FIRST,
                ExtractStyle.PADDED);
    }

    /** The older system's file: windows-1252, semicolons, carriage returns; a character it lacks is an error. */
    static ExtractWriter older(Path file) throws IOException {
        return new ExtractWriter(
                csv(file, Charset.forName("windows-1252"), ';', LineDelimiter.CRLF),
                ConvictionColumn.CASE_FIRST,
                ExtractStyle.SHORT);
    }

    private static CsvWriter csv(Path file, Charset encoding, char separator, LineDelimiter lines) throws IOException {
        return CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(lines)
                .bufferSize(1 << 16)
                .build(Files.newBufferedWriter(file, encoding));
    }

    void write(ExtractRow row) {
        String[] cells = new String[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = columns.get(i).cell(row, style);
        }
        csv.writeRecord(cells);
        rows++;
    }

    /** Rows written so far, without the headings. */
    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}

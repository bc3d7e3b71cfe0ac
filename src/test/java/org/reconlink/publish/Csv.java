package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a published file back as an analyst's program does. */
final class Csv {

    private Csv() {}

    static List<NamedCsvRecord> read(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file, UTF_8)) {
            return csv.stream().toList();
        }
    }

    /** The row of a pseudonym. */
    static NamedCsvRecord row(Path file, String pseudonym) throws IOException {
        return read(file).stream()
                .filter(row -> row.getField("pseudonym").equals(pseudonym))
                .findFirst()
                .orElseThrow();
    }
}

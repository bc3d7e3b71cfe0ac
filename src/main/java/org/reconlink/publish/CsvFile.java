package org.reconlink.publish;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A CSV file of words, written as the tables of the data package are. */
public final class CsvFile {
    private CsvFile() {}

    /** Writes a new file: UTF-8, line feeds, a header row, quotes as in RFC 4180. */
    public static void write(Path file, List<String> columns, List<List<String>> rows) throws IOException {
        try (CsvWriter csv = PackageTable.csv(file)) {
            csv.writeRecord(columns);
            for (List<String> row : rows) {
                csv.writeRecord(row);
            }
        }
    }
}

package org.reconlink.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.reconlink.linkage.engine.CellValue;
import org.reconlink.linkage.engine.Column;
import org.reconlink.linkage.engine.Columns;
import org.reconlink.linkage.engine.CsvLayout;
import org.reconlink.linkage.engine.CsvPacking;
import org.reconlink.linkage.engine.CsvTable;

/** A file of people, packed, with the ids of its rows. */
final class OwnPeople {
    private OwnPeople() {}

    private static final class AsWritten implements CellValue {
        @Override
        public String[] of(String cell) {
            return new String[] {cell};
        }

        @Override
        public int of(byte[] cell, int from, int to, byte[] into) {
            System.arraycopy(cell, from, into, 0, to - from);
            return to - from;
        }
    }

    static CsvTable read(Path file, Columns columns, int threads) throws IOException {
        String line;
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            line = lines.findFirst().orElseThrow();
        }
        List<String> headings = List.of(line.split(",", -1));
        int[] places = columns.list().stream()
                .map(Column::name)
                .mapToInt(headings::indexOf)
                .toArray();
        CsvLayout layout = new CsvLayout(
                ',',
                line.length() + 1L,
                List.of(StandardCharsets.UTF_8),
                places,
                Collections.nCopies(places.length, new AsWritten()),
                headings.indexOf("id"));
        return Objects.requireNonNull(CsvPacking.read(file, columns, layout, String::strip, threads));
    }
}

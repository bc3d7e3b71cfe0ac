package org.reconlink.benchmark;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.reconlink.linkage.engine.Columns;
import org.reconlink.linkage.engine.PackedTable;
import org.reconlink.linkage.engine.TableBuilder;

/** A file of people, packed, with the ids of its rows. */
final class OwnPeople {
    private final PackedTable table;
    private byte[] ids = new byte[1 << 20];
    private int[] ends = new int[1 << 16];
    private int rows;

    private OwnPeople(Path file, Columns columns) throws IOException {
        TableBuilder builder = columns.table();
        int width = columns.list().size();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            boolean headings = true;
            for (CsvRecord row : csv) {
                if (headings) {
                    headings = false;
                    continue;
                }
                addId(row.getField(0));
                for (int column = 0; column < width; column++) {
                    builder.set(column, row.getField(column + 1));
                }
                builder.endRow();
            }
        }
        table = builder.build();
    }

    static OwnPeople read(Path file, Columns columns) throws IOException {
        return new OwnPeople(file, columns);
    }

    PackedTable table() {
        return table;
    }

    String id(int row) {
        int from = row == 0 ? 0 : ends[row - 1];
        return new String(ids, from, ends[row] - from, StandardCharsets.UTF_8);
    }

    private void addId(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        int from = rows == 0 ? 0 : ends[rows - 1];
        if (from + bytes.length > ids.length) {
            ids = Arrays.copyOf(ids, ids.length * 2);
        }
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        System.arraycopy(bytes, 0, ids, from, bytes.length);
        ends[rows++] = from + bytes.length;
    }
}

package org.reconlink.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.reconlink.linkage.engine.Column;
import org.reconlink.linkage.engine.Columns;
import org.reconlink.linkage.engine.CsvLayout;
import org.reconlink.linkage.engine.CsvPacking;
import org.reconlink.linkage.engine.CsvTable;

/** A file of people, packed, with the ids of its rows. */
final class OwnPeople {
    private OwnPeople() {}

    static CsvTable read(Path file, Columns columns, int threads) throws IOException {
        List<String> headings = columns.list().stream().map(Column::name).toList();
        return CsvPacking.read(file, columns, new CsvLayout(',', headings, "id", '|'), threads);
    }
}

package org.reconlink.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about the table in a file.
 *
 * @param sheet that was read; null for CSV
 * @param sheets of the workbook; 0 for CSV
 * @param checksum whether the file was compared with a checksum file beside it
 * @param rows whose cells were counted: those read but for rows of too many cells
 * @param columns in the order of the file; one that two fields are mapped to is there twice
 */
public record TableFacts(@Nullable String sheet, int sheets, boolean checksum, long rows, List<ColumnFacts> columns) {
    /** Nothing is known, as of files that versions before this one read. */
    public static final TableFacts NONE = new TableFacts(null, 0, false, 0, List.of());

    public TableFacts {
        columns = List.copyOf(columns);
    }
}

package org.reconlink.linkage.engine;

import java.nio.charset.Charset;
import java.util.List;

/**
 * Which cells of a CSV file are packed, and where they are.
 *
 * @param separator between cells
 * @param begin of the first row below the headings, in bytes
 * @param encodings that the file may be in, the first one first
 * @param places of the columns' cells in a row, in the order of {@link Columns#list}
 * @param values what each column's cells are packed as
 * @param kept place of the cell that is kept as it is written, the row's id; -1 keeps none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared or changed
public record CsvLayout(
        char separator, long begin, List<Charset> encodings, int[] places, List<CellValue> values, int kept) {
    public CsvLayout {
        encodings = List.copyOf(encodings);
        values = List.copyOf(values);
    }
}

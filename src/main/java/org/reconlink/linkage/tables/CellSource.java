package org.reconlink.linkage.tables;

import org.reconlink.kernel.CellRule;
import org.reconlink.linkage.record.CsvLayout;

/**
 * Where the values of a compared column come from in one table.
 *
 * @param places of the cells in a row, from 0; several are read as one, joined by {@link CsvLayout#JOINT}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared or changed
public record CellSource(int[] places, CellRule rule) {

    String cell(String[] row) {
        if (places.length == 1) {
            return row[places[0]];
        }
        StringBuilder joined = new StringBuilder(row[places[0]]);
        for (int i = 1; i < places.length; i++) {
            joined.append(CsvLayout.JOINT).append(row[places[i]]);
        }
        return joined.toString();
    }

    @Override
    public String toString() {
        return places.length + " cells";
    }
}

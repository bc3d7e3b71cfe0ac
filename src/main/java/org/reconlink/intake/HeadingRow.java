package org.reconlink.intake;

import java.util.ArrayList;
import java.util.List;

/**
 * The row of a table that names its columns.
 *
 * @param number of the row, 1 for the first of the file
 * @param cells one for each column, as the file writes them; blank where a column has no heading
 */
record HeadingRow(long number, List<String> cells) {
    HeadingRow {
        cells = List.copyOf(cells);
    }

    static HeadingRow of(TableRow row) {
        return new HeadingRow(row.number(), cells(row));
    }

    static List<String> cells(TableRow row) {
        List<String> cells = new ArrayList<>(row.width());
        for (int i = 0; i < row.width(); i++) {
            cells.add(Texts.spaced(row.text(i)));
        }
        return cells;
    }

    int width() {
        return cells.size();
    }

    /** The columns under the heading that is compared by this key. */
    List<Integer> indexesOf(String key) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty() && Headings.key(cells.get(i)).equals(key)) {
                indexes.add(i);
            }
        }
        return indexes;
    }
}

package org.reconlink.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The headings that a protocol maps or carries. Two headings are the same whatever their case and spaces, line breaks
 * included.
 *
 * @param byKey the protocol's spelling of each, by what it is compared by
 */
record Headings(Map<String, String> byKey) {

    static Headings wantedBy(ExtractSettings settings) {
        Map<String, String> byKey = new LinkedHashMap<>();
        settings.columns().values().forEach(heading -> byKey.putIfAbsent(key(heading), heading));
        settings.carry().forEach(heading -> byKey.putIfAbsent(key(heading), heading));
        return new Headings(byKey);
    }

    /** What headings are compared by. */
    static String key(String heading) {
        return Texts.folded(heading);
    }

    int count() {
        return byKey.size();
    }

    /** How many of the headings the cells have. */
    int countIn(Collection<String> cells) {
        Set<String> found = new HashSet<>();
        for (String cell : cells) {
            String key = key(cell);
            if (byKey.containsKey(key)) {
                found.add(key);
            }
        }
        return found.size();
    }

    int countIn(TableRow row) {
        return countIn(HeadingRow.cells(row));
    }

    /** The protocol's spelling of the headings that the row lacks, in the protocol's order. */
    List<String> missingFrom(HeadingRow row) {
        return byKey.entrySet().stream()
                .filter(e -> row.indexesOf(e.getKey()).isEmpty())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The protocol's spelling of the headings that the row has more than once. */
    List<String> duplicatedIn(HeadingRow row) {
        return byKey.entrySet().stream()
                .filter(e -> row.indexesOf(e.getKey()).size() > 1)
                .map(Map.Entry::getValue)
                .toList();
    }

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
}

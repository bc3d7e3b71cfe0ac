package org.reconlink.disclosure;

import java.util.List;

/**
 * Counts of people by two attributes, each person once.
 *
 * @param counts a list for each row, in order of the columns
 */
public record CountTable(List<String> rows, List<String> columns, List<List<Long>> counts) {

    public CountTable {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        counts = counts.stream().map(List::copyOf).toList();
        int width = columns.size();
        if (counts.size() != rows.size() || counts.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("a table of counts has one for each row and column");
        }
        if (counts.stream().anyMatch(row -> row.stream().anyMatch(count -> count < 0))) {
            throw new IllegalArgumentException("nothing is counted less than 0 times");
        }
    }
}

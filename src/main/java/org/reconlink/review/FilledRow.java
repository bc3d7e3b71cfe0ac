package org.reconlink.review;

import java.util.List;

/**
 * One row of a workbook as it came back.
 *
 * @param number as the spreadsheet shows it
 * @param cells one for each heading; empty if blank
 */
record FilledRow(int number, List<String> cells) {
    FilledRow {
        cells = List.copyOf(cells);
    }

    String key() {
        return cells.get(Layout.KEY);
    }

    /** The name of a cell, {@code F3}. */
    String name(int column) {
        return (char) ('A' + column) + String.valueOf(number);
    }

    /** Keeps values out of messages. */
    @Override
    public String toString() {
        return "FilledRow[" + number + "]";
    }
}

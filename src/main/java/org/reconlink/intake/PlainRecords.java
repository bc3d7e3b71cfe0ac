package org.reconlink.intake;

import java.util.List;

/** Tells the records of a plain table from its other rows as {@link PlainReader} does, where its rows are read elsewhere. */
public final class PlainRecords {
    private final RowSorter sorter;

    public PlainRecords(List<String> headings) {
        sorter = new RowSorter(headings, IntakeSettings.RowSettings.ALL);
    }

    /** The text without space at its ends, as cells have none. */
    public static String stripped(String cell) {
        return Texts.stripped(cell);
    }

    /**
     * Whether a row is a record.
     *
     * @param cells without space at their ends, one for each heading
     */
    public boolean isRecord(String[] cells) {
        Cell[] row = new Cell[cells.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = cells[i].isEmpty() ? Cell.BLANK : new Cell(cells[i], null);
        }
        return sorter.isRecord(new TableRow(0, -1, row));
    }

    /** How many rows were none, by what they are; empty if all were. */
    public String leftOut() {
        return sorter.leftOut();
    }
}

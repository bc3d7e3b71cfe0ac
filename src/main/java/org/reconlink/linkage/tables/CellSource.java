package org.reconlink.linkage.tables;

import org.reconlink.kernel.CellRule;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.linkage.record.CsvLayout;

/**
 * Where the values of a compared column come from in one table.
 *
 * @param places of the cells in a row, from 0; several are read as one, joined by {@link CsvLayout#JOINT}
 * @param instead place of the cell that is read where this one says that there is no such name; -1 for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared or changed
public record CellSource(int[] places, CellRule rule, int instead) {

    /** Cells that are read whatever they say. */
    public CellSource(int[] places, CellRule rule) {
        this(places, rule, -1);
    }

    /** What the rule makes of a cell, or of the one beside it if somebody has one name. */
    CellRule.Made made(String cell, String[] row) {
        CellRule.Made made = rule.of(cell);
        if (made.outcome() != Outcome.NO_SUCH_NAME || instead < 0 || row[instead].isEmpty()) {
            return made;
        }
        CellRule.Made beside = rule.of(row[instead]);
        return beside.outcome() == Outcome.READ ? new CellRule.Made(Outcome.ONE_NAME, beside.values()) : made;
    }

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

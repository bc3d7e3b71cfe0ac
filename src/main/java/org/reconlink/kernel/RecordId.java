package org.reconlink.kernel;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The place a record was read from: the row that every figure is traceable to.
 *
 * @param file file name without its folder
 * @param sheet sheet name; null for CSV
 * @param row number as the user's program shows it: the first line or row of the file is 1
 */
public record RecordId(String file, @Nullable String sheet, long row) implements Comparable<RecordId> {
    private static final Comparator<RecordId> ORDER = Comparator.comparing(RecordId::file)
            .thenComparing(id -> id.sheet() == null ? "" : id.sheet())
            .thenComparingLong(RecordId::row);

    @Override
    public int compareTo(RecordId other) {
        return ORDER.compare(this, other);
    }

    /** Says the place as a reader looks for it: {@code participants.xlsx, sheet Referrals, row 12}. */
    @Override
    public String toString() {
        String place = OthersText.shown(file) + (sheet == null ? "" : ", sheet " + OthersText.shown(sheet));
        return place + ", row " + row;
    }
}

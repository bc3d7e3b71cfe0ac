package org.reconlink.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place a record was read from: the row that every figure is traceable to.
 *
 * @param file file name without its folder
 * @param sheet sheet name; null for CSV
 * @param row number as the user's program shows it: the first line or row of the file is 1
 */
public record RecordId(String file, @Nullable String sheet, long row) implements Comparable<RecordId> {
    @Override
    public int compareTo(RecordId other) {
        int byFile = file.compareTo(other.file);
        int bySheet = byFile == 0 ? nameOf(sheet).compareTo(nameOf(other.sheet)) : byFile;
        return bySheet == 0 ? Long.compare(row, other.row) : bySheet;
    }

    private static String nameOf(@Nullable String sheet) {
        return sheet == null ? "" : sheet;
    }

    /** Says the place as a reader looks for it: {@code participants.xlsx, sheet Referrals, row 12}. */
    @Override
    public String toString() {
        String place = OthersText.shown(file) + (sheet == null ? "" : ", sheet " + OthersText.shown(sheet));
        return place + ", row " + row;
    }

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        int hash = Objects.hashCode(file);
        hash = 31 * hash + Objects.hashCode(sheet);
        return 31 * hash + Long.hashCode(row);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordId that
                && Objects.equals(file, that.file)
                && Objects.equals(sheet, that.sheet)
                && row == that.row;
    }
}

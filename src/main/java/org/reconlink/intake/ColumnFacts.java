package org.reconlink.intake;

import org.jspecify.annotations.Nullable;

/**
 * How full one column of a file is.
 *
 * @param number 1 for the first column of the file
 * @param field that it is mapped to; null if it is carried through or ignored
 * @param heading as the file writes it; empty if the column is ignored, since what stands above it can be anything
 * @param filled cells that are not blank
 * @param placeholders cells that say "not known" in one way or another
 * @param unreadable cells that no value could be made of
 */
public record ColumnFacts(
        int number, @Nullable String field, String heading, long filled, long placeholders, long unreadable) {

    /** Neither mapped nor carried through. */
    public boolean ignored() {
        return field == null && heading.isEmpty();
    }

    /** The column's name in spreadsheet programs: {@code A}, {@code AB}. */
    public String letters() {
        return CellNames.letters(number - 1);
    }

    /** Cells that a value was made of. */
    public long usable() {
        return filled - placeholders - unreadable;
    }
}

package org.reconlink.linkage.record;

/**
 * A packed file.
 *
 * @param kept the cells that were kept as they are written; of no rows if none were
 * @param content a number for the content of each row where no cells were kept, by {@link RowContent}
 * @param outcomes how many cells of each column came to what, by {@link org.reconlink.kernel.CellRule.Outcome}
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
public record PackedFile(PackedTable table, KeptTexts kept, long[] content, long[][] outcomes) {}

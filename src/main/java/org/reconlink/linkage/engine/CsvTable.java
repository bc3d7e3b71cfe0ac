package org.reconlink.linkage.engine;

/**
 * A packed file.
 *
 * @param kept the column that was kept as it is written; empty texts if none was
 */
public record CsvTable(PackedTable table, KeptTexts kept) {}

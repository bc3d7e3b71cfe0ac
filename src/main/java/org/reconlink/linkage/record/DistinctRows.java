package org.reconlink.linkage.record;

/**
 * Distinct combinations of some columns' values.
 *
 * @param counts rows that have each, in the order of the table
 */
@SuppressWarnings("ArrayRecordComponent")
public record DistinctRows(PackedTable table, long[] counts) {}

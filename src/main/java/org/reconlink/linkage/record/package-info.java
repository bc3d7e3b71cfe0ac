/**
 * Packed records: what two tables are once they are read.
 *
 * <p>In: columns of text as they stream in ({@link org.reconlink.linkage.record.PackedColumns}) or whole files
 * ({@link org.reconlink.linkage.record.CsvPacking}, in ranges by several threads). Out: one 64-bit word a value, a packed form where
 * it fits and a code into a dictionary where it does not, so nothing limits length or alphabet. A cell of several values is
 * a set. It never compares, and never keeps a text that no column needs.
 */
@NullMarked
package org.reconlink.linkage.record;

import org.jspecify.annotations.NullMarked;

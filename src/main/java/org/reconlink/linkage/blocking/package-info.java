/**
 * Which pairs are looked at at all.
 *
 * <p>In: packed tables and blocking rules as data. Out: for each rule the blocks of rows that share its key, and candidates,
 * each pair once, by the first rule that finds it. A rule keeps the rows of its blocks; pairs are never written down.
 */
@NullMarked
package org.reconlink.linkage.blocking;

import org.jspecify.annotations.NullMarked;

/**
 * Links two plain tables, or finds the records of one person within one, whatever their columns.
 *
 * <p>In: tables of text and which column means what. Out: weighed and decided pairs, and groups. Comparisons and blocking
 * rules follow from the meanings of the columns alone and are the same for all tables.
 */
@NullMarked
package org.reconlink.linkage.tables;

import org.jspecify.annotations.NullMarked;

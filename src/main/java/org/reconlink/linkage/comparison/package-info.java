/**
 * How alike two values are, as levels.
 *
 * <p>In: a column of two packed tables. Out: for each pair a level of each comparison, levels being data with a name, and the
 * kernels that compute them. Presets go by what a field means. It knows no weights and never decides.
 */
@NullMarked
package org.reconlink.linkage.comparison;

import org.jspecify.annotations.NullMarked;

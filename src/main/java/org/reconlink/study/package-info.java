/**
 * Reads {@code jobs/<study>.yml} strictly into the settings of the capabilities.
 *
 * <p>In: one YAML file that a reviewer can read as a protocol. Out: a {@code Study}, or every error with line and column.
 */
@NullMarked
package org.reconlink.study;

import org.jspecify.annotations.NullMarked;

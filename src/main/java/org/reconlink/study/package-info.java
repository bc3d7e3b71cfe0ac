/**
 * Reads {@code jobs/<study>.yml} strictly into the settings of the capabilities.
 *
 * <p>In: one YAML file that a reviewer can read as a protocol. Out: a {@code Study}, or every error with line and column.
 *
 * <p>Each key is defined once, in the class of its section, with its type, default and meaning; reader, messages and
 * {@code ProtocolReference} all use that definition. Bytes become text, text a tree with places, the tree values by key,
 * the values are checked against each other, and only what has no error at all becomes settings.
 */
@NullMarked
package org.reconlink.study;

import org.jspecify.annotations.NullMarked;

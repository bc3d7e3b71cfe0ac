/**
 * The command line.
 *
 * <p>In: arguments. Out: results on standard output, messages and progress on standard error, and an exit code for each
 * way to end. Nothing is decided here.
 */
@NullMarked
package org.reconlink.cli;

import org.jspecify.annotations.NullMarked;

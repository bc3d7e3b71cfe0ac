/**
 * Reads extracts and standardises them.
 *
 * <p>In: CSV files and spreadsheets as people keep them. Out: standardised {@code kernel} records, and findings that
 * say where something is wrong and never what the value was.
 */
@NullMarked
package org.reconlink.intake;

import org.jspecify.annotations.NullMarked;

/**
 * Reads extracts and standardises them.
 *
 * <p>In: CSV files and spreadsheets as people keep them. Out: standardised {@code kernel} records, and findings that
 * say where something is wrong and never what the value was. {@link org.reconlink.intake.Intake} is the way in.
 *
 * <p>A file is a {@code Table} of rows; under its headings each mapped {@code Column} has one standardising rule, a pure
 * function from a cell's text to a {@code Reading}; a mapper makes one record of the readings of a row. Each rule has its
 * table of cases under {@code src/test/resources/spec/intake}. Rows stream: memory does not grow with the file, except
 * for the shared strings of an .xlsx and for an .xls.
 */
@NullMarked
package org.reconlink.intake;

import org.jspecify.annotations.NullMarked;

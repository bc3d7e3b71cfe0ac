/**
 * Writes the data package of a run: four tables, their codebook, the manifest, and the events of the audit log.
 *
 * <p>In: the result of a study. Out: files without a name, a date of birth, a police identifier or a postcode, in a
 * directory that appears whole or not at all. Each column is defined once, and table and codebook come from that one
 * definition; rows are in order of pseudonym, so the bytes do not depend on the order of the inputs. Where a row was read
 * from depends on that order: it is in the audit log and not in a table.
 *
 * <p>Dates as days are counted from S of the window that the column or row belongs to. What belongs to no window or to
 * all of them, offences and the column {@code w_start}, is counted from S of the first window, so {@code w_start} says how
 * the clocks of the windows lie to each other.
 */
@NullMarked
package org.reconlink.publish;

import org.jspecify.annotations.NullMarked;

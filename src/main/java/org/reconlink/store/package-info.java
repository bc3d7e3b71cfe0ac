/**
 * The working store of a study: everything a run must keep between its steps, and the register of runs. All SQL is here.
 *
 * <p>In: records of the capabilities. Out: the same records. Rows are always read whole and by run, so a table holds its
 * record as a document beside the keys; what a study wants to query is in the published dataset. The store lies in a
 * folder that is private to its owner, because unlike every output it identifies people.
 */
@NullMarked
package org.reconlink.store;

import org.jspecify.annotations.NullMarked;

/**
 * What a run found: the study's result, and what is worked out of it for whoever shows it.
 *
 * <p>In: what linkage, outcomes and statistics derived, and the settings that they were derived by. Out: the cohort, the flow
 * of numbers, outcome measures, key figures, sensitivity rows, changes since another run, quality of the input. Report,
 * dataset, database, log and terminal show the same figures because they ask here. Never: a file, a page, a database.
 */
@NullMarked
package org.reconlink.result;

import org.jspecify.annotations.NullMarked;

/**
 * Runs a study: the steps, their order, their restart, and what a run is called.
 *
 * <p>In: a study and where to work. Out: a finished run in the working store and in the output folder. All of Spring Batch
 * is here, and with {@code cli} the only place that knows the time.
 */
@NullMarked
package org.reconlink.job;

import org.jspecify.annotations.NullMarked;

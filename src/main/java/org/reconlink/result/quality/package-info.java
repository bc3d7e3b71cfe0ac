/**
 * Says how good the input of a run is, for whoever keeps it.
 *
 * <p>In: what intake found out about each file, and what linkage and outcomes say of the records of those linked. Out: for
 * each file how every {@code Check} of the list ended, with places and never a value; the order in which to mend things;
 * and the same as numbers, which can be compared between runs.
 */
@NullMarked
package org.reconlink.result.quality;

import org.jspecify.annotations.NullMarked;

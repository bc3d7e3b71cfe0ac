/**
 * Decides which person of the conviction extract each participant is.
 *
 * <p>In: participants' details and the identities of the extract with their conviction dates, never outcomes. Out:
 * candidate pairs with levels and weights in bits, and one decision for each participant. The model is Fellegi and
 * Sunter's (1969).
 */
@NullMarked
package org.reconlink.linkage;

import org.jspecify.annotations.NullMarked;

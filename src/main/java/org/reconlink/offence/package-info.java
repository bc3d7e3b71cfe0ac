/**
 * Says what an offence is: court mode and the evidence for it, violent or sexual, rank on a seriousness scale.
 *
 * <p>In: offences as records name them. Out: classified offences. Tables ship as resources with their provenance.
 */
@NullMarked
package org.reconlink.offence;

import org.jspecify.annotations.NullMarked;

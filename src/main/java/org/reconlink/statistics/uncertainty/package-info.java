/**
 * How sure a rate is when links are not: an estimate and interval that carry linkage error.
 *
 * <p>In: plain numbers about candidate pairs, outcomes included; the list of links is made elsewhere and stays blind to
 * outcomes. Out: the estimated rate, its interval, and its range for those who could not be linked. Nothing is drawn by
 * chance.
 *
 * <p>Random damage to identifiers does not bias the rate of confident links; damage that is related to the outcome does.
 * Letting prior odds and agreement depend on the candidate's outcome removes most of that where damage acts field by field.
 * Where a whole identity is replaced, linked pairs show no trace of it, and only the range helps.
 */
@NullMarked
package org.reconlink.statistics.uncertainty;

import org.jspecify.annotations.NullMarked;

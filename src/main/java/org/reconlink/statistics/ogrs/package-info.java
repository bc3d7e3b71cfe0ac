/**
 * Expected reoffending: the Offender Group Reconviction Scale, version 3, and its successor's static score.
 *
 * <p>In: a participant's ages, sex, sanctions and offence, as plain values; missing is null. Out: probabilities within one
 * and two years, or the reasons why there is none; and observed over expected. Coefficients and where they come from are in
 * {@code resources/statistics/}.
 */
@NullMarked
package org.reconlink.statistics.ogrs;

import org.jspecify.annotations.NullMarked;

/**
 * Comparison of two groups of people with what else tells them apart held equal, as R's {@code glm}, {@code coxph} and
 * {@code MatchIt} have it.
 *
 * <p>In: numbers of people in one order, nothing about who they are. Out: regressions, propensity scores, matches and weights,
 * with intervals. What has no answer (an outcome that a covariate tells exactly, columns that follow from each other) is empty.
 * Powers and logarithms are of {@code StrictMath}, since who is nearest must not hang on the machine.
 */
@NullMarked
package org.reconlink.statistics.adjusted;

import org.jspecify.annotations.NullMarked;

/**
 * Estimates and tests as published studies print them.
 *
 * <p>In: counts and numbers, nothing about people. Out: proportions, odds ratios and frequencies with intervals, summaries,
 * exact tests, survival curves. Whatever has no answer (a share of nobody, the spread of one value) is empty, never 0.
 */
@NullMarked
package org.reconlink.statistics;

import org.jspecify.annotations.NullMarked;

/**
 * Estimates the parameters of Fellegi and Sunter's model without known matches.
 *
 * <p>In: how often each comparison vector was seen among candidate pairs, by the blocking rules that found them, and how
 * often each level occurs among all pairs of records, from the frequencies of values. Out: m and u probabilities with a
 * report in words. u is counted, not sampled; m comes from expectation-maximisation, each blocking rule in turn saying
 * nothing about the comparisons that it forces. All sums are taken in a fixed order.
 */
@NullMarked
package org.reconlink.linkage.training;

import org.jspecify.annotations.NullMarked;

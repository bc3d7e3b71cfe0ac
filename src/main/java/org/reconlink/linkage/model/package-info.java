/**
 * Estimates the parameters of Fellegi and Sunter's model without known matches, and keeps them in a file.
 *
 * <p>In: how often each comparison vector was seen among candidate pairs, by the blocking rules that found them, and how
 * often each level occurs among all pairs of records, from the frequencies of values. Out: m and u probabilities with a
 * report in words, what goes together among matches and among others, and how much rarer than usual a shared value is. u is
 * counted, not sampled; m comes from expectation-maximisation, each blocking rule in turn saying nothing about the
 * comparisons that it forces. All sums are taken in a fixed order.
 */
@NullMarked
package org.reconlink.linkage.model;

import org.jspecify.annotations.NullMarked;

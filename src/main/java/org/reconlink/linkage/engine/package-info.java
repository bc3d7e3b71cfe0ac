/**
 * Streams the candidate pairs of two tables, or of one with itself, at millions of rows.
 *
 * <p>In: packed tables, blocking rules and comparisons. Out: how many pairs have each comparison vector
 * ({@link org.reconlink.linkage.engine.PairCounts}), from which a model is trained, and, given a weight for each vector,
 * the pairs from a threshold up.
 *
 * <p>Pairs stream through batches. What is kept of a pair is the number of its vector, two bytes, so that scoring does not
 * compare again. Results are the same bits for any number of threads and any order of rows.
 */
@NullMarked
package org.reconlink.linkage.engine;

import org.jspecify.annotations.NullMarked;

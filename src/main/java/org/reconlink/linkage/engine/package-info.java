/**
 * Finds, compares and scores candidate pairs of two tables, or of one with itself, at millions of rows.
 *
 * <p>In: columns of text as they stream in ({@link org.reconlink.linkage.engine.Columns}) or whole files
 * ({@link org.reconlink.linkage.engine.CsvPacking}), blocking rules and comparisons. Out: how many pairs have each comparison vector
 * ({@link org.reconlink.linkage.engine.PairCounts}), from which a model is trained, and, given a weight for each vector,
 * the pairs from a threshold up.
 *
 * <p>Pairs are never written down: a rule keeps the rows of its blocks, and pairs stream through batches. What is kept
 * of a pair is the number of its vector, two bytes, so that scoring does not compare again. A value is one 64-bit word: a
 * packed form where it fits, and a code into a dictionary where it does not, so nothing limits length or alphabet.
 * Results are the same bits for any number of threads and any order of rows.
 */
@NullMarked
package org.reconlink.linkage.engine;

import org.jspecify.annotations.NullMarked;

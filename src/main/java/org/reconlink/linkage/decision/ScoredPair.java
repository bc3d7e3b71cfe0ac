package org.reconlink.linkage.decision;

/**
 * Two records and the weight of evidence that they are one person.
 *
 * @param bits log2 of the Bayes factor, the prior left out
 */
public record ScoredPair(int left, int right, double bits) {}

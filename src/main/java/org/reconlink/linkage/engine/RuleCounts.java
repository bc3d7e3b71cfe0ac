package org.reconlink.linkage.engine;

/** What counting notes about the rules of a pair. */
public enum RuleCounts {
    /** The first rule that holds, which is enough to count each pair once. */
    FIRST,
    /** Every rule that holds as well, for {@link PairCounts#countsWhere}; somewhat slower. */
    EVERY
}

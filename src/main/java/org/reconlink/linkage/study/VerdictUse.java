package org.reconlink.linkage.study;

import org.jspecify.annotations.Nullable;

/**
 * What became of a verdict in a run.
 *
 * @param person whom it is about in this extract; null if that is not known
 * @param stale why it no longer holds, in words; null if it decided its pair
 */
public record VerdictUse(
        Verdict verdict,
        @Nullable PersonId person,
        @Nullable String stale) {}

package org.reconlink.outcome;

import org.jspecify.annotations.Nullable;
import org.reconlink.offence.ClassifiedOffence;

/**
 * The index offence from both sources.
 *
 * @param given the participant sheet's; null where blank
 * @param derived principal offence of the last conviction with immediate custody before release; null where there is none
 * @param used given, else derived; null if neither is known
 * @param disagreement both are known and their codes differ
 */
public record IndexOffence(
        @Nullable ClassifiedOffence given,
        @Nullable ClassifiedOffence derived,
        @Nullable ClassifiedOffence used,
        boolean disagreement) {}

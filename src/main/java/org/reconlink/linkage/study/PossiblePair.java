package org.reconlink.linkage.study;

import org.reconlink.kernel.ParticipantId;

/**
 * A participant and a person who may be the same, as plain numbers.
 *
 * @param levels of each comparison, places in the m of {@link PossiblePairs}; {@link #SAYS_NOTHING} where it is missing and
 *     missing is no level
 * @param logU natural logarithm of the probability that two different people agree so, frequencies of the values included
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
public record PossiblePair(ParticipantId participant, PersonId person, int[] levels, double logU) {
    public static final int SAYS_NOTHING = -1;

    /** Nothing about a person. */
    @Override
    public String toString() {
        return "PossiblePair[withheld]";
    }
}

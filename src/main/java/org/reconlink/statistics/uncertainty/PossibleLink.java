package org.reconlink.statistics.uncertainty;

/**
 * A participant and a person of the extract who may be the same.
 *
 * @param participant from 0
 * @param person any number of its own
 * @param outcome what the participant's outcome would be if they were this person
 * @param levels of each field, from 0; {@link #NOT_COMPARED} where a field says nothing
 * @param logU natural logarithm of the probability that two different people agree so, the product over the fields
 *     compared, frequencies of the values included
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
public record PossibleLink(int participant, int person, boolean outcome, int[] levels, double logU) {
    public static final int NOT_COMPARED = -1;

    /** Nothing about a person. */
    @Override
    public String toString() {
        return "PossibleLink[withheld]";
    }
}

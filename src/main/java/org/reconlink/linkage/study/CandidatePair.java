package org.reconlink.linkage.study;

import java.util.List;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.RecordId;

/**
 * A participant and a person of the extract at or above <em>review from</em>, or decided by a rule.
 *
 * @param source first row, in order of file and row, of the identity that weighs most
 * @param blockedBy the blocking rules that found any identity of the person, as the protocol writes them: {@code surname + date of birth}
 * @param compared one entry a comparison, in the protocol's order
 * @param weight sum of the comparisons' bits, without the prior
 * @param probability match probability among all candidates and nobody
 * @param reason why it was decided so, in words
 */
public record CandidatePair(
        ParticipantId participant,
        PersonId person,
        RecordId source,
        List<String> blockedBy,
        List<ComparedField> compared,
        double weight,
        double probability,
        Decision decision,
        String reason) {
    /** The reason of a pair that a key of both sides links: nothing was weighed. */
    public static final String LINKED_BY_KEY = "linked by key";

    public CandidatePair {
        blockedBy = List.copyOf(blockedBy);
        compared = List.copyOf(compared);
    }

    /** The same pair for another row of the participant. */
    CandidatePair of(ParticipantId other) {
        return new CandidatePair(other, person, source, blockedBy, compared, weight, probability, decision, reason);
    }

    /** What is done with a pair. */
    public enum Decision {
        LINK,
        REVIEW,
        NON_LINK
    }

    /**
     * What one comparison found for a pair.
     *
     * @param comparison its name: {@code date of birth}
     * @param level the label of the level: {@code day and month swapped}; {@code missing} carries weight 0
     * @param weight bits, log2(m/u), before the adjustment
     * @param termFrequencyAdjustment bits added for a rare value or taken off for a common one; 0 where not adjusted
     */
    public record ComparedField(String comparison, String level, double weight, double termFrequencyAdjustment) {}
}

package org.reconlink.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;

/**
 * What one reviewer said of one pair.
 *
 * @param key of the pair
 * @param participantHash what the participant's details were
 * @param identityHash what the identity was
 * @param reviewer the name under which the reviewer works
 * @param adjudicator whether it decides what reviewers left open
 * @param reason null if none was chosen
 * @param comment null if none was written; may name people, so it never leaves the working store
 * @param time when it was imported
 */
public record Judgement(
        String key,
        ParticipantId participant,
        String participantHash,
        String identityHash,
        String reviewer,
        boolean adjudicator,
        Answer answer,
        @Nullable Reason reason,
        @Nullable String comment,
        Instant time) {
    /** Keeps comments out of messages. */
    @Override
    public String toString() {
        return "Judgement[" + key + "]";
    }
}

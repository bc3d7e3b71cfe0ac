package org.reconlink.linkage.study;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.PersonIds.IdentityHash;

/**
 * What clerical review decided about a participant and an identity of the extract.
 *
 * @param key of the pair, by which the reviewers know it
 * @param participantHash {@link IdentityHash} of the participant's details that the reviewers saw
 * @param identityHash {@link IdentityHash} of the identity that they saw
 * @param match whether they are one person
 */
public record Verdict(
        String key, ParticipantId participant, String participantHash, String identityHash, boolean match) {

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
}

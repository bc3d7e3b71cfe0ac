package org.reconlink.linkage.study;

import org.reconlink.kernel.ParticipantId;

/**
 * What clerical review decided about a participant and an identity of the extract.
 *
 * @param key of the pair, by which the reviewers know it
 * @param participantHash {@link IdentityHash} of the participant's details that the reviewers saw
 * @param identityHash {@link IdentityHash} of the identity that they saw
 * @param match whether they are one person
 */
public record Verdict(
        String key, ParticipantId participant, String participantHash, String identityHash, boolean match) {}

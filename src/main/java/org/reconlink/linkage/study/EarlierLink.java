package org.reconlink.linkage.study;

import org.reconlink.kernel.ParticipantId;

/** A link that the study's last complete run made. */
public record EarlierLink(ParticipantId participant, PersonId person) {}

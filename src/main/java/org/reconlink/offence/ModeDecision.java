package org.reconlink.offence;

/**
 * A court mode and what it rests on.
 *
 * @param reason the evidence in words, without a full stop
 */
record ModeDecision(CourtMode mode, ModeEvidence evidence, String reason) {}

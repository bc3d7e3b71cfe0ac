package org.reconlink.offence;

import org.jspecify.annotations.Nullable;

/**
 * One kind of evidence for a court mode that was asked.
 *
 * @param mode what it says; null if it says nothing, and then the next kind is asked
 * @param words what it says or why it says nothing, without a full stop
 */
public record ClassificationStep(
        ModeEvidence evidence, @Nullable CourtMode mode, String words) {}

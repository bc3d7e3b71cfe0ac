package org.reconlink.outcome;

import org.jspecify.annotations.Nullable;
import org.reconlink.outcome.Definition.Answer;

/**
 * What scores of expected reoffending are made of beside sex, age at start and index offence, and what happened in the time
 * that they are about. A sanction is an occasion of conviction, caution, reprimand or warning that counts.
 *
 * @param ageAtConviction completed years on the index conviction date
 * @param ageAtFirstSanction completed years at the first sanction of all, the index conviction if there is no other
 * @param previousSanctions occasions before the index conviction date; null if not known, as is everything of the unlinked
 * @param withinOneYear a conviction or caution for an offence within 12 months of the start of the first window, proved by
 *     the end of its waiting period (6 months where it has none)
 * @param withinTwoYears the same for 24 months
 */
public record ScoreInputs(
        @Nullable Integer ageAtConviction,
        @Nullable Integer ageAtFirstSanction,
        @Nullable Integer previousSanctions,
        Answer withinOneYear,
        Answer withinTwoYears) {
    /** Of somebody of whom nothing is known. */
    public static final ScoreInputs UNKNOWN =
            new ScoreInputs(null, null, null, Answer.NOT_OBSERVED, Answer.NOT_OBSERVED);
}

package org.reconlink.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;

/**
 * A verdict of clerical review as the audit log tells it; comments stay inside, because they may name people.
 *
 * @param reviewers on whose judgement it rests, under the names they work by
 * @param adjudicated whether an adjudicator decided it
 * @param reasons of the preset reasons those that were given
 * @param stale why it no longer holds; null if it was used
 */
public record ReviewedPair(
        ParticipantId participant,
        boolean match,
        List<String> reviewers,
        boolean adjudicated,
        List<String> reasons,
        @Nullable String stale) {
    public ReviewedPair {
        reviewers = List.copyOf(reviewers);
        reasons = List.copyOf(reasons);
    }
}

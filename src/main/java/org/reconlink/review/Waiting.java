package org.reconlink.review;

import java.util.List;
import java.util.Map;

/** How many pairs of a run still wait, and for whom. */
public record Waiting(long forReviewers, long forAdjudicator) {

    /** Pairs that are decided by now wait for nobody, unless verdicts about them contradict others. */
    public static Waiting of(List<ReviewCase> cases, Map<String, Deliberation> said) {
        long adjudicator =
                Worklist.ofAdjudicator("", "", "", cases, said).cases().size();
        long reviewers = cases.stream()
                .map(c -> said.get(c.key()))
                .filter(d -> d == null || d.state() == Deliberation.State.AWAITS_REVIEWERS)
                .count();
        return new Waiting(reviewers, adjudicator);
    }

    /** All of them. */
    public long pairs() {
        return forReviewers + forAdjudicator;
    }
}

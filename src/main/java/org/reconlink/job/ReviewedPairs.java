package org.reconlink.job;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reconlink.linkage.study.VerdictUse;
import org.reconlink.publish.ReviewedPair;
import org.reconlink.review.Deliberation;
import org.reconlink.review.Judgement;
import org.reconlink.store.WorkingStore;

/** Puts together what became of each verdict in a run and on whose judgement it rests. */
final class ReviewedPairs {
    private ReviewedPairs() {}

    static List<ReviewedPair> of(RunContext run, WorkingStore store) {
        Map<String, Deliberation> said = Deliberation.of(store.judgements().all());
        return store.verdictUses().read(run.runId()).stream()
                .map(use ->
                        pair(use, Objects.requireNonNull(said.get(use.verdict().key()))))
                .toList();
    }

    private static ReviewedPair pair(VerdictUse use, Deliberation said) {
        List<Judgement> deciding = said.deciding();
        return new ReviewedPair(
                use.verdict().participant(),
                use.verdict().match(),
                deciding.stream().map(Judgement::reviewer).sorted().toList(),
                deciding.stream().anyMatch(Judgement::adjudicator),
                deciding.stream()
                        .map(Judgement::reason)
                        .filter(Objects::nonNull)
                        .map(org.reconlink.review.Reason::words)
                        .distinct()
                        .sorted()
                        .toList(),
                use.stale());
    }
}

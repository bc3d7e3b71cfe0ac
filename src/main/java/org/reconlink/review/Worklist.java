package org.reconlink.review;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.study.PersonIds.IdentityHash;

/**
 * The pairs that one reviewer is to judge, in an order of their own, so that two reviewers do not tire over the same pairs.
 *
 * @param adjudication whether earlier judgements are shown and decided
 * @param cases the same set in the same order for the same reviewer
 */
public record Worklist(String study, String run, String reviewer, boolean adjudication, List<ReviewCase> cases) {
    public Worklist {
        Map<String, String> places = new HashMap<>();
        cases.forEach(c -> places.put(c.key(), Seal.hex(reviewer, c.key())));
        cases = cases.stream()
                .sorted(Comparator.comparing(c -> places.getOrDefault(c.key(), "")))
                .toList();
    }

    /**
     * The pairs that reviewers have time for: the first of a run's, which stand in the order of {@link VerdictWorth}. It is the same
     * set for each of them, or no pair would have two verdicts.
     *
     * @param budget how many; null for all
     */
    public static List<ReviewCase> pool(List<ReviewCase> cases, @Nullable Integer budget) {
        return budget == null ? cases : cases.subList(0, Math.min(budget, cases.size()));
    }

    /**
     * In which of so many parts of a list a pair is, from 1 on: by what is known of the participant, so that all pairs of one are in
     * one part, and in the same in every run as long as that is the same.
     */
    public static int part(ReviewCase pair, int parts) {
        String hash = Seal.hex(pair.participant().value(), IdentityHash.of(pair.details()));
        return 1 + (int) (Long.parseLong(hash.substring(0, 15), 16) % parts);
    }

    /** What a reviewer has still to judge: whatever nobody has decided and this reviewer has not judged. */
    public static Worklist ofReviewer(
            String study, String run, String reviewer, List<ReviewCase> cases, Map<String, Deliberation> said) {
        return new Worklist(
                study,
                run,
                reviewer,
                false,
                cases.stream().filter(c -> awaits(said.get(c.key()), reviewer)).toList());
    }

    /** What reviewers left open, and what their verdicts contradict. */
    public static Worklist ofAdjudicator(
            String study, String run, String adjudicator, List<ReviewCase> cases, Map<String, Deliberation> said) {
        return new Worklist(
                study,
                run,
                adjudicator,
                true,
                cases.stream()
                        .filter(c -> awaitsAdjudicator(c, said.get(c.key())))
                        .toList());
    }

    /** Whether a pair waits for this reviewer. */
    public static boolean awaits(@Nullable Deliberation said, String reviewer) {
        return said == null
                || (said.state() == Deliberation.State.AWAITS_REVIEWERS
                        && said.reviews().stream().noneMatch(j -> j.reviewer().equalsIgnoreCase(reviewer)));
    }

    /** Whether a pair waits for an adjudicator. */
    public static boolean awaitsAdjudicator(ReviewCase pair, @Nullable Deliberation said) {
        return said != null
                && said.isReviewed()
                && (pair.contradicted() || said.state() == Deliberation.State.AWAITS_ADJUDICATOR);
    }

    /** Ties a workbook to whom it was given, as what, and to its pairs in their order. */
    String seal(String secret) {
        return seal(
                secret,
                study,
                run,
                reviewer,
                adjudication,
                cases.stream().map(ReviewCase::key).toList());
    }

    static String seal(
            String secret, String study, String run, String reviewer, boolean adjudication, List<String> keys) {
        return Seal.hmac(secret, study, run, reviewer, String.valueOf(adjudication), String.join(" ", keys));
    }

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
}

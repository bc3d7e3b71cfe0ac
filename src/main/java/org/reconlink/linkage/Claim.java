package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with its probability among all candidates and nobody.
 *
 * @param objection null if nothing forbids an automatic link
 * @param score bits by which the candidate outweighs nobody
 */
record Claim(Candidate candidate, @Nullable Objection objection, double probability, double score) {
    /** Most probable first; of equals the person whose first row comes first. */
    static final Comparator<Claim> BEST_FIRST = Comparator.comparingDouble(Claim::probability)
            .reversed()
            .thenComparing(claim -> claim.candidate().person());

    private static final double LEAST_NOBODY = 1e-9;

    /** A candidate and what forbids to link it. */
    record Objected(Candidate candidate, @Nullable Objection objection) {
        boolean standsAside() {
            return objection != null && objection.standsAside();
        }
    }

    /**
     * The claims of one participant, best first.
     *
     * <p>A twin takes no part in the others' sum: that it agrees on surname, date of birth and postcode says nothing
     * against the participant's own record. Nor does whom reviewers ruled out. Their own probability is taken as if they did.
     */
    static List<Claim> of(List<Objected> candidates, MatchOdds odds) {
        double sum = odds.nobody();
        for (Objected objected : candidates) {
            sum += objected.standsAside() ? 0 : odds.of(objected.candidate().weight());
        }
        double nobody = Math.max(LEAST_NOBODY, odds.nobody());
        List<Claim> claims = new ArrayList<>(candidates.size());
        for (Objected objected : candidates) {
            double own = odds.of(objected.candidate().weight());
            double all = objected.standsAside() ? sum + own : sum;
            double score = Math.log(own / nobody) / Math.log(2);
            claims.add(new Claim(objected.candidate(), objected.objection(), own / all, score));
        }
        claims.sort(BEST_FIRST);
        return claims;
    }

    boolean isFree() {
        return objection == null;
    }

    boolean weighsTheSame(Claim other) {
        return Math.abs(candidate.weight() - other.candidate.weight()) < 1e-9;
    }
}

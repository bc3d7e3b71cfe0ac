package org.reconlink.linkage.study;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with its probability among all candidates and nobody, and among all other participants.
 *
 * @param objection null if nothing forbids an automatic link
 * @param score bits by which the candidate outweighs nobody
 * @param withoutRivals the probability that it would have if no other participant claimed the person
 */
record Claim(
        Candidate candidate, @Nullable Objection objection, double probability, double score, double withoutRivals) {
    /** Most probable first; of equals the person whose first row comes first. */
    static final Comparator<Claim> BEST_FIRST = Comparator.comparingDouble(Claim::probability)
            .reversed()
            .thenComparing(claim -> claim.candidate().person());

    /** A candidate and what forbids to link it. */
    record Objected(Candidate candidate, @Nullable Objection objection) {
        boolean standsAside() {
            return objection != null && objection.standsAside();
        }
    }

    boolean isFree() {
        return objection == null;
    }

    boolean weighsTheSame(Claim other) {
        return Math.abs(candidate.weight() - other.candidate.weight()) < 1e-9;
    }

    /**
     * A participant and a person that blocking found, with the person's best identity.
     *
     * @param participant place in the list of participants
     * @param person place in the extract
     * @param identity place in the extract of the identity that weighs most; of equals the one with the earliest row
     * @param weight bits, without the prior
     */
    record Candidate(int participant, int person, int identity, double weight) {}
}

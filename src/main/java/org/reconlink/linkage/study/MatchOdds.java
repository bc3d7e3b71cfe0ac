package org.reconlink.linkage.study;

/**
 * The odds of a participant being each of its candidates, or nobody among them.
 *
 * <p>With Bayes factors B, N persons in the extract and the share q of participants who are in it, candidate k counts
 * q/N B<sub>k</sub>; nobody counts 1 - q, and each person that blocking left out q/N times the Bayes factor to be
 * expected of it: on average over non-matches a Bayes factor is 1, and of that the share {@code leftOut} is with
 * pairs that no rule finds. A probability is one of these over their sum.
 *
 * @param expectedShare q
 * @param persons N
 * @param leftOut share of true matches that blocking leaves out
 * @param candidates persons that blocking found for the participant
 */
record MatchOdds(double expectedShare, long persons, double leftOut, long candidates) {

    /** What a candidate of so many bits counts. */
    double of(double weight) {
        return expectedShare / persons * Math.pow(2, weight);
    }

    /** What nobody counts, together with the persons that blocking left out. */
    double nobody() {
        return (1 - expectedShare) + expectedShare / persons * (persons - candidates) * leftOut;
    }
}

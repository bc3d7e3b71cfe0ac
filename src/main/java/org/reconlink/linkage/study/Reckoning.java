package org.reconlink.linkage.study;

/**
 * How the match probability of a pair comes about, in bits of log odds: prior, evidence, everyone else.
 *
 * @param prior odds of being this one of the persons that other participants leave, against not being in the extract at all
 * @param evidence sum of the comparisons' weights and adjustments
 * @param others what the other candidates and participants take off, and persons that blocking left out; 0 where the probability is too
 *     near 0 or 1 for it to be told
 */
public record Reckoning(double prior, double evidence, double others) {
    private static final double LEAST_NOBODY = 1e-9;
    private static final double NOT_TOLD = 1e-9;

    static Reckoning of(CandidatePair pair, double expectedShare, double personsLeft) {
        double prior = log2(expectedShare / personsLeft / Math.max(LEAST_NOBODY, 1 - expectedShare));
        double p = pair.probability();
        boolean told = p > NOT_TOLD && p < 1 - NOT_TOLD;
        return new Reckoning(prior, pair.weight(), told ? log2(p / (1 - p)) - prior - pair.weight() : 0);
    }

    /** Log odds, in bits, of the match probability. */
    public double total() {
        return prior + evidence + others;
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}

package org.reconlink.linkage.study;

import java.util.List;
import java.util.Map;

/**
 * All that linkage decided.
 *
 * @param pairs sorted by participant, then probability from high to low, then person
 * @param decisions one for each participant, in order of participant id
 * @param pairsByRule number of candidate pairs each blocking rule finds by itself, in the protocol's order
 * @param candidatePairs distinct pairs of participant and identity compared
 * @param identities distinct identities in the extract
 * @param persons distinct persons in the extract
 * @param model where the parameters came from, in words
 * @param diagnostics what the report shows of the model, of missing values and of other thresholds
 */
public record LinkageResult(
        List<CandidatePair> pairs,
        List<LinkDecision> decisions,
        Map<String, Long> pairsByRule,
        long candidatePairs,
        long identities,
        long persons,
        String model,
        LinkageDiagnostics diagnostics) {
    /** Of nobody. */
    public static final LinkageResult NONE = new LinkageResult(
            List.of(), List.of(), Map.of(), 0, 0, 0, "", new LinkageDiagnostics(0, List.of(), List.of(), List.of()));

    public LinkageResult {
        pairs = List.copyOf(pairs);
        decisions = List.copyOf(decisions);
    }

    /** The same counts with other pairs and decisions, for stores that keep the lists elsewhere. */
    public LinkageResult with(List<CandidatePair> otherPairs, List<LinkDecision> otherDecisions) {
        return new LinkageResult(
                otherPairs, otherDecisions, pairsByRule, candidatePairs, identities, persons, model, diagnostics);
    }

    /** How the match probability of one of the pairs comes about. */
    public Reckoning reckoning(CandidatePair pair) {
        double share = diagnostics.expectedShare();
        return Reckoning.of(pair, share, JointClaims.personsLeft(persons, decisions.size(), share));
    }

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
}

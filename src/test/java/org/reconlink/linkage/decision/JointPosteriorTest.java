package org.reconlink.linkage.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointPosteriorTest {

    @Test
    void twoEqualCandidatesShareTheProbability() {
        JointPosterior posterior = JointPosterior.of(
                100, 100, List.of(new ScoredPair(0, 0, 20), new ScoredPair(0, 1, 20), new ScoredPair(1, 2, 20)), 50);
        assertThat(posterior.probabilities()[0]).isEqualTo(posterior.probabilities()[1]);
        assertThat(posterior.probabilities()[0]).isCloseTo(0.5, within(0.01));
        assertThat(posterior.probabilities()[2]).isGreaterThan(0.99);
    }

    @Test
    void aCandidateWithABetterPartnerElsewhereIsNotTaken() {
        JointPosterior posterior = JointPosterior.of(
                100, 100, List.of(new ScoredPair(0, 0, 30), new ScoredPair(1, 0, 15), new ScoredPair(1, 1, 14)), 50);
        assertThat(posterior.probabilities()[0]).isGreaterThan(0.99);
        assertThat(posterior.probabilities()[1]).isLessThan(0.001);
        assertThat(posterior.probabilities()[2]).isGreaterThan(0.7);
    }

    @Test
    void onTreesItIsWhatCountingAllPairingsGives() {
        List<ScoredPair> pairs = List.of(
                new ScoredPair(0, 0, 8),
                new ScoredPair(0, 1, 7),
                new ScoredPair(1, 1, 9),
                new ScoredPair(2, 1, 6),
                new ScoredPair(2, 2, 5));
        JointPosterior posterior = JointPosterior.of(20, 25, pairs, 3);
        double matches = posterior.matches();
        double prior = matches / ((20 - matches) * (25 - matches));
        double[] counted = counted(pairs, prior);
        for (int p = 0; p < counted.length; p++) {
            assertThat(posterior.probabilities()[p]).isCloseTo(counted[p], within(1e-3));
        }
    }

    /** Every pairing of the records, weighed by the product of its odds. */
    private static double[] counted(List<ScoredPair> pairs, double prior) {
        double all = 0;
        double[] with = new double[pairs.size()];
        for (int subset = 0; subset < 1 << pairs.size(); subset++) {
            double weight = 1;
            List<Integer> used = new ArrayList<>();
            for (int p = 0; p < with.length; p++) {
                if ((subset & (1 << p)) != 0) {
                    ScoredPair pair = pairs.get(p);
                    boolean free = !used.contains(pair.left()) && !used.contains(-1 - pair.right());
                    weight *= free ? prior * Math.pow(2, pair.bits()) : 0;
                    used.add(pair.left());
                    used.add(-1 - pair.right());
                }
            }
            all += weight;
            for (int p = 0; p < with.length; p++) {
                with[p] += (subset & (1 << p)) != 0 ? weight : 0;
            }
        }
        for (int p = 0; p < with.length; p++) {
            with[p] /= all;
        }
        return with;
    }

    @Test
    void aTieIsChosenOnce() {
        List<ScoredPair> pairs = List.of(new ScoredPair(0, 0, 20), new ScoredPair(0, 1, 20));
        assertThat(Pairing.choose(1, pairs, new double[] {0.5, 0.5})).hasSize(1);
    }
}

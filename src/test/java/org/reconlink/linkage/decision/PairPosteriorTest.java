package org.reconlink.linkage.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairPosteriorTest {

    @Test
    void theExpectedNumberOfMatchesIsTheSumOfTheProbabilities() {
        PairPosterior posterior = PairPosterior.of(
                4950, 100, List.of(new ScoredPair(0, 1, 30), new ScoredPair(2, 3, 30), new ScoredPair(4, 5, -5)), 20);
        assertThat(posterior.matches()).isCloseTo(2, within(0.001));
        assertThat(posterior.probabilities()[2]).isLessThan(0.001);
    }

    @Test
    void twoRecordsThatAreAThirdPersonsAreOnePerson() {
        List<ScoredPair> pairs = List.of(new ScoredPair(0, 1, 30), new ScoredPair(1, 2, 30), new ScoredPair(0, 2, 5));
        double alone =
                PairPosterior.of(4950, 100, List.of(new ScoredPair(0, 2, 5)), 2).probabilities()[0];
        assertThat(alone).isLessThan(0.1);
        assertThat(PairPosterior.of(4950, 100, pairs, 2).probabilities()[2]).isGreaterThan(0.99);
    }

    @Test
    void aPairThatItsGroupDoesNotSupportStaysDoubtful() {
        List<ScoredPair> pairs = List.of(
                new ScoredPair(0, 1, 40),
                new ScoredPair(1, 2, 12.5),
                new ScoredPair(2, 3, 40),
                new ScoredPair(0, 3, -8));
        assertThat(PairPosterior.of(4950, 100, pairs, 2).probabilities()[3]).isLessThan(0.01);
    }

    @Test
    void candidatesThatAreDifferentPeopleShareTheProbability() {
        Distinct distinct = new Distinct(new int[] {0, 0, Distinct.ANY});
        List<ScoredPair> pairs = List.of(new ScoredPair(0, 2, 40), new ScoredPair(1, 2, 40));
        double[] shared = PairPosterior.of(4950, distinct, pairs, 2).probabilities();
        assertThat(shared[0]).isCloseTo(0.5, within(1e-6)).isEqualTo(shared[1]);
        assertThat(PairPosterior.of(4950, 3, pairs, 2).probabilities()[0]).isGreaterThan(0.999);
    }

    @Test
    void rowsOfOnePersonDoNotShareTheirPartner() {
        Distinct distinct = new Distinct(new int[] {0, Distinct.ANY, Distinct.ANY});
        List<ScoredPair> pairs = List.of(new ScoredPair(0, 1, 40), new ScoredPair(0, 2, 40), new ScoredPair(1, 2, 40));
        for (double probability : PairPosterior.of(4950, distinct, pairs, 2).probabilities()) {
            assertThat(probability).isGreaterThan(0.999);
        }
    }

    @Test
    void aRowThatItsGroupGivesToOneIsNotAnothers() {
        Distinct distinct = new Distinct(new int[] {0, 0, Distinct.ANY, Distinct.ANY});
        List<ScoredPair> pairs = List.of(
                new ScoredPair(0, 2, 60), new ScoredPair(0, 3, 20), new ScoredPair(1, 3, 20), new ScoredPair(2, 3, 60));
        double[] probabilities = PairPosterior.of(4950, distinct, pairs, 2).probabilities();
        assertThat(probabilities[1]).isGreaterThan(0.99);
        assertThat(probabilities[2]).isLessThan(0.01);
    }

    @Test
    void twoSourcesWithoutDuplicatesAreLinkedLikeTwoFiles() {
        List<ScoredPair> pairs = List.of(
                new ScoredPair(0, 2, 20), new ScoredPair(0, 3, 18), new ScoredPair(1, 3, 16), new ScoredPair(1, 2, 3));
        List<ScoredPair> between = List.of(
                new ScoredPair(0, 0, 20), new ScoredPair(0, 1, 18), new ScoredPair(1, 1, 16), new ScoredPair(1, 0, 3));
        Distinct distinct = new Distinct(new int[] {0, 0, 1, 1});
        double[] oneFile = PairPosterior.of(4, distinct, pairs, 1).probabilities();
        double[] twoFiles = JointPosterior.of(2, 2, between, 1).probabilities();
        for (int p = 0; p < oneFile.length; p++) {
            assertThat(oneFile[p]).isCloseTo(twoFiles[p], within(1e-3));
        }
    }
}

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
}

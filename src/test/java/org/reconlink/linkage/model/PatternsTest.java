package org.reconlink.linkage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PatternsTest {
    private static final int[][] VECTORS = {{1, 1}, {1, 2}, {2, 1}, {2, 3}, {0, 1}};

    @Test
    void slipsThatExcludeEachOtherWeighAgainstAPairThatHasBoth() {
        Patterns patterns = Patterns.of(VECTORS, new double[] {400, 300, 300, 0, 0});
        // Independent: 1,000 times 0.3 times 0.3 have both slips, and 1,000 times 0.7 times 0.7 none.
        assertThat(patterns.bits(VECTORS[3])).isCloseTo(Math.log(5 / (90 + 5.0)) / Math.log(2), within(0.02));
        assertThat(patterns.bits(VECTORS[0])).isCloseTo(Math.log(405 / 495.0) / Math.log(2), within(0.01));
        assertThat(patterns.bits(VECTORS[1])).isCloseTo(Math.log(305 / 215.0) / Math.log(2), within(0.01));
    }

    @Test
    void independentSlipsMoveNoWeight() {
        Patterns patterns = Patterns.of(VECTORS, new double[] {640, 160, 160, 40, 0});
        for (int[] vector : VECTORS) {
            assertThat(patterns.bits(vector)).isCloseTo(0, within(0.01));
        }
    }

    @Test
    void whatIsMissingTakesNoPart() {
        Patterns patterns = Patterns.of(VECTORS, new double[] {400, 300, 300, 0, 200});
        // Of the 200 without the first value three quarters would be at the closest level of the second, and all are.
        assertThat(patterns.bits(new int[] {0, 1})).isCloseTo(Math.log(205 / 155.0) / Math.log(2), within(0.01));
        assertThat(patterns.bits(new int[] {0, 0})).isZero();
    }

    @Test
    void aFewMatchesAreNoPattern() {
        Patterns patterns = Patterns.of(VECTORS, new double[] {3, 0, 0, 1, 0});
        assertThat(patterns.bits(VECTORS[3])).isBetween(0.0, 0.3);
    }
}

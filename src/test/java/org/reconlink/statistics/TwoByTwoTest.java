package org.reconlink.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoByTwoTest {
    @ParameterizedTest
    @CsvSource({"0, 0, 3, 4", "3, 4, 0, 0", "0, 5, 0, 6", "5, 0, 6, 0", "0, 0, 0, 0"})
    void withAnEmptyMarginNoOtherTableIsPossible(int a, int b, int c, int d) {
        TwoByTwo table = new TwoByTwo(a, b, c, d);
        assertThat(table.fisherTwoSided()).isEqualTo(1);
        assertThat(table.oddsRatio()).isEmpty();
        assertThat(table.conditionalOddsRatio()).isEmpty();
        assertThat(table.chiSquared()).isEmpty();
        assertThat(table.chiSquaredYates()).isEmpty();
    }

    @Test
    void theOddsRatioIsThatOfTheSample() {
        assertThat(new TwoByTwo(16, 29, 20, 25).oddsRatio().orElseThrow()).isCloseTo(400.0 / 580, within(1e-12));
        assertThat(new TwoByTwo(5, 0, 6, 4).oddsRatio()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(new TwoByTwo(0, 5, 6, 4).oddsRatio()).hasValue(0);
    }

    @Test
    void groupsAreShares() {
        TwoByTwo table = new TwoByTwo(20, 8, 7, 10);
        assertThat(table.first()).isEqualTo(new Proportion(20, 28));
        assertThat(table.second()).isEqualTo(new Proportion(7, 17));
    }

    @Test
    void anEmptyCellLeavesOneEndOpen() {
        Estimate none = new TwoByTwo(0, 5, 6, 4).conditionalOddsRatio().orElseThrow();
        assertThat(none.value()).isZero();
        assertThat(none.interval().lower()).isZero();
        Estimate all = new TwoByTwo(6, 4, 0, 5).conditionalOddsRatio().orElseThrow();
        assertThat(all.value()).isInfinite();
        assertThat(all.interval().upper()).isInfinite();
        assertThat(all.interval().lower()).isCloseTo(1 / none.interval().upper(), within(1e-3));
    }

    /** Examples a, b, g and h of Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10. */
    @ParameterizedTest
    @CsvSource({
        "56, 14, 48, 32, 0.2000, 0.0524, 0.3339",
        "9, 1, 3, 7, 0.6000, 0.1705, 0.8090",
        "10, 0, 0, 20, 1.0000, 0.6791, 1.0000",
        "10, 0, 0, 10, 1.0000, 0.6075, 1.0000"
    })
    void theRiskDifferenceIsNewcombes(int a, int b, int c, int d, double difference, double lower, double upper) {
        Estimate estimate = new TwoByTwo(a, b, c, d).riskDifference().orElseThrow();
        assertThat(estimate.value()).isCloseTo(difference, within(5e-5));
        assertThat(estimate.interval().lower()).isCloseTo(lower, within(5.1e-5));
        assertThat(estimate.interval().upper()).isCloseTo(upper, within(5.1e-5));
    }

    @Test
    void nobodyHasNoRiskButEqualRisksDifferByNothing() {
        assertThat(new TwoByTwo(0, 0, 3, 4).riskDifference()).isEmpty();
        Estimate equal = new TwoByTwo(0, 5, 0, 5).riskDifference().orElseThrow();
        assertThat(equal.value()).isZero();
        assertThat(equal.interval().upper()).isCloseTo(0.4345, within(1e-4));
    }
}

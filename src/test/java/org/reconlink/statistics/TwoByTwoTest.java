package org.reconlink.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class TwoByTwoTest {
    @ParameterizedTest(name = "{0}: p = {5}")
    @CsvFileSource(resources = "/statistics/fisher.csv", numLinesToSkip = 1)
    void fishersTestAgreesWithR(String name, int a, int b, int c, int d, double p) {
        assertThat(new TwoByTwo(a, b, c, d).fisherTwoSided()).isCloseTo(p, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 3, 4", "3, 4, 0, 0", "0, 5, 0, 6", "5, 0, 6, 0", "0, 0, 0, 0"})
    void withAnEmptyMarginNoOtherTableIsPossible(int a, int b, int c, int d) {
        TwoByTwo table = new TwoByTwo(a, b, c, d);
        assertThat(table.fisherTwoSided()).isEqualTo(1);
        assertThat(table.oddsRatio()).isEmpty();
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
}

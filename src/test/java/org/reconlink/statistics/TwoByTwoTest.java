package org.reconlink.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoByTwoTest {
    private static final Map<List<Integer>, BigInteger> WAYS = new HashMap<>();

    @ParameterizedTest
    @CsvSource({"0, 0, 3, 4", "3, 4, 0, 0", "0, 5, 0, 6", "5, 0, 6, 0", "0, 0, 0, 0"})
    void withAnEmptyMarginNoOtherTableIsPossible(int a, int b, int c, int d) {
        TwoByTwo table = new TwoByTwo(a, b, c, d);
        assertThat(table.fisherTwoSided()).isEqualTo(1);
        assertThat(table.oddsRatio()).isEmpty();
        assertThat(table.conditionalOddsRatio()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 3, 4", "3, 4, 0, 5", "0, 0, 3, 4", "3, 4, 0, 0"})
    void whereNobodyOfAGroupHasTheOutcomeThereIsNoRiskRatio(int a, int b, int c, int d) {
        assertThat(new TwoByTwo(a, b, c, d).riskRatio()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "9, 2, 3, 10, 0.012278138",
        "3, 10, 25, 18, 0.055026667",
        "3, 1, 1, 3, 0.485714286",
        "10, 0, 0, 10, 0.000010825"
    })
    void tablesAsProbableAsTheObservedOneCount(int a, int b, int c, int d, double p) {
        assertThat(new TwoByTwo(a, b, c, d).fisherTwoSided()).isCloseTo(p, within(1e-8));
    }

    /**
     * Tables of groups or outcomes of one size have a mirror image of just their probability; others tie by chance. The
     * probabilities are compared, and summed, as the whole numbers of ways they are in proportion to.
     */
    @Test
    void twoSidedPValuesAreThoseOfExactIntegers() {
        Random random = new Random(20_221);
        int tied = 0;
        for (int i = 0; i < 10_000; i++) {
            int first = 1 + random.nextInt(i % 10 == 0 ? 400 : 40);
            int second = i % 3 == 0 ? first : 1 + random.nextInt(40);
            int with = i % 3 == 1 && (first + second) % 2 == 0
                    ? (first + second) / 2
                    : 1 + random.nextInt(first + second - 1);
            int lowest = Math.max(0, with - second);
            int a = lowest + random.nextInt(Math.min(with, first) - lowest + 1);
            TwoByTwo table = new TwoByTwo(a, first - a, with - a, second - with + a);
            BigInteger observed = ways(first, a).multiply(ways(second, with - a));
            BigInteger extreme = BigInteger.ZERO;
            int ties = 0;
            for (int x = lowest; x <= Math.min(with, first); x++) {
                BigInteger other = ways(first, x).multiply(ways(second, with - x));
                ties += other.equals(observed) ? 1 : 0;
                extreme = other.compareTo(observed) <= 0 ? extreme.add(other) : extreme;
            }
            tied += ties > 1 ? 1 : 0;
            double exact = new BigDecimal(extreme)
                    .divide(new BigDecimal(ways(first + second, with)), MathContext.DECIMAL64)
                    .doubleValue();
            assertThat(table.fisherTwoSided()).as("%s", table).isCloseTo(exact, withinPercentage(1e-8));
        }
        assertThat(tied).isGreaterThan(4_000);
    }

    private static BigInteger ways(int of, int chosen) {
        return WAYS.computeIfAbsent(List.of(of, Math.min(chosen, of - chosen)), any -> {
            BigInteger ways = BigInteger.ONE;
            for (int i = 0; i < Math.min(chosen, of - chosen); i++) {
                ways = ways.multiply(BigInteger.valueOf(of - i)).divide(BigInteger.valueOf(i + 1));
            }
            return ways;
        });
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

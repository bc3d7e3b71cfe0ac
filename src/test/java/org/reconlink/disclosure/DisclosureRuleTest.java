package org.reconlink.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Proportion;

class DisclosureRuleTest {
    private static final DisclosureRule FROM_TEN = new DisclosureRule(9, false, 1);

    @ParameterizedTest(name = "up to {0}, by {1}: {2}, {3}")
    @CsvSource(textBlock = """
            0, 1, false, false
            1, 1, true, false
            0, 2, true, true
            9, 5, true, true
            """)
    void aRuleChangesTablesIfItHidesOrRounds(int upTo, int base, boolean active, boolean rounds) {
        DisclosureRule rule = new DisclosureRule(upTo, false, base);
        assertThat(rule.active()).isEqualTo(active);
        assertThat(rule.rounds()).isEqualTo(rounds);
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource(textBlock = """
            0, 5, 0
            2, 5, 0
            3, 5, 5
            7, 5, 5
            8, 5, 10
            5, 10, 10
            4, 10, 0
            13, 1, 13
            """)
    void countsAreRoundedToTheNearestMultipleHalvesUp(long count, int base, long rounded) {
        assertThat(new DisclosureRule(0, false, base).rounded(count)).isEqualTo(rounded);
    }

    @ParameterizedTest(name = "{0}/{1}: {2}")
    @CsvSource(textBlock = """
            10, 20, false
            9, 30, true
            21, 30, true
            20, 30, false
            0, 30, false
            30, 30, false
            5, 9, true
            """)
    void aShareIsHiddenIfASideIsSmall(long k, long n, boolean hidden) {
        assertThat(FROM_TEN.withholds(new Proportion(k, n))).isEqualTo(hidden);
    }

    @ParameterizedTest(name = "{0} to {0} and {2} of {1}: {3}")
    @CsvSource(textBlock = """
            20, 60, 10, false
            20, 60, 9, true
            9, 60, 20, true
            20, 60, 35, true
            20, 60, 0, false
            """)
    void boundsAreHiddenIfAPartIsSmall(long k, long n, long unknown, boolean hidden) {
        assertThat(FROM_TEN.withholds(new BoundedProportion(k, n, unknown))).isEqualTo(hidden);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(textBlock = """
            0, 0, false
            10, 20, false
            9, 30, true
            -9, -30, true
            0, 5, true
            10, 10, false
            20, 25, true
            -10, 10, false
            """)
    void twoSharesThatDifferByFewTellOfThem(long k, long n, boolean tell) {
        assertThat(FROM_TEN.tellsOfFew(k, n)).isEqualTo(tell);
        assertThat(new DisclosureRule(9, false, 5).tellsOfFew(k, n)).isFalse();
        assertThat(DisclosureRule.NONE.tellsOfFew(k, n)).isFalse();
    }

    @Test
    void theUnknownAreThoseBetweenTheRoundedBounds() {
        DisclosureRule rule = new DisclosureRule(7, false, 5);
        assertThat(rule.rounded(new Proportion(27, 44))).isEqualTo(new Proportion(25, 45));
        assertThat(rule.rounded(new BoundedProportion(27, 44, 8))).isEqualTo(new BoundedProportion(25, 45, 10));
        assertThat(rule.rounded(new BoundedProportion(3, 12, 9))).isEqualTo(new BoundedProportion(5, 10, 5));
        assertThat(rule.rounded(new BoundedProportion(2, 2, 0))).isEqualTo(new BoundedProportion(0, 0, 0));
    }

    @ParameterizedTest(name = "{0} and {1} of {2}: {3}")
    @CsvSource(textBlock = """
            60, 30, 100, false
            60, 30.5, 100, true
            80, 10, 100, false
            80, 10, 99, true
            80, 10, 97, true
            0, 0, 0, false
            """)
    void aSumThatTellsOfItsLargest(double largest, double second, double total, boolean dominated) {
        assertThat(FROM_TEN.dominated(largest, second, total)).isEqualTo(dominated);
        assertThat(new DisclosureRule(0, false, 5).dominated(largest, second, total))
                .isFalse();
    }
}

package org.reconlink.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DominanceTest {
    @ParameterizedTest(name = "{0} and {1} of {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    50 | 40 | 100  | false
                    50 | 41 | 100  | true
                    60 | 34 | 100  | true
                    90 | 1  | 100  | true
                    10 | 10 | 100  | false
                    0  | 0  | 0    | false
                    5  | 0  | 5    | true
                    """)
    void aSumThatTwoPeopleHaveNearlyAllOfTellsOfThem(double largest, double second, double total, boolean dominated) {
        assertThat(DisclosureRule.OPENSAFELY.dominated(largest, second, total)).isEqualTo(dominated);
        assertThat(DisclosureRule.NONE.dominated(largest, second, total)).isFalse();
    }
}

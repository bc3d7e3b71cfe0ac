package org.reconlink.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.statistics.Proportion;

class SmallCountsTest {
    @ParameterizedTest(name = "{1}/{2} below {0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    0  | 27 | 45 | 27/45 (60.0%)
                    0  | 1  | 45 | 1/45 (2.2%)
                    0  | 0  | 0  | 0/0
                    1  | 1  | 2  | 1/2 (50.0%)
                    10 | 9  | 45 | under 10/45
                    10 | 10 | 45 | 10/45 (22.2%)
                    10 | 0  | 45 | 0/45 (0.0%)
                    10 | 45 | 45 | 45/45 (100.0%)
                    10 | 44 | 45 | over 35/45
                    10 | 35 | 45 | 35/45 (77.8%)
                    10 | 5  | 12 | under 10/12
                    10 | 3  | 9  | withheld
                    """)
    void sharesAreShownUnlessTheyTellASmallCount(int below, long k, long n, String shown) {
        assertThat(SmallCounts.below(below).share(new Proportion(k, n))).isEqualTo(shown);
    }

    @ParameterizedTest(name = "{1}/{2} below {0}: drawn as {3}, labelled {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    0  | 27 | 45 | 0.6  | 60.0%
                    0  | 0  | 0  | 0    | –
                    10 | 4  | 50 | 0.2  | withheld
                    10 | 46 | 50 | 0.8  | withheld
                    10 | 50 | 50 | 1    | 100.0%
                    10 | 3  | 9  | 0    | withheld
                    10 | 5  | 12 | 0.17 | withheld
                    """)
    void picturesShowTheLimitWhereTheCountIsWithheld(int below, long k, long n, double drawn, String label) {
        SmallCounts small = SmallCounts.below(below);
        assertThat(small.drawn(new Proportion(k, n))).isEqualTo(drawn, within(0.005));
        assertThat(small.percent(new Proportion(k, n))).isEqualTo(label);
    }

    @ParameterizedTest(name = "{3}/{4} hidden up to {0}, by {2}: {5}")
    @CsvSource(delimiter = '|', textBlock = """
                    7 | false | 5  | 27 | 45 | 25/45 (55.6%)
                    7 | false | 5  | 28 | 44 | 30/45 (66.7%)
                    7 | false | 5  | 7  | 45 | under 8/45
                    7 | false | 5  | 8  | 45 | 10/45 (22.2%)
                    7 | false | 5  | 38 | 45 | over 37/45
                    7 | false | 5  | 37 | 45 | 35/45 (77.8%)
                    7 | false | 5  | 0  | 43 | 0/45 (0.0%)
                    9 | true  | 5  | 0  | 43 | under 10/45
                    9 | true  | 5  | 12 | 24 | 10/25 (40.0%)
                    0 | false | 10 | 4  | 24 | 0/20 (0.0%)
                    """)
    void sharesAreOfRoundedCounts(int upTo, boolean zerosToo, int base, long k, long n, String shown) {
        DisclosureRule numbers = new DisclosureRule(upTo, zerosToo, base);
        assertThat(new SmallCounts(numbers).share(new Proportion(k, n))).isEqualTo(shown);
    }
}

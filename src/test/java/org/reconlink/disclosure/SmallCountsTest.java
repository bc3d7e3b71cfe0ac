package org.reconlink.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;

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

    @ParameterizedTest(name = "{1} to {1} and {3} of {2} below {0}: {4}, interval {5}")
    @CsvSource(delimiter = '|', textBlock = """
                    0  | 2  | 36 | 8  | 2/36 to 10/36, 8 unknown (5.6% to 27.8%)      | 1.5 to 44.0
                    0  | 2  | 36 | 0  | 2/36 (5.6%)                                   | 1.5 to 18.1
                    0  | 0  | 0  | 0  | 0/0                                           | –
                    10 | 20 | 60 | 15 | 20/60 to 35/60, 15 unknown (33.3% to 58.3%)   | 22.7 to 69.9
                    10 | 20 | 60 | 8  | withheld                                      | –
                    """)
    void boundsAreShownUnlessAPartOfThemIsSmall(
            int below, long k, long n, long unknown, String shown, String interval) {
        BoundedProportion share = new BoundedProportion(k, n, unknown);
        assertThat(SmallCounts.below(below).share(share)).isEqualTo(shown);
        assertThat(SmallCounts.below(below).interval(share)).isEqualTo(interval);
    }

    @ParameterizedTest(name = "{1}/{2} below {0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    0  | 27 | 45 | 45.5 to 73.0
                    10 | 27 | 45 | 45.5 to 73.0
                    10 | 4  | 45 | –
                    0  | 0  | 0  | –
                    """)
    void anIntervalTellsItsShare(int below, long k, long n, String shown) {
        SmallCounts small = SmallCounts.below(below);
        assertThat(small.interval(new Proportion(k, n))).isEqualTo(shown);
        assertThat(small.shows(new Proportion(k, n))).isEqualTo(!shown.equals("–"));
    }

    @Test
    void countsAndWhatPicturesSayOfThem() {
        SmallCounts small = new SmallCounts(new DisclosureRule(7, false, 5));
        assertThat(small.active()).isTrue();
        assertThat(small.rounds()).isTrue();
        assertThat(small.count(1_234)).isEqualTo("1,235");
        assertThat(small.count(7)).isEqualTo("under 8");
        assertThat(small.count(0)).isEqualTo("0");
        assertThat(small.rounded(13L)).isEqualTo(15);
        assertThat(SmallCounts.words(new BoundedProportion(2, 36, 0))).isEqualTo("2/36 (5.6%)");
        assertThat(small.shows(new BoundedProportion(0, 0, 0))).isFalse();
        assertThat(small.drawn(7L)).isEqualTo(8);
        assertThat(small.drawn(13L)).isEqualTo(15);
        assertThat(small.drawnAsLimit("A bar")).isEqualTo(" A bar of under 8 is drawn as 8.");
        assertThat(SmallCounts.below(0).drawnAsLimit("A bar")).isEmpty();
        assertThat(SmallCounts.below(0).active()).isFalse();
        assertThat(SmallCounts.below(0).rounds()).isFalse();
    }

    @Test
    void anEstimateIsThatOfTheRoundedNumberOfPeople() {
        SmallCounts rounding = new SmallCounts(new DisclosureRule(7, false, 5));
        assertThat(rounding.estimate(0.5, 44)).isEqualTo(20.0 / 45);
        assertThat(rounding.estimate(0.5, 2)).isEqualTo(0.5);
        assertThat(SmallCounts.below(10).estimate(0.123, 44)).isEqualTo(0.123);
    }

    @Test
    void meansAndRangesOfFewOrOfOnesWhoHaveMostAreWithheld() {
        Summary even = Summary.of(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        Summary one = Summary.of(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500));
        Summary few = Summary.of(List.of(1, 2.5));
        SmallCounts small = SmallCounts.below(10);
        assertThat(small.mean(even, even.mean(), 1)).isEqualTo("6.5");
        assertThat(small.mean(one, one.mean(), 1)).isEqualTo("withheld");
        assertThat(small.figure(one, one.mean(), 1)).isEqualTo("41.7");
        assertThat(small.figure(few, few.mean(), 2)).isEqualTo("withheld");
        assertThat(small.range(even, 1)).isEqualTo("withheld");
        assertThat(SmallCounts.below(0).mean(one, one.mean(), 1)).isEqualTo("41.7");
        assertThat(SmallCounts.below(0).range(even, 1)).isEqualTo("1 to 12");
        assertThat(SmallCounts.below(0).range(few, 1)).isEqualTo("1.0 to 2.5");
    }

    @Test
    void theRuleIsSaidInWords() {
        assertThat(SmallCounts.below(0).sentence()).isEmpty();
        assertThat(SmallCounts.below(10).sentence())
                .startsWith("Counts from 1 to 9 are withheld (“under 10”)")
                .doesNotContain("rounded to")
                .endsWith("is for an output checker to judge.");
        assertThat(new SmallCounts(new DisclosureRule(9, true, 5)).sentence())
                .startsWith("Counts from 0 to 9 are withheld")
                .contains("Counts are rounded to multiples of 5;");
        assertThat(new SmallCounts(new DisclosureRule(0, false, 5)).sentence())
                .startsWith("Counts are rounded to multiples of 5;");
    }
}

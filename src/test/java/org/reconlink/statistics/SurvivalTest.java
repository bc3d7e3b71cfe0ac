package org.reconlink.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reconlink.spec.SpecTable;
import org.reconlink.statistics.LogRank.ChiSquared;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;

class SurvivalTest {
    static List<Map<String, Object>> cases() {
        return SpecTable.load("statistics/survival.yml").cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void survival(Map<String, Object> spec) {
        @SuppressWarnings("unchecked")
        SurvivalCurve curve = SurvivalCurve.of(times((List<String>) spec.get("times")));
        same(curve.survival(5), spec.get("survival-at-5"));
        assertThat(curve.atRisk(5)).isEqualTo(spec.get("at-risk-at-5"));
        same(curve.median().time(), spec.get("median"));
        same(curve.median().lower(), spec.get("lower"));
        same(curve.median().upper(), spec.get("upper"));
    }

    @Test
    void beforeTheFirstEventAndAtTheEndThereIsNoInterval() {
        SurvivalCurve curve = SurvivalCurve.of(times(List.of("1+", "2")));
        assertThat(curve.points().get(0).interval()).isEmpty();
        assertThat(curve.points().get(0).standardError()).hasValue(0);
        assertThat(curve.points().get(1).interval()).isEmpty();
        assertThat(curve.points().get(1).standardError()).isEmpty();
    }

    @Test
    void withoutTwoGroupsAtRiskThereIsNothingToTest() {
        assertThat(LogRank.of(List.of()).test()).isEmpty();
        assertThat(LogRank.of(List.of(times(List.of("1", "2")))).test()).isEmpty();
        assertThat(LogRank.of(List.of(times(List.of("1", "2")), times(List.of())))
                        .test())
                .isEmpty();
        assertThat(LogRank.of(List.of(times(List.of("3+")), times(List.of("4+", "5+"))))
                        .test())
                .isEmpty();
        assertThat(LogRank.of(List.of(times(List.of("1+")), times(List.of("4", "5"))))
                        .test())
                .isEmpty();
    }

    /** By hand: at 1, E1 = 1/2, V = 1/4; at 2, the second group alone is at risk. */
    @Test
    void oneAgainstOne() {
        LogRank result = LogRank.of(List.of(times(List.of("1")), times(List.of("2"))));
        assertThat(result.groups()).containsExactly(new LogRank.Group(1, 1, 0.5), new LogRank.Group(1, 1, 1.5));
        assertThat(result.test().orElseThrow().statistic()).isCloseTo(1, within(1e-12));
    }

    @Test
    void anEmptyGroupChangesNothingAndTheOrderOfGroupsNeither() {
        List<SurvivalTime> one = times(List.of("1", "3", "5+", "9"));
        List<SurvivalTime> two = times(List.of("2", "4+", "7", "7"));
        List<SurvivalTime> three = times(List.of("1", "2", "2", "10+"));
        ChiSquared test = LogRank.of(List.of(one, two, three)).test().orElseThrow();
        ChiSquared other =
                LogRank.of(List.of(three, List.of(), two, one)).test().orElseThrow();
        assertThat(test.df()).isEqualTo(2);
        assertThat(other.df()).isEqualTo(2);
        assertThat(other.statistic()).isCloseTo(test.statistic(), within(1e-12));
    }

    private static List<SurvivalTime> times(List<String> times) {
        return times.stream()
                .map(t -> new SurvivalTime(Double.parseDouble(t.replace("+", "")), !t.endsWith("+")))
                .toList();
    }

    private static void same(OptionalDouble actual, Object expected) {
        if (expected instanceof Number number) {
            assertThat(actual.orElseThrow()).isCloseTo(number.doubleValue(), within(1e-12));
        } else {
            assertThat(actual).isEmpty();
        }
    }
}

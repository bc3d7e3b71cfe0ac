package org.reconlink.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reconlink.spec.SpecTable;

class FrequencyTest {
    static List<Map<String, Object>> cases() {
        return SpecTable.load("statistics/frequency.yml").cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void frequencies(Map<String, Object> spec) {
        Optional<Estimate> rate =
                new Frequency((Integer) spec.get("events"), (Integer) spec.get("years")).per100PersonYears();
        if (spec.get("rate") instanceof Number expected) {
            assertThat(rate.orElseThrow().value()).isCloseTo(expected.doubleValue(), within(1e-9));
            assertThat(rate.orElseThrow().interval().lower())
                    .isCloseTo(((Number) spec.get("lower")).doubleValue(), within(1e-9));
            assertThat(rate.orElseThrow().interval().upper())
                    .isCloseTo(((Number) spec.get("upper")).doubleValue(), within(1e-9));
        } else {
            assertThat(rate).isEmpty();
        }
    }

    /** 10 events against 5 in the same time: the odds of Clopper-Pearson for 10 of 15. */
    @Test
    void oneFrequencyOverAnother() {
        Estimate twice = new Frequency(10, 40).over(new Frequency(5, 40)).orElseThrow();
        Interval share = new Proportion(10, 15).clopperPearson().orElseThrow();
        assertThat(twice.value()).isEqualTo(2);
        assertThat(twice.interval().lower()).isCloseTo(share.lower() / (1 - share.lower()), within(1e-12));
        assertThat(new Frequency(10, 80)
                        .over(new Frequency(5, 40))
                        .orElseThrow()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void aRatioToNoEventHasNoUpperEnd() {
        Estimate open = new Frequency(3, 40).over(new Frequency(0, 40)).orElseThrow();
        assertThat(open.value()).isInfinite();
        assertThat(open.interval().upper()).isInfinite();
        assertThat(open.interval().lower()).isPositive();
        assertThat(new Frequency(0, 40).over(new Frequency(0, 40))).isEmpty();
        assertThat(new Frequency(1, 0).over(new Frequency(3, 40))).isEmpty();
    }

    @Test
    void withNothingExpectedThereIsNoRatio() {
        assertThat(new ObservedExpected(0, 0).ratio()).isEmpty();
        assertThat(new ObservedExpected(3, 0).p()).isEmpty();
        assertThat(new ObservedExpected(1, 1).p()).contains(1.0);
        assertThat(new ObservedExpected(0, 0.5).ratio().orElseThrow().value()).isZero();
    }
}

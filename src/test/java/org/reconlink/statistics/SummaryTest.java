package org.reconlink.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reconlink.spec.SpecTable;

class SummaryTest {
    static List<Map<String, Object>> cases() {
        return SpecTable.load("statistics/summary.yml").cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void summaries(Map<String, Object> spec) {
        @SuppressWarnings("unchecked")
        Summary summary = Summary.of((List<Number>) spec.get("values"));
        assertThat(summary.n()).isEqualTo(spec.get("n"));
        assertThat(summary.missing()).isEqualTo(spec.get("missing"));
        same(summary.mean(), spec.get("mean"));
        same(summary.sd(), spec.get("sd"));
        same(summary.lowerQuartile(), spec.get("q1"));
        same(summary.median(), spec.get("median"));
        same(summary.upperQuartile(), spec.get("q3"));
        same(summary.min(), spec.get("min"));
        same(summary.max(), spec.get("max"));
    }

    @Test
    void theOrderOfTheValuesChangesNoBit() {
        Random random = new Random(7);
        List<Double> values = new ArrayList<>(random.doubles(200).boxed().toList());
        Summary before = Summary.of(values);
        Collections.shuffle(values, random);
        Summary after = Summary.of(values);
        assertThat(after.mean()).isEqualTo(before.mean());
        assertThat(after.sd()).isEqualTo(before.sd());
    }

    private static void same(OptionalDouble actual, Object expected) {
        if (expected instanceof Number number) {
            assertThat(actual.orElseThrow()).isCloseTo(number.doubleValue(), within(1e-9));
        } else {
            assertThat(actual).isEmpty();
        }
    }
}

package org.reconlink.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reconlink.spec.SpecTable;

class StandardisedDifferenceTest {
    static List<Map<String, Object>> cases() {
        return SpecTable.load("statistics/standardised-difference.yml").cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void differences(Map<String, Object> spec) {
        OptionalDouble difference = spec.get("first") instanceof String
                ? StandardisedDifference.of(share(spec.get("first")), share(spec.get("second")))
                : StandardisedDifference.of(summary(spec.get("first")), summary(spec.get("second")));
        if (spec.get("difference") instanceof Number expected) {
            assertThat(difference.orElseThrow()).isCloseTo(expected.doubleValue(), within(1e-7));
        } else {
            assertThat(difference).isEmpty();
        }
    }

    private static Proportion share(Object words) {
        List<Long> parts = List.of(((String) words).split("/", -1)).stream()
                .map(Long::valueOf)
                .toList();
        return new Proportion(parts.get(0), parts.get(1));
    }

    @SuppressWarnings("unchecked")
    private static Summary summary(Object values) {
        return Summary.of((List<Number>) values);
    }
}

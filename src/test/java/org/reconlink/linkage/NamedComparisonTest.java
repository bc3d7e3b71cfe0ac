package org.reconlink.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.spec.SpecTable;

class NamedComparisonTest {
    private static final List<Map<String, Object>> CASES =
            SpecTable.load("linkage/named-comparison.yml").cases();

    @TestFactory
    Stream<DynamicTest> everyCaseReachesItsLevelFromBothSides() {
        return CASES.stream()
                .map(row -> dynamicTest(row.toString(), () -> {
                    Comparison<?> comparison = NamedComparison.of((String) row.get("compare"));
                    Subject left = side(row, "left");
                    Subject right = side(row, "right");
                    assertThat(comparison.label(comparison.level(left, right))).isEqualTo(row.get("level"));
                    assertThat(comparison.label(comparison.level(right, left))).isEqualTo(row.get("level"));
                }));
    }

    @Test
    void everyFieldHasACase() {
        assertThat(CASES)
                .extracting(row -> NamedComparison.field((String) row.get("compare")))
                .containsAll(NamedComparison.fields());
    }

    @SuppressWarnings("unchecked")
    private static Subject side(Map<String, Object> row, String side) {
        return People.subject((Map<String, Object>) row.get(side));
    }
}

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

class ComparisonsTest {
    @TestFactory
    Stream<DynamicTest> eachComparisonHasItsTableOfLevels() {
        return Comparisons.ALL.stream().flatMap(comparison -> cases(comparison, table(comparison)));
    }

    @TestFactory
    Stream<DynamicTest> everyLevelIsShownByACase() {
        return Comparisons.ALL.stream()
                .map(comparison -> dynamicTest(
                        comparison.name(),
                        () -> assertThat(table(comparison).cases())
                                .extracting(row -> row.get("level"))
                                .contains("missing")
                                .containsAll(comparison.weighedLabels())));
    }

    @Test
    void theLevelsOfAPairDoNotDependOnWhichSideIsWhich() {
        for (Comparison<?> comparison : Comparisons.ALL) {
            for (Map<String, Object> row : table(comparison).cases()) {
                Subject left = side(row, "left");
                Subject right = side(row, "right");
                assertThat(comparison.level(right, left)).isEqualTo(comparison.level(left, right));
            }
        }
    }

    @Test
    void protocolsNameComparisonsByTheseNames() {
        assertThat(LinkageFields.comparisons())
                .isEqualTo(List.of(
                        "name",
                        "middle names",
                        "date of birth",
                        "sex",
                        "postcode",
                        "pnc id",
                        "cro number",
                        "police identifiers",
                        "prison number",
                        "index conviction date"));
    }

    private static SpecTable table(Comparison<?> comparison) {
        return SpecTable.load("linkage/" + comparison.name().replace(' ', '-') + ".yml");
    }

    private static Stream<DynamicTest> cases(Comparison<?> comparison, SpecTable table) {
        return table.cases().stream()
                .map(row -> dynamicTest(comparison.name() + ": " + row, () -> {
                    int level = comparison.level(side(row, "left"), side(row, "right"));
                    assertThat(comparison.label(level)).isEqualTo(row.get("level"));
                }));
    }

    @SuppressWarnings("unchecked")
    private static Subject side(Map<String, Object> row, String side) {
        return People.subject((Map<String, Object>) row.get(side));
    }
}

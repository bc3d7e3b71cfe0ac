package org.reconlink.linkage.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.linkage.comparison.ComparisonNames;
import org.reconlink.linkage.record.Transform;
import org.reconlink.spec.SpecTable;

class NamingTest {
    private static final List<String> COLUMNS =
            List.of("surname", "forename", "date of birth", "postcode", "year of study");

    @TestFactory
    Stream<DynamicTest> everyFormIsReadAsTheTableSays() {
        return SpecTable.load("linkage/naming.yml").cases().stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> holds(row)));
    }

    private static void holds(Map<String, Object> row) {
        Object error = row.get("error");
        if (error != null) {
            assertThatThrownBy(() -> read(row))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage((String) error);
        } else {
            assertThat(read(row)).isEqualTo(row.getOrDefault("terms", row.get("levels")));
        }
    }

    @SuppressWarnings("unchecked")
    private static String read(Map<String, Object> row) {
        Object block = row.get("block");
        if (block == null) {
            return String.join(
                    " | ",
                    ComparisonNames.comparison("field", (String) row.get("compare"))
                            .labels());
        }
        return BlockingNames.rule((List<String>) block, COLUMNS).terms().stream()
                .map(NamingTest::written)
                .collect(Collectors.joining(", "));
    }

    private static String written(BlockingRule.Term term) {
        Transform transform = term.transform();
        return term.left() + "=" + term.right() + " " + transform.part()
                + (transform.length() == 0 ? "" : " " + transform.length());
    }
}

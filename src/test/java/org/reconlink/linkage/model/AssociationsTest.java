package org.reconlink.linkage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.linkage.model.Parameters.Association;
import org.reconlink.linkage.model.SharedLevels.Associations;
import org.reconlink.linkage.model.SharedLevels.Associations.Both;
import org.reconlink.spec.SpecTable;

class AssociationsTest {

    @TestFactory
    Stream<DynamicTest> associations() {
        return SpecTable.load("linkage/associations.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> check(row)));
    }

    private static void check(Map<String, Object> row) {
        List<Both> pairs = rows(row.get("pairs"))
                .map(of -> new Both((int) of[0], (int) of[1], of[2], of[3]))
                .toList();
        List<double[]> vectors = rows(row.getOrDefault("vectors", List.of())).toList();
        int[][] levels = vectors.stream()
                .map(vector -> new int[] {(int) vector[0], (int) vector[1]})
                .toArray(int[][]::new);
        double[] matches = vectors.stream().mapToDouble(vector -> vector[2]).toArray();
        double bundle = ((Number) row.getOrDefault("bundle", 1)).doubleValue();
        List<Association> found = Associations.of(pairs, numbers(row.get("closest")), bundle, levels, matches);
        List<?> expected = (List<?>) Objects.requireNonNull(row.get("associations"));
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            Map<?, ?> association = (Map<?, ?>) expected.get(i);
            assertThat(new double[] {found.get(i).first(), found.get(i).second()})
                    .containsExactly(numbers(association.get("of")));
            assertThat(found.get(i).together())
                    .isCloseTo(((Number) association.get("together")).doubleValue(), within(1e-6));
            if (association.containsKey("bits")) {
                assertThat(found.get(i).bits()).containsExactly(numbers(association.get("bits")), within(1e-6));
            }
        }
    }

    private static Stream<double[]> rows(Object rows) {
        return ((List<?>) rows).stream().map(AssociationsTest::numbers);
    }

    private static double[] numbers(Object list) {
        return ((List<?>) list)
                .stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
    }
}

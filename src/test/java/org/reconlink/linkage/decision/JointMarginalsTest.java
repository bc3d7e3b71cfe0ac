package org.reconlink.linkage.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.linkage.decision.JointPosterior.JointMarginals;
import org.reconlink.spec.SpecTable;

class JointMarginalsTest {

    @TestFactory
    Stream<DynamicTest> jointPosterior() {
        return SpecTable.load("linkage/joint-posterior.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> check(row)));
    }

    private static void check(Map<String, Object> row) {
        Pairs pairs = new Pairs((List<?>) row.get("pairs"));
        JointMarginals marginals =
                JointMarginals.of(pairs.lefts(), pairs.rights(), pairs.left(), pairs.right(), pairs.odds());
        assertClose(marginals.probabilities(), row.get("probabilities"));
        assertClose(marginals.leftAlone(), row.get("participants alone"));
        assertClose(marginals.rightAlone(), row.get("persons alone"));
        if (row.get("propagated") != null) {
            BeliefPropagation graph =
                    new BeliefPropagation(pairs.lefts(), pairs.rights(), pairs.left(), pairs.right(), pairs.odds());
            graph.propagate(1);
            assertThat(graph.probability[0]).isCloseTo(number(row.get("propagated")), within(1e-6));
        }
    }

    private static void assertClose(double[] actual, Object expected) {
        if (expected != null) {
            double[] numbers = ((List<?>) expected)
                    .stream().mapToDouble(JointMarginalsTest::number).toArray();
            assertThat(actual).containsExactly(numbers, within(1e-9));
        }
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private record Pairs(List<?> rows) {
        int lefts() {
            return IntStream.of(left()).max().orElse(-1) + 1;
        }

        int rights() {
            return IntStream.of(right()).max().orElse(-1) + 1;
        }

        int[] left() {
            return rows.stream().mapToInt(row -> (int) column(row, 0)).toArray();
        }

        int[] right() {
            return rows.stream().mapToInt(row -> (int) column(row, 1)).toArray();
        }

        double[] odds() {
            return rows.stream().mapToDouble(row -> column(row, 2)).toArray();
        }

        private static double column(Object row, int column) {
            return number(((List<?>) row).get(column));
        }
    }

    /** Counting states agrees with writing out every subset of the pairs, whichever side is the smaller. */
    @Test
    void smallGraphsAreWhatWritingOutEveryPairingGives() {
        Random random = new Random(7);
        for (int graph = 0; graph < 50; graph++) {
            int lefts = 1 + random.nextInt(4);
            int rights = 1 + random.nextInt(5);
            int[] cells = IntStream.range(0, lefts * rights)
                    .filter(cell -> random.nextInt(3) > 0)
                    .limit(12)
                    .toArray();
            int[] left = IntStream.of(cells).map(cell -> cell / rights).toArray();
            int[] right = IntStream.of(cells).map(cell -> cell % rights).toArray();
            double[] odds = IntStream.of(cells)
                    .mapToDouble(cell -> Math.pow(2, random.nextInt(24) - 8))
                    .toArray();
            JointMarginals marginals = JointMarginals.of(lefts, rights, left, right, odds);
            assertThat(marginals.probabilities()).containsExactly(writtenOut(left, right, odds), within(1e-9));
        }
    }

    private static double[] writtenOut(int[] left, int[] right, double[] odds) {
        double[] with = new double[odds.length];
        double all = 0;
        for (int subset = 0; subset < 1 << odds.length; subset++) {
            double weight = 1;
            int lefts = 0;
            int rights = 0;
            for (int p = 0; p < odds.length; p++) {
                if ((subset >> p & 1) == 1) {
                    weight *= (lefts >> left[p] & 1) + (rights >> right[p] & 1) > 0 ? 0 : odds[p];
                    lefts |= 1 << left[p];
                    rights |= 1 << right[p];
                }
            }
            all += weight;
            for (int p = 0; p < odds.length; p++) {
                with[p] += (subset >> p & 1) == 1 ? weight : 0;
            }
        }
        for (int p = 0; p < with.length; p++) {
            with[p] /= all;
        }
        return with;
    }
}

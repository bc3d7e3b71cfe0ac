package org.reconlink.linkage.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.reconlink.linkage.decision.Assignment.Edge;

class AssignmentTest {
    @Test
    void theGreatestTotalBeatsTheGreatestSinglePair() {
        List<Edge> edges = List.of(new Edge(0, 0, 10), new Edge(0, 1, 9), new Edge(1, 0, 8));
        assertThat(Assignment.assign(2, edges)).containsExactly(1, 0);
    }

    @Test
    void aRowThatLosesItsOnlyColumnGetsNone() {
        List<Edge> edges = List.of(new Edge(0, 7, 10), new Edge(1, 7, 11));
        assertThat(Assignment.assign(3, edges)).containsExactly(Assignment.NONE, 7, Assignment.NONE);
    }

    @Test
    void whatScoresNothingIsNotAssigned() {
        assertThat(Assignment.assign(1, List.of(new Edge(0, 0, 0), new Edge(0, 1, -3))))
                .containsExactly(Assignment.NONE);
    }

    @Test
    void noOtherAssignmentHasAGreaterTotal() {
        Random random = new Random(5);
        for (int trial = 0; trial < 2_000; trial++) {
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(5);
            List<Edge> edges = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    if (random.nextInt(2) == 0) {
                        edges.add(new Edge(row, column, random.nextInt(20) - 4 + random.nextDouble()));
                    }
                }
            }
            int[] assigned = Assignment.assign(rows, edges);
            assertThat(Arrays.stream(assigned).filter(column -> column != Assignment.NONE))
                    .doesNotHaveDuplicates();
            assertThat(total(assigned, edges)).isCloseTo(greatest(0, rows, 0, edges), within(1e-9));
        }
    }

    private static double total(int[] assigned, List<Edge> edges) {
        double total = 0;
        for (int row = 0; row < assigned.length; row++) {
            if (assigned[row] != Assignment.NONE) {
                total += score(row, assigned[row], edges);
            }
        }
        return total;
    }

    private static double score(int row, int column, List<Edge> edges) {
        return edges.stream()
                .filter(edge -> edge.row() == row && edge.column() == column)
                .findFirst()
                .orElseThrow()
                .score();
    }

    /** By trying everything; bit c of {@code taken} says that column c is gone. */
    private static double greatest(int row, int rows, int taken, List<Edge> edges) {
        if (row == rows) {
            return 0;
        }
        double best = greatest(row + 1, rows, taken, edges);
        for (Edge edge : edges) {
            if (edge.row() == row && (taken >> edge.column() & 1) == 0) {
                best = Math.max(best, edge.score() + greatest(row + 1, rows, taken | 1 << edge.column(), edges));
            }
        }
        return best;
    }
}

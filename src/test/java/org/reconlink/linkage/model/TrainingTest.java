package org.reconlink.linkage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reconlink.linkage.model.Training.Trained;
import org.reconlink.linkage.model.VectorCounts.Blocked;
import org.reconlink.linkage.model.VectorCounts.Compared;

class TrainingTest {
    private static final double POSSIBLE = 1_000_000;
    private static final double MATCHES = 1000;
    private static final double[] M = {0.9, 0.8, 0.7, 0.95};
    private static final double[] U = {0.01, 0.02, 0.05, 0.001};

    /** Exactly the counts that the model implies, all pairs blocked by a rule that forces nothing, and by the last comparison. */
    private static VectorCounts impliedCounts() {
        List<int[]> levels = new ArrayList<>();
        List<Integer> masks = new ArrayList<>();
        List<Double> pairs = new ArrayList<>();
        for (int v = 0; v < 16; v++) {
            double match = MATCHES;
            double other = POSSIBLE - MATCHES;
            int[] vector = new int[4];
            for (int c = 0; c < 4; c++) {
                boolean agrees = (v & (1 << c)) != 0;
                vector[c] = agrees ? 1 : 2;
                match *= agrees ? M[c] : 1 - M[c];
                other *= agrees ? U[c] : 1 - U[c];
            }
            levels.add(vector);
            masks.add(vector[3] == 1 ? 3 : 1);
            pairs.add(match + other);
        }
        return new VectorCounts(
                levels.toArray(int[][]::new),
                masks.stream().mapToInt(m -> m).toArray(),
                pairs.stream().mapToDouble(p -> p).toArray());
    }

    private static Compared compared(int c, Parameters.@Nullable Comparison fixed) {
        double agreeing = (MATCHES * M[c] + (POSSIBLE - MATCHES) * U[c]) / POSSIBLE;
        return new Compared(
                "c" + c,
                List.of("missing", "same", "different"),
                new double[] {0.6, 0.4},
                new double[] {agreeing, 1 - agreeing},
                fixed);
    }

    private static List<Compared> compared() {
        return List.of(compared(0, null), compared(1, null), compared(2, null), compared(3, null));
    }

    @Test
    void trainingFindsTheSharesThatTheCountsWereMadeFrom() {
        Trained trained =
                Training.train(impliedCounts(), compared(), List.of(new Blocked("all", List.of())), POSSIBLE, 500);
        for (int c = 0; c < 4; c++) {
            assertThat(trained.parameters().comparisons().get(c).m()[0]).isCloseTo(M[c], within(0.01));
            assertThat(trained.parameters().comparisons().get(c).u()[0]).isCloseTo(U[c], within(0.0005));
        }
        assertThat(trained.parameters().matchesExpected()).isCloseTo(MATCHES, within(20.0));
    }

    @Test
    void aRuleTeachesNothingAboutWhatItForces() {
        VectorCounts counts = impliedCounts();
        Trained trained = Training.train(
                counts,
                compared(),
                List.of(new Blocked("all but c3", List.of(3)), new Blocked("c3", List.of(3))),
                POSSIBLE,
                500);
        assertThat(trained.parameters().comparisons().get(3).m()).containsExactly(0.6, 0.4);
        assertThat(trained.report()).contains("c3: no blocking rule could teach it; the usual shares stand");
    }

    @Test
    void fixedParametersStand() {
        Parameters.Comparison fixed = new Parameters.Comparison(
                "c0", List.of("same", "different"), new double[] {0.5, 0.5}, new double[] {0.1, 0.9});
        Trained trained = Training.train(
                impliedCounts(),
                List.of(compared(0, fixed), compared(1, null), compared(2, null), compared(3, null)),
                List.of(new Blocked("all", List.of())),
                POSSIBLE,
                500);
        assertThat(trained.parameters().comparisons().get(0)).isSameAs(fixed);
        assertThat(trained.report()).contains("c0: fixed, not trained");
    }

    @Test
    void theReportSaysWhetherTrainingSettled() {
        Trained trained =
                Training.train(impliedCounts(), compared(), List.of(new Blocked("all", List.of())), POSSIBLE, 500);
        assertThat(trained.report().get(0))
                .matches("all: 1000000 pairs, (99\\d|100\\d)\\.\\d matches, settled after \\d+ rounds");
    }

    @Test
    void missingWeighsNothing() {
        Parameters.Comparison comparison = new Parameters.Comparison(
                "c", List.of("same", "different"), new double[] {0.8, 0.2}, new double[] {0.1, 0.9});
        assertThat(comparison.bits(0)).isZero();
        assertThat(comparison.bits(1)).isEqualTo(3.0, within(1e-12));
    }
}

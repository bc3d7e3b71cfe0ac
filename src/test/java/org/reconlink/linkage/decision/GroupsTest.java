package org.reconlink.linkage.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reconlink.linkage.decision.Accuracy.AtThreshold;

class GroupsTest {
    private static ScoredPair pair(int left, int right) {
        return new ScoredPair(left, right, 0);
    }

    @Test
    void recordsThatAgreeInTurnAreOneGroup() {
        int[] groups = Groups.of(4, List.of(pair(0, 1), pair(1, 2), pair(0, 2)), new double[] {0.99, 0.97, 0.6}, 0.95);
        assertThat(groups).containsExactly(0, 0, 0, 3);
    }

    @Test
    void oneDoubtfulPairDoesNotChainTwoFamilies() {
        List<ScoredPair> pairs =
                List.of(pair(0, 1), pair(0, 2), pair(1, 2), pair(3, 4), pair(3, 5), pair(4, 5), pair(2, 3));
        int[] groups = Groups.of(6, pairs, new double[] {1, 1, 1, 1, 1, 1, 0.97}, 0.95);
        assertThat(groups).containsExactly(0, 0, 0, 3, 3, 3);
    }

    @Test
    void pairsBelowTheThresholdJoinNothing() {
        assertThat(Groups.of(2, List.of(pair(0, 1)), new double[] {0.94}, 0.95)).containsExactly(0, 1);
    }

    @Test
    void precisionLinkageRecallAndF1AreCounted() {
        double[] decided = {0.99, 0.96, 0.7, 0.2};
        boolean[] right = {true, false, true, false};
        AtThreshold at = Accuracy.at(0.5, decided, right, 4);
        assertThat(at.precision()).isEqualTo(2 / 3.0);
        assertThat(at.linkageRecall()).isEqualTo(0.5);
        assertThat(at.f1()).isEqualTo(4 / 7.0);
        assertThat(Accuracy.best(decided, right, 4)).isEqualTo(new AtThreshold(0.7, 3, 2, 4));
    }

    @Test
    void bandsCompareStatedWithTrueShares() {
        List<Accuracy.Band> bands =
                Accuracy.calibration(new double[] {0.001, 0.91, 0.93, 1}, new boolean[] {false, true, false, true});
        assertThat(bands).hasSize(2);
        assertThat(bands.get(0).stated()).isEqualTo(0.92);
        assertThat(bands.get(0).trueShare()).isEqualTo(0.5);
        assertThat(bands.get(1).pairs()).isEqualTo(1);
    }
}

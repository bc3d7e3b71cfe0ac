package org.reconlink.linkage.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
    void recordsOfDifferentPeopleAreNeverOneGroup() {
        Distinct distinct = new Distinct(new int[] {0, 0, Distinct.ANY, Distinct.ANY});
        List<ScoredPair> pairs = List.of(pair(0, 2), pair(1, 2), pair(1, 3), pair(2, 3));
        int[] groups = Groups.of(distinct, pairs, new double[] {0.99, 0.98, 0.96, 0.97}, 0.95);
        assertThat(groups).containsExactly(0, 1, 0, 0);
    }

    @Test
    void whatAThresholdGivesIsOnTheWayToALowerOne() {
        List<ScoredPair> pairs = List.of(pair(0, 1), pair(1, 2), pair(0, 2), pair(3, 4));
        double[] probabilities = {0.99, 0.97, 0.6, 0.7};
        List<String> joined = new ArrayList<>();
        Groups.of(
                Distinct.none(5),
                pairs,
                probabilities,
                0,
                (probability, one, other) -> joined.add(probability + " " + one + other));
        assertThat(joined).containsExactly("0.99 [0][1]", "0.97 [0, 1][2]", "0.7 [3][4]");
        assertThat(Groups.of(5, pairs, probabilities, 0.8)).containsExactly(0, 0, 0, 3, 4);
    }

    @Test
    void theOrderOfPairsChangesNoGroup() {
        List<ScoredPair> pairs = List.of(pair(2, 3), pair(0, 1), pair(1, 2));
        assertThat(Groups.of(4, pairs, new double[] {0.9, 0.9, 0.9}, 0.5)).containsExactly(0, 0, 2, 2);
    }

    @Test
    void precisionLinkageRecallAndF1AreCounted() {
        Accuracy.Curve curve = new Accuracy.Curve(4);
        curve.add(0.99, 1, 1);
        curve.add(0.96, 1, 0);
        curve.add(0.7, 1, 1);
        curve.add(0.2, 1, 0);
        AtThreshold at = curve.at(0.5);
        assertThat(at.precision()).isEqualTo(2 / 3.0);
        assertThat(at.linkageRecall()).isEqualTo(0.5);
        assertThat(at.f1()).isEqualTo(4 / 7.0);
        assertThat(curve.best()).isEqualTo(new AtThreshold(0.7, 3, 2, 4));
        assertThat(curve.at(1)).isEqualTo(new AtThreshold(1, 0, 0, 4));
    }

    @Test
    void pairsOfOneProbabilityAreDecidedTogether() {
        Accuracy.Curve curve = new Accuracy.Curve(2);
        curve.add(0.9, 1, 1);
        curve.add(0.9, 3, 0);
        assertThat(curve.at(0.9)).isEqualTo(new AtThreshold(0.9, 4, 1, 2));
        assertThat(curve.best()).isEqualTo(new AtThreshold(0.9, 4, 1, 2));
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

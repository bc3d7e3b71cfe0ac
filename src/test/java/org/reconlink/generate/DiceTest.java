package org.reconlink.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reconlink.generate.NameStock.Weighted;

class DiceTest {
    @Test
    void theSameSeedFallsTheSameWayInEveryJavaVersion() {
        Dice dice = new Dice(42);
        assertThat(IntStream.range(0, 8).map(i -> dice.below(1000)).boxed().toList())
                .isEqualTo(List.of(741, 159, 278, 344, 38, 868, 218, 800));
    }

    @Test
    void childrenOfOtherPurposesFallOtherwise() {
        Dice dice = new Dice(42);
        assertThat(dice.child(1).below(1_000_000))
                .isEqualTo(new Dice(42).child(1).below(1_000_000));
        assertThat(dice.child(1).below(1_000_000)).isNotEqualTo(dice.child(2).below(1_000_000));
    }

    @Test
    void boundsAreKeptAndReached() {
        Dice dice = new Dice(1);
        assertThat(IntStream.range(0, 500)
                        .map(i -> dice.between(3, 5))
                        .distinct()
                        .sorted())
                .containsExactly(3, 4, 5);
        LocalDate day = LocalDate.of(2020, 2, 28);
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> dice.date(day, day.plusDays(1)))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void aWeightOfNoughtIsNeverDrawnAndOthersInProportion() {
        Weighted<Integer> weighted = new Weighted<>(List.of(0, 1, 3), Integer::intValue);
        Dice dice = new Dice(5);
        long threes =
                IntStream.range(0, 4000).filter(i -> weighted.draw(dice) == 3).count();
        assertThat(threes).isBetween(2850L, 3150L);
        assertThat(IntStream.range(0, 4000)
                        .map(i -> weighted.draw(dice))
                        .distinct()
                        .boxed()
                        .toList())
                .containsExactlyInAnyOrder(1, 3);
    }
}

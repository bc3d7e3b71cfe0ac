package org.reconlink.statistics.ogrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reconlink.spec.SpecTable;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.ogrs.ExpectedReoffending.Followed;
import org.reconlink.statistics.ogrs.ReoffendingScore.NotScored;
import org.reconlink.statistics.ogrs.ReoffendingScore.Scored;
import org.reconlink.statistics.ogrs.ReoffendingScore.Years;
import org.reconlink.statistics.ogrs.SanctionHistory.HomeOfficeCode;
import org.reconlink.statistics.ogrs.SanctionHistory.Sex;

class ReoffendingScoreTest {
    private static final Ogrs3 OGRS3 = new Ogrs3();

    static List<Map<String, Object>> cases() {
        return SpecTable.load("statistics/ogrs3.yml").cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void ogrs3(Map<String, Object> spec) {
        ReoffendingScore score = OGRS3.score(history(spec));
        if (spec.containsKey("reasons")) {
            assertThat(score).isEqualTo(new NotScored(reasons(spec)));
            assertThat(score.within(Years.TWO)).isEmpty();
        } else {
            assertThat(perCent(score.within(Years.ONE))).isEqualTo(spec.get("one"));
            assertThat(perCent(score.within(Years.TWO))).isEqualTo(spec.get("two"));
        }
    }

    /** By hand: 5.01702 - 3.22026 - 3.06189 - 2 x 0.00428 - 16 x 0.04321 - 0.11008 = -2.0751. */
    @Test
    void theSuccessorsStaticScoreForTwoSanctions() {
        ReoffendingScore score =
                new Ogrs4Static().score(new SanctionHistory(Sex.MALE, 36, 36, 20, 1, new HomeOfficeCode(8, 6)));
        assertThat(score.within(Years.ONE)).isEmpty();
        assertThat(score.within(Years.TWO).orElseThrow()).isCloseTo(0.11153, within(2e-4));
    }

    @Test
    void theSuccessorsScoreRisesWithSanctionsAndFallsWithAge() {
        assertThat(successor(Sex.FEMALE, 30, 9)).isGreaterThan(successor(Sex.FEMALE, 30, 2));
        assertThat(successor(Sex.MALE, 30, 9)).isGreaterThan(successor(Sex.MALE, 60, 9));
        assertThat(successor(Sex.MALE, 30, 0)).isLessThan(successor(Sex.MALE, 30, 1));
    }

    @Test
    void observedOverExpectedIsThatOfThoseWithAScore() {
        ReoffendingScore half = new Scored(OptionalDouble.empty(), 0.5);
        List<Followed> participants = List.of(
                new Followed(half, true),
                new Followed(half, false),
                new Followed(half, true),
                new Followed(half, true),
                new Followed(new NotScored(List.of("sex is missing")), true));
        ExpectedReoffending two = ExpectedReoffending.of(participants, Years.TWO);
        assertThat(two.scored()).isEqualTo(4);
        assertThat(two.notScored()).isEqualTo(1);
        assertThat(two.comparison().ratio().orElseThrow().value()).isEqualTo(1.5);
        Interval interval = two.comparison().ratio().orElseThrow().interval();
        assertThat(interval.lower()).isCloseTo(0.618672 / 2, within(1e-6));
        assertThat(interval.upper()).isCloseTo(8.767273 / 2, within(1e-6));
        assertThat(ExpectedReoffending.of(participants, Years.ONE).comparison().ratio())
                .isEmpty();
    }

    @Test
    void whoMayHaveReoffendedIsCountedApart() {
        ReoffendingScore half = new Scored(OptionalDouble.empty(), 0.5);
        ExpectedReoffending two = ExpectedReoffending.of(
                List.of(
                        new Followed(half, true),
                        new Followed(half, false, true),
                        new Followed(new NotScored(List.of("sex is missing")), false, true)),
                Years.TWO);
        assertThat(two.comparison().observed()).isEqualTo(1);
        assertThat(two.unknown()).isEqualTo(1);
        assertThat(two.scored()).isEqualTo(2);
    }

    private static double successor(Sex sex, int age, int previous) {
        return new Ogrs4Static()
                .score(new SanctionHistory(sex, age, age, 16, previous, new HomeOfficeCode(8, 6)))
                .within(Years.TWO)
                .orElseThrow();
    }

    private static SanctionHistory history(Map<String, Object> spec) {
        String[] offence = spec.containsKey("offence") ? ((String) spec.get("offence")).split("/", -1) : null;
        return new SanctionHistory(
                spec.get("sex") == null ? null : spec.get("sex").equals("M") ? Sex.MALE : Sex.FEMALE,
                (Integer) spec.get("start"),
                (Integer) spec.get("conviction"),
                (Integer) spec.get("first"),
                (Integer) spec.get("previous"),
                offence == null
                        ? null
                        : new HomeOfficeCode(Integer.parseInt(offence[0]), Integer.parseInt(offence[1])));
    }

    @SuppressWarnings("unchecked")
    private static List<String> reasons(Map<String, Object> spec) {
        return (List<String>) spec.get("reasons");
    }

    private static int perCent(OptionalDouble probability) {
        return (int) Math.round(100 * probability.orElseThrow());
    }
}

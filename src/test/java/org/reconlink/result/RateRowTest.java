package org.reconlink.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.publish.Made;
import org.reconlink.result.RateRow.Kind;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.uncertainty.WindowRate;

class RateRowTest {
    @Test
    void everyFigureHasARow() {
        assertThat(shown(0, Made.rate(16, 45)))
                .allMatch(RateRow::shown)
                .extracting(RateRow::kind)
                .containsExactly(
                        Kind.CONFIDENT_LINKS,
                        Kind.REVIEWED_PAIRS_ACCEPTED,
                        Kind.AT_THRESHOLD,
                        Kind.AT_THRESHOLD,
                        Kind.OUTCOME_BLIND_ESTIMATE,
                        Kind.ESTIMATE,
                        Kind.RANGE,
                        Kind.UNLINKED);
    }

    @Test
    void whatDiffersFromAPublishedRateByAFewIsWithheld() {
        assertThat(shown(10, Made.rate(16, 45)))
                .extracting(RateRow::shown)
                .containsExactly(true, false, true, false, true, true, true, true);
    }

    @Test
    void aSmallRateTakesItsEstimatesWithIt() {
        assertThat(shown(10, Made.rate(4, 45))).noneMatch(RateRow::shown);
    }

    @Test
    void groupsAreShownWhereEverybodyAndAllOfThemCanBe() {
        assertThat(shown(10, Made.rate(40, 100), Made.rate("a", 20, 50), Made.rate("b", 20, 50)))
                .filteredOn(RateRow::shown)
                .extracting(RateRow::group, RateRow::kind)
                .contains(tuple("a", Kind.CONFIDENT_LINKS), tuple("b", Kind.ESTIMATE))
                .doesNotContain(tuple("a", Kind.REVIEWED_PAIRS_ACCEPTED));
    }

    @Test
    void aSmallGroupHidesTheOthers() {
        assertThat(shown(10, Made.rate(40, 100), Made.rate("a", 36, 80), Made.rate("b", 4, 20)))
                .filteredOn(row -> row.group() != null)
                .isNotEmpty()
                .noneMatch(RateRow::shown);
    }

    @Test
    void groupsThatLeaveAFewOutTellOfThem() {
        assertThat(shown(10, Made.rate(40, 100), Made.rate("a", 20, 48), Made.rate("b", 20, 48)))
                .filteredOn(row -> row.group() != null && row.kind() == Kind.CONFIDENT_LINKS)
                .hasSize(2)
                .noneMatch(RateRow::shown);
    }

    @Test
    void whereOutcomesAreUnknownEveryRateHasBounds() {
        List<RateRow> rows = shown(0, Made.rate(16, 45).upTo(Made.rate(18, 45)));
        RateRow confident = rows.get(0);
        assertThat(confident.counted()).isEqualTo(new BoundedProportion(16, 45, 2));
        assertThat(confident.rate()).isEqualTo(16.0 / 45);
        assertThat(confident.most()).isEqualTo(18.0 / 45);
        assertThat(confident.interval().lower())
                .isEqualTo(new Proportion(16, 45).wilson().orElseThrow().lower());
        assertThat(confident.interval().upper())
                .isEqualTo(new Proportion(18, 45).wilson().orElseThrow().upper());
        assertThat(rows)
                .filteredOn(row -> row.counted() != null)
                .extracting(row -> row.counted().unknown())
                .containsOnly(2L);
    }

    @Test
    void ratesThatTellOfTheFewUnknownAreWithheld() {
        assertThat(shown(10, Made.rate(16, 45).upTo(Made.rate(18, 45)))).noneMatch(RateRow::shown);
        assertThat(shown(10, Made.rate(16, 45).upTo(Made.rate(28, 45))).get(0).shown())
                .isTrue();
    }

    private static List<RateRow> shown(int below, WindowRate... rates) {
        return RateRow.of(List.of(rates), new DisclosureRule(Math.max(0, below - 1), false, 1)).values().stream()
                .flatMap(List::stream)
                .toList();
    }
}

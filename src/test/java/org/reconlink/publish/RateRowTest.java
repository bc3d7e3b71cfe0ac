package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.reconlink.publish.RateRow.Kind;

class RateRowTest {
    @Test
    void everyFigureHasARow() {
        assertThat(RateRow.of(Made.rate(16, 45), 0))
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
        assertThat(RateRow.of(Made.rate(16, 45), 10))
                .extracting(RateRow::shown)
                .containsExactly(true, false, true, false, true, true, true, true);
    }

    @Test
    void aSmallRateTakesItsEstimatesWithIt() {
        assertThat(RateRow.of(Made.rate(4, 45), 10)).noneMatch(RateRow::shown);
    }
}

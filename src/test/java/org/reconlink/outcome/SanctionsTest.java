package org.reconlink.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.reconlink.outcome.ParticipantOutcome.ScoreInputs;

class SanctionsTest {
    private static final int HISTORIES = 3_000;

    @Test
    void nothingIsKnownOfTheUnlinked() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            OutcomeCase given = RandomHistory.ofHearings(seed).linked(false);
            assertThat(given.derived().outcome().score()).isEqualTo(ScoreInputs.UNKNOWN);
        }
    }

    @Test
    void cautionsAreSanctionsBesideConvictionOccasions() {
        int more = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            ParticipantOutcome outcome =
                    RandomHistory.ofHearings(seed).linked(true).derived().outcome();
            Integer sanctions = outcome.score().previousSanctions();
            Integer convictions = outcome.priorConvictionOccasions();
            assertThat(sanctions == null).as("history " + seed).isEqualTo(convictions == null);
            if (sanctions != null && convictions != null) {
                assertThat(sanctions).as("history " + seed).isGreaterThanOrEqualTo(convictions);
                more += sanctions > convictions ? 1 : 0;
            }
        }
        assertThat(more).isPositive();
    }

    @Test
    void whoReoffendsWithinOneYearDoesSoWithinTwo() {
        int yes = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            ScoreInputs score = RandomHistory.ofHearings(seed)
                    .linked(true)
                    .derived()
                    .outcome()
                    .score();
            if (score.withinOneYear() == Definition.Answer.YES
                    && score.withinTwoYears() != Definition.Answer.NOT_OBSERVED) {
                yes++;
                assertThat(score.withinTwoYears()).as("history " + seed).isEqualTo(Definition.Answer.YES);
            }
        }
        assertThat(yes).isPositive();
    }
}

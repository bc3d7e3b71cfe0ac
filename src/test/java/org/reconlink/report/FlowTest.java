package org.reconlink.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlowTest {
    private final Flow flow = Flow.of(Cohort.of(Studies.of(Studies.twelve())));

    @Test
    void thoseReadAreIncludedOrExcludedForAReason() {
        assertThat(flow.read()).isEqualTo(12);
        assertThat(flow.included()).isEqualTo(8);
        assertThat(flow.excluded())
                .containsExactly(
                        new Tally("unlinked", 2),
                        new Tally("no consent", 1),
                        new Tally("release date out of bounds", 1));
        assertThat(flow.included() + Flow.sum(flow.excluded())).isEqualTo(flow.read());
    }

    @Test
    void thoseIncludedAreLinkedOrInReviewOrUnlinked() {
        assertThat(Flow.sum(flow.status())).isEqualTo(flow.included());
    }

    @Test
    void thoseIncludedAreObservedInEachWindowOrNotForAReason() {
        assertThat(flow.windows())
                .containsExactly(
                        new Flow.InWindow("during", 7, List.of(new Tally("no end date", 1))),
                        new Flow.InWindow("after", 6, List.of(new Tally("died", 1), new Tally("no start date", 1))));
        assertThat(flow.windows())
                .allSatisfy(w ->
                        assertThat(w.observed() + Flow.sum(w.notObserved())).isEqualTo(flow.included()));
    }

    @Test
    void theDiagramGoesOnFromThoseLinkedToThoseObserved() {
        assertThat(flow.windows())
                .allSatisfy(w -> assertThat(w.observed() + Flow.sum(w.notObservedThoughLinked()))
                        .isEqualTo(flow.linked()));
    }
}

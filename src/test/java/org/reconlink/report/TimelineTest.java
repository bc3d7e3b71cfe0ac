package org.reconlink.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.offence.OffenceSettings.Indictable;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.WindowOutcome.Timing;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.outcome.WindowSettings.FirstDay;
import org.reconlink.outcome.WindowSettings.OffenceDate;
import org.reconlink.report.TimelineChapter.Timeline;
import org.reconlink.report.TimelineChapter.Timeline.Span;
import org.reconlink.result.Cohort;
import org.reconlink.result.Person;
import org.reconlink.result.Studies;
import org.reconlink.result.StudyResult;

class TimelineTest {
    private static final StudyResult STUDY = Studies.of(Studies.twelve());

    @Test
    void whoReoffendedFirstComesFirstAndWhoDidNotLast() {
        Timeline early = lane("b", List.of(10L), 400);
        Timeline late = lane("a", List.of(90L, 100L), 400);
        Timeline longest = lane("d", List.of(), 900);
        Timeline shorter = lane("c", List.of(), 400);
        assertThat(Stream.of(shorter, longest, late, early).sorted(Timeline.ORDER))
                .containsExactly(early, late, longest, shorter);
    }

    @Test
    void aLaneReachesFromTheInterventionToTheLastThingKnown() {
        Timeline lane = new Timeline(
                "a",
                new Span(-200, 30),
                new Span(0, 365),
                List.of(new Span(20, 500)),
                List.of(),
                List.of(40L),
                List.of(70L));
        assertThat(lane.first()).isEqualTo(-200);
        assertThat(lane.last()).isEqualTo(500);
    }

    @Test
    void everyLinkedParticipantWithAStartHasALane() {
        long lanes = STUDY.outcomes().stream()
                .filter(outcome -> outcome.included() && outcome.linked())
                .flatMap(outcome ->
                        Timeline.of(outcome, STUDY.outcome().windows().get(0), "x").stream())
                .count();
        String page = page(STUDY);
        assertThat(lanes).isPositive();
        assertThat(page).contains("Timelines of " + lanes + " of ");
    }

    @Test
    void anAcquittalIsNoOffenceAndALateProofIsOne() {
        assertThat(lane(new Person(1).also(Timing.NOT_PROVEN)).otherOffences()).isEmpty();
        assertThat(lane(new Person(1).also(Timing.PROVEN_LATE)).otherOffences()).containsExactly(0L);
        assertThat(lane(new Person(1).also(Timing.AFTER_CUT)).otherOffences()).isEmpty();
    }

    @Test
    void anOffenceIsDrawnOnTheDateThatTheWindowTakes() {
        Person person = new Person(1).reoffendedOverDays(12);
        assertThat(lane(person, OffenceDate.START).reoffences()).containsExactly(0L);
        assertThat(lane(person, OffenceDate.END).reoffences()).containsExactly(12L);
    }

    @Test
    void aRecallThatLastsIsDrawnAsLongAsOffencesWereFollowed() {
        assertThat(lane(new Person(1).recalledForGood(20)).recalls()).containsExactly(new Span(20, 730));
    }

    @Test
    void custodyIsDrawnFromTheStartForAsLongAsOffencesWereFollowed() {
        Person person = new Person(1)
                .inCustody(-900, -1)
                .inCustody(-3, 4)
                .inCustody(100, 160)
                .inCustody(700, 9000);
        assertThat(lane(person).custody()).containsExactly(new Span(0, 4), new Span(100, 160), new Span(700, 730));
    }

    @Test
    void noLaneIsDrawnWhereSmallCountsAreWithheld() {
        StudyResult small = Studies.of(Studies.twelve(), 10, Indictable.INCLUDING_EITHER_WAY, ProofBasis.CONVICTIONS);
        assertThat(page(small)).contains("Withheld: each lane is one person").doesNotContain("<svg");
    }

    private static Timeline lane(Person person) {
        return lane(person, OffenceDate.START);
    }

    private static Timeline lane(Person person, OffenceDate date) {
        WindowSettings during =
                new WindowSettings("during", ParticipantDate.RELEASE, null, null, 6, FirstDay.NEXT_DAY, date, false);
        return Timeline.of(person.outcome(), during, "x").orElseThrow();
    }

    private static String page(StudyResult study) {
        StringBuilder page = new StringBuilder();
        TimelineChapter.of(Cohort.of(study)).section().writeTo(page);
        return page.toString();
    }

    private static Timeline lane(String pseudonym, List<Long> reoffences, long followed) {
        return new Timeline(pseudonym, null, new Span(0, followed), List.of(), List.of(), reoffences, List.of());
    }
}

package org.reconlink.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.Doubt;
import org.reconlink.linkage.study.PersonId;

/** Which pairs come first where there is not the time for all. */
class VerdictWorthTest {
    private final List<Participant> participants = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private final List<CandidatePair> pairs = new ArrayList<>();

    private void pair(String participant, String person, double probability, Decision decision, boolean contradicted) {
        ParticipantId id = new ParticipantId(participant);
        PersonDetails details = Pairs.details(Map.of("surname", participant));
        RecordId source = new RecordId("file.csv", null, 1);
        if (participants.stream().noneMatch(one -> one.id().equals(id))) {
            participants.add(new Participant(id, source, details, null, Map.of(), null, null, null, null, Map.of()));
        }
        PersonId other = new PersonId(person);
        pairs.add(new CandidatePair(id, other, source, List.of(), List.of(), 0, probability, decision, ""));
        if (decision == Decision.REVIEW) {
            doubts.add(new Doubt(
                    id,
                    other,
                    Pairs.details(Map.of("surname", person)),
                    List.of(),
                    contradicted,
                    List.of(LocalDate.of(2010, 5, 4))));
        }
    }

    @Test
    void theLeastSureComeFirstAndContradictionsBeforeThem() {
        pair("A", "near one", 0.93, Decision.REVIEW, false);
        pair("B", "even", 0.50, Decision.REVIEW, false);
        pair("B", "less", 0.30, Decision.REVIEW, false);
        pair("C", "linked", 0.999, Decision.LINK, false);
        pair("D", "said twice", 0.99, Decision.REVIEW, true);
        pair("E", "near nought", 0.08, Decision.REVIEW, false);
        List<ReviewCase> order = VerdictWorth.order(participants, doubts, pairs);
        assertThat(order.stream().map(one -> one.identity().name().surname()))
                .containsExactly("said twice", "even", "less", "near nought", "near one");
        assertThat(VerdictWorth.of(pairs)).hasSize(5).startsWith(0.25, 0.21);
        assertThat(Worklist.pool(order, 2)).isEqualTo(order.subList(0, 2));
        assertThat(Worklist.pool(order, 9)).isEqualTo(order);
        assertThat(Worklist.pool(order, null)).isEqualTo(order);
    }

    @Test
    void ofTwoThatAreWorthTheSameTheOrderIsThatOfTheirKeysWhateverTheOrderOfTheRows() {
        pair("A", "one", 0.40, Decision.REVIEW, false);
        pair("B", "two", 0.40, Decision.REVIEW, false);
        pair("C", "three", 0.40, Decision.REVIEW, false);
        List<String> keys = VerdictWorth.order(participants, doubts, pairs).stream()
                .map(ReviewCase::key)
                .toList();
        assertThat(keys).isSorted();
        Collections.reverse(doubts);
        Collections.reverse(pairs);
        assertThat(VerdictWorth.order(participants, doubts, pairs).stream().map(ReviewCase::key))
                .containsExactlyElementsOf(keys);
    }
}

package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.Linker.ReviewedLinkage;
import org.reconlink.linkage.study.RepeatedParticipants.Pair;
import org.reconlink.spec.SpecTable;

class RepeatedParticipantsTest {
    private static final LocalDate CONVICTED = LocalDate.of(2014, 6, 2);

    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> whoIsOnePerson() {
        return SpecTable.load("linkage/repeated-participants.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> {
                    List<Pair> pairs = RepeatedParticipants.among(List.of(
                                    participant("A", 2, People.details((Map<String, Object>) row.get("first")), null),
                                    participant("B", 3, People.details((Map<String, Object>) row.get("second")), null)))
                            .pairs();
                    if (row.get("by").equals("")) {
                        assertThat(pairs).isEmpty();
                    } else {
                        assertThat(pairs.get(0).by()).isEqualTo(row.get("by"));
                        assertThat(pairs.get(0).one()).isEqualTo(row.get("one"));
                    }
                }));
    }

    @Test
    void theEpisodeThatIsFollowedIsTheFirstOrTheLastByDateOrEachOfThem() {
        PersonDetails carter = carter();
        List<Participant> rows = List.of(
                participant("late", 2, carter, LocalDate.of(2018, 3, 15)),
                participant("early", 3, carter, LocalDate.of(2016, 3, 15)),
                participant("undated", 4, carter, null),
                participant("other", 5, details("WOOD", "PETER", "1970-01-02"), LocalDate.of(2016, 1, 1)));

        assertThat(followed(rows, Repeated.FIRST_EPISODE)).containsExactly("early", "other");
        assertThat(followed(rows, Repeated.LAST_EPISODE)).containsExactly("late", "other");
        assertThat(followed(rows, Repeated.EACH_EPISODE)).containsExactly("late", "early", "undated", "other");
    }

    private static List<String> followed(List<Participant> rows, Repeated rule) {
        return RepeatedParticipants.among(rows).episodes(rule, ParticipantDate.RELEASE).stream()
                .filter(row -> row.episode() == null || row.episode().followed())
                .map(row -> row.id().value())
                .toList();
    }

    /** The second row alone, without an identifier, would be another participant who claims the same person. */
    @Test
    void everyEpisodeIsLinkedToTheOnePerson() {
        Map<String, Object> keys = new HashMap<>(
                Map.of("surname", "CARTER", "forename", "JAMES", "born", "1984-03-07", "pnc", "1981/0000034U"));
        PersonDetails carter = People.details(keys);
        IdentityIndex index = new IdentityIndex();
        index.add(carter, CONVICTED, People.row(2));
        for (int i = 0; i < 300; i++) {
            index.add(
                    details("WOOD" + (char) ('A' + i % 26), "PETER" + (char) ('A' + i / 26), "1970-01-02"),
                    CONVICTED,
                    People.row(3 + i));
        }
        List<Participant> rows = RepeatedParticipants.among(List.of(
                        participant("A", 2, carter, LocalDate.of(2016, 3, 15)),
                        participant("B", 3, carter(), LocalDate.of(2018, 3, 15))))
                .episodes(Repeated.EACH_EPISODE, ParticipantDate.RELEASE);
        ReviewedLinkage linkage = new Linker(ScaleTest.SETTINGS, Model.shipped()).link(rows, index, List.of());

        assertThat(linkage.result().decisions()).hasSize(2).allSatisfy(decision -> {
            assertThat(decision.status()).isEqualTo(LinkDecision.Status.LINKED);
            assertThat(decision.person()).isEqualTo(PersonIds.of(carter));
        });
        assertThat(linkage.result().pairs().stream()
                        .map(pair -> pair.participant().value()))
                .containsExactly("A", "B");
        assertThat(linkage.doubts()).isEmpty();
    }

    private static PersonDetails carter() {
        return details("CARTER", "JAMES", "1984-03-07");
    }

    private static PersonDetails details(String surname, String forename, String born) {
        return People.details(Map.of("surname", surname, "forename", forename, "born", born));
    }

    private static Participant participant(String id, int row, PersonDetails details, LocalDate released) {
        Map<ParticipantDate, LocalDate> dates = new HashMap<>(Map.of(ParticipantDate.INDEX_CONVICTION, CONVICTED));
        if (released != null) {
            dates.put(ParticipantDate.RELEASE, released);
        }
        return new Participant(
                new ParticipantId(id),
                new RecordId("participants.csv", null, row),
                details,
                null,
                dates,
                null,
                null,
                null,
                null,
                Map.of());
    }
}

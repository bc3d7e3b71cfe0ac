package org.reconlink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.RecordId;
import org.reconlink.outcome.OutcomeSettings.GroupSettings;
import org.reconlink.spec.SpecTable;

class StudyGroupsTest {
    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> groups() {
        return SpecTable.load("job/study-groups.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> {
                    GroupSettings named = new GroupSettings(
                            (List<String>) row.getOrDefault("named", List.of()), (String) row.get("reference"));
                    StudyGroups groups =
                            StudyGroups.of(participants((Map<String, Integer>) row.get("rows")), named, "Group");
                    assertThat(groups.line()).isEqualTo(row.get("line"));
                    assertThat(groups.findings().stream()
                                    .map(found -> found.severity() + " " + found.rule() + ": " + found.problem()))
                            .isEqualTo(row.get("findings"));
                }));
    }

    @Test
    void withoutAColumnThereAreNoGroups() {
        StudyGroups groups = StudyGroups.of(participants(Map.of("a", 1)), GroupSettings.OF_THE_SHEET, null);
        assertThat(groups.line()).isNull();
        assertThat(groups.findings()).isEmpty();
    }

    private static List<Participant> participants(Map<String, Integer> rows) {
        List<Participant> participants = new ArrayList<>();
        rows.forEach((group, number) -> {
            for (int i = 0; i < number; i++) {
                long row = participants.size() + 2L;
                participants.add(new Participant(
                        new ParticipantId("P" + row),
                        new RecordId("participants.csv", null, row),
                        new PersonDetails(
                                new PersonName("CARTER", null, null),
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of()),
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        group.isEmpty() ? null : group,
                        Map.of()));
            }
        });
        return participants;
    }
}

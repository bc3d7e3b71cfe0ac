package org.reconlink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.FileScans;
import org.reconlink.intake.Intake;
import org.reconlink.job.InputCheck.InventedPeople;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.RecordId;
import org.reconlink.study.Study;
import org.reconlink.study.StudyReader;

class InventedPeopleTest {
    @Test
    void theSampleStudysParticipantsAreAndOneMoreIsNot() throws Exception {
        for (String protocol : List.of("jobs/resettle.yml", "jobs/national-measure.yml")) {
            Study study = StudyReader.read(Path.of(protocol));
            List<Participant> people = new ArrayList<>();
            for (Path file : study.participants().files()) {
                try (ExtractReader<Participant> rows = Intake.participants(
                        file, study.participants(), study.intake(), finding -> {}, new FileScans())) {
                    Rows.addAll(rows, people::add);
                }
            }

            assertThat(people).hasSize(69);
            assertThat(InventedPeople.are(study.id(), people)).isTrue();
            people.add(person("RS-070", "ROWE", LocalDate.of(1980, 2, 3)));
            assertThat(InventedPeople.are(study.id(), people)).isFalse();
        }
    }

    /** They have no names, and are told by their numbers. */
    @Test
    void theSampleOfLinkedTablesIs() throws Exception {
        Study study = StudyReader.read(Path.of("jobs/data-first.yml"));
        List<Participant> people = new ArrayList<>();
        for (Path file : study.participants().files()) {
            try (ExtractReader<Participant> rows =
                    Intake.participants(file, study.participants(), study.intake(), finding -> {}, new FileScans())) {
                Rows.addAll(rows, people::add);
            }
        }

        assertThat(people).hasSize(30).allMatch(person -> person.details().personKey() != null);
        assertThat(study.linkage().byKey()).isTrue();
        assertThat(InventedPeople.are(study.id(), people)).isTrue();
        people.add(person("RS-070", "ROWE", LocalDate.of(1980, 2, 3)));
        assertThat(InventedPeople.are(study.id(), people)).isFalse();
    }

    @Test
    void anotherPersonUnderANumberOfTheSampleIsNot() {
        assertThat(InventedPeople.are("resettle-iirms", List.of(person("RS-001", "ROWE", LocalDate.of(1980, 2, 3)))))
                .isFalse();
    }

    @Test
    void aGeneratedPopulationIsByItsStudyAndItsNumbers() {
        LocalDate born = LocalDate.of(1980, 2, 3);

        assertThat(InventedPeople.are("population", List.of(person("P000001", "ROWE", born))))
                .isTrue();
        assertThat(InventedPeople.are("population", List.of(person("4711", "ROWE", born))))
                .isFalse();
        assertThat(InventedPeople.are("another", List.of(person("P000001", "ROWE", born))))
                .isFalse();
    }

    private static Participant person(String id, String surname, LocalDate born) {
        return new Participant(
                new ParticipantId(id),
                new RecordId("participants.csv", null, 2),
                new PersonDetails(
                        new PersonName(surname, "KIM", null), List.of(), born, null, null, null, null, List.of()),
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                Map.of());
    }
}

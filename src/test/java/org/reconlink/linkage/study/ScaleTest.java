package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScaleTest {
    static final LinkageSettings SETTINGS = new LinkageSettings(
            List.of(
                    List.of("pnc id"),
                    List.of("cro number"),
                    List.of("surname", "date of birth"),
                    List.of("forename", "date of birth"),
                    List.of("surname", "forename", "postcode district"),
                    List.of("date of birth", "postcode district"),
                    List.of("surname", "forename", "year of birth"),
                    List.of("surname", "forename", "index conviction date")),
            List.of(
                    "name",
                    "middle names",
                    "date of birth",
                    "sex",
                    "postcode",
                    "pnc id",
                    "cro number",
                    "index conviction date"),
            0.99,
            0.5,
            0.98,
            null);

    @Test
    void fiftyThousandIdentitiesAreLinkedWithHardlyAFalseLink() {
        Population population = new Population(1, 40_000, 4, 500);
        LinkageResult result = new Linker(SETTINGS, Model.shipped()).link(population.participants, population.index());
        int linked = 0;
        int wrong = 0;
        for (int i = 0; i < 500; i++) {
            PersonId person = result.decisions().get(i).person();
            linked += person == null ? 0 : 1;
            wrong += person == null || Objects.equals(person, population.truth.get(i)) ? 0 : 1;
        }
        assertThat(result.identities()).isGreaterThan(50_000);
        assertThat(new HashSet<>(result.decisions())).hasSize(500);
        assertThat(linked).isGreaterThan(470);
        assertThat(wrong).isLessThanOrEqualTo(1);
    }
}

package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Sex;
import org.reconlink.spec.SpecTable;

class KeyLinkageTest {
    private static final LocalDate CONVICTED = LocalDate.of(2014, 6, 2);

    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> byKey() {
        return SpecTable.load("linkage/key-links.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> {
                    Map<String, String> keys = (Map<String, String>) row.get("participant");
                    IdentityIndex index = new IdentityIndex();
                    index.add(person("0012345", "MALE", "1984-03-07"), CONVICTED, People.row(2));
                    Participant participant = People.participant(
                            "P1",
                            person(keys.get("key"), keys.get("sex"), keys.get("born")),
                            keys.containsKey("convicted") ? LocalDate.parse(keys.get("convicted")) : null);

                    LinkDecision decision = decision(participant, index);
                    assertThat(decision.status() == LinkDecision.Status.LINKED_BY_KEY)
                            .isEqualTo(row.get("linked"));
                    List<String> warnings = (List<String>) row.get("warnings");
                    assertThat(decision.warnings()).hasSameSizeAs(warnings);
                    for (int i = 0; i < warnings.size(); i++) {
                        assertThat(decision.warnings().get(i)).startsWith(warnings.get(i));
                    }
                }));
    }

    @Test
    void rowsOfOneKeyAreOnePersonWhateverElseTheySay() {
        PersonDetails one = person("A1", "MALE", "1984-03-07");
        PersonDetails other = person("A1", "FEMALE", "1990-01-19");
        IdentityIndex index = new IdentityIndex();
        index.add(one, CONVICTED, People.row(2));
        index.add(other, CONVICTED.plusYears(1), People.row(3));

        assertThat(index.persons()).isEqualTo(1);
        assertThat(index.sharedIdentifiers()).isEmpty();
        assertThat(index.contradictedKeys())
                .containsExactly(
                        new IdentityIndex.Contradicted("sexes", List.of(People.row(2), People.row(3))),
                        new IdentityIndex.Contradicted("dates of birth", List.of(People.row(2), People.row(3))));
        LinkDecision decision = decision(People.participant("P1", one, CONVICTED.plusYears(1)), index);
        assertThat(decision.warnings()).isEmpty();
        assertThat(List.of(PersonIds.of(one), PersonIds.of(other))).containsOnly(decision.person());
    }

    @Test
    void aKeyOfSeveralPeopleLinksNobody() {
        PersonDetails toby = named("RAVENSDALE", "TOBY", "1979-07-04");
        IdentityIndex index = new IdentityIndex();
        index.add(toby, CONVICTED, People.row(2));
        index.add(named("RAVENSDALE-SMITH", "TOBY", "1979-07-04"), CONVICTED, People.row(3));
        assertThat(decision(People.participant("P1", toby, CONVICTED), index).status())
                .as("a name that was changed")
                .isEqualTo(LinkDecision.Status.LINKED_BY_KEY);

        index.add(named("OKONJO", "GRACE", "1990-01-19"), CONVICTED, People.row(4));
        assertThat(index.sharedIdentifiers())
                .containsExactly(new IdentityIndex.SharedBy("person key", List.of(People.row(2), People.row(4))));
        assertThat(decision(People.participant("P1", toby, CONVICTED), index).status())
                .isEqualTo(LinkDecision.Status.UNLINKED);
        assertThat(decision(People.participant("P1", toby, CONVICTED), index).warnings())
                .containsExactly(LinkWarnings.KEY_SHARED);
    }

    @Test
    void aSlipOrABlankIsNoContradictionOfAKey() {
        IdentityIndex index = new IdentityIndex();
        index.add(person("A1", "MALE", "1984-03-07"), CONVICTED, People.row(2));
        index.add(person("A1", null, "1984-07-03"), CONVICTED, People.row(3));
        index.add(person("A1", "MALE", "1984-03-17"), CONVICTED, People.row(4));
        index.add(person("A2", "FEMALE", "1990-01-19"), CONVICTED, People.row(5));
        assertThat(index.contradictedKeys()).isEmpty();
    }

    private static PersonDetails named(String surname, String forename, String born) {
        return new PersonDetails(
                new PersonName(surname, forename, null),
                List.of(),
                LocalDate.parse(born),
                null,
                null,
                null,
                null,
                List.of(),
                "A1");
    }

    /** People with the same name who are two by their keys stay two. */
    @Test
    void oneKeyOnTwoParticipantsIsOnePerson() {
        Participant one = People.participant("P1", person("A1", null, null), null);
        Participant other = People.participant("P2", person("A1", null, null), null);
        assertThat(RepeatedParticipants.among(List.of(one, other)).pairs())
                .singleElement()
                .satisfies(pair -> {
                    assertThat(pair.by()).isEqualTo("person key");
                    assertThat(pair.one()).isTrue();
                });
    }

    private static LinkDecision decision(Participant participant, IdentityIndex index) {
        return KeyLinkage.link(List.of(participant), index, Model.shipped())
                .result()
                .decisions()
                .get(0);
    }

    private static PersonDetails person(@Nullable String key, @Nullable String sex, @Nullable String born) {
        return new PersonDetails(
                new PersonName(null, null, null),
                List.of(),
                born == null ? null : LocalDate.parse(born),
                sex == null ? null : Sex.valueOf(sex),
                null,
                null,
                null,
                List.of(),
                key);
    }
}

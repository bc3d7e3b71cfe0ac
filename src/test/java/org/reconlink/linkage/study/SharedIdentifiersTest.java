package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import it.unimi.dsi.fastutil.ints.IntList;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PncId;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.Linker.ReviewedLinkage;
import org.reconlink.spec.SpecTable;

class SharedIdentifiersTest {
    private static final String PNC = "2011/1111111W";
    private static final LocalDate CONVICTED = LocalDate.of(2014, 6, 2);

    @TestFactory
    Stream<DynamicTest> people() {
        return SpecTable.load("linkage/shared-identifiers.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> {
                    Map<String, PersonDetails> identities = identities(row);
                    List<String> letters = List.copyOf(identities.keySet());
                    List<IntList> people = SharedIdentifiers.people(List.copyOf(identities.values()));
                    assertThat(people.stream().map(person -> letters(person, letters)))
                            .isEqualTo(row.get("people"));
                    SharedIdentifiers shared = new SharedIdentifiers(SharedIdentifiers.PNC_ID, new PncId(PNC), people);
                    assertThat(people.stream()
                                    .filter(person -> people.size() > 1 && shared.keeps(person))
                                    .map(person -> letters(person, letters)))
                            .isEqualTo(row.containsKey("keeps") ? List.of(row.get("keeps")) : List.of());
                }));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, PersonDetails> identities(Map<String, Object> row) {
        Map<String, PersonDetails> identities = new TreeMap<>();
        ((Map<String, Map<String, Object>>) row.get("identities"))
                .forEach((letter, keys) -> identities.put(letter, People.details(keys)));
        return identities;
    }

    private static String letters(IntList places, List<String> letters) {
        return places.intStream().mapToObj(letters::get).collect(Collectors.joining());
    }

    @Test
    void aParticipantGetsTheirOwnRowsOfAnIdThatFourPeopleBearAndTheOthersAreForReview() {
        List<PersonDetails> bearers = List.of(
                person("RAVENSDALE", "TOBY", "1979-07-04", PNC),
                person("OKONJO", "GRACE", "1990-01-19", PNC),
                person("WHITLOCK", "PIERS", "1966-10-23", PNC),
                person("CHAUDHRY", "NADIA", "1985-03-30", PNC));
        IdentityIndex index = new IdentityIndex();
        int row = 2;
        for (PersonDetails bearer : bearers) {
            index.add(bearer, CONVICTED, People.row(row++));
        }
        // without the id it is what the first row is
        PersonDetails withoutId = person("RAVENSDALE", "TOBY", "1979-07-04", null);
        index.add(withoutId, CONVICTED.plusYears(1), People.row(row++));
        for (PersonDetails other : others()) {
            index.add(other, CONVICTED, People.row(row++));
        }
        assertThat(index.sharedIdentifiers())
                .containsExactly(new IdentityIndex.SharedBy(
                        "PNC id", List.of(People.row(2), People.row(3), People.row(4), People.row(5))));

        Participant participant = People.participant("D1", bearers.get(0), CONVICTED);
        Participant bogus = People.participant("D2", person("MARSH", "OWEN", "1955-05-05", PNC), CONVICTED);
        ReviewedLinkage linkage = linker().link(List.of(participant, bogus), index, List.of());

        LinkDecision decision = linkage.result().decisions().get(0);
        assertThat(decision.status()).isEqualTo(LinkDecision.Status.LINKED);
        assertThat(decision.warnings()).contains(LinkWarnings.PNC_OF_ANOTHER);
        PersonJoins.Finder finder = linkage.joins().finder();
        assertThat(finder.of(bearers.get(0))).isEqualTo(decision.person());
        assertThat(finder.of(withoutId)).isEqualTo(decision.person());
        assertThat(bearers.subList(1, 4).stream().map(finder::of)).doesNotContain(decision.person());
        assertThat(decisions(linkage, "D1"))
                .containsExactly(Decision.LINK, Decision.REVIEW, Decision.REVIEW, Decision.REVIEW);
        assertThat(linkage.result().decisions().get(1).status()).isEqualTo(LinkDecision.Status.IN_REVIEW);
        assertThat(decisions(linkage, "D2")).hasSize(4).containsOnly(Decision.REVIEW);
    }

    @Test
    void aCroNumberOfSeveralPeopleIsSaidWhateverTheirPncIds() {
        IdentityIndex index = new IdentityIndex();
        index.add(croed("RAVENSDALE", "TOBY", "1979-07-04", PNC), CONVICTED, People.row(2));
        index.add(croed("RAVENSDAIL", "TOBY", "1979-07-14", null), CONVICTED, People.row(3));
        index.add(croed("OKONJO", "GRACE", "1990-01-19", "1981/0000034U"), CONVICTED, People.row(4));
        index.add(croed("WHITLOCK", "PIERS", "1966-10-23", null), CONVICTED, People.row(5));

        assertThat(index.sharedIdentifiers())
                .containsExactly(
                        new IdentityIndex.SharedBy("CRO number", List.of(People.row(2), People.row(4), People.row(5))));
    }

    private static PersonDetails croed(String surname, String forename, String born, @Nullable String pnc) {
        Map<String, Object> keys =
                new TreeMap<>(Map.of("surname", surname, "forename", forename, "born", born, "cro", "065656/91H"));
        if (pnc != null) {
            keys.put("pnc", pnc);
        }
        return People.details(keys);
    }

    /** Otherwise the surname and the id, which is worth nothing, would link two people. */
    @Test
    void anIdThatSeveralPeopleBearIsNoEvidence() {
        IdentityIndex index = new IdentityIndex();
        index.add(person("RAVENSDALE", "TOBY", "1979-07-04", PNC), CONVICTED, People.row(2));
        index.add(person("OKONJO", "GRACE", "1990-01-19", PNC), CONVICTED, People.row(3));
        int row = 4;
        for (PersonDetails other : others()) {
            index.add(other, CONVICTED, People.row(row++));
        }
        Participant namesake = People.participant("D1", person("OKONJO", "ALAN", "1955-05-05", PNC), CONVICTED);
        ReviewedLinkage linkage = linker().link(List.of(namesake), index, List.of());

        assertThat(linkage.result().decisions().get(0).status()).isEqualTo(LinkDecision.Status.IN_REVIEW);
    }

    @Test
    void rowsOfOthersAreFoundApartFromThoseOfThePersonWhoKeepsTheId() {
        PersonDetails toby = person("RAVENSDALE", "TOBY", "1979-07-04", PNC);
        PersonDetails tobias = person("RAVENSDALE", "TOBIAS", "1979-07-04", PNC);
        PersonDetails grace = person("OKONJO", "GRACE", "1990-01-19", PNC);
        IdentityIndex index = new IdentityIndex();
        index.add(toby, CONVICTED, People.row(2));
        index.add(tobias, CONVICTED.plusYears(2), People.row(3));
        index.add(grace, CONVICTED.plusYears(3), People.row(4));
        int row = 5;
        for (PersonDetails other : others()) {
            index.add(other, CONVICTED, People.row(row++));
        }
        ReviewedLinkage linkage = linker().link(List.of(People.participant("D1", toby, CONVICTED)), index, List.of());

        LinkDecision decision = linkage.result().decisions().get(0);
        PersonJoins.Finder finder = linkage.joins().finder();
        assertThat(decision.status()).isEqualTo(LinkDecision.Status.LINKED);
        assertThat(List.of(finder.of(toby), finder.of(tobias))).containsOnly(decision.person());
        assertThat(finder.of(grace)).isNotEqualTo(decision.person());
    }

    private static List<Decision> decisions(ReviewedLinkage linkage, String participant) {
        return linkage.result().pairs().stream()
                .filter(pair -> pair.participant().value().equals(participant))
                .map(CandidatePair::decision)
                .toList();
    }

    private static Linker linker() {
        return new Linker(ScaleTest.SETTINGS, Model.shipped());
    }

    private static PersonDetails person(String surname, String forename, String born, String pnc) {
        Map<String, Object> keys = new HashMap<>(Map.of("surname", surname, "forename", forename, "born", born));
        if (pnc != null) {
            keys.put("pnc", pnc);
        }
        return People.details(keys);
    }

    private static List<PersonDetails> others() {
        List<PersonDetails> others = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String letters = "" + (char) ('A' + i % 26) + (char) ('A' + i / 26);
            others.add(person(
                    "WOOD" + letters,
                    "PETER" + letters,
                    LocalDate.of(1960 + i % 40, 1 + i % 12, 1 + i % 28).toString(),
                    null));
        }
        return others;
    }
}

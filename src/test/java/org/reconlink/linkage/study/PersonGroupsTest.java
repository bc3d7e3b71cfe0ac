package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.spec.SpecTable;

class PersonGroupsTest {
    private static final int FIRST_NAMED_ROW = 1_000_000;
    private static final List<Population.Row> OTHERS = new Population(3, 3_000, 2, 0).rows;

    @TestFactory
    Stream<DynamicTest> personJoins() {
        return SpecTable.load("linkage/person-joins.yml").cases().stream()
                .map(row -> dynamicTest((String) row.get("case"), () -> check(row)));
    }

    private static void check(Map<String, Object> row) {
        Map<String, PersonDetails> named = new LinkedHashMap<>();
        ((Map<?, ?>) row.get("extract")).forEach((name, keys) -> named.put((String) name, details(keys)));
        IdentityIndex index = new IdentityIndex();
        OTHERS.forEach(other -> index.add(other.details(), other.conviction(), other.source()));
        named.values()
                .forEach(details ->
                        index.add(details, LocalDate.of(2010, 5, 4), People.row(FIRST_NAMED_ROW + index.identities())));
        PersonJoins.Finder finder = joins(
                        index, participants(named.values()), row.get("join from") == null ? (Double) 0.9 : null)
                .finder();
        Map<PersonId, List<String>> persons = new LinkedHashMap<>();
        named.forEach((name, details) -> persons.computeIfAbsent(finder.of(details), p -> new ArrayList<>())
                .add(name));
        assertThat(persons.values().stream().filter(names -> names.size() > 1).toList())
                .isEqualTo(row.get("persons"));
    }

    /** Only who resembles a participant is asked about: one for each that is named, who is not one of them. */
    private static List<Participant> participants(Collection<PersonDetails> named) {
        List<Participant> participants = new ArrayList<>();
        for (PersonDetails details : named) {
            participants.add(People.participant("P" + participants.size(), details, null));
        }
        return participants.subList(0, 1);
    }

    @SuppressWarnings("unchecked")
    private static PersonDetails details(Object keys) {
        return People.details((Map<String, Object>) keys);
    }

    private static PersonJoins joins(IdentityIndex index, List<Participant> participants, Double from) {
        LinkageSettings usual = ScaleTest.SETTINGS;
        LinkageSettings settings = new LinkageSettings(
                usual.blockOn(),
                false,
                usual.compare(),
                usual.linkFrom(),
                usual.reviewFrom(),
                usual.expectedShare(),
                usual.model(),
                usual.keepLinkFrom(),
                from,
                true,
                List.of());
        return new Linker(settings, Model.shipped())
                .link(participants, index, List.of())
                .possible()
                .joins();
    }

    /** A third of the rows lose their PNC id; the order of the rows and which of equals comes first change nothing. */
    @Test
    void theOrderOfRowsDoesNotMatter() {
        List<PersonDetails> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            PersonDetails details = OTHERS.get(i).details();
            rows.add(details);
            if (i % 3 == 0) {
                rows.add(withoutPnc(details));
            }
        }
        List<Participant> participants = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += 3) {
            participants.add(People.participant("P" + i, rows.get(i), null));
        }
        PersonJoins inOrder =
                joins(index(rows, IntStream.range(0, rows.size()).boxed().toList()), participants, 0.9);
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
        Collections.shuffle(shuffled, new Random(11));
        assertThat(inOrder.total()).isGreaterThan(100);
        assertThat(joins(index(rows, shuffled), participants, 0.9)).isEqualTo(inOrder);
    }

    private static IdentityIndex index(List<PersonDetails> rows, List<Integer> order) {
        IdentityIndex index = new IdentityIndex();
        order.forEach(row -> index.add(rows.get(row), LocalDate.of(2010, 5, 4), People.row(row)));
        return index;
    }

    private static PersonDetails withoutPnc(PersonDetails details) {
        return new PersonDetails(
                details.name(),
                details.aliases(),
                details.dateOfBirth(),
                details.sex(),
                null,
                details.croNumber(),
                details.prisonNumber(),
                details.postcodes());
    }
}

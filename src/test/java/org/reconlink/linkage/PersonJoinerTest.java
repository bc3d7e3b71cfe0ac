package org.reconlink.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.PersonJoiner.Joined;
import org.reconlink.spec.SpecTable;

class PersonJoinerTest {
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
        Joined joined = join(index, row.get("join from") == null ? (Double) 0.99 : null);
        PersonJoins.Finder finder = joined.joins().finder();
        Map<PersonId, List<String>> persons = new LinkedHashMap<>();
        named.forEach((name, details) -> persons.computeIfAbsent(finder.of(details), p -> new ArrayList<>())
                .add(name));
        assertThat(persons.values().stream().filter(names -> names.size() > 1).toList())
                .isEqualTo(row.get("persons"));
        assertThat(groupsOf(joined.extract()))
                .as("the extract groups identities as the finder does")
                .isEqualTo(groups(finder, joined.extract()));
    }

    @SuppressWarnings("unchecked")
    private static PersonDetails details(Object keys) {
        return People.details((Map<String, Object>) keys);
    }

    private static Joined join(IdentityIndex index, Double from) {
        LinkageSettings usual = ScaleTest.SETTINGS;
        LinkageSettings settings = new LinkageSettings(
                usual.blockOn(),
                usual.compare(),
                usual.linkFrom(),
                usual.reviewFrom(),
                usual.expectedShare(),
                usual.model(),
                usual.keepLinkFrom(),
                from,
                false,
                List.of());
        return PersonJoiner.join(index.extract(), settings, Model.shipped());
    }

    private static Map<PersonId, Integer> groupsOf(Extract extract) {
        Map<PersonId, Integer> sizes = new TreeMap<>();
        for (int person = 0; person < extract.persons(); person++) {
            sizes.put(extract.personId(person), extract.endOfIdentities(person) - extract.firstIdentity(person));
        }
        return sizes;
    }

    private static Map<PersonId, Integer> groups(PersonJoins.Finder finder, Extract extract) {
        Map<PersonId, Integer> sizes = new TreeMap<>();
        for (int identity = 0; identity < extract.identities(); identity++) {
            sizes.merge(finder.of(extract.details(identity)), 1, Integer::sum);
        }
        return sizes;
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
        Joined inOrder =
                join(index(rows, IntStream.range(0, rows.size()).boxed().toList()), 0.99);
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
        Collections.shuffle(shuffled, new Random(11));
        Joined outOfOrder = join(index(rows, shuffled), 0.99);
        assertThat(inOrder.joins().total()).isGreaterThan(150);
        assertThat(outOfOrder.joins()).isEqualTo(inOrder.joins());
        assertThat(groupsOf(outOfOrder.extract())).isEqualTo(groupsOf(inOrder.extract()));
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

package org.reconlink.linkage.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.PersonDetails;

class IdentityIndexTest {
    private static final LocalDate DATE = LocalDate.of(2010, 5, 4);

    @Test
    void rowsWithTheSamePncIdAreOnePersonWithSeveralIdentities() {
        PersonDetails carter = people("pnc", "1981/0000034U", "surname", "CARTER");
        PersonDetails brown = people("pnc", "1981/0000034U", "surname", "BROWN");
        IdentityIndex index = new IdentityIndex();
        index.add(carter, DATE, People.row(2));
        index.add(brown, DATE, People.row(3));
        index.add(carter, DATE, People.row(4));

        assertThat(index.identities()).isEqualTo(2);
        assertThat(index.persons()).isEqualTo(1);
        assertThat(PersonIds.of(brown)).isEqualTo(PersonIds.of(carter));
    }

    @Test
    void rowsWithoutAPncIdArePersonsByExactIdentity() {
        PersonDetails carter = people("surname", "CARTER", "born", "1984-03-07");
        List<PersonDetails> others = List.of(
                people("forename", "CARTER", "born", "1984-03-07"),
                people("surname", "CARTER", "born", "1984-03-08"),
                people("surname", "CARTER"),
                people("surname", "CARTER", "born", "1984-03-07", "sex", "MALE"),
                people("surname", "CARTER", "born", "1984-03-07", "cro", "065656/91H"),
                people("surname", "CARTER", "born", "1984-03-07", "prison", "065656/91H"),
                people("surname", "CARTER", "born", "1984-03-07", "middle names", "PAUL"),
                people("surname", "CARTER", "born", "1984-03-07", "postcodes", List.of("L1 8JQ")),
                people("surname", "CARTER", "born", "1984-03-07", "aliases", List.of("DOE, JOHN")),
                people("surname", "CARTER 5:JAMES", "born", "1984-03-07"));
        IdentityIndex index = new IdentityIndex();
        index.add(carter, DATE, People.row(2));
        index.add(people("surname", "CARTER", "born", "1984-03-07"), DATE, People.row(3));
        others.forEach(other -> index.add(other, DATE, People.row(4)));

        assertThat(index.persons()).isEqualTo(1 + others.size());
        assertThat(others.stream().map(PersonIds::of)).doesNotHaveDuplicates().doesNotContain(PersonIds.of(carter));
    }

    @Test
    void aPersonsDatesAreSharedByItsIdentitiesSortedAndDistinct() {
        IdentityIndex index = new IdentityIndex();
        PersonDetails carter = people("pnc", "1981/0000034U", "surname", "CARTER");
        PersonDetails brown = people("pnc", "1981/0000034U", "surname", "BROWN");
        index.add(carter, DATE, People.row(5));
        index.add(brown, DATE.minusYears(3), People.row(3));
        index.add(brown, DATE, People.row(4));
        index.add(brown, DATE.minusYears(1), People.row(6));
        index.add(people("pnc", "1981/0000034U", "surname", "GREY"), null, People.row(7));

        Extract extract = index.extract();
        for (int identity = 0; identity < 3; identity++) {
            assertThat(extract.subject(0, identity).dates())
                    .containsExactly(DATE.minusYears(3), DATE.minusYears(1), DATE);
        }
    }

    @Test
    void theFirstRowOfAnIdentityIsTheEarliestWhateverCameFirst() {
        IdentityIndex index = new IdentityIndex();
        PersonDetails carter = people("surname", "CARTER");
        PersonDetails brown = people("surname", "BROWN");
        index.add(carter, DATE, People.row(9));
        index.add(brown, DATE, People.row(5));
        index.add(carter, DATE, People.row(3));
        index.add(carter, DATE, People.row(7));

        Extract extract = index.extract();
        assertThat(extract.details(0)).isEqualTo(carter);
        assertThat(extract.firstSource(0)).isEqualTo(People.row(3));
        assertThat(extract.details(1)).isEqualTo(brown);
        assertThat(extract.personId(1)).isEqualTo(PersonIds.of(brown));
    }

    private static PersonDetails people(Object... keysAndValues) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            keys.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return People.details(keys);
    }
}

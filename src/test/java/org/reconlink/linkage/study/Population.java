package org.reconlink.linkage.study;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.RecordId;
import org.reconlink.kernel.Sex;

/** A seeded extract of invented persons, with participants drawn from it whose details are damaged, and the truth. */
final class Population {
    /** One row of the extract. */
    record Row(PersonDetails details, LocalDate conviction, RecordId source) {}

    final List<Row> rows = new ArrayList<>();
    final List<Participant> participants = new ArrayList<>();
    /** The person of each participant, in order. */
    final List<PersonId> truth = new ArrayList<>();

    private final Random random;
    private final List<String> surnames;
    private final List<String> forenames;

    Population(long seed, int persons, int rowsOfEach, int participants) {
        random = new Random(seed);
        surnames = words(20_000);
        forenames = words(1_000);
        for (int i = 0; i < persons; i++) {
            person(i, rowsOfEach, i < participants);
        }
    }

    IdentityIndex index() {
        IdentityIndex index = new IdentityIndex();
        rows.forEach(row -> index.add(row.details(), row.conviction(), row.source()));
        return index;
    }

    private void person(int number, int rowsOfEach, boolean participates) {
        PersonName name =
                new PersonName(common(surnames), common(forenames), random.nextInt(3) == 0 ? common(forenames) : null);
        LocalDate birth = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(50 * 365));
        PncId pncId = random.nextInt(10) == 0 ? null : new PncId(String.format("%d/%07dA", 1980 + number % 40, number));
        Sex sex = random.nextInt(6) == 0 ? Sex.FEMALE : Sex.MALE;
        Postcode postcode = postcode();
        PersonDetails first = new PersonDetails(name, List.of(), birth, sex, pncId, null, null, List.of(postcode));
        LocalDate conviction = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(7000));
        int count = 1 + random.nextInt(2 * rowsOfEach - 1);
        for (int i = 0; i < count; i++) {
            boolean moved = pncId != null && random.nextInt(10) == 0;
            PersonDetails details = moved
                    ? new PersonDetails(name, List.of(), birth, sex, pncId, null, null, List.of(postcode()))
                    : first;
            LocalDate date = i == 0 ? conviction : LocalDate.of(2000, 1, 1).plusDays(random.nextInt(7000));
            rows.add(new Row(details, date, People.row(rows.size() + 2L)));
        }
        if (participates) {
            participants.add(People.participant(String.format("P%06d", number), damaged(first), conviction));
            truth.add(PersonIds.of(first));
        }
    }

    private PersonDetails damaged(PersonDetails d) {
        PersonName name = d.name();
        if (random.nextInt(8) == 0) {
            name = new PersonName(typo(name.surname()), name.forename(), name.middleNames());
        }
        if (random.nextInt(12) == 0) {
            name = new PersonName(name.surname(), typo(name.forename()), name.middleNames());
        }
        LocalDate birth = random.nextInt(12) == 0 ? d.dateOfBirth().plusDays(1 + random.nextInt(9)) : d.dateOfBirth();
        PncId pncId = random.nextInt(3) == 0 ? null : d.pncId();
        List<Postcode> postcodes = random.nextInt(3) == 0 ? List.of(postcode()) : d.postcodes();
        return new PersonDetails(name, List.of(), birth, d.sex(), pncId, null, null, postcodes);
    }

    private String typo(String name) {
        int at = random.nextInt(name.length());
        return name.substring(0, at) + (char) ('A' + random.nextInt(26)) + name.substring(at + 1);
    }

    private Postcode postcode() {
        return new Postcode("" + (char) ('A' + random.nextInt(20)) + (1 + random.nextInt(30)) + " " + random.nextInt(10)
                + (char) ('A' + random.nextInt(20)) + (char) ('A' + random.nextInt(20)));
    }

    /** By Zipf's law: the k-th of n words with probability in proportion to 1/k, about. */
    private String common(List<String> words) {
        return words.get((int) Math.pow(words.size(), random.nextDouble()) - 1);
    }

    private List<String> words(int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder word = new StringBuilder();
            int syllables = 2 + random.nextInt(2);
            for (int s = 0; s < syllables; s++) {
                word.append("BCDFGHJKLMNPRSTVW".charAt(random.nextInt(17)))
                        .append("AEIOU".charAt(random.nextInt(5)))
                        .append("LMNRST".charAt(random.nextInt(6)));
            }
            words.add(word.toString());
        }
        return words;
    }
}

package org.reconlink.simulation;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.reconlink.generate.SimulatedPeople;
import org.reconlink.generate.SimulatedPeople.Known;
import org.reconlink.generate.SimulatedPeople.Row;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.RecordId;
import org.reconlink.kernel.Sex;
import org.reconlink.linkage.study.IdentityIndex;

/** A conviction register whose persons' outcomes are known, from which studies draw their participants. */
final class Register {
    final IdentityIndex index = new IdentityIndex();
    private final Setting setting;
    private final SimulatedPeople people;
    private final List<Known> persons;
    private final boolean[] outcome;
    /** The person of each row. */
    private final List<Integer> personOfRow = new ArrayList<>();

    Register(Setting setting, int size, long seed) {
        this.setting = setting;
        this.people = new SimulatedPeople(seed);
        this.persons = people.register(size, setting.decoys());
        this.outcome = new boolean[size];
        for (int person = 0; person < size; person++) {
            outcome[person] = people.chance(Setting.REGISTER_RATE);
            for (Row identity : persons.get(person).identities()) {
                index.add(
                        details(identity),
                        LocalDate.of(2010, 1, 1),
                        new RecordId("register", null, personOfRow.size()));
                personOfRow.add(person);
            }
        }
    }

    /** A cohort with the outcome at the study's rate; the outcome of each is the person's. */
    record Cohort(List<Participant> participants, List<Integer> persons, int with) {}

    Cohort draw(int size) {
        List<Participant> participants = new ArrayList<>();
        List<Integer> drawn = new ArrayList<>();
        int with = 0;
        while (participants.size() < size) {
            boolean wanted = people.chance(Setting.RATE);
            int person = people.below(outcome.length);
            while (outcome[person] != wanted || drawn.contains(person)) {
                person = people.below(outcome.length);
            }
            with += wanted ? 1 : 0;
            drawn.add(person);
            Row sheet = people.chance(setting.aliasShare(wanted))
                    ? people.alias(setting.rates(wanted))
                    : people.referral(persons.get(person), setting.rates(wanted));
            participants.add(participant(participants.size(), sheet));
        }
        return new Cohort(participants, drawn, with);
    }

    int person(RecordId row) {
        return personOfRow.get((int) row.row());
    }

    boolean outcome(int person) {
        return outcome[person];
    }

    /** Persons with the outcome or without. */
    long persons(boolean with) {
        long count = 0;
        for (boolean y : outcome) {
            count += y == with ? 1 : 0;
        }
        return count;
    }

    private static Participant participant(int number, Row sheet) {
        return new Participant(
                new ParticipantId(String.format(Locale.ROOT, "P%05d", number)),
                new RecordId("sheet", null, number),
                details(sheet),
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                Map.of());
    }

    private static PersonDetails details(Row row) {
        return new PersonDetails(
                new PersonName(standard(row.surname()), standard(row.forename()), null),
                List.of(),
                row.born(),
                row.sex().equals("M") ? Sex.MALE : Sex.FEMALE,
                row.pncId().isEmpty() ? null : new PncId(row.pncId()),
                null,
                null,
                row.postcode().isEmpty() ? List.of() : List.of(new Postcode(row.postcode())));
    }

    private static String standard(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace('-', ' ')
                .replaceAll("['’]", "")
                .toUpperCase(Locale.ROOT);
    }
}

package org.reconlink.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** People of the sample extracts who are not in the study, none of them like a participant by accident. */
final class Outsiders {
    private static final LocalDate FIRST = LocalDate.of(1975, 1, 1);
    private static final LocalDate DATA_CUT = LocalDate.of(2021, 12, 31);
    private static final LocalDate PLACEHOLDER = LocalDate.of(1900, 1, 1);
    private static final List<String> NO_POSTCODES = List.of("L18", "M14 5", "XX", "CH4I 2AB");

    private final People people;
    private final Career careers;
    private final SampleExtracts extracts;
    private final Set<LocalDate> bornLikeParticipants = new HashSet<>();
    private final Set<String> namedLikeParticipants = new HashSet<>();

    Outsiders(People people, Career careers, SampleExtracts extracts, List<PlannedParticipant> participants) {
        this.people = people;
        this.careers = careers;
        this.extracts = extracts;
        for (PlannedParticipant participant : participants) {
            bornLikeParticipants.add(participant.born());
            namedLikeParticipants.add(key(participant.name()));
            participant.aliases().forEach(alias -> namedLikeParticipants.add(key(alias)));
        }
    }

    /** Puts so many people into the extracts. */
    List<Person> add(int howMany, Dice dice) {
        List<Person> added = new ArrayList<>();
        while (added.size() < howMany) {
            Person person = people.anybody(1945, 2001, 0.16, dice);
            if (!bornLikeParticipants.contains(person.born())
                    && person.names().stream().noneMatch(name -> namedLikeParticipants.contains(key(name)))) {
                record(person, dice);
                added.add(person);
            }
        }
        return added;
    }

    /** Puts one person with right identifiers and an ordinary career into the extracts. */
    void addKnown(Person person, Dice dice) {
        String files = files(dice);
        career(person, dice)
                .forEach(charge ->
                        extracts.record(ExtractRow.of(person, charge), SampleExtracts.extractOf(charge, files)));
    }

    private void record(Person person, Dice dice) {
        String files = files(dice);
        boolean unnumbered = dice.chance(0.01);
        boolean wrongLetter = dice.chance(0.008);
        boolean unknownBirth = dice.chance(0.005);
        for (Charge charge : career(person, dice)) {
            ExtractRow row = ExtractRow.of(person, charge);
            row = unnumbered ? row.unnumbered() : row;
            row = wrongLetter ? row.withWrongLetter() : row;
            row = unknownBirth ? row.bornOn(PLACEHOLDER) : row;
            row = dice.chance(0.002) ? row.livingAt(dice.pick(NO_POSTCODES)) : row;
            row = dice.chance(0.02) ? row.livingAt("") : row;
            String where = SampleExtracts.extractOf(charge, files);
            extracts.record(row, dice.chance(0.001) ? "both" : where);
        }
    }

    private List<Charge> career(Person person, Dice dice) {
        LocalDate earliest = person.born().plusYears(14).plusDays(dice.repeats(0.8, 20) * 200L);
        LocalDate first = earliest.isBefore(FIRST) ? FIRST : earliest;
        return careers.between(person.born(), first, DATA_CUT, 1 + dice.repeats(0.65, 40), dice);
    }

    private static String files(Dice dice) {
        return dice.pick(List.of("north", "north", "north", "north", "south", "south", "south", "both"));
    }

    private static String key(SpelledName name) {
        return (name.forename() + " " + name.surname()).toUpperCase(Locale.ROOT);
    }
}

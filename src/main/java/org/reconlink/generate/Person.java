package org.reconlink.generate;

import java.time.LocalDate;
import java.util.List;

/**
 * A person of the conviction extract, as the police know them.
 *
 * @param sex {@code M} or {@code F}
 * @param names the true name first, then others that were given to the police
 * @param homes in order of time, the first since birth
 */
record Person(PoliceNumber number, String sex, LocalDate born, List<SpelledName> names, List<Home> homes) {
    Person {
        names = List.copyOf(names);
        homes = List.copyOf(homes);
    }

    /** An address and the first day there. */
    record Home(LocalDate from, String postcode) {
        @Override
        public String toString() {
            return "Home[withheld]";
        }
    }

    SpelledName name() {
        return names.get(0);
    }

    String postcodeOn(LocalDate day) {
        String postcode = homes.get(0).postcode();
        for (Home home : homes) {
            if (!home.from().isAfter(day)) {
                postcode = home.postcode();
            }
        }
        return postcode;
    }

    String lastPostcode() {
        return homes.get(homes.size() - 1).postcode();
    }

    Person named(List<SpelledName> others) {
        return new Person(number, sex, born, others, homes);
    }

    @Override
    public String toString() {
        return "Person[withheld]";
    }

    /** A name as one record spells it; no middle names are an empty text. */
    record SpelledName(String surname, String forename, String middleNames) {
        SpelledName withSurname(String other) {
            return new SpelledName(other, forename, middleNames);
        }

        SpelledName withForename(String other) {
            return new SpelledName(surname, other, middleNames);
        }

        @Override
        public String toString() {
            return "SpelledName[withheld]";
        }
    }
}

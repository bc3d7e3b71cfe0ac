package org.reconlink.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says on the sheet who a participant of a population is, with errors at given rates, and remembers which. */
final class DamagedReferral {
    private final Person person;
    private final DamageRates rates;
    private final People people;
    private final NameStock names;
    private final Dice dice;
    private final List<String> damage = new ArrayList<>();

    DamagedReferral(Person person, DamageRates rates, People people, NameStock names, Dice dice) {
        this.person = person;
        this.rates = rates;
        this.people = people;
        this.names = names;
        this.dice = dice;
    }

    /** Fills in the columns that say who it is. */
    void fill(Referral row) {
        row.with(ReferralColumn.SURNAME, surname())
                .with(ReferralColumn.FIRST_NAME, forename())
                .with(ReferralColumn.MIDDLE_NAMES, person.name().middleNames())
                .with(ReferralColumn.SEX, person.sex().equals("M") ? "Male" : "Female")
                .with(ReferralColumn.DOB, born())
                .with(ReferralColumn.PNC_ID, pncId())
                .with(ReferralColumn.CRO_NO, missing(rates.missingCroNumber(), "no CRO number") ? "" : cro())
                .with(ReferralColumn.PRISON_NO, person.number().prisonNumber())
                .with(ReferralColumn.POSTCODES, postcode());
        if (person.names().size() > 1) {
            SpelledName alias = person.names().get(1);
            row.with(ReferralColumn.ALSO_KNOWN_AS, alias.forename() + " " + alias.surname());
        }
    }

    /** What is wrong, in words; empty if nothing is. */
    String damage() {
        return String.join("; ", damage);
    }

    private boolean missing(double rate, String words) {
        boolean happens = dice.chance(rate);
        if (happens) {
            damage.add(words);
        }
        return happens;
    }

    private String surname() {
        String surname = person.name().surname();
        return (missing(rates.surnameTypo(), "surname misspelt") ? Typos.word(surname, dice) : surname)
                .toUpperCase(Locale.ROOT);
    }

    private String forename() {
        String forename = person.name().forename();
        @Nullable String nickname = names.nickname(forename, dice);
        return nickname != null && missing(rates.nickname(), "nickname") ? nickname : forename;
    }

    private LocalDate born() {
        LocalDate born = person.born();
        if (!Typos.swapped(born).equals(born) && missing(rates.swappedBirthday(), "day and month swapped")) {
            return Typos.swapped(born);
        }
        return missing(rates.wrongBirthday(), "date of birth one digit off") ? Typos.digitOff(born, dice) : born;
    }

    private String pncId() {
        if (missing(rates.missingPncId(), "no PNC id")) {
            return "";
        }
        String right = person.number().pncId();
        if (!missing(rates.mistypedPncId(), "PNC id mistyped")) {
            return right;
        }
        return dice.chance(0.5)
                ? PoliceNumber.withWrongLetter(right)
                : Typos.digitOff(person.number(), dice).pncId();
    }

    private String cro() {
        return person.number().croNumber();
    }

    private String postcode() {
        if (missing(rates.missingPostcode(), "no postcode")) {
            return "";
        }
        return missing(rates.moved(), "moved") ? people.postcodeElsewhere(dice) : person.lastPostcode();
    }
}

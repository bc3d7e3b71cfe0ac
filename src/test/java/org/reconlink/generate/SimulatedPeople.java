package org.reconlink.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.generate.People.PostcodeStock;
import org.reconlink.generate.Population.DamagedReferral;
import org.reconlink.generate.Referral.ReferralColumn;

/** The generator's people for simulations that need them in memory: a register, and what a participant sheet says of them. */
public final class SimulatedPeople {
    private static final double WOMEN = 0.16;

    private final NameStock names = new NameStock();
    private final People people = new People(names, new PostcodeStock());
    private final Dice dice;

    public SimulatedPeople(long seed) {
        this.dice = new Dice(seed);
    }

    /** Who a record says that somebody is; an empty text is a value that the record does not have. */
    public record Row(String surname, String forename, LocalDate born, String sex, String postcode, String pncId) {
        @Override
        public String toString() {
            return "Row[withheld]";
        }
    }

    /** Somebody in the register, under each of their names. */
    public record Known(List<Row> identities, Object self) {
        @Override
        public String toString() {
            return "Known[withheld]";
        }
    }

    /** People of a register, a share of them twins, namesakes or relatives of others. */
    public List<Known> register(int persons, double decoys) {
        List<Person> register = new ArrayList<>();
        while (register.size() < persons) {
            Person person = people.anybody(1945, 2001, WOMEN, dice);
            register.add(person);
            if (dice.chance(decoys / (1 - decoys)) && register.size() < persons) {
                register.add(
                        switch (dice.below(3)) {
                            case 0 -> people.twin(person, dice);
                            case 1 -> people.namesake(person, dice);
                            default -> people.relative(person, dice);
                        });
            }
        }
        return register.stream().map(SimulatedPeople::known).toList();
    }

    /** What the sheet says of somebody, with damage at these rates. */
    public Row referral(Known known, DamageRates rates) {
        return referral((Person) known.self(), rates);
    }

    /** What the sheet says of somebody who gave another identity altogether: nobody of the register. */
    public Row alias(DamageRates rates) {
        Row row = referral(people.anybody(1945, 2001, WOMEN, dice), rates);
        return new Row(row.surname(), row.forename(), row.born(), row.sex(), row.postcode(), "");
    }

    public boolean chance(double probability) {
        return dice.chance(probability);
    }

    /** A whole number from 0 up to but not including {@code bound}. */
    public int below(int bound) {
        return dice.below(bound);
    }

    private Row referral(Person person, DamageRates rates) {
        Referral sheet = new Referral();
        new DamagedReferral(person, rates, people, names, dice).fill(sheet);
        return new Row(
                sheet.text(ReferralColumn.SURNAME),
                sheet.text(ReferralColumn.FIRST_NAME),
                sheet.date(ReferralColumn.DOB),
                person.sex(),
                sheet.text(ReferralColumn.POSTCODES),
                sheet.text(ReferralColumn.PNC_ID));
    }

    private static Known known(Person person) {
        return new Known(
                person.names().stream()
                        .map(name -> new Row(
                                name.surname(),
                                name.forename(),
                                person.born(),
                                person.sex(),
                                person.lastPostcode(),
                                person.number().pncId()))
                        .toList(),
                person);
    }
}

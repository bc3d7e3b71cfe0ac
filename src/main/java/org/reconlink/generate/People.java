package org.reconlink.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.generate.Person.Home;
import org.reconlink.generate.Person.SpelledName;

/** Makes people: names, dates of birth, homes and police numbers, and people who are easily taken for others. */
final class People {
    private static final LocalDate PLACEHOLDER = LocalDate.of(1970, 1, 1);

    private final NameStock names;
    private final PostcodeStock postcodes;
    private long numbered;

    People(NameStock names, PostcodeStock postcodes) {
        this.names = names;
        this.postcodes = postcodes;
    }

    /** Anybody known to the police, born in those years. */
    Person anybody(int bornFrom, int bornTo, double women, Dice dice) {
        LocalDate born = birthday(LocalDate.of(bornFrom, 1, 1), LocalDate.of(bornTo, 12, 31), dice);
        return named(dice.chance(women) ? "F" : "M", born, dice);
    }

    /** A date of birth between the two that no system takes for a missing one. */
    static LocalDate birthday(LocalDate first, LocalDate last, Dice dice) {
        LocalDate born = dice.date(first, last);
        return born.equals(PLACEHOLDER) ? born.plusDays(1) : born;
    }

    /** Any man born on that day. */
    Person bornOn(LocalDate born, Dice dice) {
        return named("M", born, dice);
    }

    private Person named(String sex, LocalDate born, Dice dice) {
        List<SpelledName> spelled = new ArrayList<>();
        spelled.add(names.name(sex, born.getYear(), dice));
        for (int i = dice.repeats(0.15, 3); i > 0; i--) {
            spelled.add(alias(spelled.get(0), sex, born.getYear(), dice));
        }
        return new Person(number(born, dice), sex, born, spelled, homes(born, postcodes.anywhere(dice), dice));
    }

    /** Somebody with that name and date of birth, living in that postcode district at first. */
    Person known(List<SpelledName> spelled, LocalDate born, String district, Dice dice) {
        return new Person(number(born, dice), "M", born, spelled, homes(born, postcodes.in(district, dice), dice));
    }

    /** Shares everything with {@code one} but the forename and the police number. */
    Person twin(Person one, Dice dice) {
        return new Person(number(one.born(), dice), one.sex(), one.born(), List.of(sibling(one, dice)), one.homes());
    }

    /** Shares surname and home with {@code one}, and is some years older or younger. */
    Person relative(Person one, Dice dice) {
        LocalDate born = one.born().plusDays((dice.chance(0.5) ? 1L : -1L) * dice.between(400, 3000));
        return new Person(number(born, dice), one.sex(), born, List.of(sibling(one, dice)), one.homes());
    }

    /** Shares forename, surname and date of birth with {@code one}, and lives elsewhere. */
    Person namesake(Person one, Dice dice) {
        SpelledName name = new SpelledName(
                one.name().surname(),
                one.name().forename(),
                dice.chance(0.4) ? names.forename(one.sex(), one.born().getYear(), dice) : "");
        return new Person(
                number(one.born(), dice),
                one.sex(),
                one.born(),
                List.of(name),
                homes(one.born(), postcodes.anywhere(dice), dice));
    }

    String postcodeElsewhere(Dice dice) {
        return postcodes.anywhere(dice);
    }

    private SpelledName sibling(Person one, Dice dice) {
        String forename = one.name().forename();
        while (forename.equals(one.name().forename())) {
            forename = names.forename(one.sex(), one.born().getYear(), dice);
        }
        return new SpelledName(one.name().surname(), forename, "");
    }

    private SpelledName alias(SpelledName name, String sex, int birthYear, Dice dice) {
        String nickname = names.nickname(name.forename(), dice);
        if (nickname != null && dice.chance(0.5)) {
            return name.withForename(nickname);
        }
        return dice.chance(0.6)
                ? name.withSurname(names.surname(dice))
                : name.withForename(names.forename(sex, birthYear, dice));
    }

    private PoliceNumber number(LocalDate born, Dice dice) {
        numbered++;
        return PoliceNumber.nth(numbered, Math.min(2019, born.getYear() + dice.between(14, 24)));
    }

    private List<Home> homes(LocalDate born, String first, Dice dice) {
        List<Home> homes = new ArrayList<>(List.of(new Home(born, first)));
        LocalDate moved = born.plusYears(16);
        for (int i = dice.repeats(0.5, 3); i > 0; i--) {
            moved = moved.plusDays(dice.between(200, 4000));
            String near = postcodes.in(PostcodeStock.district(first), dice);
            homes.add(new Home(moved, dice.chance(0.6) ? near : postcodes.anywhere(dice)));
        }
        return homes;
    }

    /** Postcodes of real districts of England and Wales with made-up inward codes of the right form. */
    static final class PostcodeStock {
        /** Letters that an inward code can have: all but C I K M O V. */
        private static final String INWARD = "ABDEFGHJLNPQRSTUWXYZ";

        private final List<String> districts = Tables.read("postcode-districts.csv").stream()
                .map(row -> row.getField(0))
                .toList();

        String anywhere(Dice dice) {
            return in(dice.pick(districts), dice);
        }

        String in(String district, Dice dice) {
            return district + " " + dice.below(10) + letter(dice) + letter(dice);
        }

        /** The district of a postcode with a space. */
        static String district(String postcode) {
            return postcode.substring(0, postcode.indexOf(' '));
        }

        private static char letter(Dice dice) {
            return INWARD.charAt(dice.below(INWARD.length()));
        }
    }
}

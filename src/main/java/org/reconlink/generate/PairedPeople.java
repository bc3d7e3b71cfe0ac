package org.reconlink.generate;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of two files, each found again from their number alone. The first file has them as they are; in the second,
 * one value in six is wrong and one person in three has moved. Each file lacks three police identifiers in ten.
 */
final class PairedPeople {
    private static final double FORENAME_WRONG = 0.18;
    private static final double SURNAME_WRONG = 0.16;
    private static final double BIRTHDAY_WRONG = 0.15;
    private static final double SEX_WRONG = 0.01;
    private static final double MOVED = 0.35;
    private static final double NUMBER_MISSING = 0.30;
    private static final double NUMBER_WRONG = 0.03;
    private static final double POSTCODE_MISSING = 0.03;

    /** Offenders are mostly young: half of those born in these years are born in the last third of them. */
    private static final LocalDate FIRST_BORN = LocalDate.of(1945, 1, 1);

    private static final LocalDate LAST_BORN = LocalDate.of(2003, 12, 31);

    private static final double WOMEN = 0.16;

    private final NameStock names = new NameStock();
    private final PostcodeStock postcodes = new PostcodeStock();
    private final Dice dice;

    PairedPeople(Dice dice) {
        this.dice = dice;
    }

    /** The person as the first file has them. */
    PersonRow first(int person) {
        PersonRow right = undamaged(person);
        return dice.child(3L * person + 1).chance(NUMBER_MISSING) ? withoutNumber(right) : right;
    }

    /** The person as the second file has them. */
    PersonRow second(int person) {
        PersonRow right = undamaged(person);
        Dice own = dice.child(3L * person + 2);
        return new PersonRow(
                own.chance(FORENAME_WRONG) ? wrongForename(right, own) : right.forename(),
                own.chance(SURNAME_WRONG) ? wrongSurname(right, own) : right.surname(),
                own.chance(BIRTHDAY_WRONG) ? wrongBirthday(right.born(), own) : right.born(),
                own.chance(SEX_WRONG) ? (right.sex().equals("M") ? "F" : "M") : right.sex(),
                postcode(right.postcode(), own),
                pncId(right.pncId(), own));
    }

    /** The person in one of several rows of the second file. */
    List<String> repeated(int person, int row, RepeatedRows rows, String id) {
        return rows.cells(id, undamaged(person), dice.child(3L * person + 2).child(row));
    }

    private PersonRow undamaged(int person) {
        Dice own = dice.child(3L * person);
        String sex = own.chance(WOMEN) ? "F" : "M";
        LocalDate one = People.birthday(FIRST_BORN, LAST_BORN, own);
        LocalDate other = People.birthday(FIRST_BORN, LAST_BORN, own);
        LocalDate born = one.isAfter(other) ? one : other;
        PoliceNumber number = PoliceNumber.nth(person + 1L, Math.min(2019, born.getYear() + own.between(14, 24)));
        return new PersonRow(
                forename(sex, born, own), names.surname(own), born, sex, postcodes.anywhere(own), number.pncId());
    }

    private String wrongForename(PersonRow right, Dice own) {
        @Nullable String nickname = own.chance(0.4) ? names.nickname(right.forename(), own) : null;
        if (nickname != null) {
            return nickname;
        }
        return own.chance(0.15) ? forename(right.sex(), right.born(), own) : Typos.word(right.forename(), own);
    }

    /** Without accents: engines disagree on whether such a letter is one character. */
    private String forename(String sex, LocalDate born, Dice own) {
        return Normalizer.normalize(names.forename(sex, born.getYear(), own), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }

    private String wrongSurname(PersonRow right, Dice own) {
        return own.chance(0.2) ? names.surname(own) : Typos.word(right.surname(), own);
    }

    private static LocalDate wrongBirthday(LocalDate born, Dice own) {
        return own.chance(0.3) ? Typos.swapped(born) : Typos.digitOff(born, own);
    }

    private String postcode(String right, Dice own) {
        if (own.chance(POSTCODE_MISSING)) {
            return "";
        }
        if (!own.chance(MOVED)) {
            return right;
        }
        return own.chance(0.5) ? postcodes.in(PostcodeStock.district(right), own) : postcodes.anywhere(own);
    }

    private static String pncId(String right, Dice own) {
        if (own.chance(NUMBER_MISSING)) {
            return "";
        }
        return own.chance(NUMBER_WRONG) ? Typos.digit(right, own) : right;
    }

    private static PersonRow withoutNumber(PersonRow row) {
        return new PersonRow(row.forename(), row.surname(), row.born(), row.sex(), row.postcode(), "");
    }
}

package org.reconlink.generate;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;

/**
 * Several rows of each person of the second file, each damaged by itself, with names, date of birth and sex alone: an
 * extract in which a person is under many spellings.
 *
 * @param least rows of a person, at least
 * @param most rows of a person, at most
 */
public record RepeatedRows(int least, int most, Damage damage) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})-(\\d{1,3})");

    public RepeatedRows {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "the rows of a person are from 1 on, the smaller number first, not " + least + "-" + most);
        }
    }

    /** How often a row is wrong, and how often it is wrong twice. */
    public enum Damage {
        LIGHT(0.15, 0.10),
        HEAVY(0.55, 0.35);

        private final double once;
        private final double twice;

        Damage(double once, double twice) {
            this.once = once;
            this.twice = twice;
        }
    }

    /** As the command line writes them: {@code 3-10} and {@code heavy}. */
    public static RepeatedRows of(String range, String damage) {
        Matcher numbers = RANGE.matcher(range);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("the rows of a person are two numbers such as 3-10, not " + range);
        }
        for (Damage each : Damage.values()) {
            if (EnumWords.of(each).equals(damage)) {
                return new RepeatedRows(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)), each);
            }
        }
        throw new IllegalArgumentException("the damage is light or heavy, not " + damage);
    }

    /** One row of a person; each of seven slips is as likely as another. */
    List<String> cells(String id, PersonRow right, Dice dice) {
        String forename = right.forename();
        String surname = right.surname();
        @Nullable LocalDate born = right.born();
        int slips = dice.chance(damage.once) ? 1 + (dice.chance(damage.twice) ? 1 : 0) : 0;
        for (int i = 0; i < slips; i++) {
            switch (dice.below(7)) {
                case 0 -> {
                    String first = forename;
                    forename = surname;
                    surname = first;
                }
                case 1 -> {
                    forename = Typos.word(forename, dice);
                    surname = Typos.word(surname, dice);
                }
                case 2 -> surname = Typos.word(surname, dice);
                case 3 -> forename = Typos.word(forename, dice);
                case 4 -> born = born == null ? null : Typos.digitOff(born, dice);
                case 5 -> born = null;
                default -> forename = "";
            }
        }
        return List.of(id, forename, surname, born == null ? "" : born.toString(), right.sex(), "", "");
    }

    /** What one file says about a person; an empty text is a value that the file does not have. */
    record PersonRow(String forename, String surname, LocalDate born, String sex, String postcode, String pncId) {
        static final List<String> HEADINGS =
                List.of("id", "forename", "surname", "date of birth", "sex", "postcode", "pnc id");

        List<String> cells(String id) {
            return List.of(id, forename, surname, born.toString(), sex, postcode, pncId);
        }

        @Override
        public String toString() {
            return "PersonRow[withheld]";
        }
    }
}

package org.reconlink.generate;

import java.time.LocalDate;

/** Errors that people make at a keyboard. */
final class Typos {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private Typos() {}

    /** One error inside the word, never on its first letter: swapped, dropped, doubled or wrong. */
    static String word(String word, Dice dice) {
        if (word.length() < 3) {
            return word;
        }
        int at = dice.between(1, word.length() - 2);
        String before = word.substring(0, at);
        String after = word.substring(at + 1);
        char letter = word.charAt(at);
        return switch (dice.below(4)) {
            case 0 -> before + after.charAt(0) + letter + after.substring(1);
            case 1 -> before + after;
            case 2 -> before + letter + letter + after;
            default -> before + LETTERS.charAt(dice.below(LETTERS.length())) + after;
        };
    }

    /** Day and month swapped, if that is a date; else the date itself. */
    static LocalDate swapped(LocalDate date) {
        return date.getDayOfMonth() <= 12
                ? LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue())
                : date;
    }

    /** A date one digit off, in its year or its day. */
    static LocalDate digitOff(LocalDate date, Dice dice) {
        return switch (dice.below(3)) {
            case 0 -> date.plusYears(dice.chance(0.5) ? 1 : -1);
            case 1 -> date.plusYears(10L * (dice.chance(0.5) ? 1 : -1));
            default -> date.withDayOfMonth(dayOff(date.getDayOfMonth()));
        };
    }

    /** A day of the same month whose last digit differs. */
    private static int dayOff(int day) {
        if (day == 1) {
            return 2;
        }
        return day % 10 == 0 ? day - 9 : day - 1;
    }

    /** A PNC number with one digit of its serial wrong and the check letter that the wrong serial has. */
    static PoliceNumber digitOff(PoliceNumber number, Dice dice) {
        int power = new int[] {1, 10, 100, 1_000, 10_000}[dice.below(5)];
        int digit = number.serial() / power % 10;
        int other = (digit + dice.between(1, 9)) % 10;
        return new PoliceNumber(number.year(), Math.max(1, number.serial() + (other - digit) * power));
    }

    /** An identifier with one of its digits wrong. */
    static String digit(String identifier, Dice dice) {
        int at = dice.below(identifier.length());
        while (!Character.isDigit(identifier.charAt(at))) {
            at = (at + 1) % identifier.length();
        }
        int wrong = (identifier.charAt(at) - '0' + dice.between(1, 9)) % 10;
        return identifier.substring(0, at) + wrong + identifier.substring(at + 1);
    }
}

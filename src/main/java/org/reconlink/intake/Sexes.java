package org.reconlink.intake;

import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.Sex;

/** The rule for sex: words, initials, or the figures 1 and 2 of official records; unknown and indeterminate are missing. */
final class Sexes {
    static final Problem UNKNOWN_WORD =
            new Problem("sex", "this is not a recorded sex", "write male or female, or leave it blank");

    static final Problem NOUGHTS_AND_ONES = new Problem(
            "sex",
            "the column has no codes but 0 and 1, which are read as not known and as male; they may mark the two sexes",
            "say in the protocol (words, sex) what they mean, as in 0: male and 1: female");

    private Sexes() {}

    /** Which codes a column has: where they are 0 and 1 alone, nobody can tell whether they are those of official records. */
    static final class Codes {
        private boolean noughts;
        private boolean ones;
        private boolean others;

        Reading<Sex> read(String text) {
            Reading<Sex> reading = Sexes.read(text);
            switch (text) {
                case "0", "0.0" -> noughts = true;
                case "1", "1.0" -> ones = true;
                default -> others |= reading.value() != null;
            }
            return reading;
        }

        boolean areNoughtsAndOnes() {
            return noughts && ones && !others;
        }
    }

    static Reading<Sex> read(String text) {
        return switch (Texts.folded(text)) {
            case "F", "FEMALE", "WOMAN", "2", "2.0" -> Reading.of(Sex.FEMALE);
            case "M", "MALE", "MAN", "1", "1.0" -> Reading.of(Sex.MALE);
            case "U", "UNK", "X", "I", "INDETERMINATE", "NOT SPECIFIED", "0", "0.0", "9", "9.0" ->
                Reading.placeholder();
            default -> Placeholders.isValue(text) ? Reading.placeholder() : Reading.unreadable(UNKNOWN_WORD);
        };
    }
}

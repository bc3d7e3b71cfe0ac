package org.reconlink.intake;

import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.Sex;

/** The rule for sex: words, initials, or the figures 1 and 2 of official records; unknown and indeterminate are missing. */
final class Sexes {
    static final Problem UNKNOWN_WORD =
            new Problem("sex", "this is not a recorded sex", "write male or female, or leave it blank");

    private Sexes() {}

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

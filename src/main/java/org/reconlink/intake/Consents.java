package org.reconlink.intake;

import org.reconlink.intake.Reading.Problem;

/** The rule for consent: yes, no, or not recorded. */
final class Consents {
    static final Problem UNKNOWN_WORD = new Problem(
            "consent",
            "this is neither yes nor no",
            "write yes or no, or leave it blank where consent was not recorded");

    private Consents() {}

    static Reading<Boolean> read(String text) {
        return switch (Texts.folded(text)) {
            case "YES", "Y", "TRUE", "1", "CONSENTED", "GIVEN", "\u2713", "\u2714", "\u2611" -> Reading.of(true);
            case "NO", "N", "FALSE", "0", "REFUSED", "DECLINED", "WITHDRAWN", "NOT CONSENTED" -> Reading.of(false);
            case "U", "UNK" -> Reading.placeholder();
            default -> Placeholders.isValue(text) ? Reading.placeholder() : Reading.unreadable(UNKNOWN_WORD);
        };
    }
}

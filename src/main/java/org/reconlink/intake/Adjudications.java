package org.reconlink.intake;

import org.reconlink.kernel.Adjudication;

/**
 * The rule for adjudications: the police computer's words and the courts' code letters. A finding of guilt on an
 * alternative charge is a not guilty on this one, whose alternative has its own row.
 */
final class Adjudications {
    static final Problem UNKNOWN_WORD = new Problem(
            "adjudication",
            "this is no adjudication; the row counts as not proven",
            "write GUILTY, NOT GUILTY, NON-CONVICTION or CAUTION");

    private Adjudications() {}

    /** Never BLANK or UNREADABLE without a value: whatever is no adjudication is {@link Adjudication#NONE}. */
    static Reading<Adjudication> read(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.of(Adjudication.NONE);
        }
        String words = Texts.folded(text.replace('-', ' '));
        return switch (words) {
            case "GUILTY", "G", "FOUND GUILTY", "GUILTY PLEA", "PLEADED GUILTY", "CONVICTED" ->
                Reading.of(Adjudication.GUILTY);
            case "NG", "ACQUITTED", "GUILTY OF ALTERNATIVE OFFENCE" -> Reading.of(Adjudication.NOT_GUILTY);
            case "NON CONVICTION", "NO CONVICTION", "NC", "DISMISSED", "DISCONTINUED", "WITHDRAWN" ->
                Reading.of(Adjudication.NON_CONVICTION);
            case "C" -> Reading.of(Adjudication.CAUTION);
            default -> ofPhrase(words);
        };
    }

    private static Reading<Adjudication> ofPhrase(String words) {
        if (words.startsWith("NOT GUILTY")) {
            return Reading.of(Adjudication.NOT_GUILTY);
        }
        boolean caution = words.contains("CAUTION") || words.contains("REPRIMAND") || words.endsWith("WARNING");
        return caution ? Reading.of(Adjudication.CAUTION) : Reading.of(Adjudication.NONE, UNKNOWN_WORD);
    }
}

package org.reconlink.intake;

import org.reconlink.kernel.Adjudication;

/**
 * The rule for adjudications: the police computer's words, the courts' code letters, and whatever else is a result. A finding
 * of guilt on an alternative charge is a not guilty on this one, whose alternative has its own row.
 */
final class Adjudications {
    static final Problem UNKNOWN_WORD = new Problem(
            "adjudication",
            "nothing understands this result; whether it proves the offence is counted as unknown",
            "say what it means in the protocol (words, adjudication): guilty, not guilty, non-conviction, caution, quashed or"
                    + " none");

    private static final CourtResult NOTHING = new CourtResult(Adjudication.NONE, CourtResult.Custody.STANDS, null);

    private Adjudications() {}

    /** Never UNREADABLE: what is not understood is {@link Adjudication#UNKNOWN}, with a problem. */
    static Reading<CourtResult> read(String text) {
        if (Placeholders.isBlankWord(text)) {
            return Reading.of(NOTHING);
        }
        CourtResult result = CourtResults.of(text);
        if (result != null && result.adjudication() != Adjudication.UNKNOWN) {
            return Reading.of(result);
        }
        Adjudication phrase = ofPhrase(Vocabulary.key(text));
        CourtResult.Custody custody = result == null ? CourtResult.Custody.STANDS : result.custody();
        CourtResult read = new CourtResult(phrase, custody, result == null ? null : result.code());
        return phrase == Adjudication.UNKNOWN ? Reading.of(read, UNKNOWN_WORD) : Reading.of(read);
    }

    private static Adjudication ofPhrase(String words) {
        if (words.contains("WITHDRAWN") || words.contains("PLEA")) {
            return Adjudication.UNKNOWN;
        }
        if (words.startsWith("NOT GUILTY")) {
            return Adjudication.NOT_GUILTY;
        }
        boolean caution = words.contains("CAUTION") || words.contains("REPRIMAND") || words.endsWith("WARNING");
        return caution ? Adjudication.CAUTION : Adjudication.UNKNOWN;
    }
}

package org.reconlink.intake;

import org.jspecify.annotations.Nullable;
import org.reconlink.intake.CourtResult.Custody;
import org.reconlink.kernel.Adjudication;

/** The rules for disposals: the police computer's codes, and what courts and extracts call them in words. */
final class Disposals {
    static final Problem UNKNOWN_WORD = new Problem(
            "disposal",
            "nothing understands this disposal; whether it is immediate custody is counted as unknown",
            "say what it means in the protocol (words, disposal): a code such as 1002, or words such as imprisonment");
    static final Problem UNKNOWN_CODE = new Problem(
            "disposal code",
            "no list has this disposal code; whether it is immediate custody is counted as unknown",
            "say what it means in the protocol (words, disposal code): a code such as 1002, or words such as imprisonment");

    private Disposals() {}

    static Reading<CourtResult> readWords(String text) {
        return read(text, null, UNKNOWN_WORD);
    }

    /** A code, which is kept as it is written though no list may have it; words are read as such. */
    static Reading<CourtResult> readCode(String text) {
        return read(text, Texts.compact(text), UNKNOWN_CODE);
    }

    /** Never UNREADABLE: what is not understood is UNCLEAR, with a problem. */
    private static Reading<CourtResult> read(String text, @Nullable String unknownCode, Problem problem) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        CourtResult result = CourtResults.of(text);
        return result != null
                ? Reading.of(result)
                : Reading.of(new CourtResult(Adjudication.UNKNOWN, Custody.UNCLEAR, unknownCode), problem);
    }
}

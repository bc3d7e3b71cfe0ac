package org.reconlink.intake;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.CustodySpell;

/** The rule for the type of a custody spell and, for recalls, the kind. */
final class CustodyTypes {
    static final Problem UNKNOWN_WORD = new Problem(
            "custody type",
            "this is no type of custody",
            "write sentence, remand, recall (standard, fixed term or HDC) or hospital");

    /**
     * What a spell is.
     *
     * @param kind of a recall: {@code standard}, {@code fixed term} or {@code HDC}; null where not said, and for others
     */
    record CustodyType(CustodySpell.Type type, @Nullable String kind) {}

    private CustodyTypes() {}

    static Reading<CustodyType> read(String text) {
        String words = Texts.folded(text);
        // Hospital first: a recall to hospital is under mental health law, not from licence.
        if (words.contains("HOSPITAL") || words.contains("MHA")) {
            return Reading.of(new CustodyType(CustodySpell.Type.HOSPITAL, null));
        }
        if (words.contains("RECALL")) {
            return Reading.of(new CustodyType(CustodySpell.Type.RECALL, recallKind(words)));
        }
        if (words.contains("REMAND") || words.contains("UNCONVICTED") || words.contains("UNSENTENCED")) {
            return Reading.of(new CustodyType(CustodySpell.Type.REMAND, null));
        }
        if (words.contains("SENTENCE")
                || words.contains("DETERMINATE")
                || words.equals("LIFE")
                || words.equals("IPP")) {
            return Reading.of(new CustodyType(CustodySpell.Type.SENTENCE, null));
        }
        return Reading.unreadable(UNKNOWN_WORD);
    }

    private static @Nullable String recallKind(String words) {
        if (words.contains("HDC") || words.contains("CURFEW")) {
            return "HDC";
        }
        if (words.contains("FIXED") || words.contains("FTR") || words.contains(" DAY")) {
            return "fixed term";
        }
        return words.contains("STANDARD") ? "standard" : null;
    }
}

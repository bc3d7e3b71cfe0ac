package org.reconlink.intake;

import java.util.Set;

/** What people write where a value is not known. */
final class Placeholders {
    private static final Set<String> IN_NAMES = Set.of(
            "UNKNOWN",
            "NOT KNOWN",
            "NOT ENTERED",
            "NOT RECORDED",
            "NOT STATED",
            "NOT GIVEN",
            "NOT PROVIDED",
            "NOT APPLICABLE",
            "NO NAME",
            "N/A",
            "N/K");

    /** Short forms that are also somebody's surname (NA, NIL, NONE) mean "not known" in other fields only. */
    private static final Set<String> ELSEWHERE = Set.of(
            "NA",
            "NK",
            "NONE",
            "NIL",
            "NULL",
            "NOT AVAILABLE",
            "TBC",
            "TBA",
            "MISSING",
            "NFA",
            "NO FIXED ABODE",
            "NO FIXED ADDRESS");

    private static final Set<String> SAY_UNKNOWN =
            Set.of("UNKNOWN", "NOT KNOWN", "N/K", "NK", "NOT AVAILABLE", "TBC", "TBA", "MISSING");

    private static final int LONGEST = 20;

    private Placeholders() {}

    static boolean isName(String text) {
        return IN_NAMES.contains(Texts.folded(text));
    }

    /** Words that programs and people write for an empty cell; not those that say that a value is not known. */
    static boolean isBlankWord(String text) {
        return isValue(text) && !SAY_UNKNOWN.contains(Texts.folded(text));
    }

    /** True for any of the words, and for dashes, dots and question marks alone. */
    static boolean isValue(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        String folded = Texts.folded(text);
        return IN_NAMES.contains(folded) || ELSEWHERE.contains(folded) || isPunctuation(folded);
    }

    private static boolean isPunctuation(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}

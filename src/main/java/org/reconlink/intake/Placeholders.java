package org.reconlink.intake;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
            "NOT SUPPLIED",
            "NOT DISCLOSED",
            "NOT AVAILABLE",
            "NOT OBTAINED",
            "NOT SPECIFIED",
            "TO BE CONFIRMED",
            "PREFER NOT TO SAY",
            "MISSING",
            "REDACTED",
            "WITHHELD",
            "UNK",
            "TBC",
            "TBA",
            "NO NAME",
            "N/A",
            "N/K");

    /** Where a name is asked for; elsewhere they can be a value. */
    private static final Set<String> FOR_NAMES = Set.of(
            "REFUSED",
            "DECLINED",
            "ANON",
            "ANONYMOUS",
            "ANONYMISED",
            "UNNAMED",
            "NAMELESS",
            "UNDEFINED",
            "UNIDENTIFIED",
            "UNKNOWN NAME",
            "UNKNOWN MALE",
            "UNKNOWN FEMALE",
            "UNKNOWN MAN",
            "UNKNOWN WOMAN",
            "UNKNOWN PERSON",
            "NONE GIVEN",
            "NONE KNOWN",
            "NONE RECORDED",
            "NONE STATED",
            "NONE HELD",
            "NOT HELD",
            "NOT FOUND",
            "NOT ON FILE",
            "NO DATA",
            "NO RECORD",
            "NO DETAILS",
            "NO INFORMATION",
            "NO ALIAS",
            "NO ALIASES",
            "NO KNOWN ALIAS",
            "NO KNOWN ALIASES",
            "DO NOT USE",
            "DITTO",
            "AS ABOVE",
            "SEE ABOVE",
            "SAME AS ABOVE");

    /** Short forms that are also somebody's surname (NA, NIL, NONE) mean "not known" in other fields only. */
    private static final Set<String> ELSEWHERE =
            Set.of("NA", "NK", "NONE", "NIL", "NULL", "NFA", "NO FIXED ABODE", "NO FIXED ADDRESS");

    private static final Set<String> SAY_UNKNOWN = Set.of(
            "UNKNOWN",
            "NOT KNOWN",
            "N/K",
            "NK",
            "NOT AVAILABLE",
            "NOT SUPPLIED",
            "NOT DISCLOSED",
            "NOT OBTAINED",
            "NOT SPECIFIED",
            "TO BE CONFIRMED",
            "PREFER NOT TO SAY",
            "REDACTED",
            "WITHHELD",
            "UNK",
            "TBC",
            "TBA",
            "MISSING");

    /** What programs write for an empty cell. */
    private static final Set<String> EMPTY = new HashSet<>();

    /** Those of them that are also somebody's name; in another case than a program's they are nothing else. */
    private static final Set<String> ALSO_NAMES = Set.of("NA", "NULL", "null", "None", "NONE", "none", "nil", "NIL");

    private static final Set<String> NOT_A_NUMBER = Set.of("nan", "NaN", "NaT");
    private static final Pattern DITTO_MARKS = Pattern.compile("-?[\"\u201c\u201d\u3003]+-?|''|,,");
    private static final Pattern BETWEEN_NAMES = Pattern.compile(" *[, ] *");

    static {
        new Vocabulary("missing.tsv", 2).forEachRow(cells -> EMPTY.add(Texts.folded(cells[0])));
    }

    private static final int LONGEST = 20;

    /** Characters of ASCII that a word of {@link #isValue} begins with: settles nearly every identifier and date at once. */
    private static final BitSet INITIALS = new BitSet();

    static {
        Stream.of(IN_NAMES, ELSEWHERE, EMPTY).flatMap(Set::stream).forEach(word -> INITIALS.set(word.charAt(0)));
    }

    private Placeholders() {}

    static boolean isName(String text) {
        String folded = Texts.folded(text);
        boolean name = Texts.allLetters(folded);
        return IN_NAMES.contains(folded)
                || FOR_NAMES.contains(folded)
                || NOT_A_NUMBER.contains(text)
                || (!name && EMPTY.contains(folded));
    }

    /** What {@link #isName} is true for of texts of letters alone, and more. */
    static Stream<String> ofNames() {
        return Stream.of(IN_NAMES, FOR_NAMES, ALSO_NAMES, NOT_A_NUMBER).flatMap(Set::stream);
    }

    /** The same of a text of letters alone. */
    static boolean isNameOfLetters(String text, String upperCase) {
        return IN_NAMES.contains(upperCase) || FOR_NAMES.contains(upperCase) || NOT_A_NUMBER.contains(text);
    }

    /** What a program writes for an empty cell, though it can be a name: exactly as programs write it, or several of them. */
    static boolean isAlsoName(String text) {
        return ALSO_NAMES.contains(text)
                || (text.length() <= LONGEST
                        && (text.indexOf(' ') > 0 || text.indexOf(',') > 0)
                        && BETWEEN_NAMES.splitAsStream(text).allMatch(ALSO_NAMES::contains));
    }

    /** Words that programs and people write for an empty cell; not those that say that a value is not known. */
    static boolean isBlankWord(String text) {
        return isValue(text) && !saysUnknown(text);
    }

    /** Words that say that there is a value which is not known. */
    static boolean saysUnknown(String text) {
        return SAY_UNKNOWN.contains(Texts.folded(text));
    }

    /** True for any of the words, and for dashes, dots and question marks alone, but not for ticks and ditto marks. */
    static boolean isValue(String text) {
        if (text.length() > LONGEST || beginsOtherwise(text)) {
            return false;
        }
        String folded = Texts.folded(text);
        return IN_NAMES.contains(folded)
                || ELSEWHERE.contains(folded)
                || EMPTY.contains(folded)
                || isPunctuation(folded);
    }

    /** With a letter or digit of ASCII that no word begins with. */
    private static boolean beginsOtherwise(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        return first < 0x80 && Character.isLetterOrDigit(first) && !INITIALS.get(Character.toUpperCase(first));
    }

    /** Not the marks that say that the cell above is meant. */
    private static boolean isPunctuation(String text) {
        if (DITTO_MARKS.matcher(text).matches()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean tick = Character.getType(c) == Character.OTHER_SYMBOL;
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c) || tick) {
                return false;
            }
        }
        return true;
    }
}

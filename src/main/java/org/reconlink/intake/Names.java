package org.reconlink.intake;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rule for one part of a name: compatibility decomposition with accents folded, upper case, letters only, hyphens
 * and other separators to a space, apostrophes dropped, {@code MC} and {@code MAC} joined to what follows, titles and the
 * prefixes of computer systems removed, placeholders missing.
 */
final class Names {
    static final Problem LOST_CHARACTERS = new Problem(
            "lost characters",
            "characters were lost when this file was saved",
            "export the file again as UTF-8, or state its encoding in the protocol");

    private static final char REPLACEMENT = '\ufffd';
    private static final String APOSTROPHES = "'\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`";
    private static final List<String> SYSTEM_PREFIXES = List.of("MIG_ERROR_", "NO_SHOW_", "DUPLICATE_");
    private static final Set<String> TITLES =
            Set.of("MR", "MRS", "MS", "MISS", "MX", "DR", "PROF", "PROFESSOR", "REV", "REVD", "SIR", "DAME", "MASTER");

    private Names() {}

    static Reading<String> read(String text) {
        String name = standardise(text);
        if (name == null) {
            return Reading.placeholder();
        }
        return text.indexOf(REPLACEMENT) >= 0 ? Reading.of(name, LOST_CHARACTERS) : Reading.of(name);
    }

    /** The standardised name; null for placeholders and for text without a letter. */
    static @Nullable String standardise(String text) {
        String plain = withoutSystemPrefixes(folded(text));
        if (Placeholders.isName(plain)) {
            return null;
        }
        List<String> words = words(plain);
        removeTitles(words);
        joinMc(words);
        String name = String.join(" ", words);
        return name.isEmpty() || Placeholders.isName(name) ? null : name;
    }

    static boolean isTitle(String word) {
        return TITLES.contains(folded(word).replace(".", ""));
    }

    /** Upper case without accents; letters that do not decompose are written out. */
    private static String folded(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder out = new StringBuilder(decomposed.length() + 2);
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                appendFolded(out, c);
            }
        }
        return out.toString().toUpperCase(Locale.ROOT);
    }

    private static void appendFolded(StringBuilder out, char c) {
        switch (c) {
            case '\u00d8', '\u00f8' -> out.append('O');
            case '\u0141', '\u0142' -> out.append('L');
            case '\u0110', '\u0111', '\u00d0', '\u00f0' -> out.append('D');
            case '\u00c6', '\u00e6' -> out.append("AE");
            case '\u0152', '\u0153' -> out.append("OE");
            case '\u00de', '\u00fe' -> out.append("TH");
            case '\u0131' -> out.append('I');
            default -> out.append(c);
        }
    }

    static String withoutSystemPrefixes(String upperCase) {
        String name = Texts.spaced(upperCase);
        for (String prefix : SYSTEM_PREFIXES) {
            if (name.startsWith(prefix)) {
                return withoutSystemPrefixes(name.substring(prefix.length()));
            }
        }
        return name;
    }

    /** Runs of letters; digits and apostrophes vanish, anything else separates. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c) || Character.isSurrogate(c)) {
                word.append(c);
            } else if (!isDropped(c) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isDropped(char c) {
        return APOSTROPHES.indexOf(c) >= 0 || Character.isDigit(c) || c == REPLACEMENT;
    }

    private static void removeTitles(List<String> words) {
        while (words.size() > 1 && TITLES.contains(words.get(0))) {
            words.remove(0);
        }
    }

    private static void joinMc(List<String> words) {
        for (int i = 0; i < words.size() - 1; i++) {
            if (words.get(i).equals("MC") || words.get(i).equals("MAC")) {
                words.set(i, words.get(i) + words.remove(i + 1));
            }
        }
    }
}

package org.reconlink.intake;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Reading.Problem;

/**
 * The rule for one part of a name: compatibility decomposition with accents folded, upper case, letters only, hyphens
 * and other separators to a space, apostrophes dropped, {@code MC} and {@code MAC} joined to what follows, titles, suffixes
 * ({@code Jr}) and the prefixes of computer systems removed, placeholders missing.
 */
final class Names {
    static final Problem LOST_CHARACTERS = new Problem(
            "lost characters",
            "characters were lost when this file was saved",
            "export the file again as UTF-8, or state its encoding in the protocol");

    private static final char REPLACEMENT = '\ufffd';
    /** Apostrophes, single quotation marks, primes, accents that stand alone, and the letters of other scripts' glottal stops. */
    private static final String APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb"
            + "\u0374\u0384\u055a\u055f\u05f3\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u2018\u2019\u201a\u201b\u2032\u2035\ua78b\ua78c\uff07\uff40";
    /** An apostrophe as web pages and databases escape it. */
    private static final Pattern ESCAPED = Pattern.compile(
            "&(?:apos|[lr]squo|#0*39|#0*(?:8216|8217)|#x0*(?:27|2018|2019));|\\\\(?=')", Pattern.CASE_INSENSITIVE);

    /** What is written where somebody has no such name, or none that is known: a person of one name has the other part so. */
    private static final Set<String> NO_SUCH_NAME = Set.of(
            "LNU",
            "FNU",
            "NFN",
            "NLN",
            "NMN",
            "NMI",
            "NO FORENAME",
            "NO FIRST NAME",
            "NO GIVEN NAME",
            "NO SURNAME",
            "NO LAST NAME",
            "NO FAMILY NAME",
            "NO MIDDLE NAME",
            "NO MIDDLE NAMES",
            "NO OTHER NAME",
            "NO OTHER NAMES",
            "NO NAME GIVEN",
            "ONE NAME ONLY",
            "ONE NAME",
            "ONLY NAME",
            "SINGLE NAME",
            "SINGLE NAME ONLY",
            "MONONYM",
            "NAME UNKNOWN",
            "NAME NOT KNOWN",
            "FORENAME UNKNOWN",
            "FIRST NAME UNKNOWN",
            "GIVEN NAME UNKNOWN",
            "SURNAME UNKNOWN",
            "LAST NAME UNKNOWN",
            "FAMILY NAME UNKNOWN",
            "UNKNOWN FORENAME",
            "UNKNOWN FIRST NAME",
            "UNKNOWN SURNAME",
            "UNKNOWN LAST NAME",
            "FORENAME NOT KNOWN",
            "SURNAME NOT KNOWN",
            "FIRST NAME NOT KNOWN",
            "LAST NAME NOT KNOWN");

    /** They tell father from son, are left out as often as not, and are no part of either's name. */
    private static final Set<String> SUFFIXES =
            Set.of("JR", "JNR", "JUNIOR", "SR", "SNR", "SENIOR", "II", "III", "ESQ");

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

    /** Forenames and middle names, where what a program writes for an empty cell is nobody's name; NA may be a forename. */
    static Reading<String> readGiven(String text) {
        return Placeholders.isAlsoName(text) && !text.equals("NA") ? Reading.placeholder() : read(text);
    }

    static Reading<String> readMiddle(String text) {
        return Placeholders.isAlsoName(text) ? Reading.placeholder() : read(text);
    }

    /** The standardised name; null for placeholders and for text without a letter. */
    static @Nullable String standardise(String text) {
        String word = asciiWord(text);
        if (word != null) {
            return Placeholders.isNameOfLetters(text, word) || isNoName(word) ? null : word;
        }
        if (Placeholders.isName(text)) {
            return null;
        }
        String plain = withoutSystemPrefixes(folded(text));
        if (Placeholders.isName(plain)) {
            return null;
        }
        List<String> words = words(plain);
        removeTitles(words);
        removeSuffixes(words);
        joinMc(words);
        String name = String.join(" ", words);
        return name.isEmpty() || isNone(name) || words.stream().allMatch(Names::isNone) ? null : name;
    }

    /** Whether a text says that there is no such name, as that of somebody of one name: {@code LNU}. A dash leaves that open. */
    static boolean isNoSuchName(String text) {
        return NO_SUCH_NAME.contains(Texts.folded(text));
    }

    /** Whether a text says that there is no such name, or that it is not known. */
    static boolean isNone(String upperCase) {
        return Placeholders.isName(upperCase) || isNoName(upperCase);
    }

    /** Words that say so. */
    static Stream<String> saidOfNone() {
        return Stream.concat(Placeholders.ofNames(), NO_SUCH_NAME.stream());
    }

    private static boolean isNoName(String upperCase) {
        return NO_SUCH_NAME.contains(upperCase) || isLetterRepeated(upperCase);
    }

    /** The text in capitals, as which one word of ASCII letters is standard, as most names are; null if it is anything else. */
    private static @Nullable String asciiWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isAsciiLetter(text.charAt(i))) {
                return null;
            }
        }
        return text.isEmpty() ? null : text.toUpperCase(Locale.ROOT);
    }

    /** One letter over and over, which is no name but stands for one. */
    private static boolean isLetterRepeated(String name) {
        for (int i = 1; i < name.length(); i++) {
            if (name.charAt(i) != name.charAt(0)) {
                return false;
            }
        }
        return name.length() > 2;
    }

    static boolean isSuffix(String word) {
        return SUFFIXES.contains(folded(word).replace(".", ""));
    }

    static boolean isTitle(String word) {
        return TITLES.contains(folded(word).replace(".", ""));
    }

    /** Upper case without accents; letters that do not decompose are written out. */
    private static String folded(String text) {
        String decomposed = Normalizer.normalize(withoutApostrophes(text), Normalizer.Form.NFKD);
        StringBuilder out = new StringBuilder(decomposed.length() + 2);
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            int type = Character.getType(c);
            if (type != Character.NON_SPACING_MARK && type != Character.FORMAT) {
                appendFolded(out, c);
            }
        }
        return out.toString().toUpperCase(Locale.ROOT);
    }

    /** First of all, as decomposing makes a space and an accent of some of them. */
    private static String withoutApostrophes(String text) {
        String plain = text.indexOf('&') < 0 && text.indexOf('\\') < 0
                ? text
                : ESCAPED.matcher(text).replaceAll("");
        StringBuilder out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (isAsciiLetter(c) || APOSTROPHES.indexOf(c) < 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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

    /** Runs of letters; digits vanish, anything else separates. */
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
        return Character.isDigit(c) || c == REPLACEMENT;
    }

    private static void removeTitles(List<String> words) {
        while (words.size() > 1 && TITLES.contains(words.get(0))) {
            words.remove(0);
        }
    }

    private static void removeSuffixes(List<String> words) {
        while (words.size() > 1 && SUFFIXES.contains(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
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

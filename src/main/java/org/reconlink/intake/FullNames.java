package org.reconlink.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonName;

/**
 * The rule for whole names in one cell: before a comma is the surname; else words in capitals beside others are the
 * surname; else the last word is, with the particles before it ({@code van der}, {@code Mac}).
 */
final class FullNames {
    private static final Set<String> PARTICLES = Set.of(
            "van", "von", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "al", "el",
            "bin", "ibn", "bint", "ap", "ab", "ferch", "st", "mc", "mac", "ter", "ten", "\u00f3", "n\u00ed", "nic",
            "u\u00ed");
    private static final List<String> ALSO_KNOWN_AS = List.of(
            "also known as ", "formerly known as ", "formerly ", "alias ", "a.k.a. ", "a.k.a ", "aka ", "aka: ");

    /** {@code (no surname)}: a remark in brackets. */
    private static final Pattern REMARK = Pattern.compile("[(\\[]([^()\\[\\]]*)[)\\]]");

    /** What a name is followed by where another of the same person is told. */
    private static final Pattern ANOTHER_NAME = Pattern.compile(
            "[\\s,(]+(?:n[e\u00e9]e|formerly|previously|aka|a\\.k\\.a\\.?|alias|also known as|now|maiden name|dob|d\\.o\\.b\\.?|born)[: ]+.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** {@code J.}, {@code J.P.} */
    private static final Pattern INITIALS = Pattern.compile("(?:\\p{L}\\.)+\\p{L}?");

    private static final Pattern DASH_BETWEEN = Pattern.compile(" [-\u2013\u2014] (?=\\p{L})");
    private static final Pattern SURNAME_BEFORE_SIGN = Pattern.compile("^(\\p{L}[^;/, ]+)(?:; ?|/)(\\p{L}[^;/,]+)$");

    private FullNames() {}

    static Reading<PersonName> read(String text) {
        if (Placeholders.isAlsoName(text)) {
            return Reading.placeholder();
        }
        PersonName name = split(text);
        return name.surname() == null && name.forename() == null ? Reading.placeholder() : Reading.of(name);
    }

    /** Reads a cell with several names, separated by semicolons, bars, slashes or line breaks. */
    static Reading<List<PersonName>> readAll(String text) {
        if (Placeholders.isValue(text)) {
            return Reading.placeholder();
        }
        List<PersonName> names = new ArrayList<>();
        for (String part : Lists.parts(text, ";|/\n\r")) {
            PersonName name = read(withoutAlsoKnownAs(part)).value();
            if (name != null && !names.contains(name)) {
                names.add(name);
            }
        }
        return names.isEmpty() ? Reading.placeholder() : Reading.of(List.copyOf(names));
    }

    /** People write {@code aka} before a further name; it is no part of it. */
    private static String withoutAlsoKnownAs(String part) {
        String folded = part.toLowerCase(Locale.ROOT);
        for (String word : ALSO_KNOWN_AS) {
            if (folded.startsWith(word)) {
                return part.substring(word.length()).strip();
            }
        }
        return part;
    }

    private static boolean isAlsoKnownAs(String remark) {
        return !withoutAlsoKnownAs(remark.strip()).equals(remark.strip());
    }

    /** The parts, standardised; a name of one word is a surname. */
    static PersonName split(String text) {
        String whole = withoutRemarks(withoutSystemPrefixes(Texts.spaced(text)));
        String plain = DASH_BETWEEN
                .matcher(ANOTHER_NAME.matcher(whole).replaceFirst(""))
                .replaceAll("-");
        plain = SURNAME_BEFORE_SIGN.matcher(plain).replaceFirst("$1, $2");
        int comma = plain.indexOf(',');
        if (Names.standardise(plain) == null) {
            return new PersonName(null, null, null);
        }
        if (comma >= 0) {
            List<String> given = words(plain.substring(comma + 1));
            if (!given.isEmpty()) {
                return of(words(plain.substring(0, comma)), given);
            }
            plain = plain.substring(0, comma);
        }
        List<String> words = words(plain);
        int leading = areInitialsBehind(words) ? 1 : leadingCapitals(words);
        if (leading > 0) {
            return of(words.subList(0, leading), words.subList(leading, words.size()));
        }
        int surnameFrom = surnameFrom(words);
        return of(words.subList(surnameFrom, words.size()), words.subList(0, surnameFrom));
    }

    private static String withoutSystemPrefixes(String text) {
        int kept = Names.withoutSystemPrefixes(text.toUpperCase(Locale.ROOT)).length();
        return text.length() >= kept ? text.substring(text.length() - kept) : text;
    }

    private static String withoutRemarks(String text) {
        return text.indexOf('(') < 0 && text.indexOf('[') < 0
                ? text
                : Texts.spaced(REMARK.matcher(text)
                        .replaceAll(found -> Names.standardise(found.group(1)) == null || isAlsoKnownAs(found.group(1))
                                ? " "
                                : Matcher.quoteReplacement(found.group())));
    }

    private static PersonName of(List<String> surname, List<String> given) {
        String forename = given.isEmpty() ? null : given.get(0);
        String middle = given.size() < 2 ? null : String.join(" ", given.subList(1, given.size()));
        return new PersonName(standardised(String.join(" ", surname)), standardised(forename), standardised(middle));
    }

    private static @Nullable String standardised(@Nullable String part) {
        return part == null ? null : Names.standardise(part);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(Lists.parts(text, " ,"));
        if (words.stream().anyMatch(word -> !Texts.hasDigit(word))) {
            words.removeIf(Texts::hasDigit); // dates and numbers of the person beside the name
        }
        while (words.size() > 1 && Names.isTitle(words.get(0))) {
            words.remove(0);
        }
        while (words.size() > 1 && Names.isSuffix(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
        }
        while (words.size() > 1 && lower(words.get(0)).length() < 4 && Names.isSuffix(words.get(0))) {
            words.remove(0);
        }
        return words;
    }

    /** {@code Smith J.P.}, {@code Smith J P}: whoever writes initials last writes the surname first. */
    private static boolean areInitialsBehind(List<String> words) {
        List<String> behind = words.subList(Math.min(1, words.size()), words.size());
        return !behind.isEmpty()
                && words.get(0).length() > 1
                && !isInitials(words.get(0))
                && behind.stream().allMatch(word -> word.length() == 1 || isInitials(word))
                && (behind.size() > 1 || isInitials(behind.get(0)));
    }

    private static boolean isInitials(String word) {
        return INITIALS.matcher(word).matches();
    }

    /** How many words in capitals begin a name that goes on in lower case; initials are no capitals. */
    private static int leadingCapitals(List<String> words) {
        if (words.size() < 2
                || isCapitals(words.get(words.size() - 1))
                || words.get(0).length() < 3) {
            return 0;
        }
        int count = 0;
        while (isCapitals(words.get(count))) {
            count++;
        }
        return count;
    }

    private static int surnameFrom(List<String> words) {
        int from = Math.max(0, words.size() - 1);
        boolean capitals = from > 0 && isCapitals(words.get(from)) && !isCapitals(words.get(0));
        while (from > 1
                && (capitals ? isCapitals(words.get(from - 1)) : PARTICLES.contains(lower(words.get(from - 1))))) {
            from--;
        }
        return from;
    }

    private static boolean isCapitals(String word) {
        return word.length() > 1 && !isInitials(word) && word.equals(word.toUpperCase(Locale.ROOT));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT).replace(".", "");
    }
}

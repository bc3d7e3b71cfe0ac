package org.reconlink.study;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the cells of a file are written. */
final class FileFormats {
    private static final List<String> USUAL_ENCODINGS =
            List.of("UTF-8", "windows-1252", "ISO-8859-1", "ISO-8859-15", "UTF-16", "UTF-16LE", "UTF-16BE");
    private static final Pattern LETTERS = Pattern.compile("(\\p{L})\\1*");
    private static final Set<String> DAYS = Set.of("d", "dd");
    private static final Set<String> MONTHS = Set.of("M", "MM", "MMM", "MMMM");
    private static final Set<String> YEARS = Set.of("yy", "yyyy", "uuuu");

    private FileFormats() {}

    static ValueType<Character> delimiter() {
        Map<String, Character> words = new LinkedHashMap<>();
        words.put("comma", ',');
        words.put("semicolon", ';');
        words.put("tab", '\t');
        words.put("pipe", '|');
        return new Choice<>(words, Map.of(",", ',', ";", ';', "|", '|'));
    }

    static ValueType<Charset> encoding() {
        return new Scalar<>(
                "a known encoding",
                "windows-1252",
                FileFormats::charset,
                wrong -> ProtocolWords.nearest(wrong, USUAL_ENCODINGS)
                        // Windows programs of western Europe call it so.
                        .or(() -> wrong.equalsIgnoreCase("ansi") ? Optional.of("windows-1252") : Optional.empty())
                        .map(name -> "did you mean " + ProtocolWords.quoted(name) + "?")
                        .orElse("the usual ones are " + ProtocolWords.either(USUAL_ENCODINGS)));
    }

    private static @Nullable Charset charset(String name) {
        try {
            return Charset.isSupported(name) ? Charset.forName(name) : null;
        } catch (IllegalCharsetNameException e) {
            return null;
        }
    }

    static ValueType<String> datePattern() {
        return new Scalar<>("a date format", "dd/MM/yyyy", FileFormats::pattern, FileFormats::advice);
    }

    private static @Nullable String pattern(String text) {
        List<String> parts =
                LETTERS.matcher(text).results().map(MatchResult::group).toList();
        boolean complete = parts.size() == 3 && one(parts, DAYS) && one(parts, MONTHS) && one(parts, YEARS);
        return complete ? text : null;
    }

    private static boolean one(List<String> parts, Set<String> letters) {
        return parts.stream().filter(letters::contains).count() == 1;
    }

    private static @Nullable String advice(String wrong) {
        if (wrong.contains("Y") || wrong.contains("D")) {
            return "capitals matter: days are d, months M, years y";
        }
        if (wrong.contains("m") && !wrong.contains("M")) {
            return "capitals matter: months are M (m are minutes)";
        }
        return "write day, month and year once each, such as dd/MM/yyyy, d/M/yy or d MMM yyyy; times need no format";
    }
}

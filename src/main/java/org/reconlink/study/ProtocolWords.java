package org.reconlink.study;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reconlink.kernel.Spelling;

/** How protocols and messages write words. */
final class ProtocolWords {
    private static final int MOST_QUOTED = 60;
    private static final Pattern GAP = Pattern.compile("[\\s_-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]+");

    private ProtocolWords() {}

    /** Equal for keys that are the same: spaces, hyphens, underscores and case make no difference. */
    static String plain(String words) {
        return GAP.matcher(words.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    }

    /** The word that somebody meant, whatever its case and its spaces. */
    static Optional<String> nearest(String word, Collection<String> words) {
        return Spelling.nearest(word, words, ProtocolWords::plain, 0.3);
    }

    /** In quotation marks, on one line, and not longer than a console can show. */
    static String quoted(String words) {
        String line = CONTROL.matcher(words).replaceAll(" ");
        boolean cut = line.codePointCount(0, line.length()) > MOST_QUOTED;
        return '"' + (cut ? line.substring(0, line.offsetByCodePoints(0, MOST_QUOTED)) + "..." : line) + '"';
    }

    /** {@code a, b or c}. */
    static String either(Collection<String> words) {
        List<String> all = List.copyOf(words);
        int last = all.size() - 1;
        return last < 1 ? String.join("", all) : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }
}

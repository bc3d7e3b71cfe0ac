package org.reconlink.intake;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Which of some words somebody may have meant: the one fewest letters away. */
final class NearestWord {
    private NearestWord() {}

    /** The nearest, whatever its case; null if none shares even half its letters with the word. */
    static @Nullable String to(String word, Collection<String> there) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : there) {
            int distance = distance(Texts.folded(word), Texts.folded(candidate));
            int most = Math.max(2, Math.max(word.length(), candidate.length()) / 2);
            if (distance < least && distance <= most) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance: insertions, deletions and substitutions of single characters. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substitution = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}

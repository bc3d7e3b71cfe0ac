package org.reconlink.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How far apart two spellings are, and which of some words somebody may have meant. */
public final class Spelling {
    private Spelling() {}

    /**
     * Letters to insert, drop, replace or swap with their neighbour until the texts are equal, no letter edited twice: the
     * optimal string alignment distance, in UTF-16 letters.
     */
    public static int distance(String left, String right) {
        int[][] d = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, left, right, i, j);
            }
        }
        return d[left.length()][right.length()];
    }

    private static int step(int[][] d, String left, String right, int i, int j) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int best = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }

    /**
     * The word fewest letters away, if no more than that share of the longer one's letters differ; a single letter may
     * always. Of equally near ones the first.
     *
     * @param plain takes from a word what makes no difference, such as its case
     */
    public static Optional<String> nearest(
            String word, Collection<String> words, UnaryOperator<String> plain, double share) {
        String asked = plain.apply(word);
        return words.stream()
                .filter(candidate -> distance(asked, plain.apply(candidate))
                        <= Math.max(1, (int) (share * Math.max(word.length(), candidate.length()))))
                .min(Comparator.comparingInt(candidate -> distance(asked, plain.apply(candidate))));
    }
}

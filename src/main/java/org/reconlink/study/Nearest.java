package org.reconlink.study;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody meant. */
final class Nearest {
    private Nearest() {}

    /**
     * The nearest of the words by edit distance (a letter left out, added, replaced, or two swapped), if it is near:
     * at most a third of the letters differ. Of equally near ones the first.
     */
    static Optional<String> to(String word, Collection<String> words) {
        String plain = ProtocolWords.plain(word);
        return words.stream()
                .filter(candidate -> distance(plain, ProtocolWords.plain(candidate)) <= tolerance(plain, candidate))
                .min(Comparator.comparingInt(candidate -> distance(plain, ProtocolWords.plain(candidate))));
    }

    private static int tolerance(String word, String candidate) {
        return Math.max(1, Math.min(word.length(), candidate.length()) / 3);
    }

    /** Optimal string alignment distance. */
    static int distance(String left, String right) {
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
}

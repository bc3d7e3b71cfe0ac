package org.reconlink.linkage.comparison;

import java.util.Arrays;
import org.reconlink.linkage.record.Dictionary;

/**
 * Levenshtein's distance in UTF-16 letters, up to a limit; with swaps, that of Damerau and Levenshtein in which no letter
 * is edited twice (optimal string alignment). One thread's.
 */
final class EditDistance {
    private final boolean swaps;
    private final int limit;
    private int[] beforeLast = new int[32];
    private int[] last = new int[32];
    private int[] current = new int[32];

    EditDistance(boolean swaps, int limit) {
        this.swaps = swaps;
        this.limit = limit;
    }

    /** More than the limit where the letters in common say that the distance is. */
    int distance(Dictionary dictionary, int left, int right) {
        if (dictionary.plain(left) && dictionary.plain(right)) {
            int longer = Math.max(dictionary.length(left), dictionary.length(right));
            if (longer - dictionary.commonAtMost(left, right) > limit) {
                return limit + 1;
            }
        }
        return distance(dictionary.text(left), dictionary.text(right));
    }

    /** The distance, or the limit and one if it is greater. */
    int distance(String left, String right) {
        if (Math.abs(left.length() - right.length()) > limit) {
            return limit + 1;
        }
        if (current.length <= right.length()) {
            beforeLast = new int[right.length() + 1];
            last = new int[right.length() + 1];
            current = new int[right.length() + 1];
        }
        for (int j = 0; j <= right.length(); j++) {
            current[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
            if (row(left, right, i) > limit) {
                return limit + 1;
            }
        }
        return Math.min(current[right.length()], limit + 1);
    }

    /** Fills one row within the limit of the diagonal, and says what is least in it. */
    private int row(String left, String right, int i) {
        Arrays.fill(current, 0, right.length() + 1, limit + 1);
        int from = Math.max(1, i - limit);
        int to = Math.min(right.length(), i + limit);
        if (i <= limit) {
            current[0] = i;
        }
        int least = current[0];
        for (int j = from; j <= to; j++) {
            boolean equal = left.charAt(i - 1) == right.charAt(j - 1);
            int distance = Math.min(last[j - 1] + (equal ? 0 : 1), Math.min(last[j], current[j - 1]) + 1);
            if (swaps
                    && i > 1
                    && j > 1
                    && left.charAt(i - 1) == right.charAt(j - 2)
                    && left.charAt(i - 2) == right.charAt(j - 1)) {
                distance = Math.min(distance, beforeLast[j - 2] + 1);
            }
            current[j] = distance;
            least = Math.min(least, distance);
        }
        return least;
    }
}

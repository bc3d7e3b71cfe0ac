package org.reconlink.linkage;

/**
 * Similarity of two names from 0 to 1, by Jaro (1989) with Winkler's (1990) bonus for a common prefix.
 *
 * <p>The bonus is a tenth of what is missing to 1 for each of at most four equal leading characters, and is given only
 * from a Jaro similarity of 0.7 up. Other programs give it always; the two differ below 0.7 only.
 */
public final class JaroWinkler {
    private static final double BONUS_FROM = 0.7;
    private static final double BONUS = 0.1;
    private static final int LONGEST_PREFIX = 4;

    private JaroWinkler() {}

    /** From 0, nothing in common, to 1, equal. */
    public static double similarity(String left, String right) {
        double jaro = jaro(left, right);
        return jaro < BONUS_FROM ? jaro : jaro + prefix(left, right) * BONUS * (1 - jaro);
    }

    /** Mean of the matched shares of both and of the matched characters that stand in the same order. */
    private static double jaro(String left, String right) {
        if (left.equals(right)) {
            return 1;
        }
        boolean[] leftMatched = new boolean[left.length()];
        boolean[] rightMatched = new boolean[right.length()];
        int matches = match(left, right, leftMatched, rightMatched);
        if (matches == 0) {
            return 0;
        }
        double inOrder = matches - outOfOrder(left, right, leftMatched, rightMatched) / 2.0;
        return ((double) matches / left.length() + (double) matches / right.length() + inOrder / matches) / 3;
    }

    /** Marks characters that both have, not further apart than half the longer name less one. */
    private static int match(String left, String right, boolean[] leftMatched, boolean[] rightMatched) {
        int reach = Math.max(0, Math.max(left.length(), right.length()) / 2 - 1);
        int matches = 0;
        for (int i = 0; i < left.length(); i++) {
            int end = Math.min(right.length(), i + reach + 1);
            for (int j = Math.max(0, i - reach); j < end; j++) {
                if (!rightMatched[j] && left.charAt(i) == right.charAt(j)) {
                    leftMatched[i] = true;
                    rightMatched[j] = true;
                    matches++;
                    break;
                }
            }
        }
        return matches;
    }

    private static int outOfOrder(String left, String right, boolean[] leftMatched, boolean[] rightMatched) {
        int count = 0;
        int j = 0;
        for (int i = 0; i < left.length(); i++) {
            if (leftMatched[i]) {
                while (!rightMatched[j]) {
                    j++;
                }
                if (left.charAt(i) != right.charAt(j)) {
                    count++;
                }
                j++;
            }
        }
        return count;
    }

    private static int prefix(String left, String right) {
        int longest = Math.min(LONGEST_PREFIX, Math.min(left.length(), right.length()));
        int equal = 0;
        while (equal < longest && left.charAt(equal) == right.charAt(equal)) {
            equal++;
        }
        return equal;
    }
}

package org.reconlink.linkage.tables;

/** Counts characters left out, put in, replaced or swapped with their neighbour, as far as a limit. */
final class Edits {
    private Edits() {}

    /** Whether at most {@code limit} edits (1 or 2 are meant) turn one text into the other. */
    static boolean within(int limit, String left, String right) {
        if (Math.abs(left.length() - right.length()) > limit) {
            return false;
        }
        return within(limit, left, 0, right, 0);
    }

    private static boolean within(int limit, String left, int leftFrom, String right, int rightFrom) {
        int i = leftFrom;
        int j = rightFrom;
        while (i < left.length() && j < right.length() && left.charAt(i) == right.charAt(j)) {
            i++;
            j++;
        }
        int leftRest = left.length() - i;
        int rightRest = right.length() - j;
        if (leftRest == 0 || rightRest == 0) {
            return Math.max(leftRest, rightRest) <= limit;
        }
        return limit > 0
                && (within(limit - 1, left, i + 1, right, j + 1)
                        || within(limit - 1, left, i + 1, right, j)
                        || within(limit - 1, left, i, right, j + 1)
                        || (leftRest > 1
                                && rightRest > 1
                                && left.charAt(i) == right.charAt(j + 1)
                                && left.charAt(i + 1) == right.charAt(j)
                                && within(limit - 1, left, i + 2, right, j + 2)));
    }
}

package org.reconlink.review;

import java.util.BitSet;

/** Differences between two texts, character by character. */
final class Slip {
    private Slip() {}

    /** The places in a text that are not part of what it has in common with the other, in order. */
    static BitSet notIn(String text, String other) {
        int[][] common = new int[text.length() + 1][other.length() + 1];
        for (int i = text.length() - 1; i >= 0; i--) {
            for (int j = other.length() - 1; j >= 0; j--) {
                common[i][j] = text.charAt(i) == other.charAt(j)
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        BitSet different = new BitSet();
        int j = 0;
        for (int i = 0; i < text.length(); i++) {
            while (j < other.length() && text.charAt(i) != other.charAt(j) && common[i][j + 1] >= common[i][j]) {
                j++;
            }
            if (j < other.length() && text.charAt(i) == other.charAt(j)) {
                j++;
            } else {
                different.set(i);
            }
        }
        return different;
    }
}

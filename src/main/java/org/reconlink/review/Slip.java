package org.reconlink.review;

import java.util.BitSet;

/** Differences between two texts, character by character. */
final class Slip {
    private Slip() {}

    /** Characters to insert, drop, replace or swap with their neighbour until the texts are equal. */
    static int distance(String left, String right) {
        int[][] d = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
                }
            }
        }
        return d[left.length()][right.length()];
    }

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

package org.reconlink.linkage.decision;

/** Rows that occur in pairs, numbered in their order: of two large tables most rows have no candidate. */
final class OccurringRows {
    private final long[] present;
    /** Rows that occur before each word of {@link #present}. */
    private final int[] before;

    private final int count;

    OccurringRows(int rows, int[] rowOfPair) {
        present = new long[(rows >>> 6) + 1];
        before = new int[present.length];
        for (int row : rowOfPair) {
            present[row >>> 6] |= 1L << row;
        }
        int sum = 0;
        for (int word = 0; word < present.length; word++) {
            before[word] = sum;
            sum += Long.bitCount(present[word]);
        }
        count = sum;
    }

    int count() {
        return count;
    }

    int number(int row) {
        return before[row >>> 6] + Long.bitCount(present[row >>> 6] & ((1L << row) - 1));
    }

    /** The numbers of the rows of pairs, in place of the rows. */
    int[] number(int[] rowOfPair) {
        for (int p = 0; p < rowOfPair.length; p++) {
            rowOfPair[p] = number(rowOfPair[p]);
        }
        return rowOfPair;
    }
}

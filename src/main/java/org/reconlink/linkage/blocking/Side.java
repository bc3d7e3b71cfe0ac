package org.reconlink.linkage.blocking;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import org.reconlink.linkage.record.PackedTable;

/**
 * One table in blocking, with a byte for each rule and row: equal bytes say that a rule may hold, different ones that it
 * does not. Eight rules share a word, so that one subtraction asks all of them.
 */
public final class Side {
    public static final int RULES_A_WORD = 8;
    private static final int BYTES = 254;

    private final PackedTable table;
    private final boolean left;
    private final int signatureWords;
    private final long[] signatures;

    public Side(PackedTable table, boolean left, int rules) {
        this.table = table;
        this.left = left;
        this.signatureWords = (rules + RULES_A_WORD - 1) / RULES_A_WORD;
        this.signatures = new long[Math.multiplyExact(table.rows(), signatureWords)];
    }

    public PackedTable table() {
        return table;
    }

    boolean left() {
        return left;
    }

    public int rows() {
        return table.rows();
    }

    /** Writes the keys of some rows. */
    void keys(KeyRule rule, int from, int to, long[] keys) {
        rule.keys(left, table, from, to, keys);
    }

    /** All keys of a row of a rule on sets. */
    void keys(KeyRule rule, int row, LongArrayList into) {
        rule.keys(left, table.chunk(row), table.at(row), into);
    }

    /** Signs some rows with their keys. */
    void sign(int from, int to, int rule, long[] keys) {
        int word = rule / RULES_A_WORD;
        int shift = rule % RULES_A_WORD * 8;
        for (int row = from; row < to; row++) {
            signatures[row * signatureWords + word] |= signature(keys[row]) << shift;
        }
    }

    /** Signs one row with one of its keys. */
    void sign(int row, int rule, long key) {
        signatures[row * signatureWords + rule / RULES_A_WORD] |= signature(key) << (rule % RULES_A_WORD * 8);
    }

    /** A missing key's byte is 0 on the left and 255 on the right: equal to nothing. */
    private long signature(long key) {
        return key == KeyRule.NO_KEY ? (left ? 0 : 255) : 1 + (((key & 0xFFFF) * BYTES) >>> 16);
    }

    public long signature(int row, int word) {
        return signatures[row * signatureWords + word];
    }
}

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

    long key(KeyRule rule, int row) {
        long[] chunk = table.chunk(row);
        return left ? rule.leftKey(chunk, table.at(row)) : rule.rightKey(chunk, table.at(row));
    }

    /** All keys of a row of a rule on sets. */
    void keys(KeyRule rule, int row, LongArrayList into) {
        rule.keys(left, table.chunk(row), table.at(row), into);
    }

    /** A missing key's byte is 0 on the left and 255 on the right: equal to nothing. */
    void sign(int row, int rule, long key) {
        long sign = key == KeyRule.NO_KEY ? (left ? 0 : 255) : 1 + (((key & 0xFFFF) * BYTES) >>> 16);
        signatures[row * signatureWords + rule / RULES_A_WORD] |= sign << (rule % RULES_A_WORD * 8);
    }

    public long signature(int row, int word) {
        return signatures[row * signatureWords + word];
    }
}

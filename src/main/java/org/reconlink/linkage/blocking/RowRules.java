package org.reconlink.linkage.blocking;

import java.util.List;
import org.reconlink.linkage.record.PackedTable;

/** Which blocking rules hold of any two rows, whether or not they were blocked. For one thread. */
public final class RowRules {
    private final PackedTable left;
    private final PackedTable right;
    private final List<KeyRule> keyRules;
    private final int rules;
    private final long[] words;

    RowRules(PackedTable left, PackedTable right, List<KeyRule> keyRules, int rules) {
        this.left = left;
        this.right = right;
        this.keyRules = keyRules;
        this.rules = rules;
        words = new long[2 * left.columns().size()];
    }

    /** Whether each rule holds; in one table also if it does the other way round. */
    public boolean[] of(int leftRow, int rightRow) {
        int columns = left.columns().size();
        left.copyRow(leftRow, words, 0);
        right.copyRow(rightRow, words, columns);
        boolean[] holds = new boolean[rules];
        for (KeyRule rule : keyRules) {
            holds[rule.origin()] |= rule.holds(words, 0, columns);
        }
        return holds;
    }
}

package org.reconlink.linkage.engine;

import java.util.List;

/** A blocking rule at work: keys of rows, and whether it truly holds of a pair. */
final class KeyRule {
    /** Key of a row that lacks a value, which no pair of rows shares. */
    static final long NO_KEY = 0;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int origin;
    private final boolean symmetric;
    private final int[] left;
    private final int[] right;
    private final PartReader[] parts;
    private final long keyMask;

    /**
     * @param origin place among the rules as they were given
     * @param keyMask bits of keys that are used; all, except in tests that want collisions
     */
    KeyRule(BlockingRule rule, int origin, Columns columns, long keyMask) {
        this.origin = origin;
        this.symmetric = rule.symmetric();
        this.keyMask = keyMask;
        List<BlockingRule.Term> terms = rule.terms();
        this.left = new int[terms.size()];
        this.right = new int[terms.size()];
        this.parts = new PartReader[terms.size()];
        for (int i = 0; i < left.length; i++) {
            BlockingRule.Term term = terms.get(i);
            left[i] = columns.index(term.left());
            right[i] = columns.index(term.right());
            ColumnKind kind = columns.kind(left[i]);
            if (kind != columns.kind(right[i]) || !term.transform().part().applies(kind)) {
                throw new IllegalArgumentException("blocking rule " + rule.name() + ": " + term.left() + " and "
                        + term.right() + " do not have " + term.transform().part() + " in common; use columns of one"
                        + " kind, and what that kind has");
            }
            parts[i] = new PartReader(term.transform(), kind, columns.dictionary());
        }
    }

    int origin() {
        return origin;
    }

    boolean symmetric() {
        return symmetric;
    }

    long leftKey(long[] words, int at) {
        return key(left, words, at);
    }

    long rightKey(long[] words, int at) {
        return key(right, words, at);
    }

    boolean holds(long[] words, int leftAt, int rightAt) {
        for (int i = 0; i < parts.length; i++) {
            long part = parts[i].part(words[leftAt + left[i]]);
            if (part == 0 || part != parts[i].part(words[rightAt + right[i]])) {
                return false;
            }
        }
        return true;
    }

    private long key(int[] columns, long[] words, int at) {
        long key = 0;
        for (int i = 0; i < parts.length; i++) {
            long part = parts[i].part(words[at + columns[i]]);
            if (part == 0) {
                return NO_KEY;
            }
            key = (key ^ part) * GOLDEN;
            key ^= key >>> 29;
        }
        key *= 0xBF58476D1CE4E5B9L;
        key ^= key >>> 32;
        key &= keyMask;
        return key == NO_KEY ? 1 : key;
    }
}

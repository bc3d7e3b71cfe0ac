package org.reconlink.linkage.blocking;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.PartReader;
import org.reconlink.linkage.record.SetPool;
import org.reconlink.linkage.record.Transform;

/** A blocking rule at work: keys of rows, and whether it truly holds of a pair. */
public final class KeyRule {
    /** Key of a row that lacks a value, which no pair of rows shares. */
    static final long NO_KEY = 0;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int origin;
    private final boolean symmetric;
    private final int[] left;
    private final int[] right;
    private final PartReader[] parts;
    private final boolean[] sets;
    private final boolean many;
    /** Whether all parts are whole values, as those of most rules are. */
    private final boolean whole;

    private final SetPool pool;
    private final long keyMask;

    /**
     * @param origin place among the rules as they were given
     * @param keyMask bits of keys that are used; all, except in tests that want collisions
     */
    public KeyRule(BlockingRule rule, int origin, PackedColumns columns, long keyMask) {
        this.origin = origin;
        this.symmetric = rule.symmetric();
        this.keyMask = keyMask;
        List<BlockingRule.Term> terms = rule.terms();
        this.left = new int[terms.size()];
        this.right = new int[terms.size()];
        this.parts = new PartReader[terms.size()];
        this.sets = new boolean[terms.size()];
        this.pool = columns.sets();
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
            sets[i] = kind.many();
            parts[i] = new PartReader(term.transform(), kind, columns);
        }
        this.many = IntStream.range(0, sets.length).anyMatch(i -> sets[i]);
        this.whole = terms.stream().allMatch(term -> term.transform().equals(Transform.NONE));
    }

    public int origin() {
        return origin;
    }

    public boolean symmetric() {
        return symmetric;
    }

    /** Whether a row may have several keys: one for each value of a set, of two sets for each two values. */
    public boolean many() {
        return many;
    }

    /** Gives all different keys of a row, none if a value is missing. */
    public void keys(boolean ofLeft, long[] words, int at, LongArrayList into) {
        into.clear();
        keys(ofLeft ? left : right, words, at, 0, 0, into);
    }

    private void keys(int[] columns, long[] words, int at, int term, long key, LongArrayList into) {
        if (term == parts.length) {
            long finished = finished(key);
            if (!into.contains(finished)) {
                into.add(finished);
            }
            return;
        }
        long word = words[at + columns[term]];
        if (!sets[term]) {
            long part = parts[term].part(word);
            if (part != 0) {
                keys(columns, words, at, term + 1, mixed(key, part), into);
            }
        } else if (word != 0) {
            for (int code : pool.codes((int) word)) {
                keys(columns, words, at, term + 1, mixed(key, code), into);
            }
        }
    }

    /** The one of the keys that two rows share under which the pair is found: of values in common, the first; or none. */
    public long sharedKey(long[] words, int leftAt, int rightAt) {
        long key = 0;
        for (int i = 0; i < parts.length; i++) {
            long part = shared(i, words[leftAt + left[i]], words[rightAt + right[i]]);
            if (part == 0) {
                return NO_KEY;
            }
            key = mixed(key, part);
        }
        return finished(key);
    }

    private long shared(int term, long leftWord, long rightWord) {
        if (sets[term]) {
            return leftWord == 0 || rightWord == 0 ? 0 : pool.firstShared((int) leftWord, (int) rightWord);
        }
        long part = parts[term].part(leftWord);
        return part == parts[term].part(rightWord) ? part : 0;
    }

    public boolean holds(long[] words, int leftAt, int rightAt) {
        if (many) {
            return sharedKey(words, leftAt, rightAt) != NO_KEY;
        }
        for (int i = 0; i < parts.length; i++) {
            long part = parts[i].part(words[leftAt + left[i]]);
            if (part == 0 || part != parts[i].part(words[rightAt + right[i]])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes the keys of some rows, {@link #NO_KEY} where a value is missing. All in one loop: of millions of rows and many
     * rules, to call several methods for each took as long as what they did.
     */
    void keys(boolean ofLeft, PackedTable table, int from, int to, long[] keys) {
        int[] columns = ofLeft ? left : right;
        int terms = columns.length;
        for (int row = from; row < to; row++) {
            long[] words = table.chunk(row);
            int at = table.at(row);
            long key = 0;
            int term = 0;
            for (; term < terms; term++) {
                long word = words[at + columns[term]];
                long part = whole ? word : parts[term].part(word);
                if (part == 0) {
                    break;
                }
                key = mixed(key, part);
            }
            keys[row] = term == terms ? finished(key) : NO_KEY;
        }
    }

    private static long mixed(long key, long part) {
        long mixed = (key ^ part) * GOLDEN;
        return mixed ^ (mixed >>> 29);
    }

    private long finished(long mixed) {
        long key = mixed * 0xBF58476D1CE4E5B9L;
        key ^= key >>> 32;
        key &= keyMask;
        return key == NO_KEY ? 1 : key;
    }
}

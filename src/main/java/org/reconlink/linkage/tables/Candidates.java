package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.tables.Rule.Keys;

/**
 * Pairs that at least one blocking rule found, each once, in the order of the left rows.
 *
 * @param masks which rules found each pair, the first rule the lowest bit
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
record Candidates(List<Used> rules, List<String> leftOut, int[] left, int[] right, int[] masks) {
    private static final int MOST_RULES = 31;
    private static final double BROAD_PAIRS_PER_ROW = 60;
    private static final double MOST_PAIRS = 40_000_000;

    /** A rule that was used and how many pairs it found. */
    record Used(Rule rule, long pairs) {}

    /** Finds pairs by every rule within the budget of pairs. */
    static Candidates find(Tables tables, List<Rule> rules) {
        List<Used> used = new ArrayList<>();
        List<Keys> keys = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        double room = MOST_PAIRS;
        for (Rule rule : rules) {
            Keys on = rule.on(tables);
            double pairs = on.pairs(tables.one());
            double budget = Math.min(room, BROAD_PAIRS_PER_ROW * (tables.leftRows() + tables.rightRows()));
            if (used.size() == MOST_RULES || pairs > budget) {
                leftOut.add(rule.name());
            } else if (pairs > 0) {
                used.add(new Used(rule, (long) pairs));
                keys.add(on);
                room -= pairs;
            }
        }
        return collect(tables, used, keys, leftOut);
    }

    int size() {
        return left.length;
    }

    private static Candidates collect(Tables tables, List<Used> used, List<Keys> keys, List<String> leftOut) {
        List<int[][]> groups = keys.stream().map(Candidates::groups).toList();
        IntArrayList left = new IntArrayList();
        IntArrayList right = new IntArrayList();
        IntArrayList masks = new IntArrayList();
        for (int i = 0; i < tables.leftRows(); i++) {
            for (int rule = 0; rule < keys.size(); rule++) {
                int key = keys.get(rule).left()[i];
                if (key == Rule.MISSING) {
                    continue;
                }
                for (int j : groups.get(rule)[key]) {
                    if ((tables.one() && j <= i) || foundBefore(keys, rule, i, j)) {
                        continue;
                    }
                    left.add(i);
                    right.add(j);
                    masks.add(mask(keys, rule, i, j));
                }
            }
        }
        return new Candidates(used, leftOut, left.toIntArray(), right.toIntArray(), masks.toIntArray());
    }

    private static boolean foundBefore(List<Keys> keys, int rule, int i, int j) {
        for (int earlier = 0; earlier < rule; earlier++) {
            if (keys.get(earlier).equal(i, j)) {
                return true;
            }
        }
        return false;
    }

    private static int mask(List<Keys> keys, int first, int i, int j) {
        int mask = 1 << first;
        for (int rule = first + 1; rule < keys.size(); rule++) {
            if (keys.get(rule).equal(i, j)) {
                mask |= 1 << rule;
            }
        }
        return mask;
    }

    /** The right rows of each key. */
    private static int[][] groups(Keys keys) {
        int[] counts = new int[keys.size()];
        for (int key : keys.right()) {
            if (key != Rule.MISSING) {
                counts[key]++;
            }
        }
        int[][] groups = new int[keys.size()][];
        for (int key = 0; key < groups.length; key++) {
            groups[key] = new int[counts[key]];
        }
        for (int row = keys.right().length - 1; row >= 0; row--) {
            int key = keys.right()[row];
            if (key != Rule.MISSING) {
                groups[key][--counts[key]] = row;
            }
        }
        return groups;
    }
}

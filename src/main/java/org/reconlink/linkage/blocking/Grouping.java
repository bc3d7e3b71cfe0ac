package org.reconlink.linkage.blocking;

import java.util.Arrays;
import org.reconlink.linkage.blocking.Candidates.KeyedRows;

/**
 * Groups the rows of one partition by key: a hash table of the smaller side's keys, small enough for the processor's
 * second cache, probed by the larger side. One thread's, used again for each partition.
 *
 * <p>Writes blocks one after the other as the number of left rows, the number of right rows, left rows, right rows; or,
 * for one table with itself, the number of rows, {@link #SAME} and the rows once. Where rows may have several keys, the
 * block's own stands behind the two numbers, the high half first.
 */
public final class Grouping {
    /** In place of the number of right rows: they are the left rows. */
    static final int SAME = -1;

    private static final int NONE = -1;

    private final int head;
    private int[] slots = new int[0];
    private long[] groupKeys = new long[0];
    private int[] smallCounts = new int[0];
    private int[] largeCounts = new int[0];
    private int[] smallAt = new int[0];
    private int[] largeAt = new int[0];
    private int[] groupOfLarge = new int[0];
    private int[] groupOfSmall = new int[0];
    private int groups;

    public Grouping(boolean keyed) {
        this.head = head(keyed);
    }

    /** Numbers before the rows of a block. */
    static int head(boolean keyed) {
        return keyed ? 4 : 2;
    }

    /** Blocks of rows that share a key on both sides. */
    int[] blocks(KeyedRows small, KeyedRows large, int partition, boolean smallIsLeft) {
        groupSmall(small, partition);
        int begin = large.begins()[partition];
        int count = large.begins()[partition + 1] - begin;
        if (groupOfLarge.length < count) {
            groupOfLarge = new int[count];
        }
        for (int i = 0; i < count; i++) {
            int group = find(large.keys()[begin + i]);
            groupOfLarge[i] = group;
            if (group != NONE) {
                largeCounts[group]++;
            }
        }
        int[] blocks = new int[lay(smallIsLeft)];
        int smallBegin = small.begins()[partition];
        for (int i = 0; i < small.begins()[partition + 1] - smallBegin; i++) {
            int group = groupOfSmall[i];
            if (largeCounts[group] > 0) {
                blocks[smallAt[group]++] = small.rows()[smallBegin + i];
            }
        }
        for (int i = 0; i < count; i++) {
            int group = groupOfLarge[i];
            if (group != NONE) {
                blocks[largeAt[group]++] = large.rows()[begin + i];
            }
        }
        writeSizes(blocks, smallIsLeft);
        return blocks;
    }

    /** Blocks of two rows or more that share a key. */
    int[] blocksWithin(KeyedRows rows, int partition) {
        groupSmall(rows, partition);
        int at = 0;
        for (int group = 0; group < groups; group++) {
            if (smallCounts[group] > 1) {
                smallAt[group] = at + head;
                at += head + smallCounts[group];
            }
        }
        int[] blocks = new int[at];
        int begin = rows.begins()[partition];
        for (int i = 0; i < rows.begins()[partition + 1] - begin; i++) {
            int group = groupOfSmall[i];
            if (smallCounts[group] > 1) {
                blocks[smallAt[group]++] = rows.rows()[begin + i];
            }
        }
        for (int group = 0; group < groups; group++) {
            if (smallCounts[group] > 1) {
                writeHead(blocks, smallAt[group] - smallCounts[group] - head, smallCounts[group], SAME, group);
            }
        }
        return blocks;
    }

    /** How many pairs {@link #blocks} would lay. */
    public long pairs(KeyedRows small, KeyedRows large, int partition) {
        groupSmall(small, partition);
        long pairs = 0;
        for (int i = large.begins()[partition]; i < large.begins()[partition + 1]; i++) {
            int group = find(large.keys()[i]);
            pairs += group == NONE ? 0 : smallCounts[group];
        }
        return pairs;
    }

    /** How many pairs {@link #blocksWithin} would lay. */
    public long pairsWithin(KeyedRows rows, int partition) {
        groupSmall(rows, partition);
        long pairs = 0;
        for (int group = 0; group < groups; group++) {
            pairs += smallCounts[group] * (smallCounts[group] - 1L) / 2;
        }
        return pairs;
    }

    private void groupSmall(KeyedRows small, int partition) {
        int begin = small.begins()[partition];
        int count = small.begins()[partition + 1] - begin;
        makeRoom(count);
        for (int i = 0; i < count; i++) {
            int group = findOrAdd(small.keys()[begin + i]);
            groupOfSmall[i] = group;
            smallCounts[group]++;
        }
    }

    private void makeRoom(int rows) {
        int wanted = Integer.highestOneBit(Math.max(8, rows)) * 4;
        if (slots.length < wanted) {
            slots = new int[wanted];
            groupKeys = new long[wanted];
            smallCounts = new int[wanted];
            largeCounts = new int[wanted];
            smallAt = new int[wanted];
            largeAt = new int[wanted];
            groupOfSmall = new int[wanted];
        }
        Arrays.fill(slots, NONE);
        Arrays.fill(smallCounts, 0, Math.max(groups, rows), 0);
        Arrays.fill(largeCounts, 0, Math.max(groups, rows), 0);
        groups = 0;
    }

    private int findOrAdd(long key) {
        int at = slot(key);
        for (; slots[at] != NONE; at = (at + 1) & (slots.length - 1)) {
            if (groupKeys[slots[at]] == key) {
                return slots[at];
            }
        }
        slots[at] = groups;
        groupKeys[groups] = key;
        return groups++;
    }

    private int find(long key) {
        for (int at = slot(key); slots[at] != NONE; at = (at + 1) & (slots.length - 1)) {
            if (groupKeys[slots[at]] == key) {
                return slots[at];
            }
        }
        return NONE;
    }

    private int slot(long key) {
        return (int) (key >>> 16) & (slots.length - 1);
    }

    private int lay(boolean smallIsLeft) {
        int at = 0;
        for (int group = 0; group < groups; group++) {
            int smalls = smallCounts[group];
            int larges = largeCounts[group];
            if (larges > 0) {
                smallAt[group] = at + head + (smallIsLeft ? 0 : larges);
                largeAt[group] = at + head + (smallIsLeft ? smalls : 0);
                at = Math.addExact(at, head + smalls + larges);
            }
        }
        return at;
    }

    /** After all rows are placed, both places stand behind their rows. */
    private void writeSizes(int[] blocks, boolean smallIsLeft) {
        for (int group = 0; group < groups; group++) {
            int smalls = smallCounts[group];
            int larges = largeCounts[group];
            if (larges > 0) {
                int lefts = smallIsLeft ? smalls : larges;
                int at = Math.min(smallAt[group] - smalls, largeAt[group] - larges) - head;
                writeHead(blocks, at, lefts, smalls + larges - lefts, group);
            }
        }
    }

    private void writeHead(int[] blocks, int at, int lefts, int rights, int group) {
        blocks[at] = lefts;
        blocks[at + 1] = rights;
        if (head > 2) {
            blocks[at + 2] = (int) (groupKeys[group] >>> 32);
            blocks[at + 3] = (int) groupKeys[group];
        }
    }
}

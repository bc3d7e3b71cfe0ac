package org.reconlink.linkage.blocking;

/** Walks over blocks as {@link Grouping} writes them. */
public final class BlockCursor {
    private final int[] blocks;
    /** Whether left and right are one table, and pairs only those whose left row comes first. */
    private final boolean within;
    /** Numbers before the rows of a block. */
    private final int rowsAt;

    private int next;
    private int head;

    BlockCursor(int[] blocks, int from, boolean within, boolean keyed) {
        this.blocks = blocks;
        this.rowsAt = Grouping.head(keyed);
        this.next = from;
        this.within = within;
    }

    public boolean next(int to) {
        if (next >= to) {
            return false;
        }
        head = next;
        next = head + rowsAt + blocks[head] + (same() ? 0 : blocks[head + 1]);
        return true;
    }

    public int head() {
        return head;
    }

    public int end() {
        return next;
    }

    boolean same() {
        return blocks[head + 1] == Grouping.SAME;
    }

    /** The key that the block's rows share, where blocks have it. */
    public long key() {
        return (long) blocks[head + 2] << 32 | Integer.toUnsignedLong(blocks[head + 3]);
    }

    public int lefts() {
        return blocks[head];
    }

    public int rights() {
        return same() ? blocks[head] : blocks[head + 1];
    }

    public int left(int i) {
        return blocks[head + rowsAt + i];
    }

    public int right(int i) {
        return blocks[same() ? head + rowsAt + i : head + rowsAt + blocks[head] + i];
    }

    /** The first right row that a left row pairs with; rows ascend. */
    public int firstRight(int left) {
        if (!within) {
            return 0;
        }
        if (same()) {
            return left + 1;
        }
        int row = left(left);
        int low = 0;
        int high = rights();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (right(middle) <= row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Pairs of the block. */
    public long pairs() {
        return pairs(0, lefts());
    }

    /** Pairs of some left rows. */
    public long pairs(int from, int to) {
        if (!within) {
            return (long) (to - from) * rights();
        }
        long pairs = 0;
        for (int left = from; left < to; left++) {
            pairs += rights() - firstRight(left);
        }
        return pairs;
    }
}

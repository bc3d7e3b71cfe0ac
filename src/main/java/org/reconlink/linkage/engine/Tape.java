package org.reconlink.linkage.engine;

import org.reconlink.linkage.comparison.Vectors;

/**
 * The vector of every candidate pair in the order of its task, as the thread that ran the task numbers vectors, plus one;
 * 0 for pairs that another rule brings.
 *
 * @param tapes by task
 * @param threads by task, the thread that ran it
 * @param vectors by thread
 */
@SuppressWarnings("ArrayRecordComponent")
record Tape(char[][] tapes, int[] threads, Vectors[] vectors) {
    static final int MOST_VECTORS = Character.MAX_VALUE;
}

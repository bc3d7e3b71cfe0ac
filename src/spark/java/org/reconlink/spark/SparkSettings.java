package org.reconlink.spark;

import java.io.Serializable;

/**
 * How work is shared out; results do not depend on it.
 *
 * @param partitions of every stage; 0 for as many as the rows and the cluster suggest
 * @param rowsSent rows that the smaller of two tables may have to be sent to all executors whole, the larger one streaming past it
 * @param pairsOfBlock pairs of one block, above which it is cut
 */
public record SparkSettings(int partitions, long rowsSent, long pairsOfBlock) implements Serializable {
    private static final long serialVersionUID = 1;

    /** For tables of any size: five million rows take a gigabyte of an executor. */
    public static SparkSettings usual() {
        return new SparkSettings(0, 5_000_000, 16_000_000);
    }
}

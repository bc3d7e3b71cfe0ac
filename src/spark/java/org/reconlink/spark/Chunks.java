package org.reconlink.spark;

import java.util.Iterator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/**
 * Bytes on their way to buckets, many rows a chunk: Spark's cost for each record is that of a chunk. A bucket takes its chunks
 * in the order of what they are of, whichever way they came.
 */
final class Chunks {
    private static final int BUCKET_SHIFT = 40;
    private static final int KIND_SHIFT = 24;
    private static final int KINDS = 1 << 16;
    private static final int SOURCES = 1 << KIND_SHIFT;

    private Chunks() {}

    /**
     * The address of a chunk.
     *
     * @param kind what it is of, such as a rule and a side
     * @param source the partition that it comes from: chunks of a kind come in this order
     */
    static long address(int bucket, int kind, int source) {
        if (kind >= KINDS || source >= SOURCES) {
            throw new IllegalArgumentException(
                    "a linkage has 65,536 kinds of chunks and 16 million partitions at most");
        }
        return (long) bucket << BUCKET_SHIFT | (long) kind << KIND_SHIFT | source;
    }

    static int bucket(long address) {
        return (int) (address >>> BUCKET_SHIFT);
    }

    static int kind(long address) {
        return (int) (address >>> KIND_SHIFT) & (KINDS - 1);
    }

    /** Chunks in their buckets, a partition for each. */
    static JavaRDD<Tuple2<Long, byte[]>> inBuckets(JavaPairRDD<Long, byte[]> chunks, int buckets) {
        return chunks.repartitionAndSortWithinPartitions(new Buckets(buckets))
                .map(chunk -> new Tuple2<>(chunk._1(), chunk._2()));
    }

    /** What each bucket makes of its chunks. */
    static <T> JavaRDD<T> each(
            JavaRDD<Tuple2<Long, byte[]>> chunks, FlatMapFunction<Iterator<Tuple2<Long, byte[]>>, T> made) {
        return chunks.mapPartitions(made);
    }

    private static final class Buckets extends Partitioner {
        private static final long serialVersionUID = 1;

        private final int buckets;

        Buckets(int buckets) {
            this.buckets = buckets;
        }

        @Override
        public int numPartitions() {
            return buckets;
        }

        @Override
        public int getPartition(Object key) {
            return bucket((Long) key) % buckets;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Buckets same && same.buckets == buckets;
        }

        @Override
        public int hashCode() {
            return buckets;
        }
    }
}

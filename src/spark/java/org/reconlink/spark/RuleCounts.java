package org.reconlink.spark;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.KeyRule;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.PackedPart;
import scala.Tuple2;

/**
 * How many pairs rules bring, from their keys alone: eight bytes of a row and rule move. Where rows of one table are asked
 * different things, a row that has both keys is no pair with itself.
 */
final class RuleCounts {
    private static final int LEFT = 0;
    private static final int RIGHT = 1;
    private static final int ITSELF = 2;
    private static final int SIDES = 3;
    private static final int LARGEST = 5;
    private static final int KEY_SHIFT = 40;
    private static final int KEY_BITS = 0xFFFF;

    private RuleCounts() {}

    /** Rows of each side that share a key. */
    record Block(long key, long lefts, long rights, long pairs) {}

    /**
     * What was found of a rule.
     *
     * @param large the largest blocks, and all that are to be cut
     */
    record Found(long pairs, List<Block> large) {}

    /** The bits of a key that neither blocking nor signatures use. */
    static int bucket(long key, int buckets) {
        return ((int) (key >>> KEY_SHIFT) & KEY_BITS) % buckets;
    }

    /** The rows' keys of each rule, in their buckets. */
    static JavaPairRDD<Long, byte[]> keys(
            JavaRDD<byte[]> placed, boolean ofLeft, Broadcast<Shared> shared, String rules, int buckets) {
        return placed.mapPartitionsWithIndex(
                        (source, all) -> keys(
                                PackedPart.read(all.next()),
                                ofLeft,
                                shared.value().ready(),
                                rules,
                                source,
                                buckets),
                        true)
                .mapToPair(chunk -> chunk);
    }

    private static Iterator<Tuple2<Long, byte[]>> keys(
            PackedPart part, boolean ofLeft, Shared.Ready ready, String rules, int source, int buckets) {
        PackedColumns columns = ready.left().columns().withOwnSets();
        PackedTable table = part.table(columns);
        List<BlockingRule> asked = LinkagePlan.readRules(rules);
        List<Tuple2<Long, byte[]>> chunks = new ArrayList<>();
        for (int number = 0; number < asked.size(); number++) {
            KeyRule rule = new KeyRule(asked.get(number), number, columns, -1L);
            boolean both = ready.one() && !rule.symmetric();
            LongArrayList[][] found = new LongArrayList[2][buckets];
            LongArrayList keys = new LongArrayList();
            LongArrayList others = new LongArrayList();
            long itself = 0;
            for (int row = 0; row < table.rows(); row++) {
                rule.keys(ofLeft, table.chunk(row), table.at(row), keys);
                add(found[ofLeft ? LEFT : RIGHT], keys, buckets);
                if (both) {
                    rule.keys(false, table.chunk(row), table.at(row), others);
                    add(found[RIGHT], others, buckets);
                    for (int i = 0; i < keys.size(); i++) {
                        itself += others.contains(keys.getLong(i)) ? 1 : 0;
                    }
                }
            }
            for (int side = LEFT; side <= RIGHT; side++) {
                for (int bucket = 0; bucket < buckets; bucket++) {
                    LongArrayList of = found[side][bucket];
                    if (of != null) {
                        chunks.add(new Tuple2<>(Chunks.address(bucket, number * SIDES + side, source), bytes(of)));
                    }
                }
            }
            if (itself > 0) {
                LongArrayList one = LongArrayList.of(itself);
                chunks.add(new Tuple2<>(Chunks.address(0, number * SIDES + ITSELF, source), bytes(one)));
            }
        }
        return chunks.iterator();
    }

    private static void add(LongArrayList[] buckets, LongArrayList keys, int count) {
        for (int i = 0; i < keys.size(); i++) {
            int bucket = bucket(keys.getLong(i), count);
            if (buckets[bucket] == null) {
                buckets[bucket] = new LongArrayList();
            }
            buckets[bucket].add(keys.getLong(i));
        }
    }

    private static byte[] bytes(LongArrayList longs) {
        byte[] bytes = new byte[longs.size() * Long.BYTES];
        java.nio.ByteBuffer.wrap(bytes).asLongBuffer().put(longs.elements(), 0, longs.size());
        return bytes;
    }

    /** What a bucket has of each rule. */
    static byte[] counted(Iterator<Tuple2<Long, byte[]>> chunks, boolean[] within, long pairsOfBlock) {
        return WorkFolder.bytes(out -> {
            Long2LongOpenHashMap lefts = new Long2LongOpenHashMap();
            Long2LongOpenHashMap rights = new Long2LongOpenHashMap();
            long itself = 0;
            int rule = -1;
            while (chunks.hasNext()) {
                Tuple2<Long, byte[]> chunk = chunks.next();
                int kind = Chunks.kind(chunk._1());
                if (kind / SIDES != rule) {
                    write(rule, lefts, rights, itself, within, pairsOfBlock, out);
                    lefts.clear();
                    rights.clear();
                    itself = 0;
                    rule = kind / SIDES;
                }
                java.nio.LongBuffer keys = java.nio.ByteBuffer.wrap(chunk._2()).asLongBuffer();
                while (keys.hasRemaining()) {
                    long key = keys.get();
                    switch (kind % SIDES) {
                        case LEFT -> lefts.addTo(key, 1);
                        case RIGHT -> rights.addTo(key, 1);
                        default -> itself += key;
                    }
                }
            }
            write(rule, lefts, rights, itself, within, pairsOfBlock, out);
        });
    }

    private static void write(
            int rule,
            Long2LongOpenHashMap lefts,
            Long2LongOpenHashMap rights,
            long itself,
            boolean[] within,
            long pairsOfBlock,
            DataOutputStream out)
            throws IOException {
        if (rule < 0) {
            return;
        }
        List<Block> blocks = new ArrayList<>();
        long pairs = -itself;
        for (Long2LongMap.Entry each : lefts.long2LongEntrySet()) {
            long left = each.getLongValue();
            long right = within[rule] ? left : rights.get(each.getLongKey());
            long here = within[rule] ? left * (left - 1) / 2 : left * right;
            if (here > 0) {
                pairs += here;
                blocks.add(new Block(each.getLongKey(), left, right, here));
            }
        }
        out.writeInt(rule);
        write(new Found(pairs, large(blocks, pairsOfBlock)), out);
    }

    /** The largest, as a refusal names them, and all that are above the limit. */
    private static List<Block> large(List<Block> blocks, long pairsOfBlock) {
        Comparator<Block> order = Comparator.comparingLong((Block block) -> block.lefts * block.rights)
                .reversed()
                .thenComparing(Comparator.comparingLong(Block::lefts).reversed())
                .thenComparingLong(Block::key);
        List<Block> sorted = blocks.stream().sorted(order).toList();
        List<Block> large = new ArrayList<>();
        for (Block block : sorted) {
            if (large.size() < LARGEST || block.pairs > pairsOfBlock) {
                large.add(block);
            }
        }
        return large;
    }

    static void write(Found found, DataOutputStream out) throws IOException {
        out.writeLong(found.pairs);
        out.writeInt(found.large.size());
        for (Block block : found.large) {
            out.writeLong(block.key);
            out.writeLong(block.lefts);
            out.writeLong(block.rights);
            out.writeLong(block.pairs);
        }
    }

    static Found read(DataInputStream in) throws IOException {
        long pairs = in.readLong();
        List<Block> large = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            large.add(new Block(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
        }
        return new Found(pairs, large);
    }

    /** All buckets' counts, by rule. */
    static List<Found> merged(List<byte[]> counted, int rules, long pairsOfBlock) throws IOException {
        long[] pairs = new long[rules];
        List<List<Block>> blocks = new ArrayList<>();
        for (int rule = 0; rule < rules; rule++) {
            blocks.add(new ArrayList<>());
        }
        for (byte[] each : counted) {
            try (DataInputStream in = WorkFolder.in(each)) {
                while (in.available() > 0) {
                    int rule = in.readInt();
                    Found found = read(in);
                    pairs[rule] += found.pairs;
                    blocks.get(rule).addAll(found.large);
                }
            }
        }
        List<Found> all = new ArrayList<>();
        for (int rule = 0; rule < rules; rule++) {
            all.add(new Found(pairs[rule], large(blocks.get(rule), pairsOfBlock)));
        }
        return all;
    }
}

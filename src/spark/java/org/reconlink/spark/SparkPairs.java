package org.reconlink.spark;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.comparison.Vectors;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.engine.PairCounts;
import org.reconlink.linkage.model.VectorLevels;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.TableValues;
import org.reconlink.linkage.tables.KeptPairs;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.PackedPart;
import org.reconlink.linkage.tables.PairSource;
import scala.Tuple2;

/** Pairs of rows that lie on many machines. */
final class SparkPairs implements PairSource {
    private static final long BYTES_OF_BUCKET = 32L << 20;
    private static final int BYTES_OF_ROW = 64;
    private static final int MOST_BUCKETS = 1 << 15;

    private final JavaSparkContext context;
    private final WorkFolder work;
    private final SparkSettings settings;
    private final LinkagePlan plan;
    private final Shared.Ready ready;
    private final Broadcast<Shared> shared;
    private final TableReader.Placed left;
    private final TableReader.Placed right;
    private final boolean one;
    private final Map<BlockingRule, RuleCounts.Found> known = new LinkedHashMap<>();
    private @Nullable Comparing comparing;
    private long[] vectors = {};

    SparkPairs(
            JavaSparkContext context,
            WorkFolder work,
            SparkSettings settings,
            Shared shared,
            TableReader.Placed left,
            TableReader.Placed right)
            throws IOException {
        this.context = context;
        this.work = work;
        this.settings = settings;
        this.left = left;
        this.right = right;
        one = left == right;
        ready = shared.ready();
        plan = ready.plan();
        this.shared = context.broadcast(shared);
    }

    @Override
    public TableValues left() {
        return ready.left();
    }

    @Override
    public TableValues right() {
        return ready.right();
    }

    @Override
    public long[] pairs(List<BlockingRule> rules) {
        return found(rules).stream().mapToLong(RuleCounts.Found::pairs).toArray();
    }

    private List<RuleCounts.Found> found(List<BlockingRule> rules) {
        List<BlockingRule> unknown =
                rules.stream().filter(rule -> !known.containsKey(rule)).toList();
        if (!unknown.isEmpty()) {
            try {
                String text = LinkagePlan.write(unknown);
                List<RuleCounts.Found> found =
                        read(work.stage("rules-" + WorkFolder.name(text), () -> count(unknown, text)));
                for (int i = 0; i < unknown.size(); i++) {
                    known.put(unknown.get(i), found.get(i));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rules.stream().map(known::get).toList();
    }

    private byte[] count(List<BlockingRule> rules, String text) throws IOException {
        int buckets = buckets(rules.size(), Long.BYTES);
        JavaPairRDD<Long, byte[]> keys = RuleCounts.keys(placed(left), true, shared, text, buckets);
        if (!one) {
            keys = keys.union(RuleCounts.keys(placed(right), false, shared, text, buckets));
        }
        boolean[] within = new boolean[rules.size()];
        for (int rule = 0; rule < within.length; rule++) {
            within[rule] = one && rules.get(rule).symmetric();
        }
        long pairsOfBlock = settings.pairsOfBlock();
        List<byte[]> counted = Chunks.each(
                        Chunks.inBuckets(keys, buckets),
                        chunks -> List.of(RuleCounts.counted(chunks, within, pairsOfBlock))
                                .iterator())
                .collect();
        List<RuleCounts.Found> merged = RuleCounts.merged(counted, rules.size(), pairsOfBlock);
        return WorkFolder.bytes(out -> {
            for (RuleCounts.Found each : merged) {
                RuleCounts.write(each, out);
            }
        });
    }

    private static List<RuleCounts.Found> read(byte[] counted) throws IOException {
        List<RuleCounts.Found> found = new ArrayList<>();
        try (DataInputStream in = WorkFolder.in(counted)) {
            while (in.available() > 0) {
                found.add(RuleCounts.read(in));
            }
        }
        return found;
    }

    private JavaRDD<byte[]> placed(TableReader.Placed table) throws IOException {
        return work.blobs(context, table.name());
    }

    private int buckets(int rules, int bytes) {
        long rows = one ? left.rows() : (long) left.rows() + right.rows();
        long all = rows * rules * bytes;
        return settings.partitions() > 0
                ? settings.partitions()
                : (int) Math.min(MOST_BUCKETS, Math.max(context.defaultParallelism(), all / BYTES_OF_BUCKET + 1));
    }

    @Override
    public Counted count(List<BlockingRule> rules) {
        try {
            List<RuleCounts.Found> found = found(rules);
            check(rules, found);
            Comparing way = sent() ? new SmallSent(rules) : new InBuckets(rules, found);
            comparing = way;
            TreeMap<Long, Long> sums = new TreeMap<>();
            try (DataInputStream in = WorkFolder.in(work.stage("vectors", () -> summed(way.count())))) {
                while (in.available() > 0) {
                    sums.put(in.readLong(), in.readLong());
                }
            }
            vectors = sums.keySet().stream().mapToLong(vector -> vector).toArray();
            long[] counts = sums.values().stream().mapToLong(count -> count).toArray();
            return new Counted(
                    found.stream().mapToLong(RuleCounts.Found::pairs).toArray(), new VectorLevels(levels(), counts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(List<BlockingRule> rules, List<RuleCounts.Found> found) {
        Candidates.check(
                rules,
                found.stream().mapToLong(RuleCounts.Found::pairs).toArray(),
                plan.settings().pairBudget(),
                rule -> found.get(rule).large().stream()
                        .map(block -> new long[] {block.lefts(), block.rights()})
                        .toList());
    }

    private int[][] levels() {
        List<EngineComparison> engines =
                plan.comparisons().stream().map(FieldComparison::engine).toList();
        long[] radices = Vectors.radices(engines);
        int[][] levels = new int[vectors.length][engines.size()];
        for (int v = 0; v < vectors.length; v++) {
            for (int c = 0; c < levels[v].length; c++) {
                levels[v][c] = (int) (vectors[v] % radices[c + 1] / radices[c]);
            }
        }
        return levels;
    }

    private static byte[] summed(JavaRDD<byte[]> counted) throws IOException {
        TreeMap<Long, Long> sums = new TreeMap<>();
        for (byte[] each : counted.collect()) {
            try (DataInputStream in = WorkFolder.in(each)) {
                while (in.available() > 0) {
                    sums.merge(in.readLong(), in.readLong(), Long::sum);
                }
            }
        }
        return WorkFolder.bytes(out -> {
            for (Map.Entry<Long, Long> each : sums.entrySet()) {
                out.writeLong(each.getKey());
                out.writeLong(each.getValue());
            }
        });
    }

    @Override
    public KeptPairs keep(Filter filter) {
        Comparing way = Objects.requireNonNull(comparing);
        Wanted wanted = new Wanted(vectors, filter.based(), filter.atMost(), filter.least(), filter.usual());
        try {
            Broadcast<Wanted> sent = context.broadcast(wanted);
            int parts = work.blobs(context, "kept", () -> way.keep(sent)).getNumPartitions();
            List<KeptPairs> all = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                all.add(kept(work.blob("kept", part)));
            }
            return KeptPairs.together(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeptPairs kept(byte[] bytes) throws IOException {
        try (DataInputStream in = WorkFolder.in(bytes)) {
            int size = in.readInt();
            long[] keys = new long[size];
            int[] of = new int[size];
            double[] rarity = new double[size];
            for (int p = 0; p < size; p++) {
                keys[p] = in.readLong();
                of[p] = in.readInt();
                rarity[p] = in.readDouble();
            }
            return new KeptPairs(keys, of, rarity);
        }
    }

    private static byte[] bytes(List<KeptPairs> kept) {
        return WorkFolder.bytes(out -> {
            out.writeInt(kept.stream().mapToInt(each -> each.keys().length).sum());
            for (KeptPairs each : kept) {
                for (int p = 0; p < each.keys().length; p++) {
                    out.writeLong(each.keys()[p]);
                    out.writeInt(each.vectors()[p]);
                    out.writeDouble(each.rarity()[p]);
                }
            }
        });
    }

    /** Which pairs are wanted, of vectors by their numbers. */
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    private record Wanted(long[] vectors, double[] based, double[] atMost, double least, double[] usual)
            implements Serializable {
        private static final long serialVersionUID = 1;

        KeptPairs of(
                LinkageEngine engine,
                PairCounts counts,
                Shared.Ready ready,
                PackedTable left,
                PackedTable right,
                int[] leftPlaces,
                int[] rightPlaces) {
            int[] at = Arrays.stream(counts.vectors())
                    .mapToInt(vector -> Arrays.binarySearch(vectors, vector))
                    .toArray();
            Filter filter = new Filter(
                    VectorLevels.of(counts),
                    IntStream.of(at).mapToDouble(v -> based[v]).toArray(),
                    IntStream.of(at).mapToDouble(v -> atMost[v]).toArray(),
                    least,
                    usual);
            return KeptPairs.of(
                            engine,
                            counts,
                            filter,
                            filter.frequencies(ready.plan().comparisons(), left, right, ready.left(), ready.right()),
                            ready.one(),
                            row -> leftPlaces[row],
                            row -> rightPlaces[row])
                    .renumbered(at);
        }
    }

    /** A way of bringing the rows of pairs together. */
    private interface Comparing {
        /** Vectors and counts of each partition. */
        JavaRDD<byte[]> count();

        /** The kept pairs of each partition. */
        JavaRDD<byte[]> keep(Broadcast<Wanted> wanted);
    }

    private static void add(PairCounts counts, Long2LongOpenHashMap sums) {
        long[] found = counts.vectors();
        long[] pairs = counts.counts();
        for (int v = 0; v < found.length; v++) {
            sums.addTo(found[v], pairs[v]);
        }
    }

    private static byte[] bytes(Long2LongOpenHashMap sums) {
        return WorkFolder.bytes(out -> {
            for (var each : sums.long2LongEntrySet()) {
                out.writeLong(each.getLongKey());
                out.writeLong(each.getLongValue());
            }
        });
    }

    /** All rows go to the buckets of their keys; comparing a second time takes the shuffled rows where they are. */
    private final class InBuckets implements Comparing {
        private final Buckets of;
        private final JavaRDD<Tuple2<Long, byte[]>> chunks;

        InBuckets(List<BlockingRule> rules, List<RuleCounts.Found> found) throws IOException {
            int buckets = buckets(rules.size(), BYTES_OF_ROW);
            of = new Buckets(
                    LinkagePlan.write(rules),
                    one,
                    left.rows(),
                    right.rows(),
                    buckets,
                    Buckets.cuts(found, settings.pairsOfBlock(), one, buckets));
            JavaPairRDD<Long, byte[]> all = chunks(left, true);
            chunks = Chunks.inBuckets(one ? all : all.union(chunks(right, false)), buckets);
        }

        private JavaPairRDD<Long, byte[]> chunks(TableReader.Placed table, boolean ofLeft) throws IOException {
            return chunks(of, placed(table), table.begins(), ofLeft, shared);
        }

        private static JavaPairRDD<Long, byte[]> chunks(
                Buckets of, JavaRDD<byte[]> placed, int[] begins, boolean ofLeft, Broadcast<Shared> shared) {
            return placed.mapPartitionsWithIndex(
                            (source, all) -> of.chunks(
                                    PackedPart.read(all.next()),
                                    ofLeft,
                                    begins[source],
                                    shared.value().ready().left().columns().withOwnSets(),
                                    source),
                            true)
                    .mapToPair(chunk -> chunk);
        }

        @Override
        public JavaRDD<byte[]> count() {
            return count(of, chunks, shared);
        }

        private static JavaRDD<byte[]> count(
                Buckets of, JavaRDD<Tuple2<Long, byte[]>> chunks, Broadcast<Shared> shared) {
            return Chunks.each(chunks, part -> {
                Long2LongOpenHashMap sums = new Long2LongOpenHashMap();
                of.each(
                        part,
                        shared.value().ready(),
                        false,
                        (engine, candidates, left, right, leftPlaces, rightPlaces) ->
                                add(engine.count(candidates), sums));
                return List.of(bytes(sums)).iterator();
            });
        }

        @Override
        public JavaRDD<byte[]> keep(Broadcast<Wanted> wanted) {
            return keep(of, chunks, shared, wanted);
        }

        private static JavaRDD<byte[]> keep(
                Buckets of, JavaRDD<Tuple2<Long, byte[]>> chunks, Broadcast<Shared> shared, Broadcast<Wanted> wanted) {
            return Chunks.each(chunks, part -> {
                List<KeptPairs> kept = new ArrayList<>();
                Shared.Ready ready = shared.value().ready();
                of.each(
                        part,
                        ready,
                        true,
                        (engine, candidates, left, right, leftPlaces, rightPlaces) -> kept.add(wanted.value()
                                .of(engine, engine.count(candidates), ready, left, right, leftPlaces, rightPlaces)));
                return List.of(bytes(kept)).iterator();
            });
        }
    }

    /** Whether the smaller table goes to all executors; sets have numbers of their own there, which tasks cannot share. */
    private boolean sent() {
        PackedColumns columns = ready.left().columns();
        return !one
                && Math.min(left.rows(), right.rows()) <= settings.rowsSent()
                && IntStream.range(0, columns.size()).noneMatch(c -> columns.kind(c) == ColumnKind.SET);
    }

    /** The rows of a table that are sent whole; each process makes the table once. */
    private static final class Small implements Serializable {
        private static final long serialVersionUID = 1;

        private final byte[][] parts;
        private transient PackedTable table;

        Small(byte[][] parts) {
            this.parts = parts;
        }

        synchronized PackedTable table(PackedColumns columns) {
            if (table == null) {
                table = SparkPairs.table(Arrays.asList(parts).iterator(), columns);
            }
            return table;
        }
    }

    private static PackedTable table(Iterator<byte[]> parts, PackedColumns columns) {
        PackedTable all = columns.table(new long[0]);
        while (parts.hasNext()) {
            PackedTable next = PackedPart.read(parts.next()).table(columns);
            all = all.rows() == 0 ? next : all.and(next);
        }
        return all;
    }

    /** The smaller table goes to all executors, and no row of the larger one moves: each pair is where its larger side is. */
    private final class SmallSent implements Comparing {
        private final String rules;
        private final boolean smallIsLeft;
        private final Broadcast<Small> small;
        private final JavaRDD<Integer> runs;
        private final int[] begins;
        private final String name;
        private final int parts;
        private final int ofRun;

        SmallSent(List<BlockingRule> used) throws IOException {
            rules = LinkagePlan.write(used);
            smallIsLeft = left.rows() <= right.rows();
            TableReader.Placed less = smallIsLeft ? left : right;
            TableReader.Placed more = smallIsLeft ? right : left;
            byte[][] bytes = new byte[less.parts().length][];
            for (int part = 0; part < bytes.length; part++) {
                bytes[part] = work.blob(less.name(), part);
            }
            small = context.broadcast(new Small(bytes));
            begins = more.begins();
            name = more.name();
            parts = more.parts().length;
            // a run blocks the smaller table anew, and is to have no fewer rows than that
            int most = Math.max(1, (int) Math.min(parts, more.rows() / Math.max(1L, less.rows())));
            int wanted =
                    settings.partitions() > 0 ? parts : Math.max(most, Math.min(parts, context.defaultParallelism()));
            ofRun = (parts + wanted - 1) / wanted;
            List<Integer> firsts = IntStream.iterate(0, first -> first < parts, first -> first + ofRun)
                    .boxed()
                    .toList();
            runs = context.parallelize(firsts, firsts.size());
        }

        @Override
        public JavaRDD<byte[]> count() {
            return compare(run(), null);
        }

        @Override
        public JavaRDD<byte[]> keep(Broadcast<Wanted> wanted) {
            return compare(run(), wanted);
        }

        private Run run() {
            return new Run(work, name, rules, smallIsLeft, begins, parts, ofRun, small, shared);
        }

        private JavaRDD<byte[]> compare(Run run, @Nullable Broadcast<Wanted> wanted) {
            return runs.map(first -> run.compare(first, wanted));
        }
    }

    /** Some parts of the larger table, one behind the other, beside all of the smaller. */
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    private record Run(
            WorkFolder work,
            String name,
            String rules,
            boolean smallIsLeft,
            int[] begins,
            int parts,
            int ofRun,
            Broadcast<Small> small,
            Broadcast<Shared> shared)
            implements Serializable {
        private static final long serialVersionUID = 1;

        byte[] compare(int first, @Nullable Broadcast<Wanted> wanted) throws IOException {
            Shared.Ready ready = shared.value().ready();
            PackedColumns columns = ready.left().columns();
            List<byte[]> blobs = new ArrayList<>();
            for (int part = first; part < Math.min(parts, first + ofRun); part++) {
                blobs.add(work.blob(name, part));
            }
            PackedTable large = table(blobs.iterator(), columns);
            PackedTable less = small.value().table(columns);
            PackedTable left = smallIsLeft ? less : large;
            PackedTable right = smallIsLeft ? large : less;
            LinkageEngine engine = LinkageEngine.ofPart(
                    left,
                    right,
                    false,
                    LinkagePlan.readRules(rules),
                    ready.plan().comparisons(),
                    new EngineSettings(
                            1, wanted == null ? 0 : ready.plan().settings().tapeBytes(), Long.MAX_VALUE));
            PairCounts counts = engine.count(engine.block());
            if (wanted == null) {
                Long2LongOpenHashMap sums = new Long2LongOpenHashMap();
                add(counts, sums);
                return bytes(sums);
            }
            int[] ofSmall = IntStream.range(0, less.rows()).toArray();
            int[] ofLarge =
                    IntStream.range(begins[first], begins[first] + large.rows()).toArray();
            return bytes(List.of(wanted.value()
                    .of(
                            engine,
                            counts,
                            ready,
                            left,
                            right,
                            smallIsLeft ? ofSmall : ofLarge,
                            smallIsLeft ? ofLarge : ofSmall)));
        }
    }
}

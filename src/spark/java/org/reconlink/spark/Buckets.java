package org.reconlink.spark;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.reconlink.linkage.blocking.Blocker;
import org.reconlink.linkage.blocking.Blocker.KeyChoice;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.blocking.KeyRule;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.PackedPart;
import scala.Tuple2;

/**
 * Which bucket has the pairs of a rule's key. A row goes to the bucket of each of its keys, and a pair counts there only under the
 * first rule that holds of it, which the two rows alone decide: every pair once, and nothing is exchanged for it.
 *
 * <p>A block that is too large is cut: between two tables the larger side into slices by place, the smaller one going to all;
 * within one table into slices and the pairs of two of them. Each pair is in one piece.
 *
 * @param rules that are used
 * @param one whether the rows are of one table
 * @param lefts rows of the first table
 * @param rights rows of the second
 * @param buckets of keys that are not cut; a piece has one of its own behind these
 * @param cuts blocks that are cut
 */
record Buckets(String rules, boolean one, int lefts, int rights, int buckets, List<Cut> cuts) implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int LEFT = 0;
    private static final int RIGHT = 1;
    /** Rows of one table that pair with one another. */
    private static final int BOTH = 2;

    private static final int SIDES = 3;

    /**
     * A block that is cut.
     *
     * @param rule number of the blocking rule
     * @param ofLeft whether the left side is; no matter within one table
     * @param first bucket of its pieces
     */
    record Cut(int rule, long key, int slices, boolean ofLeft, int first) implements Serializable {
        private static final long serialVersionUID = 1;

        int pieces(boolean one) {
            return one ? slices * (slices + 1) / 2 : slices;
        }

        private int slice(int place, int rows) {
            return (int) ((long) place * slices / rows);
        }

        /** The piece of pairs of two slices of one table, the earlier one first. */
        private int piece(int earlier, int later) {
            return first + later * (later + 1) / 2 + earlier;
        }
    }

    /** The cuts that blocks need. */
    static List<Cut> cuts(List<RuleCounts.Found> found, long pairsOfBlock, boolean one, int buckets) {
        List<Cut> cuts = new ArrayList<>();
        int first = buckets;
        for (int rule = 0; rule < found.size(); rule++) {
            for (RuleCounts.Block block : found.get(rule).large()) {
                if (block.pairs() > pairsOfBlock) {
                    boolean ofLeft = block.lefts() >= block.rights();
                    double pieces = (double) block.pairs() / pairsOfBlock;
                    long most = one ? Math.min(block.lefts(), block.rights()) : Math.max(block.lefts(), block.rights());
                    int slices = (int) Math.min(most, Math.ceil(one ? Math.sqrt(2 * pieces) : pieces));
                    Cut cut = new Cut(rule, block.key(), Math.max(2, slices), ofLeft, first);
                    cuts.add(cut);
                    first += cut.pieces(one);
                }
            }
        }
        return cuts;
    }

    private Cut cut(int rule, long key) {
        for (Cut cut : cuts) {
            if (cut.rule == rule && cut.key == key) {
                return cut;
            }
        }
        return null;
    }

    /** Takes the rows of one part to their buckets. */
    Iterator<Tuple2<Long, byte[]>> chunks(
            PackedPart part, boolean ofLeft, int firstPlace, PackedColumns columns, int source) {
        PackedTable table = part.table(columns);
        List<KeyRule> keyRules = new Blocker(table, table, one, LinkagePlan.readRules(rules), 1, -1L).keyRules();
        List<Tuple2<Long, byte[]>> chunks = new ArrayList<>();
        Rows writer = new Rows(columns);
        for (int number = 0; number < keyRules.size(); number++) {
            KeyRule rule = keyRules.get(number);
            Routes routes = new Routes(
                    buckets + cuts.stream().mapToInt(cut -> cut.pieces(one)).sum());
            LongArrayList keys = new LongArrayList();
            for (int row = 0; row < table.rows(); row++) {
                int place = firstPlace + row;
                rule.keys(ofLeft, table.chunk(row), table.at(row), keys);
                for (int i = 0; i < keys.size(); i++) {
                    route(rule.origin(), keys.getLong(i), place, row, ofLeft ? LEFT : RIGHT, routes);
                }
                if (one && !rule.symmetric()) {
                    rule.keys(false, table.chunk(row), table.at(row), keys);
                    for (int i = 0; i < keys.size(); i++) {
                        route(rule.origin(), keys.getLong(i), place, row, RIGHT, routes);
                    }
                } else if (one) {
                    for (int i = 0; i < keys.size(); i++) {
                        routeCut(rule.origin(), keys.getLong(i), place, row, RIGHT, routes);
                    }
                }
            }
            for (int side = 0; side < SIDES; side++) {
                for (int bucket = 0; bucket < routes.rows[side].length; bucket++) {
                    IntArrayList rows = routes.rows[side][bucket];
                    if (rows != null) {
                        chunks.add(new Tuple2<>(
                                Chunks.address(bucket, number * SIDES + side, source),
                                writer.bytes(table, rows, firstPlace)));
                    }
                }
            }
        }
        return chunks.iterator();
    }

    /** The rows of a part that go to each bucket, once. */
    private static final class Routes {
        private final IntArrayList[][] rows;

        Routes(int buckets) {
            rows = new IntArrayList[SIDES][buckets];
        }

        void add(int side, int bucket, int row) {
            IntArrayList of = rows[side][bucket];
            if (of == null) {
                of = new IntArrayList();
                rows[side][bucket] = of;
            }
            if (of.isEmpty() || of.getInt(of.size() - 1) != row) {
                of.add(row);
            }
        }
    }

    private void route(int rule, long key, int place, int row, int side, Routes routes) {
        if (cut(rule, key) == null) {
            routes.add(one ? BOTH : side, RuleCounts.bucket(key, buckets), row);
        } else {
            routeCut(rule, key, place, row, side, routes);
        }
    }

    private void routeCut(int rule, long key, int place, int row, int side, Routes routes) {
        Cut cut = cut(rule, key);
        if (cut == null) {
            return;
        }
        if (!one) {
            boolean sliced = cut.ofLeft == (side == LEFT);
            int slice = sliced ? cut.slice(place, side == LEFT ? lefts : rights) : -1;
            for (int piece = 0; piece < cut.slices; piece++) {
                if (!sliced || piece == slice) {
                    routes.add(side, cut.first + piece, row);
                }
            }
            return;
        }
        int slice = cut.slice(place, lefts);
        routes.add(BOTH, cut.piece(slice, slice), row);
        for (int other = 0; other < cut.slices; other++) {
            if (side == LEFT && other > slice) {
                routes.add(LEFT, cut.piece(slice, other), row);
            } else if (side == RIGHT && other < slice) {
                routes.add(RIGHT, cut.piece(other, slice), row);
            }
        }
    }

    /** Takes the pairs of one rule in one bucket. */
    interface Taking {
        /**
         * @param leftPlaces the place of each left row
         * @param rightPlaces the same array where the rows of one table pair with one another
         */
        void take(
                LinkageEngine engine,
                Candidates candidates,
                PackedTable left,
                PackedTable right,
                int[] leftPlaces,
                int[] rightPlaces);
    }

    /** Blocks the rows of a partition's chunks, a rule and a bucket after the other. */
    void each(Iterator<Tuple2<Long, byte[]>> chunks, Shared.Ready ready, boolean taped, Taking taking)
            throws IOException {
        List<BlockingRule> used = LinkagePlan.readRules(rules);
        LinkageEngine.EngineSettings settings = new LinkageEngine.EngineSettings(
                1, taped ? ready.plan().settings().tapeBytes() : 0, Long.MAX_VALUE);
        PackedColumns columns = ready.left().columns().withOwnSets();
        Rows[] sides = {new Rows(columns), new Rows(columns), new Rows(columns)};
        int bucket = -1;
        int number = -1;
        while (true) {
            Tuple2<Long, byte[]> chunk = chunks.hasNext() ? chunks.next() : null;
            int nextBucket = chunk == null ? -1 : Chunks.bucket(chunk._1());
            int nextNumber = chunk == null ? -1 : Chunks.kind(chunk._1()) / SIDES;
            if (bucket >= 0 && (nextBucket != bucket || nextNumber != number)) {
                Rows left = sides[BOTH].isEmpty() ? sides[LEFT] : sides[BOTH];
                Rows right = sides[BOTH].isEmpty() ? sides[RIGHT] : sides[BOTH];
                if (!left.isEmpty() && !right.isEmpty()) {
                    PackedTable lefts = left.table();
                    PackedTable rights = left == right ? lefts : right.table();
                    LinkageEngine engine = LinkageEngine.ofPart(
                            lefts, rights, one, used, ready.plan().comparisons(), settings);
                    int origin = new Blocker(lefts, rights, one, used, 1, -1L)
                            .keyRules()
                            .get(number)
                            .origin();
                    taking.take(
                            engine,
                            engine.block(number, chosen(bucket, origin)),
                            lefts,
                            rights,
                            left.places(),
                            left == right ? left.places() : right.places());
                }
                for (int side = 0; side < SIDES; side++) {
                    sides[side] = new Rows(columns);
                }
            }
            if (chunk == null) {
                return;
            }
            bucket = nextBucket;
            number = nextNumber;
            sides[Chunks.kind(chunk._1()) % SIDES].add(chunk._2());
        }
    }

    /** The keys whose blocks a bucket has: rows may have others, too. */
    private KeyChoice chosen(int bucket, int rule) {
        for (Cut cut : cuts) {
            if (bucket >= cut.first && bucket < cut.first + cut.pieces(one)) {
                return key -> key == cut.key;
            }
        }
        LongOpenHashSet elsewhere = new LongOpenHashSet();
        cuts.stream().filter(cut -> cut.rule == rule).forEach(cut -> elsewhere.add(cut.key));
        return key -> RuleCounts.bucket(key, buckets) == bucket && !elsewhere.contains(key);
    }

    /** Rows on their way: the place of each, and its words; of a set the codes. */
    private static final class Rows {
        private final PackedColumns columns;
        private final boolean[] sets;
        private final LongArrayList words = new LongArrayList();
        private final IntArrayList places = new IntArrayList();

        Rows(PackedColumns columns) {
            this.columns = columns;
            sets = new boolean[columns.size()];
            for (int c = 0; c < sets.length; c++) {
                sets[c] = columns.kind(c) == ColumnKind.SET;
            }
        }

        byte[] bytes(PackedTable table, IntArrayList rows, int firstPlace) {
            return WorkFolder.bytes(out -> write(table, rows, firstPlace, out));
        }

        private void write(PackedTable table, IntArrayList rows, int firstPlace, DataOutputStream out)
                throws IOException {
            out.writeInt(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.getInt(i);
                out.writeInt(firstPlace + row);
                for (int c = 0; c < sets.length; c++) {
                    long word = table.word(row, c);
                    if (!sets[c]) {
                        out.writeLong(word);
                    } else {
                        int[] codes = word == 0 ? new int[0] : columns.sets().codes((int) word);
                        out.writeInt(codes.length);
                        for (int code : codes) {
                            out.writeInt(code);
                        }
                    }
                }
            }
        }

        void add(byte[] chunk) throws IOException {
            try (DataInputStream in = WorkFolder.in(chunk)) {
                for (int rest = in.readInt(); rest > 0; rest--) {
                    places.add(in.readInt());
                    for (boolean set : sets) {
                        if (!set) {
                            words.add(in.readLong());
                        } else {
                            int[] codes = new int[in.readInt()];
                            for (int i = 0; i < codes.length; i++) {
                                codes[i] = in.readInt();
                            }
                            words.add(codes.length == 0 ? 0 : columns.addSet(codes, codes.length));
                        }
                    }
                }
            }
        }

        boolean isEmpty() {
            return places.isEmpty();
        }

        PackedTable table() {
            return columns.table(words.toLongArray());
        }

        int[] places() {
            return places.toIntArray();
        }
    }
}

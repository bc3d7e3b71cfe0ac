package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.reconlink.linkage.decision.Accuracy;
import org.reconlink.linkage.decision.Accuracy.AtThreshold;
import org.reconlink.linkage.decision.Accuracy.Band;
import org.reconlink.linkage.decision.Accuracy.Curve;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.decision.Groups;
import org.reconlink.linkage.decision.ScoredPair;

/** The true pairs of a linkage; they measure it and are never seen by it. */
public final class Truth {
    private static final List<Double> THRESHOLDS = List.of(0.5, 0.9, 0.95, 0.99);

    /** By places in {@link UnitedRows}, the lower in the upper half. */
    private final LongOpenHashSet pairs = new LongOpenHashSet();

    private final UnitedRows rows;

    /**
     * What the truth says about a linkage.
     *
     * @param best the decisions at the threshold with the greatest F1 of all
     * @param blocking true pairs that each blocking rule finds
     * @param blocked true pairs that any of them finds
     */
    public record Verdict(
            List<AtThreshold> thresholds, AtThreshold best, List<Band> bands, List<Found> blocking, long blocked) {
        /** Copies the lists. */
        public Verdict {
            thresholds = List.copyOf(thresholds);
            bands = List.copyOf(bands);
            blocking = List.copyOf(blocking);
        }

        /** The number of true pairs. */
        public long truePairs() {
            return best.truePairs();
        }
    }

    /**
     * The true pairs that a blocking rule finds.
     *
     * @param alone those of them that no other rule finds
     */
    public record Found(String rule, long found, long alone) {}

    /**
     * Takes over rows of two identifiers each, of one table if both are the same.
     *
     * @throws IllegalArgumentException naming the row of the truth whose identifier no table has
     */
    public Truth(TableRows left, TableRows right, List<String[]> truth) {
        rows = new UnitedRows(left, right);
        int shift = left == right ? 0 : left.size();
        for (int row = 0; row < truth.size(); row++) {
            int i = left.place(truth.get(row)[0]);
            int j = right.place(truth.get(row)[1]);
            if (i < 0 || j < 0) {
                throw new IllegalArgumentException("row " + (row + 2)
                        + " of the truth names a record that the table does not have; check --id and the files");
            }
            if (i != shift + j) { // a row of one table is itself, which nobody has to find
                pairs.add(key(i, shift + j));
            }
        }
    }

    /** The true pairs in the order of their places. */
    long[] sorted() {
        long[] sorted = pairs.toLongArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Whether two rows, by their places in {@link UnitedRows}, are one person. */
    boolean isTrue(int one, int other) {
        return pairs.contains(key(one, other));
    }

    /** Measures a linkage: chosen pairs where every row has one partner at most, else pairs within groups. */
    public Verdict of(LinkedTables linked) {
        int shift = linked.shift();
        int[] asked = IntStream.range(0, linked.pairs().size())
                .filter(p -> {
                    ScoredPair pair = linked.pairs().get(p);
                    return rows.across(pair.left(), pair.right() + shift);
                })
                .toArray();
        boolean[] right = new boolean[asked.length];
        double[] probabilities = new double[asked.length];
        for (int k = 0; k < right.length; k++) {
            ScoredPair pair = linked.pairs().get(asked[k]);
            right[k] = isTrue(pair.left(), pair.right() + shift);
            probabilities[k] = linked.probabilities()[asked[k]];
        }
        Curve curve = linked.distinct() == null ? chosen(linked, shift) : grouped(linked, linked.distinct());
        long[] found = new long[linked.rules().size()];
        long[] alone = new long[found.length];
        long blocked = block(linked, found, alone);
        return new Verdict(
                THRESHOLDS.stream().map(curve::at).toList(),
                curve.best(),
                Accuracy.calibration(probabilities, right),
                IntStream.range(0, found.length)
                        .mapToObj(r -> new Found(linked.rules().get(r).rule(), found[r], alone[r]))
                        .toList(),
                blocked);
    }

    private Curve chosen(LinkedTables linked, int shift) {
        Curve curve = new Curve(pairs.size());
        int[] chosen = Arrays.stream(linked.chosen())
                .boxed()
                .sorted((a, b) -> Double.compare(linked.probabilities()[b], linked.probabilities()[a]))
                .mapToInt(p -> p)
                .toArray();
        for (int p : chosen) {
            ScoredPair pair = linked.pairs().get(p);
            curve.add(linked.probabilities()[p], 1, isTrue(pair.left(), pair.right() + shift) ? 1 : 0);
        }
        return curve;
    }

    private Curve grouped(LinkedTables linked, Distinct distinct) {
        Curve curve = new Curve(pairs.size());
        Groups.of(distinct, linked.pairs(), linked.decidable(), 0, (probability, one, other) -> {
            long decided = 0;
            long right = 0;
            for (int a : one) {
                for (int b : other) {
                    decided += rows.across(a, b) ? 1 : 0;
                    right += isTrue(a, b) ? 1 : 0;
                }
            }
            curve.add(probability, decided, right);
        });
        return curve;
    }

    /** Counts the true pairs of each rule, and of each that no other finds; returns those that any does. */
    private long block(LinkedTables linked, long[] found, long[] alone) {
        long blocked = 0;
        int shift = linked.shift();
        for (long key : pairs) {
            boolean[] holds = linked.again().rules((int) (key >>> 32), (int) key - shift);
            int holding = 0;
            int last = 0;
            for (int rule = 0; rule < holds.length; rule++) {
                if (holds[rule]) {
                    found[rule]++;
                    last = rule;
                    holding++;
                }
            }
            if (holding == 1) {
                alone[last]++;
            }
            blocked += holding > 0 ? 1 : 0;
        }
        return blocked;
    }

    private static long key(int one, int other) {
        return ((long) Math.min(one, other) << 32) | Math.max(one, other);
    }
}

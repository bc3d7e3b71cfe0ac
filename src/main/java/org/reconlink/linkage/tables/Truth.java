package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.reconlink.linkage.decision.Accuracy;
import org.reconlink.linkage.decision.Accuracy.AtThreshold;
import org.reconlink.linkage.decision.Accuracy.Band;
import org.reconlink.linkage.decision.ScoredPair;

/** The true pairs of a linkage; they measure it and are never seen by it. */
public final class Truth {
    private static final List<Double> THRESHOLDS = List.of(0.5, 0.9, 0.95, 0.99);

    private final LongOpenHashSet pairs = new LongOpenHashSet();
    private final boolean oneTable;

    /** What the truth says about a linkage. */
    public record Verdict(List<AtThreshold> thresholds, AtThreshold best, List<Band> bands) {
        /** Copies the lists. */
        public Verdict {
            thresholds = List.copyOf(thresholds);
            bands = List.copyOf(bands);
        }
    }

    /**
     * Takes over rows of two identifiers each, of one table if both are the same.
     *
     * @throws IllegalArgumentException naming the row of the truth whose identifier no table has
     */
    public Truth(TableRows left, TableRows right, List<String[]> truth) {
        oneTable = left == right;
        for (int row = 0; row < truth.size(); row++) {
            int i = left.place(truth.get(row)[0]);
            int j = right.place(truth.get(row)[1]);
            if (i < 0 || j < 0) {
                throw new IllegalArgumentException("row " + (row + 2)
                        + " of the truth names a record that the table does not have; check --id and the files");
            }
            pairs.add(key(i, j));
        }
    }

    /** Measures a linkage: chosen pairs between two tables, pairs within groups in one. */
    public Verdict of(LinkedTables linked) {
        boolean[] right = new boolean[linked.probabilities().length];
        for (int p = 0; p < right.length; p++) {
            right[p] = isTrue(linked.pairs().get(p));
        }
        List<Band> bands = Accuracy.calibration(linked.probabilities(), right);
        if (oneTable) {
            List<AtThreshold> at =
                    THRESHOLDS.stream().map(t -> grouped(t, linked.groups(t))).toList();
            AtThreshold best =
                    at.stream().reduce((a, b) -> b.f1() >= a.f1() ? b : a).orElseThrow();
            return new Verdict(at, best, bands);
        }
        int[] chosen = linked.chosen();
        double[] decided =
                IntStream.of(chosen).mapToDouble(p -> linked.probabilities()[p]).toArray();
        boolean[] rightOfChosen = new boolean[chosen.length];
        for (int k = 0; k < chosen.length; k++) {
            rightOfChosen[k] = right[chosen[k]];
        }
        return new Verdict(
                THRESHOLDS.stream()
                        .map(t -> Accuracy.at(t, decided, rightOfChosen, pairs.size()))
                        .toList(),
                Accuracy.best(decided, rightOfChosen, pairs.size()),
                bands);
    }

    private AtThreshold grouped(double threshold, int[] groups) {
        int[] sizes = new int[groups.length];
        long decided = 0;
        for (int group : groups) {
            decided += sizes[group]++;
        }
        long right = pairs.longStream()
                .filter(key -> groups[(int) (key >>> 32)] == groups[(int) key])
                .count();
        return new AtThreshold(threshold, decided, right, pairs.size());
    }

    private boolean isTrue(ScoredPair pair) {
        return pairs.contains(key(pair.left(), pair.right()));
    }

    private long key(int left, int right) {
        return oneTable ? ((long) Math.min(left, right) << 32) | Math.max(left, right) : ((long) left << 32) | right;
    }
}

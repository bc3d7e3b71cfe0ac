package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.record.DisjointSets;
import org.reconlink.linkage.record.PackedTable;

/**
 * Rows of one table that look like other rows of it and are probable partners of the same row of the other table: if they
 * are one person, each is given its share of a probability that is theirs together.
 *
 * @param ofRight whether they are of the second table
 * @param rows how many there are
 * @param persons how many people they would be
 */
public record NearCopies(boolean ofRight, long rows, long persons) {
    /** The probability, other rows aside, from which a row is a probable partner, or two rows look like one person. */
    private static final double PROBABLE = 0.95;

    /** The best candidates of a row that are looked at: more are one person's, and are found by way of other rows. */
    private static final int MOST = 32;

    /** Those of each table that has any. */
    static List<NearCopies> of(
            UnitedRows rows, KeptPairs.Scored pairs, Parameters parameters, double possiblePairs, RowPairs again) {
        double prior = Math.max(1, possiblePairs) / parameters.matchesExpected();
        double from = Math.log(prior * PROBABLE / (1 - PROBABLE)) / Math.log(2);
        int[] probable = pairs.from(from);
        List<NearCopies> all = new ArrayList<>();
        for (boolean ofRight : new boolean[] {false, true}) {
            NearCopies copies = of(rows, pairs, probable, parameters, from, again, ofRight);
            if (copies.rows > 0) {
                all.add(copies);
            }
        }
        return all;
    }

    private static NearCopies of(
            UnitedRows rows,
            List<ScoredPair> pairs,
            int[] probable,
            Parameters parameters,
            double from,
            RowPairs again,
            boolean ofRight) {
        TableRows table = ofRight ? rows.right() : rows.left();
        IntArrayList[] candidates = new IntArrayList[(ofRight ? rows.left() : rows.right()).size()];
        int[] several = new int[candidates.length];
        for (int p : probable) {
            several[ofRight ? pairs.get(p).left() : pairs.get(p).right()]++;
        }
        int[] byWeight = Arrays.stream(probable)
                .filter(p ->
                        several[ofRight ? pairs.get(p).left() : pairs.get(p).right()] > 1)
                .boxed()
                .sorted(Comparator.comparingDouble(p -> -pairs.get(p).bits()))
                .mapToInt(p -> p)
                .toArray();
        for (int p : byWeight) {
            int partner = ofRight ? pairs.get(p).left() : pairs.get(p).right();
            if (candidates[partner] == null) {
                candidates[partner] = new IntArrayList();
            }
            if (candidates[partner].size() < MOST) {
                candidates[partner].add(
                        ofRight ? pairs.get(p).right() : pairs.get(p).left());
            }
        }
        DisjointSets like = new DisjointSets(table.size());
        BitSet found = new BitSet();
        PackedTable packed = table.table();
        for (IntArrayList of : candidates) {
            for (int i = 0; of != null && i < of.size(); i++) {
                for (int j = i + 1; j < of.size(); j++) {
                    int one = of.getInt(i);
                    int other = of.getInt(j);
                    if (!like.together(one, other)
                            && parameters.bits(again.levels(packed, table.row(one), packed, table.row(other)))
                                    >= from) {
                        like.join(one, other);
                        found.set(one);
                        found.set(other);
                    }
                }
            }
        }
        long persons = found.stream().map(place -> like.of(place)).distinct().count();
        return new NearCopies(ofRight, found.cardinality(), persons);
    }
}

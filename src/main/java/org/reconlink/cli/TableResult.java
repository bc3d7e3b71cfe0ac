package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.tables.LinkedTables;

/** The decision on every pair that is written. */
final class TableResult {
    /** Pairs below this are not written, and not counted as in doubt. */
    private static final double REVIEW_FROM = 0.05;

    /** Two candidates of one record whose probabilities differ by less are a tie. */
    private static final double TIE = 1e-6;

    private final LinkedTables linked;
    private final boolean[] links;
    private final int[] groups;

    TableResult(LinkedTables linked, double threshold) {
        this.linked = linked;
        links = new boolean[linked.pairs().size()];
        groups = linked.oneTable() ? linked.groups(threshold) : new int[0];
        if (linked.oneTable()) {
            for (int p = 0; p < links.length; p++) {
                ScoredPair pair = linked.pairs().get(p);
                links[p] = groups[pair.left()] == groups[pair.right()];
            }
        } else {
            int[] candidates = candidatesThatTie();
            for (int p : linked.chosen()) {
                links[p] = linked.probabilities()[p] >= threshold && candidates[p] == 0;
            }
        }
    }

    LinkedTables linked() {
        return linked;
    }

    /** For each pair, how many other pairs of its records are as probable. */
    private int[] candidatesThatTie() {
        double[] probabilities = linked.probabilities();
        double[] bestOfLeft = new double[linked.left().size()];
        double[] bestOfRight = new double[linked.right().size()];
        int[] tiedLeft = new int[linked.left().size()];
        int[] tiedRight = new int[linked.right().size()];
        for (int p = 0; p < probabilities.length; p++) {
            ScoredPair pair = linked.pairs().get(p);
            bestOfLeft[pair.left()] = Math.max(bestOfLeft[pair.left()], probabilities[p]);
            bestOfRight[pair.right()] = Math.max(bestOfRight[pair.right()], probabilities[p]);
        }
        for (int p = 0; p < probabilities.length; p++) {
            ScoredPair pair = linked.pairs().get(p);
            tiedLeft[pair.left()] += probabilities[p] > bestOfLeft[pair.left()] - TIE ? 1 : 0;
            tiedRight[pair.right()] += probabilities[p] > bestOfRight[pair.right()] - TIE ? 1 : 0;
        }
        int[] tied = new int[probabilities.length];
        for (int p = 0; p < tied.length; p++) {
            ScoredPair pair = linked.pairs().get(p);
            tied[p] = Math.max(0, tiedLeft[pair.left()] - 1) + Math.max(0, tiedRight[pair.right()] - 1);
        }
        return tied;
    }

    long links() {
        return count(true);
    }

    /** Pairs in doubt: not linked, but too probable to forget. */
    long inReview() {
        return count(false);
    }

    private long count(boolean link) {
        long count = 0;
        for (int p = 0; p < links.length; p++) {
            count += links[p] == link && (link || linked.probabilities()[p] >= REVIEW_FROM) ? 1 : 0;
        }
        return count;
    }

    /** Groups of two records or more. */
    long clusters() {
        int[] sizes = new int[groups.length];
        long clusters = 0;
        for (int group : groups) {
            clusters += ++sizes[group] == 2 ? 1 : 0;
        }
        return clusters;
    }

    void writePairs(Path file) throws IOException {
        try (NumberedText csv = new NumberedText(file)) {
            csv.text("left_id,right_id,match_weight,match_probability,decision\n");
            for (int p :
                    inOrder(linked.pairs().size(), p -> linked.pairs().get(p).left())) {
                double probability = linked.probabilities()[p];
                if (links[p] || probability >= REVIEW_FROM) {
                    ScoredPair pair = linked.pairs().get(p);
                    csv.cell(linked.left().id(pair.left()));
                    csv.text(",");
                    csv.cell(linked.right().id(pair.right()));
                    csv.text(",");
                    csv.number(pair.bits(), 3);
                    csv.text(",");
                    csv.number(probability, 6);
                    csv.text(links[p] ? ",link\n" : ",review\n");
                }
            }
        }
    }

    void writeClusters(Path file) throws IOException {
        try (NumberedText csv = new NumberedText(file)) {
            csv.text("id,cluster\n");
            for (int place : inOrder(groups.length, place -> place)) {
                csv.cell(linked.left().id(place));
                csv.text(",");
                csv.cell(linked.left().id(groups[place]));
                csv.text("\n");
            }
        }
    }

    /** By identifier, as places are; by row of the file where rows have none. */
    private int[] inOrder(int size, IntUnaryOperator placeOf) {
        IntStream all = IntStream.range(0, size);
        return linked.left().identified()
                ? all.toArray()
                : all.boxed()
                        .sorted(Comparator.comparingInt(i -> linked.left().row(placeOf.applyAsInt(i))))
                        .mapToInt(i -> i)
                        .toArray();
    }
}

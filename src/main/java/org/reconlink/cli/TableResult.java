package org.reconlink.cli;

import java.util.List;
import java.util.Locale;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.tables.LinkedTables;

/** The decision on every pair that is written. */
final class TableResult {
    /** Pairs below this are not written, and not counted as in doubt. */
    private static final double REVIEW_FROM = 0.05;

    /** Two candidates of one record whose probabilities differ by less are a tie. */
    private static final double TIE = 1e-6;

    private final LinkedTables linked;
    private final List<String> leftIds;
    private final List<String> rightIds;
    private final boolean[] links;
    private final int[] groups;

    TableResult(LinkedTables linked, double threshold, List<String> leftIds, List<String> rightIds) {
        this.linked = linked;
        this.leftIds = leftIds;
        this.rightIds = rightIds;
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
        double[] bestOfLeft = new double[leftIds.size()];
        double[] bestOfRight = new double[rightIds.size()];
        int[] tiedLeft = new int[leftIds.size()];
        int[] tiedRight = new int[rightIds.size()];
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

    String pairsCsv() {
        StringBuilder csv = new StringBuilder("left_id,right_id,match_weight,match_probability,decision\n");
        for (int p = 0; p < links.length; p++) {
            double probability = linked.probabilities()[p];
            if (links[p] || probability >= REVIEW_FROM) {
                ScoredPair pair = linked.pairs().get(p);
                csv.append(cell(leftIds.get(pair.left())))
                        .append(',')
                        .append(cell(rightIds.get(pair.right())))
                        .append(String.format(Locale.ROOT, ",%.3f,%.6f,", pair.bits(), probability))
                        .append(links[p] ? "link" : "review")
                        .append('\n');
            }
        }
        return csv.toString();
    }

    String clustersCsv() {
        StringBuilder csv = new StringBuilder("id,cluster\n");
        for (int row = 0; row < groups.length; row++) {
            csv.append(cell(leftIds.get(row)))
                    .append(',')
                    .append(cell(leftIds.get(groups[row])))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String cell(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

package org.reconlink.linkage.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.reconlink.linkage.record.DisjointSets;

/**
 * Which comparisons go together among pairs that do not match, as a tree: each is tied to those it tells most about, and
 * no tie says again what others say already (Chow and Liu, IEEE Transactions on Information Theory 14, 1968). The matches
 * are taken off first: they agree in everything.
 */
final class Associations {
    /** Pairs that independence counts for, so that a few pairs do not make an association. */
    private static final double INDEPENDENT_PAIRS = 5;

    /** The share of the matches in a cell by which their number may be wrong. */
    private static final double UNCERTAIN_SHARE = 1e-2;

    /** How far a cell of agreement stays from empty. */
    private static final double ROOM = 1.001;

    private Associations() {}

    /**
     * Two comparisons and the pairs of records in which both could be compared.
     *
     * @param comparable pairs of records that have both values
     * @param agreeing those of them in which both are at their closest level
     */
    public record Both(int first, int second, double comparable, double agreeing) {}

    private record Edge(Association association, double information) {}

    /**
     * The associations that are worth a place in the tree, in the order of their places.
     *
     * @param closest by comparison, the share of all pairs of records at its closest level
     * @param bundle how many pairs two people are between them, more than one where people have several records
     * @param vectors levels by vector
     * @param matches by vector, the expected number of matches among its pairs
     */
    public static List<Association> of(
            List<Both> pairs, double[] closest, double bundle, int[][] vectors, double[] matches) {
        List<Edge> edges = new ArrayList<>();
        for (Both both : pairs) {
            edges.add(edge(both, closest, bundle, vectors, matches));
        }
        edges.sort(Comparator.comparingDouble(Edge::information).reversed());
        DisjointSets tree = new DisjointSets(closest.length);
        List<Association> chosen = new ArrayList<>();
        for (Edge edge : edges) {
            int one = edge.association.first();
            int other = edge.association.second();
            if (edge.information > 0 && !tree.together(one, other)) {
                tree.join(one, other);
                chosen.add(edge.association);
            }
        }
        chosen.sort(Comparator.comparingInt(Association::first).thenComparingInt(Association::second));
        return chosen;
    }

    private static Edge edge(Both both, double[] closest, double bundle, int[][] vectors, double[] matches) {
        double[] matching = byAgreement(both, vectors, matches);
        double total = Math.max(2, both.comparable - DoubleStream.of(matching).sum());
        double first = share(both.comparable * closest[both.first] - matching[0] - matching[1], total);
        double second = share(both.comparable * closest[both.second] - matching[0] - matching[2], total);
        double doubt = INDEPENDENT_PAIRS * bundle + UNCERTAIN_SHARE * matching[0];
        double byChance = first * second;
        double together = (Math.max(0, both.agreeing - matching[0]) + doubt) / (total * byChance + doubt);
        together = Math.max(together, ROOM * Math.max(0, first + second - 1) / byChance);
        together = Math.min(together, Math.min(first, second) / byChance / ROOM);
        double[] shares = {byChance, first * (1 - second), (1 - first) * second, (1 - first) * (1 - second)};
        double[] bits = new double[shares.length];
        double information = 0;
        for (int cell = 0; cell < bits.length; cell++) {
            double moved = byChance * (together - 1) * (cell == 0 || cell == 3 ? 1 : -1);
            bits[cell] = StrictMath.log((shares[cell] + moved) / shares[cell]) / StrictMath.log(2);
            information += (shares[cell] + moved) * bits[cell];
        }
        return new Edge(new Association(both.first, both.second, together, bits), information);
    }

    /** Matches where both are at their closest level, the first alone, the second alone, and neither. */
    private static double[] byAgreement(Both both, int[][] vectors, double[] matches) {
        double[] matching = new double[4];
        for (int v = 0; v < vectors.length; v++) {
            int cell = Association.cell(vectors[v][both.first], vectors[v][both.second]);
            if (cell >= 0) {
                matching[cell] += matches[v];
            }
        }
        return matching;
    }

    private static double share(double pairs, double total) {
        return Math.max(0.5, Math.min(pairs, total - 0.5)) / total;
    }
}

package org.reconlink.linkage.model;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.BlockingRule.Term;
import org.reconlink.linkage.comparison.CrossLevels;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.model.Parameters.Association;
import org.reconlink.linkage.model.SharedLevels.Associations.Both;
import org.reconlink.linkage.model.VectorCounts.Compared;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.DisjointSets;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedTable.DistinctRows;
import org.reconlink.linkage.record.TableValues;
import org.reconlink.linkage.record.Transform;
import org.reconlink.linkage.record.ValueCounts;

/**
 * How many pairs of records agree in two columns at once, counted from their values for every two columns.
 *
 * @param records in the table if it is compared with itself, else infinite: how often a person can be in one table
 */
public record SharedLevels(List<Both> pairs, double records) {
    private static final double WORTH_SAYING = 0.1;

    /** Copies the list. */
    public SharedLevels {
        pairs = List.copyOf(pairs);
    }

    /**
     * Counts them for rows of two tables, or of one if both are the same.
     *
     * @param pairsOf how many pairs each blocking rule brings
     */
    public static SharedLevels of(
            List<FieldComparison> comparisons,
            TableValues left,
            TableValues right,
            Function<List<BlockingRule>, long[]> pairsOf) {
        List<int[]> columns = new ArrayList<>();
        List<BlockingRule> rules = new ArrayList<>();
        for (int a = 0; a < comparisons.size(); a++) {
            for (int b = a + 1; b < comparisons.size(); b++) {
                if (equality(comparisons.get(a)) && equality(comparisons.get(b))) {
                    columns.add(new int[] {a, b});
                    rules.add(new BlockingRule("both", List.of(term(comparisons.get(a)), term(comparisons.get(b)))));
                }
            }
        }
        int[] places = comparisons.stream()
                .mapToInt(comparison -> left.columns().index(comparison.name()))
                .toArray();
        long[] agreeing = pairsOf.apply(rules);
        Long2LongMap lefts = left.present();
        Long2LongMap rights = left == right ? lefts : right.present();
        List<Both> pairs = new ArrayList<>();
        for (int i = 0; i < agreeing.length; i++) {
            int a = columns.get(i)[0];
            int b = columns.get(i)[1];
            double ofLeft = both(lefts, places[a], places[b]);
            double comparable = left == right ? ofLeft * (ofLeft - 1) / 2 : ofLeft * both(rights, places[a], places[b]);
            pairs.add(new Both(a, b, comparable, agreeing[i]));
        }
        return new SharedLevels(pairs, left == right ? left.rows() : Double.POSITIVE_INFINITY);
    }

    private static boolean equality(FieldComparison comparison) {
        return comparison.exactFirst() && comparison.kind() != ColumnKind.SET;
    }

    private static Term term(FieldComparison comparison) {
        return new Term(comparison.name(), comparison.name(), Transform.NONE);
    }

    private static double both(Long2LongMap present, int a, int b) {
        long wanted = 1L << a | 1L << b;
        long rows = 0;
        for (Long2LongMap.Entry entry : present.long2LongEntrySet()) {
            rows += (entry.getLongKey() & wanted) == wanted ? entry.getLongValue() : 0;
        }
        return rows;
    }

    /** The parameters with what goes together among these matches, and among the pairs that are not. */
    public Parameters with(Parameters parameters, List<Compared> compared, VectorLevels vectors, double[] matches) {
        double[] closest =
                compared.stream().mapToDouble(of -> of.shareOfAllPairs()[0]).toArray();
        double each = 1 + 2 * parameters.matchesExpected() / records;
        return parameters.with(
                Associations.of(pairs, closest, each * each, vectors.levels(), matches),
                Patterns.of(vectors.levels(), matches));
    }

    /** The associations that move a weight, in words. */
    public static List<String> words(Parameters parameters) {
        return parameters.associations().stream()
                .filter(association ->
                        DoubleStream.of(association.bits()).anyMatch(bits -> Math.abs(bits) >= WORTH_SAYING))
                .map(association -> String.format(
                        Locale.ROOT,
                        "allowed for among non-matches, %s and %s: both at their closest level %.2f times as often as were"
                                + " they independent",
                        parameters.comparisons().get(association.first()).name(),
                        parameters.comparisons().get(association.second()).name(),
                        association.together()))
                .toList();
    }

    /**
     * Which comparisons go together among pairs that do not match, as a tree: each is tied to those it tells most about, and
     * no tie says again what others say already (Chow and Liu, IEEE Transactions on Information Theory 14, 1968). The matches
     * are taken off first: they agree in everything.
     */
    static final class Associations {
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
            double total =
                    Math.max(2, both.comparable - DoubleStream.of(matching).sum());
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

    /**
     * The share of all pairs of rows at each level of a field, from the frequencies of its values: every pair of values is
     * compared once and counts as often as its rows.
     *
     * <p>Where a column has so many values that their pairs exceed {@link #MOST_PAIRS}, the frequent values are still
     * compared with one another in full; of the rare ones, in an order that the file's does not change, every n-th stands for
     * its n neighbours. The share of equal values is always exact.
     */
    public static final class LevelShares {
        private static final int MOST_PAIRS = 1_000_000;
        /** Rarer values are put in order by counting them. */
        private static final long COUNTED_APART = 1 << 16;

        private final FieldComparison comparison;
        private final int column;
        private final PackedColumns columns;
        private final Side left;
        private final Side right;
        private final boolean one;
        private final int threads;

        /** Words of one side's values, the rows that have each, and those of others, in their order. */
        @SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
        private record Side(long[] words, long[] counts, UnaryOperator<long[]> rowsOf) {
            static Side of(TableValues table, int column, FieldComparison comparison) {
                if (comparison.kind() == ColumnKind.SET) {
                    DistinctRows rows = table.distinct(List.of(comparison.name()));
                    int[] present = IntStream.range(0, rows.table().rows())
                            .filter(row -> rows.table().word(row, column) != 0)
                            .toArray();
                    long[] words = IntStream.of(present)
                            .mapToLong(row -> rows.table().word(row, column))
                            .toArray();
                    long[] counts = IntStream.of(present)
                            .mapToLong(row -> rows.counts()[row])
                            .toArray();
                    Long2LongOpenHashMap rowsOf = new Long2LongOpenHashMap(words, counts);
                    return new Side(
                            words,
                            counts,
                            others -> LongStream.of(others).map(rowsOf::get).toArray());
                }
                ValueCounts counts = table.frequencies(comparison.name());
                return new Side(counts.words(), counts.counts(), counts::ofEach);
            }

            long total() {
                long total = 0;
                for (long count : counts) {
                    total += count;
                }
                return total;
            }
        }

        private LevelShares(FieldComparison comparison, int column, TableValues left, TableValues right, int threads) {
            this.threads = threads;
            this.comparison = comparison;
            this.column = column;
            columns = left.columns();
            one = left == right;
            this.left = Side.of(left, column, comparison);
            this.right = one ? this.left : Side.of(right, column, comparison);
        }

        /** By level as the engine numbers them, without missing; they add up to 1 where any two values are there. */
        public static double[] of(
                FieldComparison comparison, int column, TableValues left, TableValues right, int threads) {
            LevelShares shares = new LevelShares(comparison, column, left, right, threads);
            double[] levels = shares.levels();
            return comparison.other() < 0 ? levels : shares.withOtherName(levels, left, right);
        }

        private double[] levels() {
            int side = (int) Math.sqrt(MOST_PAIRS);
            Sample lefts = sample(left, side);
            Sample rights = one ? lefts : sample(right, side);
            double[] sums = new CrossLevels(comparison.engine(), columns, column)
                    .of(lefts.words, lefts.weights, rights.words, rights.weights, threads);
            double[] shares = Arrays.copyOfRange(sums, 1, sums.length);
            double others = Arrays.stream(shares).sum();
            double all = (double) left.total() * right.total() - (one ? left.total() : 0);
            double equal = all > 0 ? equalPairs() / all : 0;
            for (int level = 0; level < shares.length; level++) {
                shares[level] = others > 0 ? (1 - equal) * shares[level] / others : 0;
            }
            shares[0] += equal;
            return shares;
        }

        /** Pairs of rows with the same value; within one table both orders, as all its pairs are counted here. */
        private double equalPairs() {
            double equal = 0;
            long[] rowsThere = one ? left.counts : right.rowsOf.apply(left.words);
            for (int i = 0; i < left.words.length; i++) {
                long there = rowsThere[i];
                equal += there == 0 ? 0 : (double) left.counts[i] * (there - (one ? 1 : 0));
            }
            return equal;
        }

        private double[] withOtherName(double[] shares, TableValues leftTable, TableValues rightTable) {
            String other = columns.list().get(comparison.other()).name();
            ValueCounts leftOther = leftTable.frequencies(other);
            ValueCounts rightOther = one ? leftOther : rightTable.frequencies(other);
            double crossed = crossed(left, rightOther) + crossed(right, leftOther);
            double[] all = shares.clone();
            int last = shares.length - 1;
            all[last - 1] = Math.min(crossed, shares[last] / 2);
            all[last] = shares[last] - all[last - 1];
            return all;
        }

        private static double crossed(Side own, ValueCounts other) {
            double pairs = 0;
            long[] rowsThere = other.ofEach(own.words);
            for (int i = 0; i < own.words.length; i++) {
                pairs += (double) own.counts[i] * rowsThere[i];
            }
            double possible = (double) own.total() * other.total();
            return possible > 0 ? pairs / possible : 0;
        }

        /** Values to compare, and for how many rows each stands. */
        @SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
        private record Sample(long[] words, double[] weights) {}

        /** The frequent half of {@code side} in full, and every n-th of the others so that there are as many again. */
        private static Sample sample(Side values, int side) {
            int[] order = inFixedOrder(values);
            int frequent = order.length > side ? side / 2 : order.length;
            int rest = order.length - frequent;
            int step = rest == 0 ? 1 : (rest + side - side / 2 - 1) / (side - side / 2);
            int taken = frequent + (rest + step - 1) / step;
            long[] words = new long[taken];
            double[] weights = new double[taken];
            for (int i = 0; i < taken; i++) {
                int from = i < frequent ? i : frequent + (i - frequent) * step;
                int to = i < frequent ? i + 1 : Math.min(order.length, from + step);
                words[i] = values.words[order[from]];
                for (int k = from; k < to; k++) {
                    weights[i] += values.counts[order[k]];
                }
            }
            return new Sample(words, weights);
        }

        /** By falling frequency; equally frequent ones as the engine lists them, which is by content. */
        private static int[] inFixedOrder(Side values) {
            int most = (int)
                    Math.min(COUNTED_APART, Arrays.stream(values.counts).max().orElse(0));
            int[] next = new int[most + 1];
            for (long count : values.counts) {
                next[most - (int) Math.min(most, count)]++;
            }
            int begin = 0;
            for (int i = 0; i <= most; i++) {
                begin += next[i];
                next[i] = begin - next[i];
            }
            int[] order = new int[values.counts.length];
            for (int i = 0; i < order.length; i++) {
                order[next[most - (int) Math.min(most, values.counts[i])]++] = i;
            }
            IntArrays.stableSort(order, 0, next[0], (a, b) -> Long.compare(values.counts[b], values.counts[a]));
            return order;
        }
    }
}

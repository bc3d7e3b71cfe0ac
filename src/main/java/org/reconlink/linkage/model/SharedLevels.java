package org.reconlink.linkage.model;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.BlockingRule.Term;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.engine.EngineSettings;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.model.Associations.Both;
import org.reconlink.linkage.model.VectorCounts.Compared;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.Transform;

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

    /** Counts them for rows of two tables, or of one if both are the same. */
    public static SharedLevels of(
            List<FieldComparison> comparisons, PackedTable left, PackedTable right, EngineSettings settings) {
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
        long[] agreeing = LinkageEngine.of(left, right, rules, settings).pairs();
        Long2LongOpenHashMap lefts = present(comparisons, left);
        Long2LongOpenHashMap rights = left == right ? lefts : present(comparisons, right);
        List<Both> pairs = new ArrayList<>();
        for (int i = 0; i < agreeing.length; i++) {
            int a = columns.get(i)[0];
            int b = columns.get(i)[1];
            double ofLeft = both(lefts, a, b);
            double comparable = left == right ? ofLeft * (ofLeft - 1) / 2 : ofLeft * both(rights, a, b);
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

    /** Rows by the columns that they have, a bit each: vectors of more than 40 columns have no number. */
    private static Long2LongOpenHashMap present(List<FieldComparison> comparisons, PackedTable table) {
        int[] columns = comparisons.stream()
                .mapToInt(comparison -> table.columns().index(comparison.name()))
                .toArray();
        Long2LongOpenHashMap rows = new Long2LongOpenHashMap();
        long last = 0;
        long alike = 0;
        for (int row = 0; row < table.rows(); row++) {
            long[] words = table.chunk(row);
            int at = table.at(row);
            long present = 0;
            for (int c = 0; c < columns.length; c++) {
                present |= words[at + columns[c]] != 0 ? 1L << c : 0;
            }
            if (present != last) {
                rows.addTo(last, alike);
                last = present;
                alike = 0;
            }
            alike++;
        }
        rows.addTo(last, alike);
        return rows;
    }

    private static double both(Long2LongOpenHashMap present, int a, int b) {
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
}

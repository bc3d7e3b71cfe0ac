package org.reconlink.linkage.tables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.reconlink.linkage.decision.JointPosterior;
import org.reconlink.linkage.decision.PairPosterior;
import org.reconlink.linkage.tables.LinkedTables.RulePairs;
import org.reconlink.linkage.training.Parameters;
import org.reconlink.linkage.training.Training;
import org.reconlink.linkage.training.Training.Trained;
import org.reconlink.linkage.training.VectorCounts.Blocked;
import org.reconlink.linkage.training.VectorCounts.Compared;

/**
 * Links plain tables: blocks, compares, trains, decides, and trains again from what was decided.
 *
 * <p>The second training is what one rule at a time cannot see: it learns from all candidates at once, and, between two
 * tables, from probabilities that know that a row has one partner.
 */
public final class TableLinkage {
    private static final int ROUNDS = 8;

    private final Tables tables;
    private final List<FieldComparison> comparisons;
    private final List<Compared> compared;
    private final Candidates candidates;
    private final Vectors vectors;

    private TableLinkage(Tables tables, Map<String, Parameters.Comparison> fixed) {
        this.tables = tables;
        comparisons = FieldComparison.of(tables);
        compared = comparisons.stream()
                .map(c -> new Compared(c.name(), c.labels(), c.usualShares(), LevelShares.of(c), fixed.get(c.name())))
                .toList();
        candidates = Candidates.find(tables, DefaultRules.of(tables));
        vectors = Vectors.of(comparisons, candidates);
    }

    /**
     * Links the rows of two tables.
     *
     * @param fixed parameters by comparison (its left heading) that are taken as they are
     */
    public static LinkedTables link(
            PlainTable left, PlainTable right, List<Field> fields, Map<String, Parameters.Comparison> fixed) {
        return new TableLinkage(Tables.link(left, right, fields), fixed).run();
    }

    /**
     * Finds the rows of one table that are the same person.
     *
     * @param fixed parameters by comparison (its heading) that are taken as they are
     */
    public static LinkedTables dedupe(PlainTable table, List<Field> fields, Map<String, Parameters.Comparison> fixed) {
        return new TableLinkage(Tables.dedupe(table, fields), fixed).run();
    }

    /** The levels of each comparison that the fields lead to, by its name, "missing" left out. */
    public static Map<String, List<String>> labels(List<Field> fields) {
        PlainTable none = new PlainTable("", List.of(), List.of());
        Map<String, List<String>> labels = new LinkedHashMap<>();
        FieldComparison.of(Tables.dedupe(none, fields))
                .forEach(c ->
                        labels.put(c.name(), c.labels().subList(1, c.labels().size())));
        return labels;
    }

    private LinkedTables run() {
        double start = Math.max(0.5, Math.min(tables.leftRows(), tables.rightRows()) / 2.0);
        Trained trained =
                Training.train(vectors.counts(candidates), compared, blocked(), tables.possiblePairs(), start);
        Parameters parameters = trained.parameters();
        PairWeights weights = PairWeights.of(parameters, comparisons, candidates, vectors);
        double[] probabilities = probabilities(weights, parameters);
        for (int round = 0; round < ROUNDS; round++) {
            parameters = retrained(weights, probabilities);
            weights = PairWeights.of(parameters, comparisons, candidates, vectors);
            probabilities = probabilities(weights, parameters);
        }
        return new LinkedTables(
                tables.one(),
                tables.leftRows(),
                candidates.rules().stream()
                        .map(used -> new RulePairs(used.rule().name(), used.pairs()))
                        .toList(),
                candidates.leftOut(),
                candidates.size(),
                weights.pairs(),
                probabilities,
                parameters,
                trained.report());
    }

    private Parameters retrained(PairWeights weights, double[] probabilities) {
        double[] matches = new double[vectors.levels().length];
        for (int p = 0; p < probabilities.length; p++) {
            matches[vectors.ofPair()[weights.candidates()[p]]] += probabilities[p];
        }
        return Training.from(vectors.levels(), compared, tables.possiblePairs(), matches);
    }

    private double[] probabilities(PairWeights weights, Parameters parameters) {
        return tables.one()
                ? PairPosterior.of(
                                tables.possiblePairs(),
                                tables.leftRows(),
                                weights.pairs(),
                                parameters.matchesExpected())
                        .probabilities()
                : JointPosterior.of(
                                tables.leftRows(), tables.rightRows(), weights.pairs(), parameters.matchesExpected())
                        .probabilities();
    }

    private List<Blocked> blocked() {
        return candidates.rules().stream()
                .map(used -> new Blocked(
                        used.rule().name(),
                        used.rule().keys().stream()
                                .flatMapToInt(key -> IntStream.of(key.left(), key.right()))
                                .distinct()
                                .boxed()
                                .toList()))
                .toList();
    }
}

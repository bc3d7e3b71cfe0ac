package org.reconlink.linkage.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reconlink.linkage.blocking.BlockingNames;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedTable;

/**
 * Blocking rules proposed from what the columns of two tables hold: how often each is filled in, how many pairs each
 * combination of one or two columns finds, and how often a column of its meaning usually agrees between two records of
 * one person.
 *
 * <p>The expected coverage is the probability that at least one rule holds of a match, columns taken for independent.
 * Rules are taken one by one: that which adds most coverage within the pairs left, or that which adds most for each pair;
 * the better of the two lists is proposed.
 */
public final class RuleProposal {
    private static final int MOST_COLUMNS = 9;
    private static final int MOST_RULES = 12;
    private static final double LEAST_GAIN = 0.0005;
    /** What a column does between two records of one person: differs, agrees in its part only, agrees. */
    private static final int STATES = 3;

    private static final int PART = 1;
    private static final int WHOLE = 2;

    private final List<FieldComparison> comparisons;
    private final PackedTable left;
    private final PackedTable right;
    private final int[] columns;
    private final double[] stateShare;
    private final List<Combination> combinations = new ArrayList<>();

    /**
     * A proposed rule.
     *
     * @param leftComplete share of rows of the first table that have all its values
     * @param adds expected share of matches that it finds and none before it
     */
    public record Proposed(
            String rule, double leftComplete, double rightComplete, long pairs, double adds, double soFar) {}

    /** A rule, and by state of the columns whether it holds. */
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    private record Combination(BlockingRule rule, long pairs, boolean[] holds) {}

    private RuleProposal(LinkagePlan plan, TableRows left, TableRows right) {
        comparisons = plan.comparisons();
        this.left = left.table();
        this.right = right.table();
        columns = mostTelling();
        stateShare = stateShares();
        combine(plan.settings());
    }

    /** Proposes rules that find so many pairs at most, together. */
    public static List<Proposed> of(LinkagePlan plan, TableRows left, TableRows right, long pairs) {
        RuleProposal proposal = new RuleProposal(plan, left, right);
        List<Proposed> byGain = proposal.choose(pairs, false);
        List<Proposed> byPair = proposal.choose(pairs, true);
        return coverage(byPair) > coverage(byGain) ? byPair : byGain;
    }

    private static double coverage(List<Proposed> rules) {
        return rules.isEmpty() ? 0 : rules.get(rules.size() - 1).soFar();
    }

    private int[] mostTelling() {
        List<Integer> usable = new ArrayList<>();
        for (int c = 0; c < comparisons.size(); c++) {
            if (comparisons.get(c).kind() != ColumnKind.SET) {
                usable.add(c);
            }
        }
        return usable.stream()
                .sorted(Comparator.comparingInt(
                        c -> -left.frequencies(comparisons.get(c).name()).words().length))
                .limit(MOST_COLUMNS)
                .sorted()
                .mapToInt(c -> c)
                .toArray();
    }

    private double[] stateShares() {
        double[] shares = {1};
        for (int c : columns) {
            double[] usual = comparisons.get(c).usualShares();
            double present = complete(left, List.of(c)) * complete(right, List.of(c));
            double whole = usual[0] * present;
            double part = (1 - usual[0] - usual[usual.length - 1]) * present;
            double[] longer = new double[shares.length * STATES];
            for (int i = 0; i < shares.length; i++) {
                longer[i] = shares[i] * (1 - whole - part);
                longer[i + PART * shares.length] = shares[i] * part;
                longer[i + WHOLE * shares.length] = shares[i] * whole;
            }
            shares = longer;
        }
        return shares;
    }

    private void combine(EngineSettings settings) {
        record Term(int place, int state, String text) {}
        List<Term> terms = new ArrayList<>();
        for (int place = 0; place < columns.length; place++) {
            FieldComparison comparison = comparisons.get(columns[place]);
            terms.add(new Term(place, WHOLE, comparison.name()));
            String part = switch (comparison.kind()) {
                case NAME -> "first 3 of " + comparison.name();
                case DATE -> "year of " + comparison.name();
                case POSTCODE -> comparison.name() + " district";
                case CATEGORY, ID, NUMBER, SET, DAYS -> "";
            };
            if (!part.isEmpty()) {
                terms.add(new Term(place, PART, part));
            }
        }
        for (int a = 0; a < terms.size(); a++) {
            for (int b = a; b < terms.size(); b++) {
                Term one = terms.get(a);
                Term other = terms.get(b);
                if (a == b || one.place() != other.place()) {
                    add(
                            a == b ? List.of(one.text()) : List.of(one.text(), other.text()),
                            holds(one.place(), one.state(), other.place(), other.state()),
                            settings);
                }
            }
        }
    }

    private void add(List<String> terms, boolean[] holds, EngineSettings settings) {
        List<String> names = comparisons.stream().map(FieldComparison::name).toList();
        BlockingRule rule = BlockingNames.rule(terms, names);
        long pairs = LinkageEngine.of(left, right, List.of(rule), settings).pairs()[0];
        // Postcodes of other countries have no district, and a rule on it would find nobody.
        if (pairs > 0) {
            combinations.add(new Combination(rule, pairs, holds));
        }
    }

    private boolean[] holds(int one, int oneState, int other, int otherState) {
        boolean[] holds = new boolean[stateShare.length];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = state(i, one) >= oneState && state(i, other) >= otherState;
        }
        return holds;
    }

    private static int state(int combined, int place) {
        int rest = combined;
        for (int i = 0; i < place; i++) {
            rest /= STATES;
        }
        return rest % STATES;
    }

    private List<Proposed> choose(long budget, boolean forEachPair) {
        boolean[] covered = new boolean[stateShare.length];
        List<Proposed> chosen = new ArrayList<>();
        long room = budget;
        double soFar = 0;
        while (chosen.size() < MOST_RULES) {
            Combination best = null;
            double bestGain = 0;
            double bestWorth = 0;
            for (Combination combination : combinations) {
                double gain = gain(combination, covered);
                double worth = forEachPair ? gain / (combination.pairs() + 1.0) : gain;
                if (combination.pairs() <= room && gain >= LEAST_GAIN && worth > bestWorth) {
                    best = combination;
                    bestGain = gain;
                    bestWorth = worth;
                }
            }
            if (best == null) {
                break;
            }
            for (int i = 0; i < covered.length; i++) {
                covered[i] |= best.holds()[i];
            }
            room -= best.pairs();
            soFar += bestGain;
            List<Integer> used = best.rule().terms().stream()
                    .map(term -> left.columns().index(term.left()))
                    .toList();
            chosen.add(new Proposed(
                    best.rule().name(), complete(left, used), complete(right, used), best.pairs(), bestGain, soFar));
        }
        return chosen;
    }

    private double gain(Combination combination, boolean[] covered) {
        double gain = 0;
        for (int i = 0; i < covered.length; i++) {
            gain += combination.holds()[i] && !covered[i] ? stateShare[i] : 0;
        }
        return gain;
    }

    /** The share of rows in which all these columns are filled in. */
    private static double complete(PackedTable table, List<Integer> columns) {
        long complete = 0;
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            complete += columns.stream().allMatch(c -> table.word(at, c) != 0) ? 1 : 0;
        }
        return table.rows() == 0 ? 0 : (double) complete / table.rows();
    }
}

package org.reconlink.linkage.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.comparison.Meaning;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.decision.JointPosterior;
import org.reconlink.linkage.decision.PairPosterior;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.model.SharedLevels;
import org.reconlink.linkage.model.SharedLevels.LevelShares;
import org.reconlink.linkage.model.Training;
import org.reconlink.linkage.model.Training.Trained;
import org.reconlink.linkage.model.VectorCounts.Blocked;
import org.reconlink.linkage.model.VectorCounts.Compared;
import org.reconlink.linkage.model.VectorLevels;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.tables.LinkedTables.RulePairs;
import org.reconlink.linkage.tables.PairSource.Counted;

/**
 * Links plain tables: blocks, compares, trains, decides, and trains again from what was decided.
 *
 * <p>The second training is what one rule at a time cannot see: it learns from all candidates at once, and, between two
 * tables, from probabilities that know that a row has one partner.
 */
public final class TableLinkage {
    private static final int ROUNDS = 8;
    private static final double SETTLED = 1e-4;
    /** Probabilities are summed as whole numbers of this share, so that no order of pairs shows in the sum. */
    private static final double GRAIN = 0x1p40;

    private static final long CARRIED_MATCHES = 1L << 20;
    private static final long CARRIED = CARRIED_MATCHES << 40;
    /** What people share who have no more in common than the day on which they were born. */
    private static final Set<Meaning> OF_MANY = EnumSet.of(Meaning.DATE_OF_BIRTH, Meaning.SEX);

    /** What tells those apart who were born on one day. */
    private static final Set<Meaning> TELLS_NAMESAKES =
            EnumSet.of(Meaning.FORENAME, Meaning.SURNAME, Meaning.IDENTIFIER, Meaning.EMAIL);

    private static final Set<Meaning> NAMES_A_PERSON =
            EnumSet.of(Meaning.FORENAME, Meaning.SURNAME, Meaning.DATE_OF_BIRTH);

    private final PairSource source;
    private final @Nullable Distinct distinct;
    private final int lefts;
    private final int rights;
    private final double possiblePairs;
    private final List<FieldComparison> comparisons;
    private final List<Compared> compared = new ArrayList<>();
    private final Rules rules;
    private final SharedLevels shared;
    /** Columns that say who somebody is and do not say it of everybody. */
    private final List<Integer> telling;

    private TableLinkage(
            LinkagePlan plan,
            PairSource source,
            Map<String, Parameters.Comparison> fixed,
            @Nullable Distinct distinct) {
        this.source = source;
        this.distinct = distinct;
        lefts = source.left().rows();
        rights = source.right().rows();
        possiblePairs = distinct == null ? (double) lefts * rights : lefts * (lefts - 1.0) / 2 - distinct.pairs();
        comparisons = plan.comparisons();
        for (int c = 0; c < comparisons.size(); c++) {
            FieldComparison comparison = comparisons.get(c);
            compared.add(new Compared(
                    comparison.name(),
                    comparison.engine().labels(),
                    comparison.usualShares(),
                    LevelShares.of(
                            comparison,
                            c,
                            source.left(),
                            source.right(),
                            plan.settings().threads()),
                    fixed.get(comparison.name())));
        }
        rules = Rules.of(plan, source);
        shared = SharedLevels.of(comparisons, source.left(), source.right(), source::pairs);
        telling = IntStream.range(0, comparisons.size())
                .filter(c -> NAMES_A_PERSON.contains(comparisons.get(c).field().meaning()) && tells(c))
                .boxed()
                .toList();
    }

    /**
     * Links the rows of two tables.
     *
     * @param fixed parameters by comparison that are taken as they are
     */
    public static LinkedTables link(
            LinkagePlan plan, TableRows left, TableRows right, Map<String, Parameters.Comparison> fixed) {
        return linked(plan, left, right, fixed, null, new UnitedRows(left, right));
    }

    /**
     * Links the rows of two tables in at least one of which a person may have any number of rows: all are one graph.
     *
     * @param many the tables in which a person may have several rows; rows of another are different people
     * @param fixed parameters by comparison that are taken as they are
     */
    public static LinkedTables link(
            LinkagePlan plan, TableRows left, TableRows right, Map<String, Parameters.Comparison> fixed, Many many) {
        TableRows both = TableRows.both(left, right);
        return linked(plan, both, both, fixed, many.distinct(left.size(), right.size()), new UnitedRows(left, right));
    }

    /**
     * Finds the rows of one table that are the same person.
     *
     * @param fixed parameters by comparison that are taken as they are
     */
    public static LinkedTables dedupe(LinkagePlan plan, TableRows table, Map<String, Parameters.Comparison> fixed) {
        return dedupe(plan, table, fixed, Distinct.none(table.size()));
    }

    /**
     * The same where some rows are different people.
     *
     * @param distinct which, by place
     */
    public static LinkedTables dedupe(
            LinkagePlan plan, TableRows table, Map<String, Parameters.Comparison> fixed, Distinct distinct) {
        return linked(plan, table, table, fixed, distinct, new UnitedRows(table, table));
    }

    /**
     * Links rows that may be on many machines.
     *
     * @param distinct rows of one table that are different people; null where every row of two tables has one partner at most
     * @param lefts rows of the first table, also where two are compared as one
     * @param oneTable whether there is no second
     * @param fixed parameters by comparison that are taken as they are
     */
    public static LinkedPairs link(
            LinkagePlan plan,
            PairSource source,
            Map<String, Parameters.Comparison> fixed,
            @Nullable Distinct distinct,
            int lefts,
            boolean oneTable) {
        TableLinkage linkage = new TableLinkage(plan, source, fixed, distinct);
        Found found = linkage.find();
        source.left().forgetFrequencies();
        source.right().forgetFrequencies();
        return linkage.decide(found, lefts, oneTable);
    }

    private static LinkedTables linked(
            LinkagePlan plan,
            TableRows left,
            TableRows right,
            Map<String, Parameters.Comparison> fixed,
            @Nullable Distinct distinct,
            UnitedRows rows) {
        TableLinkage linkage = new TableLinkage(plan, new PairSource.OneMachine(plan, left, right), fixed, distinct);
        Found found = linkage.find();
        left.table().forgetFrequencies();
        right.table().forgetFrequencies();
        LinkedPairs pairs = linkage.decide(found, rows.left().size(), rows.left() == rows.right());
        RowPairs again = new RowPairs(
                left,
                right,
                plan.comparisons(),
                LinkageEngine.of(left.table(), right.table(), linkage.rules.used(), plan.comparisons(), plan.settings())
                        .rules());
        return new LinkedTables(
                rows.left(),
                rows.right(),
                pairs,
                again,
                distinct == null
                        ? NearCopies.of(
                                rows,
                                (KeptPairs.Scored) pairs.pairs(),
                                pairs.parameters(),
                                linkage.possiblePairs,
                                again)
                        : List.of());
    }

    /** What is left of all candidate pairs. */
    private record Found(
            long candidates,
            List<RulePairs> rules,
            VectorLevels vectors,
            List<String> report,
            Parameters parameters,
            KeptPairs kept) {}

    /** Blocks, compares and trains. */
    private Found find() {
        Counted counted = source.count(rules.used());
        List<RulePairs> byRule = rulePairs(counted.byRule());
        VectorLevels vectors = counted.vectors();
        double start = Math.max(0.5, Math.min(lefts, rights) / 2.0);
        List<Blocked> teaching = VectorLevels.seen(rules.used(), comparisons);
        Trained trained = Training.train(vectors.counts(teaching), compared, teaching, possiblePairs, start);
        Parameters first = trained.parameters();
        Parameters parameters = shared.with(
                first,
                compared,
                vectors,
                vectors.expectedMatches(vectors.bits(first), first.matchesExpected(), possiblePairs));
        KeptPairs kept = source.keep(
                KeptPairs.filter(counted, parameters, possiblePairs, comparisons, source.left(), source.right()));
        kept = distinct == null || !distinct.any() ? kept : kept.without(distinct);
        return new Found(counted.pairs(), byRule, vectors, trained.report(), parameters, kept);
    }

    private LinkedPairs decide(Found found, int ofLeft, boolean one) {
        VectorLevels vectors = found.vectors();
        KeptPairs kept = found.kept();
        Parameters parameters = found.parameters();
        Posterior posterior = distinct == null ? betweenTwo(kept) : withinOne(kept, distinct);
        double[] probabilities = posterior.of(based(vectors, parameters), parameters.matchesExpected());
        for (int round = 0; round < ROUNDS; round++) {
            double before = parameters.matchesExpected();
            double[] matches = sums(kept.vectors(), probabilities, vectors.levels().length);
            parameters = shared.with(
                    Training.from(vectors.levels(), compared, possiblePairs, matches), compared, vectors, matches);
            probabilities = posterior.of(based(vectors, parameters), parameters.matchesExpected());
            if (Math.abs(parameters.matchesExpected() - before) < SETTLED * before) {
                break;
            }
        }
        probabilities = posterior.settled(probabilities);
        KeptPairs.Scored pairs = kept.scored(based(vectors, parameters));
        List<String> report = new ArrayList<>(found.report());
        report.addAll(SharedLevels.words(parameters));
        report.add(
                Dependence.words(vectors, comparisons, sums(kept.vectors(), probabilities, vectors.levels().length)));
        return new LinkedPairs(
                ofLeft,
                distinct == null ? rights : one ? lefts : lefts - ofLeft,
                one,
                found.rules(),
                rules.leftOut(),
                found.candidates(),
                pairs,
                probabilities,
                unnamed(kept, vectors),
                parameters,
                report,
                distinct);
    }

    /**
     * Which pairs have neither a name nor a date of birth that is compared, or a date of birth and nothing else but sex, which many
     * share. Where no column of names or identifiers says anything, or a surname alone does, which a family shares, it is all of them.
     */
    private boolean[] unnamed(KeptPairs kept, VectorLevels vectors) {
        boolean person =
                telling.stream().anyMatch(c -> comparisons.get(c).field().meaning() != Meaning.SURNAME);
        boolean named = IntStream.range(0, comparisons.size())
                .anyMatch(
                        c -> TELLS_NAMESAKES.contains(comparisons.get(c).field().meaning()) && tells(c));
        List<Integer> further = IntStream.range(0, comparisons.size())
                .filter(c -> !OF_MANY.contains(comparisons.get(c).field().meaning()))
                .boxed()
                .toList();
        boolean[] vector = new boolean[vectors.levels().length];
        for (int v = 0; v < vector.length; v++) {
            int at = v;
            vector[v] = !person
                    || !named
                    || telling.stream().noneMatch(c -> vectors.level(at, c) > 0)
                    || further.stream().noneMatch(c -> vectors.level(at, c) > 0);
        }
        boolean[] unnamed = new boolean[kept.size()];
        for (int p = 0; p < unnamed.length; p++) {
            unnamed[p] = vector[kept.vectors()[p]];
        }
        return unnamed;
    }

    /** Whether both tables have values of a column, and not all of them the same. */
    private boolean tells(int column) {
        if (comparisons.get(column).kind() == ColumnKind.SET) {
            return true;
        }
        String name = comparisons.get(column).name();
        long[] ofLeft = source.left().frequencies(name).words();
        long[] ofRight = source.right().frequencies(name).words();
        return ofLeft.length > 0
                && ofRight.length > 0
                && !(ofLeft.length == 1 && ofRight.length == 1 && ofLeft[0] == ofRight[0]);
    }

    private List<RulePairs> rulePairs(long[] found) {
        List<RulePairs> pairs = new ArrayList<>();
        for (int r = 0; r < rules.used().size(); r++) {
            pairs.add(new RulePairs(rules.used().get(r).name(), found[r]));
        }
        return pairs;
    }

    private double[] based(VectorLevels vectors, Parameters parameters) {
        boolean[] rarity = new boolean[comparisons.size()];
        for (int c = 0; c < rarity.length; c++) {
            rarity[c] = comparisons.get(c).rarity();
        }
        return vectors.based(parameters, rarity);
    }

    /** The expected matches of each vector, added as whole numbers: those of many pairs pass 63 bits, and are carried. */
    static double[] sums(int[] vectorOf, double[] probabilities, int vectors) {
        long[] whole = new long[vectors];
        long[] parts = new long[vectors];
        for (int p = 0; p < probabilities.length; p++) {
            int v = vectorOf[p];
            parts[v] += (long) (probabilities[p] * GRAIN);
            if (parts[v] >= CARRIED) {
                parts[v] -= CARRIED;
                whole[v] += CARRIED_MATCHES;
            }
        }
        double[] sums = new double[vectors];
        for (int v = 0; v < vectors; v++) {
            sums[v] = whole[v] + parts[v] / GRAIN;
        }
        return sums;
    }

    /** The probabilities of the kept pairs, all of them considered. */
    private interface Posterior {
        double[] of(double[] based, double expectedMatches);

        /** The last ones, worked out as far as they can be. */
        default double[] settled(double[] last) {
            return last;
        }
    }

    private Posterior withinOne(KeptPairs kept, Distinct known) {
        return (based, expected) -> PairPosterior.of(possiblePairs, known, kept.scored(based), expected)
                .probabilities();
    }

    private Posterior betweenTwo(KeptPairs kept) {
        JointPosterior joint = new JointPosterior(lefts, rights, kept.lefts(), kept.rights());
        double[] rarity = kept.rarityFactors();
        double[] factors = new double[rarity.length];
        return new Posterior() {
            @Override
            public double[] of(double[] based, double expected) {
                double[] ofVector = new double[based.length];
                Arrays.setAll(ofVector, v -> StrictMath.pow(2, based[v]));
                for (int p = 0; p < factors.length; p++) {
                    factors[p] = ofVector[kept.vectors()[p]] * rarity[p];
                }
                return joint.weigh(factors, expected);
            }

            @Override
            public double[] settled(double[] last) {
                return joint.settle();
            }
        };
    }

    /** How far two comparisons go together among matches, which the weights allow for. */
    private static final class Dependence {
        private static final double FEWEST = 20;

        private Dependence() {}

        /**
         * The strongest in words.
         *
         * @param matches by vector
         */
        static String words(VectorLevels vectors, List<FieldComparison> comparisons, double[] matches) {
            String strongest = "";
            double most = 0;
            for (int a = 0; a < comparisons.size(); a++) {
                for (int b = a + 1; b < comparisons.size(); b++) {
                    double[] seen = together(vectors, a, b, matches);
                    double both = seen[0] + seen[1] + seen[2] + seen[3];
                    double notA = (seen[2] + seen[3]) / both;
                    double notB = (seen[1] + seen[3]) / both;
                    double correlation =
                            (seen[3] / both - notA * notB) / Math.sqrt(notA * (1 - notA) * notB * (1 - notB));
                    if (both >= FEWEST && Math.abs(correlation) > Math.abs(most)) {
                        most = correlation;
                        strongest = String.format(
                                Locale.ROOT,
                                "%s and %s: neither is at its closest level in %.2f%% of matches, and in %.2f%% were they"
                                        + " independent (correlation %+.2f)",
                                comparisons.get(a).name(),
                                comparisons.get(b).name(),
                                100 * seen[3] / both,
                                100 * notA * notB,
                                correlation);
                    }
                }
            }
            return strongest.isEmpty()
                    ? "allowed for among matches, no dependence: too few to tell"
                    : "allowed for among matches, the strongest dependence: " + strongest;
        }

        /** Matches where both are at their closest level, only the first, only the second, and neither. */
        private static double[] together(VectorLevels vectors, int a, int b, double[] matches) {
            double[] seen = new double[4];
            for (int v = 0; v < matches.length; v++) {
                int first = vectors.level(v, a);
                int second = vectors.level(v, b);
                if (first > 0 && second > 0) {
                    seen[(first == 1 ? 0 : 2) + (second == 1 ? 0 : 1)] += matches[v];
                }
            }
            return seen;
        }
    }

    /** The tables of two in which a person may have several rows. */
    public enum Many {
        LEFT,
        RIGHT,
        BOTH;

        /** Rows that are different people, of both tables one after the other. */
        public Distinct distinct(int lefts, int rights) {
            return switch (this) {
                case LEFT -> Distinct.part(lefts + rights, lefts, lefts + rights);
                case RIGHT -> Distinct.part(lefts + rights, 0, lefts);
                case BOTH -> Distinct.none(lefts + rights);
            };
        }
    }
}

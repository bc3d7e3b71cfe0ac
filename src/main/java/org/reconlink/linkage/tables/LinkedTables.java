package org.reconlink.linkage.tables;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.decision.Groups;
import org.reconlink.linkage.decision.Pairing;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.model.Parameters;

/**
 * What came out of linking tables.
 *
 * <p>Pairs name rows by their places in {@link TableRows}; where rows of two tables form groups, by those in
 * {@link UnitedRows}.
 *
 * @param right the same as {@code left} where one table was compared with itself
 * @param rules every blocking rule that was used, with the number of pairs that it found
 * @param rulesLeftOut rules that would have found too many pairs
 * @param candidates how many pairs were compared, each once
 * @param pairs those that the evidence does not all but exclude
 * @param probabilities of the pairs, all evidence considered
 * @param unnamed pairs that compare too little to name a person, as without name and date of birth: none is a link, however probable
 * @param training how the parameters were found, in words
 * @param distinct rows that are different people where a person may have any number of others; null where every row has
 *     one partner at most
 * @param again any two rows looked at again, by the places of the pairs
 * @param copies rows of one table that look like others of it, where each was given one partner at most
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
public record LinkedTables(
        TableRows left,
        TableRows right,
        List<RulePairs> rules,
        List<String> rulesLeftOut,
        long candidates,
        List<ScoredPair> pairs,
        double[] probabilities,
        boolean[] unnamed,
        Parameters parameters,
        List<String> training,
        @Nullable Distinct distinct,
        RowPairs again,
        List<NearCopies> copies) {
    /** Copies the lists. */
    public LinkedTables {
        rules = List.copyOf(rules);
        rulesLeftOut = List.copyOf(rulesLeftOut);
        training = List.copyOf(training);
        copies = List.copyOf(copies);
    }

    /** Whether rows of one table were compared with one another. */
    public boolean oneTable() {
        return left == right;
    }

    /** Whether a person may have any number of rows, so that rows form groups. */
    public boolean grouped() {
        return distinct != null;
    }

    /** A blocking rule and how many pairs it found. */
    public record RulePairs(String rule, long pairs) {}

    /** All rows. */
    public UnitedRows rows() {
        return new UnitedRows(left, right);
    }

    /** What the places of the pairs' right rows lack to be those of {@link #rows}. */
    public int shift() {
        return distinct == null ? left.size() : 0;
    }

    /** The probabilities of the pairs that may be links; of others 0. */
    double[] decidable() {
        double[] decidable = probabilities.clone();
        for (int p = 0; p < decidable.length; p++) {
            decidable[p] = unnamed[p] ? 0 : decidable[p];
        }
        return decidable;
    }

    /** Pairs between two tables, each row with one partner at most, as indexes of {@link #pairs}. */
    public int[] chosen() {
        return Pairing.choose(left.size(), pairs, decidable());
    }

    /** The first place of each row's group, by place in {@link #rows}. */
    public int[] groups(double from) {
        return Groups.of(Objects.requireNonNull(distinct), pairs, decidable(), from);
    }

    @Override
    public String toString() {
        return pairs.size() + " pairs";
    }
}

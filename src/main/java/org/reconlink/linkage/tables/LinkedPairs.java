package org.reconlink.linkage.tables;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.decision.Groups;
import org.reconlink.linkage.decision.Pairing;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.tables.LinkedTables.RulePairs;

/**
 * What came out of linking rows, wherever these are: pairs name them by their places in {@link TableRows}; where rows of two
 * tables form groups, by those in {@link UnitedRows}.
 *
 * @param lefts rows of the first table
 * @param rights rows of the second; as many as {@code lefts} where one table was compared with itself
 * @param oneTable whether one was
 * @param rules every blocking rule that was used, with the number of pairs that it found
 * @param rulesLeftOut rules that would have found too many pairs
 * @param candidates how many pairs were compared, each once
 * @param pairs those that the evidence does not all but exclude
 * @param probabilities of the pairs, all evidence considered
 * @param unnamed pairs that compare too little to name a person, as without name and date of birth: none is a link, however probable
 * @param training how the parameters were found, in words
 * @param distinct rows that are different people where a person may have any number of others; null where every row has
 *     one partner at most
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
public record LinkedPairs(
        int lefts,
        int rights,
        boolean oneTable,
        List<RulePairs> rules,
        List<String> rulesLeftOut,
        long candidates,
        List<ScoredPair> pairs,
        double[] probabilities,
        boolean[] unnamed,
        Parameters parameters,
        List<String> training,
        @Nullable Distinct distinct) {
    /** Copies the lists. */
    public LinkedPairs {
        rules = List.copyOf(rules);
        rulesLeftOut = List.copyOf(rulesLeftOut);
        training = List.copyOf(training);
    }

    /** Whether a person may have any number of rows, so that rows form groups. */
    public boolean grouped() {
        return distinct != null;
    }

    /** Rows of both tables. */
    public int rows() {
        return oneTable ? lefts : lefts + rights;
    }

    /** Whether a pair is one that was asked for: any in one table, of a row each between two. */
    public boolean asked(ScoredPair pair) {
        return !grouped() || oneTable || pair.left() < lefts != pair.right() < lefts;
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
    int[] chosen() {
        return Pairing.choose(lefts, pairs, decidable());
    }

    /** The first place of each row's group. */
    int[] groups(double from) {
        return Groups.of(Objects.requireNonNull(distinct), pairs, decidable(), from);
    }

    @Override
    public String toString() {
        return pairs.size() + " pairs";
    }
}

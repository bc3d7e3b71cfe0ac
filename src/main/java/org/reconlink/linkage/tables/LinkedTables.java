package org.reconlink.linkage.tables;

import java.util.List;
import org.reconlink.linkage.decision.Groups;
import org.reconlink.linkage.decision.Pairing;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.training.Parameters;

/**
 * What came out of linking tables.
 *
 * <p>Pairs name rows by their places in {@link TableRows}.
 *
 * @param right the same as {@code left} where one table was compared with itself
 * @param rules every blocking rule that was used, with the number of pairs that it found
 * @param rulesLeftOut rules that would have found too many pairs
 * @param candidates how many pairs were compared, each once
 * @param pairs those that the evidence does not all but exclude
 * @param probabilities of the pairs, all evidence considered
 * @param training how the parameters were found, in words
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
        Parameters parameters,
        List<String> training) {
    /** Copies the lists. */
    public LinkedTables {
        rules = List.copyOf(rules);
        rulesLeftOut = List.copyOf(rulesLeftOut);
        training = List.copyOf(training);
    }

    /** Whether rows of one table were compared with one another. */
    public boolean oneTable() {
        return left == right;
    }

    /** A blocking rule and how many pairs it found. */
    public record RulePairs(String rule, long pairs) {}

    /** Pairs between two tables, each row with one partner at most, as indexes of {@link #pairs}. */
    public int[] chosen() {
        return Pairing.choose(left.size(), pairs, probabilities);
    }

    /** The first place of each row's group within one table, by place. */
    public int[] groups(double from) {
        return Groups.of(left.size(), pairs, probabilities, from);
    }

    @Override
    public String toString() {
        return pairs.size() + " pairs";
    }
}

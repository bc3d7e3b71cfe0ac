package org.reconlink.linkage.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.model.Parameters;

/**
 * What came out of linking tables whose rows are on this machine.
 *
 * @param right the same as {@code left} where one table was compared with itself
 * @param again any two rows looked at again, by the places of the pairs
 * @param copies rows of one table that look like others of it, where each was given one partner at most
 */
public record LinkedTables(
        TableRows left, TableRows right, LinkedPairs found, RowPairs again, List<NearCopies> copies) {
    /** Copies the list. */
    public LinkedTables {
        copies = List.copyOf(copies);
    }

    /** As {@link LinkedPairs#rules}. */
    public List<RulePairs> rules() {
        return found.rules();
    }

    /** As {@link LinkedPairs#rulesLeftOut}. */
    public List<String> rulesLeftOut() {
        return found.rulesLeftOut();
    }

    /** As {@link LinkedPairs#candidates}. */
    public long candidates() {
        return found.candidates();
    }

    /** As {@link LinkedPairs#pairs}. */
    public List<ScoredPair> pairs() {
        return found.pairs();
    }

    /** As {@link LinkedPairs#probabilities}. */
    public double[] probabilities() {
        return found.probabilities();
    }

    /** As {@link LinkedPairs#unnamed}. */
    public boolean[] unnamed() {
        return found.unnamed();
    }

    /** As {@link LinkedPairs#parameters}. */
    public Parameters parameters() {
        return found.parameters();
    }

    /** As {@link LinkedPairs#training}. */
    public List<String> training() {
        return found.training();
    }

    /** As {@link LinkedPairs#distinct}. */
    public @Nullable Distinct distinct() {
        return found.distinct();
    }

    /** Whether rows of one table were compared with one another. */
    public boolean oneTable() {
        return found.oneTable();
    }

    /** As {@link LinkedPairs#grouped}. */
    public boolean grouped() {
        return found.grouped();
    }

    /** A blocking rule and how many pairs it found. */
    public record RulePairs(String rule, long pairs) {}

    /** All rows. */
    public UnitedRows rows() {
        return new UnitedRows(left, right);
    }

    /** What the places of the pairs' right rows lack to be those of {@link #rows}. */
    public int shift() {
        return grouped() ? 0 : left.size();
    }

    /** The probabilities of the pairs that may be links; of others 0. */
    double[] decidable() {
        return found.decidable();
    }

    /** Pairs between two tables, each row with one partner at most, as indexes of {@link #pairs}. */
    public int[] chosen() {
        return found.chosen();
    }

    /** The first place of each row's group, by place in {@link #rows}. */
    public int[] groups(double from) {
        return found.groups(from);
    }

    @Override
    public String toString() {
        return found.toString();
    }
}

package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.decision.ScoredPair;

/** True pairs that a linkage missed and false ones that it decided, each with why as far as it can be said. */
public final class Mistakes {
    private final LinkedTables linked;
    private final int[] persons;
    private final double threshold;
    private final int shift;
    private final IntArrayList[] rowsOf;
    private final Long2IntOpenHashMap pairOf = new Long2IntOpenHashMap();
    private final List<Mistake> found = new ArrayList<>();

    /** What went wrong with a pair. */
    public enum Kind {
        MISSED_BY_BLOCKING,
        MISSED_BELOW_THRESHOLD,
        LOST_TO_ANOTHER,
        SAID_TO_BE_DIFFERENT,
        FALSE
    }

    /**
     * One wrong pair.
     *
     * @param one its row of the first table, by place in {@link UnitedRows}
     * @param other its other row
     * @param pair its place among the pairs of the linkage, or -1 if it was not compared or all but excluded
     * @param levels of each comparison, in words
     */
    public record Mistake(Kind kind, int one, int other, int pair, List<String> levels) {
        /** Copies the list. */
        public Mistake {
            levels = List.copyOf(levels);
        }
    }

    private Mistakes(LinkedTables linked, int[] persons, double threshold) {
        this.linked = linked;
        this.persons = persons;
        this.threshold = threshold;
        shift = linked.shift();
        rowsOf = new IntArrayList[persons.length];
        for (int place = 0; place < persons.length; place++) {
            if (rowsOf[persons[place]] == null) {
                rowsOf[persons[place]] = new IntArrayList();
            }
            rowsOf[persons[place]].add(place);
        }
        pairOf.defaultReturnValue(-1);
        for (int p = 0; p < linked.pairs().size(); p++) {
            ScoredPair pair = linked.pairs().get(p);
            pairOf.put((long) pair.left() << 32 | (pair.right() + shift), p);
        }
    }

    /**
     * Missed pairs and then false ones, each in the order of their places.
     *
     * @param persons the first place of each row's person, by place in {@link UnitedRows}
     * @param threshold from which pairs were decided
     */
    public static List<Mistake> of(LinkedTables linked, Truth truth, int[] persons, double threshold) {
        Mistakes mistakes = new Mistakes(linked, persons, threshold);
        for (long key : truth.sorted()) {
            int one = (int) (key >>> 32);
            int other = (int) key;
            if (persons[one] != persons[other]) {
                mistakes.add(mistakes.missed(one, other), one, other);
            }
        }
        for (int one = 0; one < persons.length; one++) {
            for (int other : mistakes.rowsOf[persons[one]]) {
                if (one < other && linked.rows().across(one, other) && !truth.isTrue(one, other)) {
                    mistakes.add(Kind.FALSE, one, other);
                }
            }
        }
        return mistakes.found;
    }

    private void add(Kind kind, int one, int other) {
        found.add(new Mistake(kind, one, other, pair(one, other), linked.again().labels(one, other - shift)));
    }

    private int pair(int one, int other) {
        return pairOf.get((long) one << 32 | other);
    }

    private Kind missed(int one, int other) {
        if (linked.distinct() != null && linked.distinct().apart(one, other)) {
            return Kind.SAID_TO_BE_DIFFERENT;
        }
        boolean blocked = false;
        for (boolean holds : linked.again().rules(one, other - shift)) {
            blocked |= holds;
        }
        if (!blocked) {
            return Kind.MISSED_BY_BLOCKING;
        }
        int pair = pair(one, other);
        boolean probable = pair >= 0 && linked.probabilities()[pair] >= threshold;
        return probable || taken(one, other) ? Kind.LOST_TO_ANOTHER : Kind.MISSED_BELOW_THRESHOLD;
    }

    /** Whether the two cannot be one person because of those whom they are one person with. */
    private boolean taken(int one, int other) {
        Distinct distinct = linked.distinct();
        if (distinct == null) {
            return rowsOf[persons[one]].size() > 1 || rowsOf[persons[other]].size() > 1;
        }
        for (int a : rowsOf[persons[one]]) {
            for (int b : rowsOf[persons[other]]) {
                if (distinct.apart(a, b)) {
                    return true;
                }
            }
        }
        return false;
    }
}

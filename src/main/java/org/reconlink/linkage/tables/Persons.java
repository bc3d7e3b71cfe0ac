package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.decision.ScoredPair;

/** Who is whom after a linkage, persons of one row among them. */
public final class Persons {
    private final UnitedRows rows;
    private final int[] first;
    private final Long2DoubleOpenHashMap probabilityOf = new Long2DoubleOpenHashMap();
    private final double[] belongs;
    private final int[] sizes;

    /** @param first the first place of each row's person, by place in {@link LinkedTables#rows} */
    public Persons(LinkedTables linked, int[] first) {
        this.first = first.clone();
        rows = linked.rows();
        belongs = new double[first.length];
        sizes = new int[first.length];
        for (int person : first) {
            sizes[person]++;
        }
        int shift = linked.shift();
        for (int p = 0; p < linked.pairs().size(); p++) {
            ScoredPair pair = linked.pairs().get(p);
            int one = pair.left();
            int other = pair.right() + shift;
            if (first[one] == first[other]) {
                double probability = linked.probabilities()[p];
                probabilityOf.put(key(one, other), probability);
                belongs[one] = Math.max(belongs[one], probability);
                belongs[other] = Math.max(belongs[other], probability);
            }
        }
    }

    /** The place of the first row of a row's person. */
    public int person(int place) {
        return first[place];
    }

    /** Whether a row's person has no other row. */
    public boolean alone(int place) {
        return sizes[first[place]] == 1;
    }

    /** The probability of a row's surest pair with another of its person. */
    public double belongs(int place) {
        return belongs[place];
    }

    /**
     * A row of each of two tables that are one person by way of other rows alone: they were not compared, or all but
     * excluded.
     *
     * @param probability the least that follows from a third row that is one person with both
     */
    public record Joined(int one, int other, double probability) {}

    /** Those pairs, person by person. */
    public List<Joined> joinedByOthers() {
        IntArrayList[] members = new IntArrayList[first.length];
        for (int place = 0; place < first.length; place++) {
            if (members[first[place]] == null) {
                members[first[place]] = new IntArrayList();
            }
            members[first[place]].add(place);
        }
        List<Joined> joined = new ArrayList<>();
        for (IntArrayList person : members) {
            for (int i = 0; person != null && i < person.size(); i++) {
                for (int j = i + 1; j < person.size(); j++) {
                    int one = person.getInt(i);
                    int other = person.getInt(j);
                    if (rows.across(one, other) && !probabilityOf.containsKey(key(one, other))) {
                        joined.add(new Joined(one, other, throughOthers(one, other, person)));
                    }
                }
            }
        }
        return joined;
    }

    private double throughOthers(int one, int other, IntArrayList person) {
        double most = 0;
        for (int third : person) {
            most = Math.max(most, probabilityOf.get(key(one, third)) + probabilityOf.get(key(third, other)) - 1);
        }
        return most;
    }

    private static long key(int one, int other) {
        return (long) Math.min(one, other) << 32 | Math.max(one, other);
    }
}

package org.reconlink.cli;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.tables.LinkedTables;
import org.reconlink.linkage.tables.UnitedRows;

/** Who is whom after a linkage: every row with its person, also persons of one row. */
final class Persons {
    private final LinkedTables linked;
    private final UnitedRows rows;
    private final int[] first;
    private final Long2DoubleOpenHashMap probabilityOf = new Long2DoubleOpenHashMap();
    private final double[] belongs;

    /** @param first the first place of each row's person, by place in {@link LinkedTables#rows} */
    Persons(LinkedTables linked, int[] first) {
        this.linked = linked;
        this.first = first;
        rows = linked.rows();
        belongs = new double[first.length];
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

    /** A pair to write, by places in {@link LinkedTables#rows}. */
    private record Written(int one, int other, @Nullable Double bits, double probability, boolean link) {}

    /**
     * Writes the pairs of a row each of two tables that are one person, and others from a probability on. A pair that is
     * one person by way of other rows alone has no weight, and the probability that follows from theirs.
     */
    void writePairs(Path file, double from) throws IOException {
        List<Written> written = joinedByOthers();
        for (int p = 0; p < linked.pairs().size(); p++) {
            ScoredPair pair = linked.pairs().get(p);
            double probability = linked.probabilities()[p];
            boolean link = first[pair.left()] == first[pair.right()];
            if (rows.across(pair.left(), pair.right()) && (link || probability >= from)) {
                written.add(new Written(pair.left(), pair.right(), pair.bits(), probability, link));
            }
        }
        int[] order = new int[first.length];
        int[] places = rows.inOrder();
        for (int i = 0; i < places.length; i++) {
            order[places[i]] = i;
        }
        written.sort(Comparator.comparingLong(pair -> key(order[pair.one], order[pair.other])));
        try (NumberedText csv = new NumberedText(file)) {
            csv.text(TableResult.HEADINGS);
            for (Written pair : written) {
                csv.cell(rows.id(pair.one));
                csv.text(",");
                csv.cell(rows.id(pair.other));
                csv.text(",");
                if (pair.bits != null) {
                    csv.number(pair.bits, 3);
                }
                csv.text(",");
                csv.number(pair.probability, 6);
                csv.text(TableResult.decision(pair.link, pair.probability));
            }
        }
    }

    /** How many pairs between two tables are one person by way of other rows alone. */
    long joined() {
        return joinedByOthers().size();
    }

    private List<Written> joinedByOthers() {
        IntArrayList[] members = new IntArrayList[first.length];
        for (int place = 0; place < first.length; place++) {
            if (members[first[place]] == null) {
                members[first[place]] = new IntArrayList();
            }
            members[first[place]].add(place);
        }
        List<Written> joined = new ArrayList<>();
        for (IntArrayList person : members) {
            for (int i = 0; person != null && i < person.size(); i++) {
                for (int j = i + 1; j < person.size(); j++) {
                    int one = person.getInt(i);
                    int other = person.getInt(j);
                    if (rows.across(one, other) && !probabilityOf.containsKey(key(one, other))) {
                        joined.add(new Written(one, other, null, throughOthers(one, other, person), true));
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

    /**
     * Writes every row with the number of its person, in the order of the rows, and the probability that it belongs there:
     * that of its surest pair with another row of the person; empty where there is no other.
     */
    void write(Path file) throws IOException {
        boolean two = rows.left() != rows.right();
        int[] numbers = new int[first.length];
        int[] sizes = new int[first.length];
        Arrays.stream(first).forEach(person -> sizes[person]++);
        int persons = 0;
        try (NumberedText csv = new NumberedText(file)) {
            csv.text(two ? "person,table,id,match_probability\n" : "person,id,match_probability\n");
            for (int place : rows.inOrder()) {
                int person = first[place];
                if (numbers[person] == 0) {
                    numbers[person] = ++persons;
                }
                csv.text(Integer.toString(numbers[person]));
                csv.text(two ? rows.ofRight(place) ? ",right," : ",left," : ",");
                csv.cell(rows.id(place));
                csv.text(",");
                if (sizes[person] > 1) {
                    csv.number(belongs[place], 6);
                }
                csv.text("\n");
            }
        }
    }

    private static long key(int one, int other) {
        return (long) Math.min(one, other) << 32 | Math.max(one, other);
    }
}

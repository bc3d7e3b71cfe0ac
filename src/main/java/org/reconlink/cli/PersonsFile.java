package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.tables.LinkedTables;
import org.reconlink.linkage.tables.NumberedText;
import org.reconlink.linkage.tables.PairDecisions;
import org.reconlink.linkage.tables.Persons;
import org.reconlink.linkage.tables.Persons.Joined;
import org.reconlink.linkage.tables.UnitedRows;

/** Writes who is whom: every row with its person, or the pairs of two tables in which a person may have several rows. */
record PersonsFile(LinkedTables linked, Persons persons) {

    static final String HEADINGS = "person,id,match_probability\n";
    static final String HEADINGS_OF_TWO = "person,table,id,match_probability\n";

    /** A pair to write, by places in {@link LinkedTables#rows}. */
    private record Written(
            int one, int other, @Nullable Double bits, double probability, boolean link, boolean unnamed) {}

    /**
     * Writes the pairs of a row each of two tables that are one person, and others from a probability on. A pair that is
     * one person by way of other rows alone has no weight, and the probability that follows from theirs.
     */
    void writePairs(Path file, double from) throws IOException {
        UnitedRows rows = linked.rows();
        List<Written> written = new ArrayList<>();
        for (Joined joined : persons.joinedByOthers()) {
            written.add(new Written(joined.one(), joined.other(), null, joined.probability(), true, false));
        }
        for (int p = 0; p < linked.pairs().size(); p++) {
            ScoredPair pair = linked.pairs().get(p);
            double probability = linked.probabilities()[p];
            boolean link = persons.person(pair.left()) == persons.person(pair.right());
            if (rows.across(pair.left(), pair.right()) && (link || probability >= from)) {
                written.add(
                        new Written(pair.left(), pair.right(), pair.bits(), probability, link, linked.unnamed()[p]));
            }
        }
        int[] order = new int[rows.size()];
        int[] places = rows.inOrder();
        for (int i = 0; i < places.length; i++) {
            order[places[i]] = i;
        }
        written.sort(
                Comparator.<Written>comparingInt(pair -> order[pair.one]).thenComparingInt(pair -> order[pair.other]));
        try (NumberedText csv = new NumberedText(file)) {
            csv.text(PairDecisions.HEADINGS);
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
                String[] decision = PairDecisions.words(pair.link, pair.probability, pair.unnamed, false);
                csv.text("," + decision[0] + "," + decision[1] + "\n");
            }
        }
    }

    /**
     * Writes every row with the number of its person, in the order of the rows, and the probability that it belongs there:
     * that of its surest pair with another row of the person; empty where there is no other.
     */
    void write(Path file) throws IOException {
        UnitedRows rows = linked.rows();
        boolean two = rows.left() != rows.right();
        int[] numbers = new int[rows.size()];
        int numbered = 0;
        try (NumberedText csv = new NumberedText(file)) {
            csv.text(two ? HEADINGS_OF_TWO : HEADINGS);
            for (int place : rows.inOrder()) {
                int person = persons.person(place);
                if (numbers[person] == 0) {
                    numbers[person] = ++numbered;
                }
                csv.text(Integer.toString(numbers[person]));
                csv.text(two ? rows.ofRight(place) ? ",right," : ",left," : ",");
                csv.cell(rows.id(place));
                csv.text(",");
                if (!persons.alone(place)) {
                    csv.number(persons.belongs(place), 6);
                }
                csv.text("\n");
            }
        }
    }
}

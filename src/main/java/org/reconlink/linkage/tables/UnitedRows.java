package org.reconlink.linkage.tables;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The rows of one table, or of two, one after the other: those of the second have the places that follow.
 *
 * @param right the same as {@code left} if there is one table
 */
public record UnitedRows(TableRows left, TableRows right) {

    /** The number of rows. */
    public int size() {
        return left == right ? left.size() : left.size() + right.size();
    }

    /** Whether a place is one of the second table. */
    public boolean ofRight(int place) {
        return place >= left.size();
    }

    /** The identifier at a place, as its table has it. */
    public String id(int place) {
        return ofRight(place) ? right.id(place - left.size()) : left.id(place);
    }

    /** Whether a pair is one that was asked for: any in one table, of a row each between two. */
    public boolean across(int one, int other) {
        return left == right || ofRight(one) != ofRight(other);
    }

    /** All places as they are written: table by table, by identifier, or by row of the file where rows have none. */
    public int[] inOrder() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.<Integer, Boolean>comparing(this::ofRight).thenComparingInt(this::order))
                .mapToInt(place -> place)
                .toArray();
    }

    private int order(int place) {
        TableRows table = ofRight(place) ? right : left;
        int own = ofRight(place) ? place - left.size() : place;
        return table.identified() ? own : table.row(own);
    }
}

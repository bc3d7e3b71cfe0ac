package org.reconlink.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.reconlink.disclosure.SafeTable.CountTable;
import org.reconlink.statistics.Proportion;

/**
 * Counts that are parts of a whole, with their totals, as the report may show them: small ones are withheld, and as many others
 * as it takes that none follows from what is shown; totals are sums of the rounded parts. The row after the last is that of
 * totals, and likewise for columns.
 */
public final class SafeCells {
    private final SmallCounts small;
    private final List<List<Long>> counts;
    private final SafeTable safe;

    private SafeCells(SmallCounts small, List<List<Long>> counts, SafeTable safe) {
        this.small = small;
        this.counts = counts;
        this.safe = safe;
    }

    /**
     * Counts in two dimensions.
     *
     * @param counts a list for each row, in order of the columns
     */
    public static SafeCells of(List<List<Long>> counts, SmallCounts small) {
        int columns = counts.isEmpty() ? 0 : counts.get(0).size();
        CountTable table = new CountTable(numbers(counts.size()), numbers(columns), counts);
        return new SafeCells(small, counts, SafeTable.of(table, small.rule()));
    }

    /** Parts of one whole: a row each, in column 0. */
    public static SafeCells ofParts(List<Long> parts, SmallCounts small) {
        return of(parts.stream().map(List::of).toList(), small);
    }

    public static SafeCells ofTallies(List<Tally> parts, SmallCounts small) {
        return ofParts(parts.stream().map(Tally::count).toList(), small);
    }

    private static List<String> numbers(int below) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < below; i++) {
            numbers.add(String.valueOf(i));
        }
        return numbers;
    }

    /** {@code 45}, {@code withheld}: a small count looks like one that is withheld to protect it. */
    public String count(int row, int column) {
        return safe.count(row, column).isPresent()
                ? NumberText.whole(safe.count(row, column).getAsLong())
                : SmallCounts.WITHHELD;
    }

    /** The number of all parts together, in the first column; empty if it is withheld. */
    public OptionalLong sum() {
        return safe.count(counts.size(), 0);
    }

    /** Of all parts together, in the first column. */
    public String total() {
        return total(0);
    }

    /** Of all parts together, in a column. */
    public String total(int column) {
        return count(counts.size(), column);
    }

    /** Of the column's total: {@code 27/45 (60.0%)}, {@code withheld/45}, {@code withheld}. */
    public String share(int row, int column) {
        OptionalLong total = safe.count(counts.size(), column);
        return total.isEmpty()
                ? SmallCounts.WITHHELD
                : shown(row, column)
                        .map(SmallCounts::words)
                        .orElse(SmallCounts.WITHHELD + "/" + NumberText.whole(total.getAsLong()));
    }

    /** Of the column's total, both as they are shown; empty if one of them is withheld. */
    public Optional<Proportion> shown(int row, int column) {
        OptionalLong count = safe.count(row, column);
        OptionalLong total = safe.count(counts.size(), column);
        return count.isPresent() && total.isPresent()
                ? Optional.of(new Proportion(count.getAsLong(), total.getAsLong()))
                : Optional.empty();
    }

    /** The count that a picture may show: one that is withheld as the first that would not be. */
    public long drawn(int row, int column) {
        return safe.count(row, column).orElse(small.drawn(1));
    }
}

package org.reconlink.linkage.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;

/**
 * The comparisons that a model can name, each called by its column. Everywhere level 0 is missing on a side, and the last
 * level is for what reaches none before.
 */
public final class EngineComparisons {
    private static final String ELSE = "different";

    private EngineComparisons() {}

    private record Stock(String name, List<String> labels, Function<PackedColumns, PairKernel> kernel)
            implements EngineComparison {
        static Stock of(String name, List<String> levels, Function<PackedColumns, PairKernel> kernel) {
            List<String> labels = new ArrayList<>();
            labels.add(MISSING);
            labels.addAll(levels);
            labels.add(ELSE);
            return new Stock(name, List.copyOf(labels), kernel);
        }

        @Override
        public PairKernel on(PackedColumns columns) {
            return kernel.apply(columns);
        }
    }

    /** Equal or different; of any kind but a set. */
    public static EngineComparison exact(String column) {
        return Stock.of(
                column,
                List.of("exact"),
                columns -> new ExactKernel(columns.index(
                        column,
                        "an exact comparison",
                        ColumnKind.NAME,
                        ColumnKind.CATEGORY,
                        ColumnKind.DATE,
                        ColumnKind.POSTCODE,
                        ColumnKind.ID,
                        ColumnKind.NUMBER)));
    }

    /**
     * Equal, then similarity from each of the falling thresholds.
     *
     * <p>Jaro's similarity is (m/|a| + m/|b| + (m - t)/m) / 3 over UTF-16 letters; t is half the matched letters that are
     * out of order, rounded down. A tenth of what lacks to 1 is added for each of the first four letters in common, only
     * where it is 0.7 or more.
     *
     * @throws IllegalArgumentException if thresholds do not fall between 1 and 0
     */
    public static EngineComparison jaroWinkler(String column, double... thresholds) {
        double[] falling = falling(thresholds);
        return Stock.of(
                column,
                labels("exact", falling, threshold -> "Jaro-Winkler from " + threshold),
                columns -> new JaroWinklerKernel(text(columns, column), falling, columns.dictionary()));
    }

    /** Equal, then Levenshtein distances up to each of the rising ones. */
    public static EngineComparison levenshtein(String column, int... distances) {
        return text(
                column,
                IntStream.of(distances).mapToObj(TextLevels::levenshtein).toList());
    }

    /** Equal, then Damerau-Levenshtein distances (each letter edited once) up to each of the rising ones. */
    public static EngineComparison damerauLevenshtein(String column, int... distances) {
        return text(
                column,
                IntStream.of(distances).mapToObj(TextLevels::damerauLevenshtein).toList());
    }

    /** Equal, then each of the levels in order. */
    public static EngineComparison text(String column, List<TextLevel> levels) {
        List<TextLevel> copy = List.copyOf(levels);
        List<String> labels = new ArrayList<>(List.of("exact"));
        copy.forEach(level -> labels.add(level.label()));
        return Stock.of(column, labels, columns -> new TextKernel(text(columns, column), copy, columns.dictionary()));
    }

    /** A date: exact, day and month swapped, one digit off, same year and month, same year, different. */
    public static EngineComparison date(String column) {
        return date(
                column,
                DateLevel.EXACT,
                DateLevel.DAY_AND_MONTH_SWAPPED,
                DateLevel.ONE_DIGIT_OFF,
                DateLevel.YEAR_AND_MONTH,
                DateLevel.YEAR);
    }

    /** A date: each of the levels in order. Text that is not eight digits reaches only {@link DateLevel#EXACT}. */
    public static EngineComparison date(String column, DateLevel... levels) {
        List<DateLevel> copy = List.of(levels);
        return Stock.of(
                column,
                copy.stream().map(DateLevel::label).toList(),
                columns -> new DateKernel(columns.index(column, "a date comparison", ColumnKind.DATE), copy));
    }

    /** Dates not more than so many days apart, in rising order; digits that are no day are within only if they are equal. */
    public static EngineComparison datesWithin(String column, int... days) {
        int[] copy = days.clone();
        return Stock.of(
                column,
                IntStream.of(copy).mapToObj(limit -> "within days: " + limit).toList(),
                columns -> new DaysKernel(columns.index(column, "a date comparison", ColumnKind.DATE), copy));
    }

    /** A postcode: the same unit, sector, district, area, or different. */
    public static EngineComparison postcode(String column) {
        return Stock.of(
                column,
                List.of("same unit", "same sector", "same district", "same area"),
                columns -> new PostcodeKernel(columns.index(column, "a postcode comparison", ColumnKind.POSTCODE)));
    }

    /** An identifier: equal, one character off (wrong, left out, put in, or two neighbours swapped), or different. */
    public static EngineComparison identifier(String column) {
        return Stock.of(
                column,
                List.of("equal", "one character off"),
                columns -> new IdKernel(
                        columns.index(column, "an identifier comparison", ColumnKind.ID), columns.dictionary()));
    }

    /** Numbers: equal, then not more apart than each of the rising tolerances. */
    public static EngineComparison numberWithin(String column, double... tolerances) {
        double[] copy = tolerances.clone();
        return Stock.of(
                column,
                labels("equal", copy, tolerance -> "within " + tolerance),
                columns ->
                        new NumberKernel(columns.index(column, "a number comparison", ColumnKind.NUMBER), copy, false));
    }

    /** Numbers: equal, then not more apart than each of the rising percentages of the greater one. */
    public static EngineComparison percentWithin(String column, double... percents) {
        double[] shares =
                DoubleStream.of(percents).map(percent -> percent / 100).toArray();
        return Stock.of(
                column,
                labels("equal", percents, percent -> "within " + percent + " per cent"),
                columns -> new NumberKernel(
                        columns.index(column, "a number comparison", ColumnKind.NUMBER), shares, true));
    }

    /** Sets, of one column or two: a value in common or none. */
    public static EngineComparison sharedValue(String leftColumn, String rightColumn) {
        return Stock.of(
                leftColumn.equals(rightColumn) ? leftColumn : leftColumn + " and " + rightColumn,
                List.of("shared value"),
                columns -> new SetKernel(
                        columns.index(leftColumn, "a set comparison", ColumnKind.SET),
                        columns.index(rightColumn, "a set comparison", ColumnKind.SET),
                        columns.sets()));
    }

    private static int text(PackedColumns columns, String column) {
        return columns.index(column, "a text comparison", ColumnKind.NAME, ColumnKind.CATEGORY);
    }

    private static List<String> labels(String first, double[] thresholds, DoubleFunction<String> label) {
        List<String> labels = new ArrayList<>(List.of(first));
        DoubleStream.of(thresholds).mapToObj(label).forEach(labels::add);
        return labels;
    }

    private static double[] falling(double[] thresholds) {
        double[] copy = thresholds.clone();
        boolean falls = copy.length > 0 && copy[0] <= 1 && copy[copy.length - 1] > 0;
        for (int i = 1; i < copy.length; i++) {
            falls &= copy[i] < copy[i - 1];
        }
        if (!falls) {
            throw new IllegalArgumentException("similarity thresholds fall between 1 and 0, unlike "
                    + Arrays.toString(copy) + "; write the closest first");
        }
        return copy;
    }
}

package org.reconlink.linkage.comparison;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.reconlink.linkage.comparison.PairKernel.PairBatch;
import org.reconlink.linkage.comparison.TextLevels.TextLevel;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.Dictionary;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedId;
import org.reconlink.linkage.record.SetPool;

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

    /** The first of some levels that two dates reach. */
    static final class DateKernel implements PairKernel {
        private final int column;
        /** By the set of levels that hold, the place of the first: asking each in turn took a tenth of comparing. */
        private final byte[] first;

        DateKernel(int column, List<DateLevel> levels) {
            this.column = column;
            this.first = new byte[1 << DateLevel.values().length];
            for (int reached = 0; reached < first.length; reached++) {
                int level = 0;
                while (level < levels.size() && (reached & levels.get(level).bit()) == 0) {
                    level++;
                }
                first[reached] = (byte) (level + 1);
            }
        }

        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            long l = left[leftAt + column];
            long r = right[rightAt + column];
            if (l == 0 || r == 0) {
                return 0;
            }
            return first[DateLevel.reached(l, r)];
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }
    }

    /** Dates not more than so many days apart. */
    static final class DaysKernel implements PairKernel {
        private final int column;
        private final int[] days;

        DaysKernel(int column, int[] days) {
            this.column = column;
            this.days = days;
        }

        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            long l = left[leftAt + column];
            long r = right[rightAt + column];
            if (l == 0 || r == 0) {
                return 0;
            }
            long apart = l == r ? 0 : apart(l, r);
            int level = 1;
            for (int limit : days) {
                if (apart <= limit) {
                    return level;
                }
                level++;
            }
            return level;
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }

        private static long apart(long left, long right) {
            if (!PackedDates.real(left) || !PackedDates.real(right)) {
                return Long.MAX_VALUE;
            }
            return Math.abs(PackedDates.day(left) - PackedDates.day(right));
        }

        /** Packed dates as days of the calendar. */
        static final class PackedDates {
            private PackedDates() {}

            /** Whether the digits are a day of the calendar. */
            static boolean real(long word) {
                if (word < 0) {
                    return false;
                }
                int month = number(word, 8, 2);
                int day = number(word, 0, 2);
                return month >= 1
                        && month <= 12
                        && day >= 1
                        && YearMonth.of(number(word, 16, 4), month).isValidDay(day);
            }

            static long day(long word) {
                return LocalDate.of(number(word, 16, 4), number(word, 8, 2), number(word, 0, 2))
                        .toEpochDay();
            }

            private static int number(long word, int shift, int digits) {
                int number = 0;
                for (int i = digits - 1; i >= 0; i--) {
                    number = number * 10 + ((int) (word >>> (shift + 4 * i)) & 0xF);
                }
                return number;
            }
        }
    }

    /** Equal or not. */
    static final class ExactKernel implements PairKernel {
        private final int column;

        ExactKernel(int column) {
            this.column = column;
        }

        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            long l = left[leftAt + column];
            long r = right[rightAt + column];
            if (l == 0 || r == 0) {
                return 0;
            }
            return l == r ? 1 : 2;
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }
    }

    /** Equal, one character off, or different. */
    static final class IdKernel implements PairKernel {
        private final int column;
        private final Dictionary dictionary;
        private final EditDistance oneOff = new EditDistance(true, 1);

        IdKernel(int column, Dictionary dictionary) {
            this.column = column;
            this.dictionary = dictionary;
        }

        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            long l = left[leftAt + column];
            long r = right[rightAt + column];
            if (l == 0 || r == 0) {
                return 0;
            }
            if (l == r) {
                return 1;
            }
            return (PackedId.comparable(l, r) ? PackedId.oneOff(l, r) : generalOneOff(l, r)) ? 2 : 3;
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }

        private boolean generalOneOff(long left, long right) {
            if (left > 0 && right > 0 && Math.abs(PackedId.length(left) - PackedId.length(right)) > 1) {
                return false;
            }
            if (left < 0 && right < 0) {
                return oneOff.distance(dictionary, (int) left, (int) right) <= 1;
            }
            return oneOff.distance(text(left), text(right)) <= 1;
        }

        private String text(long word) {
            return word < 0 ? dictionary.text((int) word) : PackedId.text(word);
        }
    }

    /** Equal, or similar from falling thresholds. */
    static final class JaroWinklerKernel implements PairKernel {
        private final int column;
        private final double[] thresholds;
        private final JaroWinkler jaroWinkler;
        private final int[] open = new int[PairBatch.SIZE];

        JaroWinklerKernel(int column, double[] thresholds, Dictionary dictionary) {
            this.column = column;
            this.thresholds = thresholds;
            this.jaroWinkler = new JaroWinkler(dictionary, thresholds[thresholds.length - 1]);
        }

        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            long l = left[leftAt + column];
            long r = right[rightAt + column];
            if (l == 0 || r == 0) {
                return 0;
            }
            return l == r ? 1 : similar((int) l, (int) r);
        }

        /**
         * Equality first, then the bound by letters for all that differ, then similarity for the few that are left: what is
         * known of texts is far apart in memory, and a loop without jumps lets the processor fetch many at once.
         */
        @Override
        public void apply(PairBatch batch, long radix) {
            int last = thresholds.length + 2;
            int differing = 0;
            for (int i = 0; i < batch.size; i++) {
                long l = batch.words[batch.leftAt[i] + column];
                long r = batch.words[batch.rightAt[i] + column];
                boolean missing = l == 0 || r == 0;
                batch.vector[i] += radix * (missing ? 0 : l == r ? 1 : last);
                open[differing] = i;
                differing += missing || l == r ? 0 : 1;
            }
            int left = 0;
            for (int k = 0; k < differing; k++) {
                int i = open[k];
                open[left] = i;
                left += jaroWinkler.mayBeSimilar((int) batch.words[batch.leftAt[i] + column], (int)
                                batch.words[batch.rightAt[i] + column])
                        ? 1
                        : 0;
            }
            for (int k = 0; k < left; k++) {
                int i = open[k];
                int level = similar(
                        (int) batch.words[batch.leftAt[i] + column], (int) batch.words[batch.rightAt[i] + column]);
                batch.vector[i] += radix * (level - last);
            }
        }

        private int similar(int left, int right) {
            double similarity = jaroWinkler.similarity(left, right);
            int level = 2;
            for (double threshold : thresholds) {
                if (similarity >= threshold) {
                    return level;
                }
                level++;
            }
            return level;
        }
    }

    /** Numbers not more than a tolerance apart, or a share of the greater one. */
    static final class NumberKernel implements PairKernel {
        private final int column;
        private final double[] tolerances;
        private final boolean shares;

        NumberKernel(int column, double[] tolerances, boolean shares) {
            this.column = column;
            this.tolerances = tolerances;
            this.shares = shares;
        }

        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            long l = left[leftAt + column];
            long r = right[rightAt + column];
            if (l == 0 || r == 0) {
                return 0;
            }
            if (l == r) {
                return 1;
            }
            double a = Double.longBitsToDouble(l);
            double b = Double.longBitsToDouble(r);
            double unit = shares ? Math.max(Math.abs(a), Math.abs(b)) : 1;
            int level = 2;
            for (double tolerance : tolerances) {
                if (Math.abs(a - b) <= tolerance * unit) {
                    return level;
                }
                level++;
            }
            return level;
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }
    }

    /** Unit, sector, district, area: how long a beginning two postcodes share. */
    static final class PostcodeKernel implements PairKernel {
        /** By shared bytes: two of the area, two of the rest of the outward code, one of the sector, two of the unit. */
        private static final byte[] LEVELS = {5, 5, 4, 4, 3, 2, 2, 1, 1};

        private final int column;

        PostcodeKernel(int column) {
            this.column = column;
        }

        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            long l = left[leftAt + column];
            long r = right[rightAt + column];
            if (l == 0 || r == 0) {
                return 0;
            }
            if (l < 0 || r < 0) {
                return l == r ? 1 : 5;
            }
            int shared = Long.numberOfLeadingZeros(l ^ r) >>> 3;
            return LEVELS[shared];
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }
    }

    /** Sets that have a value in common, or none. */
    static final class SetKernel implements PairKernel {
        private final int leftColumn;
        private final int rightColumn;
        private final SetPool sets;

        SetKernel(int leftColumn, int rightColumn, SetPool sets) {
            this.leftColumn = leftColumn;
            this.rightColumn = rightColumn;
            this.sets = sets;
        }

        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            long l = left[leftAt + leftColumn];
            long r = right[rightAt + rightColumn];
            if (l == 0 || r == 0) {
                return 0;
            }
            return sets.intersect((int) l, (int) r) ? 1 : 2;
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }
    }

    /** Equal, or the first of some tests that two texts pass. */
    static final class TextKernel implements PairKernel {
        private final int column;
        private final TextLevel.Test[] tests;

        TextKernel(int column, List<TextLevel> levels, Dictionary dictionary) {
            this.column = column;
            this.tests = levels.stream().map(level -> level.on(dictionary)).toArray(TextLevel.Test[]::new);
        }

        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            long l = left[leftAt + column];
            long r = right[rightAt + column];
            if (l == 0 || r == 0) {
                return 0;
            }
            if (l == r) {
                return 1;
            }
            int level = 2;
            for (TextLevel.Test test : tests) {
                if (test.holds((int) l, (int) r)) {
                    return level;
                }
                level++;
            }
            return level;
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }
    }
}

package org.reconlink.linkage.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.reconlink.linkage.comparison.PairKernel.PairBatch;
import org.reconlink.linkage.comparison.TextLevels.TextLevel;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.Dictionary;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.SetPool;

/** Comparisons for tables of people of unknown make, which any column of its meaning can have. */
public final class PeopleComparisons {
    private PeopleComparisons() {}

    private record Levelled(String name, List<String> labels, Function<PackedColumns, PairKernel> kernel)
            implements EngineComparison {
        @Override
        public PairKernel on(PackedColumns columns) {
            return kernel.apply(columns);
        }
    }

    private static EngineComparison of(String name, List<String> levels, Function<PackedColumns, PairKernel> kernel) {
        List<String> labels = new ArrayList<>(List.of(EngineComparison.MISSING));
        labels.addAll(levels);
        labels.add("different");
        return new Levelled(name, List.copyOf(labels), kernel);
    }

    /** A date: exact, day and month swapped, one character off, two characters off, same year, different. */
    public static EngineComparison dateWithSlips(String column) {
        return of(
                column,
                List.of("exact", "day and month swapped", "one character off", "two characters off", "same year"),
                columns -> new DateSlipsKernel(
                        columns.index(column, "a date comparison", ColumnKind.DATE), columns.dictionary()));
    }

    /** A postcode of any country: exact or one character off; a British one also the same sector, district, area. */
    public static EngineComparison postcodeWithSlips(String column) {
        return of(
                column,
                List.of("exact", "one character off", "same sector", "same district", "same area"),
                columns -> new PostcodeSlipsKernel(
                        columns.index(column, "a postcode comparison", ColumnKind.POSTCODE), columns.dictionary()));
    }

    /** A day of one side among the days of the other; levels are called as the two columns are used. */
    public static EngineComparison dayAmong(String one, String many, int near, List<String> labels) {
        List<String> all = new ArrayList<>(List.of(EngineComparison.MISSING));
        all.addAll(labels);
        return new Levelled(
                one,
                List.copyOf(all),
                columns -> new DayKernel(
                        columns.index(one, "days", ColumnKind.DAYS),
                        columns.index(many, "days", ColumnKind.DAYS),
                        near,
                        columns.sets()));
    }

    /**
     * A name as any comparison of texts has it, and before its last level that names stand in each other's place: one agrees
     * crosswise, and the other crosswise does not differ.
     */
    public static EngineComparison orOther(EngineComparison name, String other) {
        List<String> levels =
                new ArrayList<>(name.labels().subList(1, name.labels().size() - 1));
        levels.add("the other name");
        return of(
                name.name(),
                levels,
                columns -> new OtherNameKernel(
                        name.on(columns),
                        columns.index(name.name()),
                        columns.index(other, "a comparison of names", ColumnKind.NAME),
                        levels.size()));
    }

    /**
     * A name as {@link EngineComparisons#jaroWinkler} compares it, and before its last level that one row has here what
     * the other has as its other name.
     */
    public static EngineComparison nameOrOther(String column, String other, double... thresholds) {
        return orOther(EngineComparisons.jaroWinkler(column, thresholds), other);
    }

    /** The same before the at sign of an address, which both have. */
    public static TextLevel sameUserName() {
        record UserName(String label) implements TextLevel {
            @Override
            public Test on(Dictionary dictionary) {
                return (left, right) -> {
                    String one = dictionary.text(left);
                    int at = one.indexOf('@');
                    return at > 0 && dictionary.text(right).startsWith(one.substring(0, at + 1));
                };
            }
        }

        return new UserName("same user name");
    }

    /** Dates by the slips that part them; text that is not eight digits has its letters counted. */
    static final class DateSlipsKernel implements PairKernel {
        private static final int SWAPPED = 2;
        private static final int ONE = 3;
        private static final int TWO = 4;
        private static final int YEAR = 5;
        private static final int ELSE = 6;
        private static final long LOWEST = 0x1111_1111L;

        private final int column;
        private final Dictionary dictionary;
        private final EditDistance edits = new EditDistance(true, 2);

        DateSlipsKernel(int column, Dictionary dictionary) {
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
            return l == r ? 1 : l > 0 && r > 0 ? packed(l, r) : general(l, r);
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }

        private static int packed(long left, long right) {
            int reached = DateLevel.reached(left, right);
            if ((reached & DateLevel.DAY_AND_MONTH_SWAPPED.bit()) != 0) {
                return SWAPPED;
            }
            if ((reached & DateLevel.ONE_SLIP.bit()) != 0) {
                return ONE;
            }
            long differ = left ^ right;
            if (Long.bitCount((differ | differ >>> 1 | differ >>> 2 | differ >>> 3) & LOWEST) == 2) {
                return TWO;
            }
            return (reached & DateLevel.YEAR.bit()) != 0 ? YEAR : ELSE;
        }

        private int general(long left, long right) {
            int distance = edits.distance(text(left), text(right));
            return distance == 1 ? ONE : distance == 2 ? TWO : ELSE;
        }

        private String text(long word) {
            if (word < 0) {
                return dictionary.text((int) word);
            }
            StringBuilder digits = new StringBuilder();
            for (int shift = 28; shift >= 0; shift -= 4) {
                digits.append((char) ('0' + (word >>> shift & 0xF)));
            }
            return digits.toString();
        }
    }

    /** A day of one side among the days of the other: equal to one, near one, or neither. */
    static final class DayKernel implements PairKernel {
        private final int one;
        private final int many;
        private final int near;
        private final SetPool sets;

        /**
         * @param one column of the day that is looked for
         * @param many column of the days among which it may be
         * @param near days that are near
         */
        DayKernel(int one, int many, int near, SetPool sets) {
            this.one = one;
            this.many = many;
            this.near = near;
            this.sets = sets;
        }

        /** Either side may be the one that is looked for; two of these are compared with one another. */
        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            long wantedOnLeft = left[leftAt + one];
            long wantedOnRight = right[rightAt + one];
            long days = right[rightAt + many];
            if (wantedOnLeft != 0 && days != 0) {
                return level((int) wantedOnLeft, (int) days);
            }
            days = left[leftAt + many];
            if (wantedOnRight != 0 && days != 0) {
                return level((int) wantedOnRight, (int) days);
            }
            return wantedOnLeft == 0 || wantedOnRight == 0 ? 0 : level((int) wantedOnLeft, (int) wantedOnRight);
        }

        private int level(int wanted, int others) {
            if (sets.intersect(wanted, others)) {
                return 1;
            }
            return sets.leastBetween(wanted, others) <= near ? 2 : 3;
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }
    }

    /** Another comparison of a name, and a level before its last for names that stand in each other's column. */
    static final class OtherNameKernel implements PairKernel {
        private final PairKernel name;
        private final int column;
        private final int other;
        private final int last;
        private final long[] before = new long[PairBatch.SIZE];

        /** @param last the last level of the comparison of names */
        OtherNameKernel(PairKernel name, int column, int other, int last) {
            this.name = name;
            this.column = column;
            this.other = other;
            this.last = last;
        }

        @Override
        public int level(long[] left, int leftAt, long[] right, int rightAt) {
            return level(name.level(left, leftAt, right, rightAt), left, leftAt, right, rightAt);
        }

        /** Levels of the name alone first, as its own loop is much faster than one pair at a time. */
        @Override
        public void apply(PairBatch batch, long radix) {
            System.arraycopy(batch.vector, 0, before, 0, batch.size);
            Arrays.fill(batch.vector, 0, batch.size, 0);
            name.apply(batch, 1);
            for (int i = 0; i < batch.size; i++) {
                int level = level((int) batch.vector[i], batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
                batch.vector[i] = before[i] + radix * level;
            }
        }

        private int level(int ofName, long[] left, int leftAt, long[] right, int rightAt) {
            if (ofName < last - 1) {
                return ofName;
            }
            long leftOther = left[leftAt + other];
            long rightOther = right[rightAt + other];
            boolean leftsOther = leftOther != 0 && leftOther == right[rightAt + column];
            boolean rightsOther = rightOther != 0 && rightOther == left[leftAt + column];
            boolean crossed = (leftsOther || rightsOther)
                    && (leftsOther || mayBeOne(leftOther, right[rightAt + column]))
                    && (rightsOther || mayBeOne(left[leftAt + column], rightOther));
            return crossed ? last : ofName == last ? last + 1 : ofName;
        }

        /** Of names that stand in each other's place one agrees and the other does not differ, or one word would count twice. */
        private boolean mayBeOne(long one, long another) {
            long[] words = new long[2 * (column + 1)];
            words[column] = one;
            words[2 * column + 1] = another;
            return name.level(words, 0, words, column + 1) < last;
        }
    }

    /** Postcodes by one slip, and British ones by what lies near. */
    static final class PostcodeSlipsKernel implements PairKernel {
        private static final int ONE = 2;
        private static final int SECTOR = 3;
        private static final int DISTRICT = 4;
        private static final int AREA = 5;
        private static final int ELSE = 6;
        private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

        private final int column;
        private final Dictionary dictionary;
        private final EditDistance edits = new EditDistance(true, 1);

        PostcodeSlipsKernel(int column, Dictionary dictionary) {
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
            if (l > 0 && r > 0) {
                return packed(l, r);
            }
            return l < 0 && r < 0 && edits.distance(dictionary, (int) l, (int) r) <= 1 ? ONE : ELSE;
        }

        @Override
        public void apply(PairBatch batch, long radix) {
            for (int i = 0; i < batch.size; i++) {
                batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            }
        }

        private static int packed(long left, long right) {
            long differ = left ^ right;
            long letters = (((differ & LOW_BITS) + LOW_BITS) | differ) & ~LOW_BITS;
            if (Long.bitCount(letters) == 1 || neighboursSwapped(left, right, letters)) {
                return ONE;
            }
            return differ >>> 24 == 0 ? SECTOR : differ >>> 32 == 0 ? DISTRICT : differ >>> 48 == 0 ? AREA : ELSE;
        }

        private static boolean neighboursSwapped(long left, long right, long letters) {
            if (Long.bitCount(letters) != 2) {
                return false;
            }
            int low = Long.numberOfTrailingZeros(letters) - 7;
            return (letters & 0x80L << (low + 8)) != 0
                    && (left >>> low & 0xFF) == (right >>> (low + 8) & 0xFF)
                    && (left >>> (low + 8) & 0xFF) == (right >>> low & 0xFF);
        }
    }
}

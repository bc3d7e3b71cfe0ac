package org.reconlink.linkage.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Comparisons for tables of people of unknown make, which any column of its meaning can have. */
public final class PeopleComparisons {
    private PeopleComparisons() {}

    private record Levelled(String name, List<String> labels, Function<Columns, PairKernel> kernel)
            implements EngineComparison {
        @Override
        public PairKernel on(Columns columns) {
            return kernel.apply(columns);
        }
    }

    private static EngineComparison of(String name, List<String> levels, Function<Columns, PairKernel> kernel) {
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

    /**
     * A name as {@link EngineComparisons#jaroWinkler} compares it, and before its last level that one row has here what
     * the other has as its other name.
     */
    public static EngineComparison nameOrOther(String column, String other, double... thresholds) {
        EngineComparison name = EngineComparisons.jaroWinkler(column, thresholds);
        List<String> levels =
                new ArrayList<>(name.labels().subList(1, name.labels().size() - 1));
        levels.add("the other name");
        return of(
                column,
                levels,
                columns -> new OtherNameKernel(
                        name.on(columns),
                        columns.index(column),
                        columns.index(other, "a comparison of names", ColumnKind.NAME),
                        thresholds.length + 2));
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
}

package org.reconlink.linkage.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.Dictionary;
import org.reconlink.linkage.record.PackedColumns;

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
}

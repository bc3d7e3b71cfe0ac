package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/**
 * An ordered list of labelled levels at which two sides can agree: missing first, else last.
 *
 * <p>A side may have several values (names, postcodes, dates); the pair has the first level that any two of them reach.
 * Levels are numbered from 1 as {@link #weighedLabels} lists them; {@link #MISSING} is 0.
 *
 * @param <V> what is compared
 * @param values what a side has; empty if missing
 * @param comparable whether two values say enough of each other to be called different
 * @param rarity bits for sharing this very value at the first level instead of an average one; 0 where not adjusted
 */
record Comparison<V>(
        String name,
        Function<Subject, List<V>> values,
        BiPredicate<V, V> comparable,
        List<Level<V>> levels,
        String otherwise,
        ToDoubleBiFunction<V, Frequencies> rarity,
        boolean adjustable) {

    static final int MISSING = 0;
    static final String MISSING_LABEL = "missing";

    /** One level and the condition on which two values reach it. */
    record Level<V>(String label, BiPredicate<V, V> holds) {}

    static <V> Comparison<V> comparing(String name, Function<Subject, List<V>> values) {
        return new Comparison<>(name, values, (left, right) -> true, List.of(), "", (value, frequencies) -> 0, false);
    }

    Comparison<V> level(String label, BiPredicate<V, V> holds) {
        List<Level<V>> longer = new ArrayList<>(levels);
        longer.add(new Level<>(label, holds));
        return new Comparison<>(name, values, comparable, List.copyOf(longer), otherwise, rarity, adjustable);
    }

    Comparison<V> otherwise(String label) {
        return new Comparison<>(name, values, comparable, levels, label, rarity, adjustable);
    }

    Comparison<V> onlyIf(BiPredicate<V, V> condition) {
        return new Comparison<>(name, values, condition, levels, otherwise, rarity, adjustable);
    }

    Comparison<V> adjustedBy(ToDoubleBiFunction<V, Frequencies> bits) {
        return new Comparison<>(name, values, comparable, levels, otherwise, bits, true);
    }

    /** Labels of the levels that carry weight, in order. */
    List<String> weighedLabels() {
        return Stream.concat(levels.stream().map(Level::label), Stream.of(otherwise))
                .toList();
    }

    String label(int level) {
        return level == MISSING ? MISSING_LABEL : weighedLabels().get(level - 1);
    }

    int level(Subject left, Subject right) {
        return levelOf(values.apply(left), values.apply(right));
    }

    /** The level of two sides by their values. */
    int levelOf(List<V> lefts, List<V> rights) {
        if (lefts.isEmpty() || rights.isEmpty()) {
            return MISSING;
        }
        for (int i = 0; i < levels.size(); i++) {
            if (any(lefts, rights, levels.get(i).holds())) {
                return i + 1;
            }
        }
        return any(lefts, rights, comparable) ? levels.size() + 1 : MISSING;
    }

    /** The most telling of the values on which the two agree at the first level. */
    double rarityBits(Subject left, Subject right, Frequencies frequencies) {
        double most = Double.NEGATIVE_INFINITY;
        for (V l : values.apply(left)) {
            for (V r : values.apply(right)) {
                if (levels.get(0).holds().test(l, r)) {
                    most = Math.max(most, rarity.applyAsDouble(l, frequencies));
                }
            }
        }
        return most;
    }

    private static <V> boolean any(List<V> lefts, List<V> rights, BiPredicate<V, V> holds) {
        for (V left : lefts) {
            for (V right : rights) {
                if (holds.test(left, right)) {
                    return true;
                }
            }
        }
        return false;
    }
}

package org.reconlink.generate;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** Values drawn in proportion to whole-number weights; a weight of 0 is never drawn. */
final class Weighted<T> {
    private final List<T> values;
    private final int[] upTo;

    Weighted(List<T> values, ToIntFunction<T> weight) {
        this.values = values.stream().filter(v -> weight.applyAsInt(v) > 0).toList();
        this.upTo = this.values.stream().mapToInt(weight).toArray();
        Arrays.parallelPrefix(upTo, Integer::sum);
    }

    T draw(Dice dice) {
        int found = Arrays.binarySearch(upTo, dice.below(upTo[upTo.length - 1]) + 1);
        return values.get(found >= 0 ? found : -found - 1);
    }
}

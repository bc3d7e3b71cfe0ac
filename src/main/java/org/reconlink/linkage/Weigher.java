package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.Model.Parameters;
import org.reconlink.linkage.Model.TermFrequency;

/** Gives a pair its weight in bits: the sum over the comparisons, in the protocol's order, of weight and adjustment. */
final class Weigher {
    private final List<Weighed<?>> comparisons = new ArrayList<>();
    private final Frequencies frequencies;

    Weigher(List<String> compare, Model model, Frequencies frequencies) {
        this.frequencies = frequencies;
        for (Comparison<?> comparison : Comparisons.named(compare)) {
            comparisons.add(new Weighed<>(comparison, Objects.requireNonNull(model.parameters(comparison.name()))));
        }
    }

    double weight(Subject participant, Subject identity) {
        double sum = 0;
        for (Weighed<?> weighed : comparisons) {
            int level = weighed.comparison.level(participant, identity);
            sum += weighed.bits[level] + weighed.adjustment(level, participant, identity, frequencies);
        }
        return sum;
    }

    List<ComparedField> compare(Subject participant, Subject identity) {
        List<ComparedField> compared = new ArrayList<>(comparisons.size());
        for (Weighed<?> weighed : comparisons) {
            int level = weighed.comparison.level(participant, identity);
            compared.add(new ComparedField(
                    weighed.comparison.name(),
                    weighed.comparison.label(level),
                    weighed.bits[level],
                    weighed.adjustment(level, participant, identity, frequencies)));
        }
        return compared;
    }

    /** A comparison with the bits of its levels; those of {@link Comparison#MISSING} are 0. */
    private static final class Weighed<V> {
        private final Comparison<V> comparison;
        private final double[] bits;
        private final @Nullable TermFrequency termFrequency;

        Weighed(Comparison<V> comparison, Parameters parameters) {
            this.comparison = comparison;
            this.termFrequency = parameters.termFrequency();
            this.bits = new double[parameters.levels().size() + 1];
            for (int level = 1; level < bits.length; level++) {
                bits[level] = parameters.levels().get(level - 1).weight();
            }
        }

        double adjustment(int level, Subject participant, Subject identity, Frequencies frequencies) {
            return termFrequency == null || level != 1
                    ? 0
                    : termFrequency.bound(comparison.rarityBits(participant, identity, frequencies));
        }
    }
}

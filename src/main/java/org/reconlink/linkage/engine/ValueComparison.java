package org.reconlink.linkage.engine;

import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.util.List;

/**
 * One of the engine's comparisons for two values at a time, for those who have no tables; many threads may share it.
 */
public final class ValueComparison {
    private final EngineComparison comparison;
    private final ThreadLocal<Values> values;

    /** @param kind of the values, which the comparison must be able to compare */
    public ValueComparison(EngineComparison comparison, ColumnKind kind) {
        this.comparison = comparison;
        this.values = ThreadLocal.withInitial(() -> new Values(comparison, kind));
    }

    /** Labels of all levels, {@link EngineComparison#MISSING} first. */
    public List<String> labels() {
        return comparison.labels();
    }

    /** Level of two values: 0 where one says nothing, 1 best, the last for else. */
    public int level(String left, String right) {
        return values.get().level(left, right);
    }

    /** Values packed so far; one thread's. */
    private static final class Values {
        private final Columns columns;
        private final PairKernel kernel;
        private final Object2LongOpenHashMap<String> words = new Object2LongOpenHashMap<>();
        private final long[] one = new long[1];
        private final long[] other = new long[1];

        Values(EngineComparison comparison, ColumnKind kind) {
            columns = new Columns(List.of(new Column(comparison.name(), kind)));
            kernel = comparison.on(columns);
        }

        int level(String left, String right) {
            one[0] = word(left);
            other[0] = word(right);
            return kernel.level(one, 0, other, 0);
        }

        private long word(String value) {
            long known = words.getLong(value);
            if (known != 0 || value.isEmpty()) {
                return known;
            }
            TableBuilder row = columns.table();
            row.set(0, value);
            row.endRow();
            long word = row.build().word(0, 0);
            words.put(value, word);
            return word;
        }
    }
}

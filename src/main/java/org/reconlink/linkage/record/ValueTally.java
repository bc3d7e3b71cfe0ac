package org.reconlink.linkage.record;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;

/** Counts the values of one column: by code where the dictionary has them, by word where they are packed. */
public final class ValueTally {
    /** Takes a value and the rows that have it. */
    public interface Each {
        void accept(long word, long count);
    }

    private final int column;
    private final boolean coded;
    private final long[] codes;
    private final Long2LongOpenHashMap packed = new Long2LongOpenHashMap();
    private long total;

    public ValueTally(PackedTable table, String column) {
        this.column = table.columns()
                .index(
                        column,
                        "counting values",
                        ColumnKind.NAME,
                        ColumnKind.CATEGORY,
                        ColumnKind.DATE,
                        ColumnKind.POSTCODE,
                        ColumnKind.ID,
                        ColumnKind.NUMBER);
        this.coded = table.columns().kind(this.column) != ColumnKind.NUMBER;
        this.codes = new long[coded ? table.columns().dictionary().size() : 0];
    }

    public void add(PackedTable table) {
        for (int row = 0; row < table.rows(); row++) {
            long word = table.word(row, column);
            if (word == 0) {
                continue;
            }
            if (coded && word < 0) {
                codes[(int) word]++;
            } else {
                packed.addTo(word, 1);
            }
            total++;
        }
    }

    int column() {
        return column;
    }

    long of(long word) {
        return coded && word < 0 ? (int) word < codes.length ? codes[(int) word] : 0 : packed.get(word);
    }

    public long total() {
        return total;
    }

    public int size() {
        int size = packed.size();
        for (long count : codes) {
            size += count > 0 ? 1 : 0;
        }
        return size;
    }

    public void forEach(Each each) {
        for (int code = 1; code < codes.length; code++) {
            if (codes[code] > 0) {
                each.accept(Long.MIN_VALUE | code, codes[code]);
            }
        }
        for (Long2LongMap.Entry entry : packed.long2LongEntrySet()) {
            each.accept(entry.getLongKey(), entry.getLongValue());
        }
    }
}

package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.engine.ColumnKind;
import org.reconlink.linkage.engine.Columns;
import org.reconlink.linkage.engine.PackedTable;
import org.reconlink.linkage.engine.TableBuilder;

/**
 * The rows of one table, packed, and in an order that does not depend on the file's: by identifier, or by content where
 * there is none. Results are worked out in that order, so that shuffled files give the same digits.
 */
public final class TableRows {
    private final PackedTable table;
    private final @Nullable Ids ids;
    private final int[] rowOf;
    private final int[] placeOf;

    private TableRows(PackedTable table, @Nullable Ids ids, int[] rowOf) {
        this.table = table;
        this.ids = ids;
        this.rowOf = rowOf;
        placeOf = new int[rowOf.length];
        for (int place = 0; place < rowOf.length; place++) {
            placeOf[rowOf[place]] = place;
        }
    }

    /** The rows of one table and then those of another, which keep their places and lose their identifiers. */
    static TableRows both(TableRows left, TableRows right) {
        int[] rowOf = Arrays.copyOf(left.rowOf, left.size() + right.size());
        for (int place = 0; place < right.size(); place++) {
            rowOf[left.size() + place] = left.size() + right.rowOf[place];
        }
        return new TableRows(left.table.and(right.table), null, rowOf);
    }

    /** The number of rows. */
    public int size() {
        return rowOf.length;
    }

    /** Whether rows have identifiers of their own. */
    public boolean identified() {
        return ids != null;
    }

    /** The identifier at a place; the row's number in the file, from 1, where there is none. */
    public String id(int place) {
        return ids == null ? Integer.toString(rowOf[place] + 1) : ids.text(rowOf[place]);
    }

    /** The place of an identifier, or -1. */
    public int place(String id) {
        if (ids == null) {
            int row = id.matches("[1-9]\\d{0,8}") ? Integer.parseInt(id) - 1 : -1;
            return row >= 0 && row < placeOf.length ? placeOf[row] : -1;
        }
        byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = rowOf.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = ids.compare(rowOf[middle], wanted);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -1;
    }

    /** The row in the file at a place, from 0. */
    public int row(int place) {
        return rowOf[place];
    }

    int place(int row) {
        return placeOf[row];
    }

    PackedTable table() {
        return table;
    }

    /** Takes rows over as they are read. */
    public static final class Builder {
        private final String name;
        private final List<Field> fields;
        private final int[] cells;
        private final boolean[] sets;
        private final int idCell;
        private final @Nullable String idHeading;
        private final TableBuilder builder;
        private final Ids ids = new Ids();
        private final LongArrayList content = new LongArrayList();

        Builder(
                String name,
                List<Field> fields,
                Columns columns,
                List<String> wanted,
                List<String> headings,
                @Nullable String idHeading) {
            this.name = name;
            this.fields = fields;
            this.idHeading = idHeading;
            cells = wanted.stream().mapToInt(headings::indexOf).toArray();
            sets = new boolean[cells.length];
            for (int i = 0; i < cells.length; i++) {
                sets[i] = columns.list().get(i).kind() == ColumnKind.SET;
            }
            idCell = idHeading == null ? -1 : headings.indexOf(idHeading);
            builder = columns.table();
        }

        /** Takes one row, a cell for each heading. */
        public void add(String[] row) {
            long hash = 1;
            for (int i = 0; i < cells.length; i++) {
                String cell = row[cells[i]];
                Meaning meaning = fields.get(i).meaning();
                if (sets[i]) {
                    for (String one : cell.split("[;|]", -1)) {
                        builder.set(i, Values.standard(meaning, one));
                    }
                } else {
                    cell = Values.standard(meaning, cell);
                    builder.set(i, cell);
                }
                hash = idCell < 0 ? hash(hash, cell) : hash;
            }
            builder.endRow();
            if (idCell < 0) {
                content.add(hash);
            } else {
                ids.add(row[idCell]);
            }
        }

        private static long hash(long before, String text) {
            long hash = before * 31 + text.length();
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 32;
            }
            return hash;
        }

        /**
         * The rows taken.
         *
         * @throws IllegalArgumentException if two have one identifier
         */
        public TableRows build() {
            PackedTable table = builder.build();
            int[] order = new int[table.rows()];
            long[] keys = new long[order.length];
            for (int row = 0; row < order.length; row++) {
                order[row] = row;
                keys[row] = idCell < 0 ? content.getLong(row) : ids.head(row);
            }
            LongArrays.radixSortIndirect(order, keys, true);
            if (idCell < 0) {
                return new TableRows(table, null, order);
            }
            sortWithinHeads(order, keys);
            requireDistinct(order);
            return new TableRows(table, ids, order);
        }

        private void sortWithinHeads(int[] order, long[] keys) {
            int begin = 0;
            for (int i = 1; i <= order.length; i++) {
                if (i == order.length || keys[order[i]] != keys[order[begin]]) {
                    if (i - begin > 1) {
                        IntArrays.stableSort(order, begin, i, ids::compare);
                    }
                    begin = i;
                }
            }
        }

        private void requireDistinct(int[] order) {
            List<int[]> same = new ArrayList<>();
            for (int i = 1; i < order.length; i++) {
                if (ids.compare(order[i - 1], order[i]) == 0) {
                    same.add(new int[] {order[i - 1], order[i]});
                }
            }
            same.stream().min((a, b) -> Integer.compare(a[1], b[1])).ifPresent(rows -> {
                throw new IllegalArgumentException(name + ", column " + idHeading + ": records " + (rows[0] + 1)
                        + " and " + (rows[1] + 1) + " have the same identifier; name another column with --id");
            });
        }
    }
}

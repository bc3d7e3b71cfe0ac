package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.CellRule;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.CsvLayout;
import org.reconlink.linkage.record.CsvPacking;
import org.reconlink.linkage.record.CsvPacking.PackedFile;
import org.reconlink.linkage.record.KeptTexts;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedColumns.PackedColumn;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.RowContent;
import org.reconlink.linkage.record.TableBuilder;

/**
 * The rows of one table, packed, and in an order that does not depend on the file's: by identifier, or by content where
 * there is none. Results are worked out in that order, so that shuffled files give the same digits.
 */
public final class TableRows {
    private static final CellRule.Made BLANK = CellRule.Made.missing(Outcome.BLANK);

    private final PackedTable table;
    private final @Nullable KeptTexts ids;
    /** Null where rows stand in order. */
    private final int @Nullable [] rowOf;

    private final int @Nullable [] placeOf;
    private final long[][] outcomes;

    private TableRows(PackedTable table, @Nullable KeptTexts ids, int @Nullable [] rowOf, long[][] outcomes) {
        this.table = table;
        this.ids = ids;
        this.rowOf = rowOf;
        this.outcomes = outcomes;
        placeOf = rowOf == null ? null : inverse(rowOf);
    }

    private static int[] inverse(int[] rowOf) {
        int[] placeOf = new int[rowOf.length];
        for (int place = 0; place < rowOf.length; place++) {
            placeOf[rowOf[place]] = place;
        }
        return placeOf;
    }

    /** The rows of one table and then those of another, which keep their places and lose their identifiers. */
    static TableRows both(TableRows left, TableRows right) {
        int[] rowOf = new int[left.size() + right.size()];
        Arrays.setAll(
                rowOf, place -> place < left.size() ? left.row(place) : left.size() + right.row(place - left.size()));
        return new TableRows(left.table.and(right.table), null, rowOf, new long[0][0]);
    }

    /** The number of rows. */
    public int size() {
        return table.rows();
    }

    /** How many cells of a column came to this. */
    @SuppressWarnings("EnumOrdinal") // counted for every cell: an array of numbers, and never kept
    public long cells(int column, Outcome outcome) {
        return outcomes[column][outcome.ordinal()];
    }

    /** Counts the values of all columns at once, which asking for them one by one does not. */
    public void countValues(int threads) {
        table.countValues(threads);
    }

    /** How many different values a column has; of one that may have several in a row it is not known, and many. */
    public int differentValues(int column) {
        PackedColumn packed = table.columns().list().get(column);
        return packed.kind() == ColumnKind.SET
                ? Integer.MAX_VALUE
                : table.frequencies(packed.name()).words().length;
    }

    /** How many rows have the most frequent value of a column; of one that may have several in a row it is not known. */
    public long mostFrequent(int column) {
        PackedColumn packed = table.columns().list().get(column);
        return packed.kind() == ColumnKind.SET
                ? 0
                : Arrays.stream(table.frequencies(packed.name()).counts()).max().orElse(0);
    }

    /** Whether rows have identifiers of their own. */
    public boolean identified() {
        return ids != null;
    }

    /** The identifier at a place; the row's number in the file, from 1, where there is none. */
    public String id(int place) {
        return ids == null ? Integer.toString(row(place) + 1) : ids.text(row(place));
    }

    /** Length in bytes of what {@link #writeId} writes. */
    public int idLength(int place) {
        return ids == null ? id(place).length() : ids.length(row(place));
    }

    /** Writes the identifier at a place in UTF-8 from {@code at}; answers where it ends. */
    public int writeId(int place, byte[] into, int at) {
        if (ids != null) {
            return ids.write(row(place), into, at);
        }
        byte[] number = id(place).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(number, 0, into, at, number.length);
        return at + number.length;
    }

    /** The place of an identifier, or -1. */
    public int place(String id) {
        if (ids == null) {
            int row = id.matches("[1-9]\\d{0,8}") ? Integer.parseInt(id) - 1 : -1;
            return row >= 0 && row < size() ? place(row) : -1;
        }
        byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = ids.compare(row(middle), wanted);
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
        return rowOf == null ? place : rowOf[place];
    }

    int place(int row) {
        return placeOf == null ? row : placeOf[row];
    }

    PackedTable table() {
        return table;
    }

    /** Says that a column does not identify the rows. */
    public static final class RepeatedIdException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String column;

        RepeatedIdException(String file, String heading, String why) {
            super(column(file, heading) + ": " + why);
            column = column(file, heading);
        }

        /** How the column of a file is called here. */
        public static String column(String file, String heading) {
            return file + ", column " + heading;
        }

        /** The column and its file. */
        public String column() {
            return column;
        }
    }

    /** Takes rows over as they are read, or all at once. */
    public static final class Builder {
        private final String name;
        private final PackedColumns columns;
        private final List<CellSource> sources;
        private final List<String> headings;
        private final int width;
        private final int idCell;
        private final @Nullable String idHeading;
        private final TableBuilder builder;
        private final KeptTexts ids = new KeptTexts();
        private final LongArrayList content = new LongArrayList();
        private final long[][] outcomes;

        Builder(
                String name,
                PackedColumns columns,
                List<CellSource> sources,
                List<String> headings,
                @Nullable String idHeading) {
            this.name = name;
            this.columns = columns;
            this.sources = List.copyOf(sources);
            this.idHeading = idHeading;
            this.headings = List.copyOf(headings);
            width = headings.size();
            idCell = idHeading == null ? -1 : headings.indexOf(idHeading);
            builder = columns.table();
            outcomes = new long[sources.size()][Outcome.values().length];
        }

        /** Takes one row, a cell for each heading. */
        @SuppressWarnings("EnumOrdinal") // as above
        public void add(String[] row) {
            long hash = RowContent.NONE;
            for (int i = 0; i < outcomes.length; i++) {
                String cell = sources.get(i).cell(row);
                CellRule.Made made = cell.isEmpty() ? BLANK : sources.get(i).made(cell, row);
                outcomes[i][made.outcome().ordinal()]++;
                for (String value : made.values()) {
                    builder.set(i, value);
                }
                hash = idCell < 0
                        ? RowContent.with(hash, RowContent.of(made.values().size() == 1 ? made.value() : cell))
                        : hash;
            }
            builder.endRow();
            if (idCell < 0) {
                content.add(hash);
            } else {
                ids.add(row[idCell]);
            }
        }

        /** The rows taken. */
        public TableRows build() {
            return inOrder(builder.build(), ids, content.toLongArray(), outcomes);
        }

        /**
         * The rows of a plain CSV file, read by several threads.
         *
         * @param begin of the row below the headings, in bytes
         * @param encodings that the file may be in, the first one first
         * @param stripped takes space off both ends of a cell
         * @return null if the file is not as plain as this takes, or something is wrong with it: its rows are to be taken
         *     one by one
         */
        public @Nullable TableRows read(
                Path file,
                char delimiter,
                long begin,
                List<Charset> encodings,
                UnaryOperator<String> stripped,
                int threads)
                throws IOException {
            CsvLayout layout = new CsvLayout(
                    delimiter,
                    begin,
                    encodings,
                    width,
                    sources.stream().map(CellSource::places).toList(),
                    sources.stream().mapToInt(CellSource::instead).toArray(),
                    sources.stream().map(CellSource::rule).toList(),
                    idCell);
            PackedFile read = CsvPacking.read(file, columns, layout, stripped, threads);
            return read == null || mayHaveNoRecords(read.table())
                    ? null
                    : inOrder(read.table(), read.kept(), read.content(), read.outcomes());
        }

        /** Whether a row has no value at all, as blank rows and totals, or a heading stands among the values. */
        private boolean mayHaveNoRecords(PackedTable table) {
            for (int row = 0; row < table.rows(); row++) {
                int column = 0;
                while (column < columns.size() && table.word(row, column) == 0) {
                    column++;
                }
                if (column == columns.size()) {
                    return true;
                }
            }
            return sources.stream()
                    .filter(source -> source.places().length == 1)
                    .flatMap(source -> source.rule().of(headings.get(source.places()[0])).values().stream())
                    .anyMatch(heading -> columns.dictionary().find(heading) != 0);
        }

        /** @throws RepeatedIdException if two rows have one identifier, or one has none */
        private TableRows inOrder(PackedTable table, KeptTexts ids, long[] content, long[][] outcomes) {
            for (int row = 0; idCell >= 0 && row < ids.size(); row++) {
                if (ids.length(row) == 0) {
                    throw new RepeatedIdException(
                            name, String.valueOf(idHeading), "record " + (row + 1) + " has no identifier");
                }
            }
            if (idCell >= 0 && ascends(ids)) {
                return new TableRows(table, ids, null, outcomes);
            }
            int[] order = new int[table.rows()];
            long[] keys = new long[order.length];
            for (int row = 0; row < order.length; row++) {
                order[row] = row;
                keys[row] = idCell < 0 ? content[row] : ids.head(row);
            }
            LongArrays.parallelRadixSortIndirect(order, keys, true);
            if (idCell < 0) {
                return new TableRows(table, null, order, outcomes);
            }
            sortWithinHeads(order, keys, ids);
            requireDistinct(order, ids);
            return new TableRows(table, ids, order, outcomes);
        }

        private static boolean ascends(KeptTexts ids) {
            for (int row = 1; row < ids.size(); row++) {
                if (ids.compare(row - 1, row) >= 0) {
                    return false;
                }
            }
            return true;
        }

        private static void sortWithinHeads(int[] order, long[] keys, KeptTexts ids) {
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

        private void requireDistinct(int[] order, KeptTexts ids) {
            List<int[]> same = new ArrayList<>();
            for (int i = 1; i < order.length; i++) {
                if (ids.compare(order[i - 1], order[i]) == 0) {
                    same.add(new int[] {order[i - 1], order[i]});
                }
            }
            same.stream().min((a, b) -> Integer.compare(a[1], b[1])).ifPresent(rows -> {
                throw new RepeatedIdException(
                        name,
                        String.valueOf(idHeading),
                        "records " + (rows[0] + 1) + " and " + (rows[1] + 1) + " have the same identifier");
            });
        }
    }

    /**
     * Where the values of a compared column come from in one table.
     *
     * @param places of the cells in a row, from 0; several are read as one, joined by {@link CsvLayout#JOINT}
     * @param instead place of the cell that is read where this one says that there is no such name; -1 for none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    public record CellSource(int[] places, CellRule rule, int instead) {

        /** Cells that are read whatever they say. */
        public CellSource(int[] places, CellRule rule) {
            this(places, rule, -1);
        }

        /** What the rule makes of a cell, or of the one beside it if somebody has one name. */
        CellRule.Made made(String cell, String[] row) {
            CellRule.Made made = rule.of(cell);
            if (made.outcome() != Outcome.NO_SUCH_NAME || instead < 0 || row[instead].isEmpty()) {
                return made;
            }
            CellRule.Made beside = rule.of(row[instead]);
            return beside.outcome() == Outcome.READ ? new CellRule.Made(Outcome.ONE_NAME, beside.values()) : made;
        }

        String cell(String[] row) {
            if (places.length == 1) {
                return row[places[0]];
            }
            StringBuilder joined = new StringBuilder(row[places[0]]);
            for (int i = 1; i < places.length; i++) {
                joined.append(CsvLayout.JOINT).append(row[places[i]]);
            }
            return joined.toString();
        }

        @Override
        public String toString() {
            return places.length + " cells";
        }
    }
}

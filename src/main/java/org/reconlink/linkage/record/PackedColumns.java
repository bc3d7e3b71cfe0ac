package org.reconlink.linkage.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of both tables, with the dictionary they share: one text is one code in all columns of both. */
public final class PackedColumns {
    /** Added to days, so that all of them are above 0. */
    private static final int FIRST_DAY = 1_000_000;

    private final List<PackedColumn> list;
    private final Dictionary dictionary;
    private final SetPool sets = new SetPool();
    private final Map<List<Object>, long[]> parts;

    /** @throws IllegalArgumentException if two columns have one name */
    public PackedColumns(List<PackedColumn> list) {
        this(List.copyOf(list), new Dictionary(), new HashMap<>());
        if (this.list.stream().map(PackedColumn::name).distinct().count() != list.size()) {
            throw new IllegalArgumentException("two columns have one name");
        }
    }

    private PackedColumns(List<PackedColumn> list, Dictionary dictionary, Map<List<Object>, long[]> parts) {
        this.list = list;
        this.dictionary = dictionary;
        this.parts = parts;
    }

    /** The same columns and texts with sets of their own, for one thread of several: a dictionary that grows no more is shared. */
    public PackedColumns withOwnSets() {
        return new PackedColumns(list, dictionary, parts);
    }

    /** A table of rows whose words are known, one row after the other. */
    public PackedTable table(long[] words) {
        RowStore store = new RowStore(size());
        long[] row = new long[size()];
        for (int at = 0; at < words.length; at += row.length) {
            System.arraycopy(words, at, row, 0, row.length);
            store.add(row);
        }
        return new PackedTable(this, store);
    }

    /** All columns in order. */
    public List<PackedColumn> list() {
        return list;
    }

    /**
     * Place of a column.
     *
     * @throws IllegalArgumentException if there is none of the name
     */
    public int index(String name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no column " + name + "; there are "
                + list.stream().map(PackedColumn::name).toList());
    }

    /**
     * The word of a set of days, for rows that share it.
     *
     * @param epochDays in any order; empty if missing
     */
    public long days(int[] epochDays) {
        int[] codes = new int[epochDays.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Math.addExact(epochDays[i], FIRST_DAY);
        }
        return codes.length == 0 ? 0 : sets.add(codes, codes.length);
    }

    /** Begins a table. */
    public TableBuilder table() {
        return new TableBuilder(this);
    }

    /** Place of a column that must be of one of the kinds. */
    public int index(String name, String user, ColumnKind... kinds) {
        int index = index(name);
        if (!List.of(kinds).contains(list.get(index).kind())) {
            throw new IllegalArgumentException(user + " needs a column of " + List.of(kinds) + ", and " + name
                    + " is of " + list.get(index).kind());
        }
        return index;
    }

    public ColumnKind kind(int index) {
        return list.get(index).kind();
    }

    public int size() {
        return list.size();
    }

    public Dictionary dictionary() {
        return dictionary;
    }

    public SetPool sets() {
        return sets;
    }

    /** The word of a text in the dictionary; several threads may ask. */
    long textWord(String text) {
        synchronized (dictionary) {
            return dictionary.word(text);
        }
    }

    /** The word of a set of texts by their codes; several threads may ask. */
    public long addSet(int[] codes, int count) {
        synchronized (sets) {
            return sets.add(codes, count);
        }
    }

    /** The part of each text that a blocking rule takes, by code: many rules take the same. */
    long[] partsByCode(Transform transform, ColumnKind kind) {
        synchronized (parts) {
            long[] byCode = parts.computeIfAbsent(
                    List.of(transform, kind), asked -> PartReader.byCode(transform, kind, dictionary));
            if (byCode.length < dictionary.size()) {
                byCode = PartReader.byCode(transform, kind, dictionary);
                parts.put(List.of(transform, kind), byCode);
            }
            return byCode;
        }
    }

    /** A column that both tables have. */
    public record PackedColumn(String name, ColumnKind kind) {}
}

package org.reconlink.linkage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Packs the rows of one part of a file with codes of its own, which {@link #remap} then turns into those of the shared
 * dictionary; one thread's.
 */
final class CsvRange {
    private static final int BUFFER = 1 << 18;

    private final FileChannel file;
    private final CsvFields fields;
    private final Columns columns;
    private final RowStore store;
    private final int[] keptAt;
    private final int firstRow;
    private final CsvRow row;
    private final ByteDictionary dictionary = new ByteDictionary();
    private final KeptTexts.Pool kept = new KeptTexts.Pool();
    private final SetPool sets = new SetPool();
    private final long[] words;
    private int[] codes = new int[16];
    private byte[] buffer = new byte[BUFFER + ByteDictionary.SLACK];
    private int rows;

    CsvRange(FileChannel file, CsvFields fields, Columns columns, RowStore store, int[] keptAt, int firstRow) {
        this.file = file;
        this.fields = fields;
        this.columns = columns;
        this.store = store;
        this.keptAt = keptAt;
        this.firstRow = firstRow;
        this.row = new CsvRow(fields.separator());
        this.words = new long[columns.size()];
    }

    int firstRow() {
        return firstRow;
    }

    /** Rows packed so far, blank ones left out. */
    int rows() {
        return rows;
    }

    KeptTexts.Pool kept() {
        return kept;
    }

    /** Packs the rows from one place in the file to another; a row that does not fit the buffer makes it grow. */
    void read(long from, long to) throws IOException {
        long next = from;
        int filled = 0;
        while (next < to || filled > 0) {
            int room = buffer.length - ByteDictionary.SLACK - filled;
            if (room < 2) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
                continue;
            }
            boolean last = to - next <= room - 1;
            int wanted = (int) Math.min(room - 1, to - next);
            int read = fill(filled, wanted, next);
            filled += read;
            next += read;
            if (last && buffer[filled - 1] != '\n') {
                buffer[filled++] = '\n';
            }
            int used = rows(filled, last);
            filled -= used;
            System.arraycopy(buffer, used, buffer, 0, filled);
            if (last) {
                return;
            }
        }
    }

    /** Takes this part's texts and sets into those that all share; not for two threads. */
    int[] intern() {
        int[] shared = new int[dictionary.size()];
        for (int code = 1; code < shared.length; code++) {
            shared[code] = columns.dictionary().code(dictionary.text(code));
        }
        return shared;
    }

    /** Replaces own codes by shared ones; sets one part after the other. */
    void remap(int[] shared) {
        for (int column = 0; column < columns.size(); column++) {
            ColumnKind kind = columns.kind(column);
            if (kind != ColumnKind.NUMBER && kind != ColumnKind.SET) {
                for (int at = firstRow; at < firstRow + rows; at++) {
                    long[] chunk = store.chunk(at);
                    int place = store.at(at) + column;
                    chunk[place] = chunk[place] < 0 ? Long.MIN_VALUE | shared[(int) chunk[place]] : chunk[place];
                }
            }
        }
    }

    /** The same for sets, which are kept in one place; not for two threads. */
    void remapSets(int[] shared) {
        for (int column = 0; column < columns.size(); column++) {
            if (columns.kind(column) == ColumnKind.SET) {
                for (int at = firstRow; at < firstRow + rows; at++) {
                    long[] chunk = store.chunk(at);
                    int place = store.at(at) + column;
                    if (chunk[place] != 0) {
                        int[] own = sets.codes((int) chunk[place]);
                        Arrays.setAll(own, i -> shared[own[i]]);
                        chunk[place] = columns.sets().add(own, own.length);
                    }
                }
            }
        }
    }

    private int fill(int at, int wanted, long from) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(buffer, at, wanted);
        while (into.hasRemaining()) {
            if (file.read(into, from + into.position() - at) <= 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return wanted;
    }

    /** Packs all whole rows of the buffer; answers how many bytes they had. */
    private int rows(int filled, boolean last) {
        int at = 0;
        while (at < filled) {
            int next = row.read(buffer, at, filled);
            if (next == CsvRow.INCOMPLETE) {
                if (last) {
                    throw new CsvProblem(rows, ": a quote is opened and never closed; close it");
                }
                return at;
            }
            if (!row.blank()) {
                packRow();
                rows++;
            }
            at = next;
        }
        return at;
    }

    private void packRow() {
        if (row.stray()) {
            throw new CsvProblem(rows, ": a quote within a value; put the value in quotes and double each quote in it");
        }
        if (row.size() != fields.size()) {
            throw new CsvProblem(
                    rows,
                    " has " + row.size() + " values, and the headings are " + fields.size()
                            + "; give each row a value, or nothing, for each heading");
        }
        for (int column = 0; column < words.length; column++) {
            int field = fields.of(column);
            int begin = row.begin(field);
            int end = row.end(field, buffer);
            words[column] = begin == end ? 0 : word(column, begin, end);
        }
        store.set(firstRow + rows, words);
        int id = fields.kept();
        if (id >= 0) {
            keptAt[firstRow + rows] = kept.add(buffer, row.begin(id), row.end(id, buffer));
        }
    }

    private long word(int column, int begin, int end) {
        ColumnKind kind = columns.kind(column);
        if (kind == ColumnKind.SET) {
            return set(begin, end);
        }
        if (kind == ColumnKind.NUMBER) {
            long number = Packing.number(new String(buffer, begin, end - begin, StandardCharsets.UTF_8));
            if (number == Packing.NONE) {
                throw new CsvProblem(
                        rows, ", column " + columns.list().get(column).name() + Packing.NO_NUMBER);
            }
            return number;
        }
        long packed = Packing.pack(kind, buffer, begin, end);
        return packed == Packing.NONE ? Long.MIN_VALUE | dictionary.code(buffer, begin, end) : packed;
    }

    private long set(int begin, int end) {
        int count = 0;
        int from = begin;
        for (int at = begin; at <= end; at++) {
            if (at == end || buffer[at] == fields.setSeparator()) {
                if (at > from) {
                    codes = count == codes.length ? Arrays.copyOf(codes, count * 2) : codes;
                    codes[count++] = dictionary.code(buffer, from, at);
                }
                from = at + 1;
            }
        }
        return count == 0 ? 0 : sets.add(codes, count);
    }
}

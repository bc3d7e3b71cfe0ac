package org.reconlink.linkage.tables;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedTable;

/**
 * Rows of a part of a table in the order of their identifiers, with a dictionary of the part's own: what one machine hands on
 * to another.
 */
public final class PackedPart {
    private final int width;
    /** Of the part's rows, those that have a text or a set being numbers of these. */
    private final long[] words;

    private final List<String> texts;
    private final List<String[]> sets;
    private final byte[][] ids;

    private PackedPart(int width, long[] words, List<String> texts, List<String[]> sets, byte[][] ids) {
        this.width = width;
        this.words = words;
        this.texts = texts;
        this.sets = sets;
        this.ids = ids;
    }

    /** The rows of a table that have identifiers. */
    public static PackedPart of(TableRows rows) {
        Making made = new Making(rows.table().columns());
        long[] row = new long[made.width];
        for (int place = 0; place < rows.size(); place++) {
            rows.table().copyRow(rows.row(place), row, 0);
            made.add(
                    row,
                    rows.id(place).getBytes(StandardCharsets.UTF_8),
                    rows.table().columns());
        }
        return made.part();
    }

    /** How many cells of each column of a table came to what, column by column. */
    public static long[] outcomes(TableRows rows) {
        Outcome[] all = Outcome.values();
        int columns = rows.table().columns().size();
        long[] cells = new long[columns * all.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = rows.cells(i / all.length, all[i % all.length]);
        }
        return cells;
    }

    /** Number of rows. */
    public int rows() {
        return ids.length;
    }

    /** The identifier of a row, in UTF-8. */
    public byte[] id(int row) {
        return ids[row];
    }

    /** The rows with the words that they have in a dictionary that has all their texts. */
    public PackedTable table(PackedColumns columns) {
        return columns.table(words(columns));
    }

    private long[] words(PackedColumns columns) {
        long[] codes = new long[texts.size() + 1];
        for (int i = 1; i < codes.length; i++) {
            codes[i] = Long.MIN_VALUE | columns.dictionary().find(texts.get(i - 1));
        }
        long[] setWords = new long[sets.size() + 1];
        for (int i = 1; i < setWords.length; i++) {
            String[] set = sets.get(i - 1);
            int[] of = new int[set.length];
            Arrays.setAll(of, k -> columns.dictionary().find(set[k]));
            setWords[i] = columns.addSet(of, of.length);
        }
        long[] global = words.clone();
        for (int column = 0; column < width; column++) {
            ColumnKind kind = columns.kind(column);
            for (int at = column; at < global.length; at += width) {
                if (kind == ColumnKind.SET) {
                    global[at] = setWords[(int) global[at]];
                } else if (kind != ColumnKind.NUMBER && global[at] < 0) {
                    global[at] = codes[(int) global[at]];
                }
            }
        }
        return global;
    }

    /** All texts that the rows have, each once. */
    public List<String> texts() {
        List<String> all = new ArrayList<>(texts);
        sets.forEach(set -> all.addAll(Arrays.asList(set)));
        return all;
    }

    /** Puts some rows of several parts together. */
    public static final class Making {
        private final int width;
        private final ColumnKind[] kinds;
        private final Map<String, Integer> texts = new LinkedHashMap<>();
        private final Map<List<String>, Integer> sets = new LinkedHashMap<>();
        private final List<byte[]> ids = new ArrayList<>();
        private long[] words = new long[1 << 10];

        /** @param columns of the rows */
        public Making(PackedColumns columns) {
            width = columns.size();
            kinds = new ColumnKind[width];
            Arrays.setAll(kinds, columns::kind);
        }

        private void add(long[] row, byte[] id, PackedColumns columns) {
            long[] into = room();
            int at = ids.size() * width;
            for (int c = 0; c < width; c++) {
                long word = row[c];
                if (kinds[c] == ColumnKind.SET && word != 0) {
                    List<String> set = Arrays.stream(columns.sets().codes((int) word))
                            .mapToObj(columns.dictionary()::text)
                            .sorted()
                            .toList();
                    word = number(sets, set);
                } else if (kinds[c] != ColumnKind.NUMBER && word < 0) {
                    word = Long.MIN_VALUE | number(texts, columns.dictionary().text((int) word));
                }
                into[at + c] = word;
            }
            ids.add(id);
        }

        /** Adds a row of a part. */
        public void add(PackedPart part, int row) {
            long[] into = room();
            int at = ids.size() * width;
            for (int c = 0; c < width; c++) {
                long word = part.words[row * width + c];
                if (kinds[c] == ColumnKind.SET && word != 0) {
                    word = number(sets, Arrays.asList(part.sets.get((int) word - 1)));
                } else if (kinds[c] != ColumnKind.NUMBER && word < 0) {
                    word = Long.MIN_VALUE | number(texts, part.texts.get((int) word - 1));
                }
                into[at + c] = word;
            }
            ids.add(part.ids[row]);
        }

        private long[] room() {
            if ((ids.size() + 1) * width > words.length) {
                words = Arrays.copyOf(words, Math.max(words.length * 2, (ids.size() + 1) * width));
            }
            return words;
        }

        private static <T> int number(Map<T, Integer> numbers, T value) {
            Integer known = numbers.putIfAbsent(value, numbers.size() + 1);
            return known == null ? numbers.size() : known;
        }

        /** The rows so far. */
        public PackedPart part() {
            return new PackedPart(
                    width,
                    Arrays.copyOf(words, ids.size() * width),
                    List.copyOf(texts.keySet()),
                    sets.keySet().stream()
                            .map(set -> set.toArray(String[]::new))
                            .toList(),
                    ids.toArray(byte[][]::new));
        }
    }

    /** The part as bytes. */
    public byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(words.length * Long.BYTES + (1 << 10));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(width);
            out.writeInt(ids.length);
            for (long word : words) {
                out.writeLong(word);
            }
            out.writeInt(texts.size());
            for (String text : texts) {
                write(out, text.getBytes(StandardCharsets.UTF_8));
            }
            out.writeInt(sets.size());
            for (String[] set : sets) {
                out.writeInt(set.length);
                for (String text : set) {
                    write(out, text.getBytes(StandardCharsets.UTF_8));
                }
            }
            for (byte[] id : ids) {
                write(out, id);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] text) throws IOException {
        out.writeInt(text.length);
        out.write(text);
    }

    /** A part that {@link #write} wrote. */
    public static PackedPart read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int width = in.readInt();
            int rows = in.readInt();
            long[] words = new long[rows * width];
            for (int i = 0; i < words.length; i++) {
                words[i] = in.readLong();
            }
            List<String> texts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
            }
            List<String[]> sets = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                String[] set = new String[in.readInt()];
                for (int i = 0; i < set.length; i++) {
                    set[i] = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                }
                sets.add(set);
            }
            byte[][] ids = new byte[rows][];
            for (int i = 0; i < rows; i++) {
                ids[i] = in.readNBytes(in.readInt());
            }
            return new PackedPart(width, words, texts, sets, ids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return ids.length + " rows";
    }
}

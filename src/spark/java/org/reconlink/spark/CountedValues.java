package org.reconlink.spark;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.PackedTable.DistinctRows;
import org.reconlink.linkage.record.TableValues;
import org.reconlink.linkage.record.ValueCounts;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.PackedPart;
import scala.Tuple2;

/** The values of a table whose rows are on many machines, counted there by content. */
final class CountedValues implements TableValues {
    private static final int BUCKETS_AT_MOST = 1 << 10;

    private final PackedColumns columns;
    private final int rows;
    private final ValueCounts[] counts;
    private final DistinctRows[] sets;
    private final Long2LongOpenHashMap present = new Long2LongOpenHashMap();

    /** A value of a column: a packed word, a text, or a set of texts. */
    private record Value(int column, Object content) {}

    /** The column under whose name rows are counted by the columns that they have a value in. */
    private static final int PRESENT = -1;

    /** The table's values, in bytes that {@link #add} and the constructor read. */
    static byte[] count(JavaSparkContext context, JavaRDD<byte[]> placed, String json, int parts) {
        int buckets = Math.min(parts, BUCKETS_AT_MOST);
        var chunks = placed.mapPartitionsWithIndex(
                        (source, all) -> counted(json, source, PackedPart.read(all.next()), buckets), true)
                .mapToPair(chunk -> chunk);
        List<byte[]> merged = Chunks.each(
                        Chunks.inBuckets(chunks, buckets),
                        all -> List.of(merged(all)).iterator())
                .collect();
        return WorkFolder.bytes(out -> {
            out.writeInt(merged.size());
            for (byte[] each : merged) {
                out.write(each);
            }
        });
    }

    private static Iterator<Tuple2<Long, byte[]>> counted(String json, int source, PackedPart part, int buckets) {
        PackedColumns columns = LinkagePlan.read(json, 1, 0).columns();
        part.texts().forEach(columns.dictionary()::code);
        PackedTable table = part.table(columns);
        List<Map<Value, Long>> byBucket = new ArrayList<>();
        for (int i = 0; i < buckets; i++) {
            byBucket.add(new HashMap<>());
        }
        for (int c = 0; c < columns.size(); c++) {
            String name = columns.list().get(c).name();
            if (columns.kind(c) == ColumnKind.SET) {
                DistinctRows distinct = table.distinct(List.of(name));
                for (int row = 0; row < distinct.counts().length; row++) {
                    long word = distinct.table().word(row, c);
                    if (word != 0) {
                        List<String> texts = Arrays.stream(columns.sets().codes((int) word))
                                .mapToObj(columns.dictionary()::text)
                                .sorted()
                                .toList();
                        add(byBucket, new Value(c, texts), distinct.counts()[row]);
                    }
                }
            } else {
                ValueCounts values = table.frequencies(name);
                boolean coded = columns.kind(c) != ColumnKind.NUMBER;
                for (int i = 0; i < values.words().length; i++) {
                    long word = values.words()[i];
                    Object content = coded && word < 0 ? columns.dictionary().text((int) word) : (Object) word;
                    add(byBucket, new Value(c, content), values.counts()[i]);
                }
            }
        }
        for (Long2LongMap.Entry each : table.present().long2LongEntrySet()) {
            add(byBucket, new Value(PRESENT, each.getLongKey()), each.getLongValue());
        }
        List<Tuple2<Long, byte[]>> chunks = new ArrayList<>();
        for (int bucket = 0; bucket < buckets; bucket++) {
            Map<Value, Long> of = byBucket.get(bucket);
            chunks.add(new Tuple2<>(Chunks.address(bucket, 0, source), WorkFolder.bytes(out -> write(of, out))));
        }
        return chunks.iterator();
    }

    /** The hash of a text is that of its letters, wherever it is made. */
    private static void add(List<Map<Value, Long>> byBucket, Value value, long count) {
        int bucket = Math.floorMod(31 * value.content.hashCode() + value.column, byBucket.size());
        byBucket.get(bucket).merge(value, count, Long::sum);
    }

    private static byte[] merged(Iterator<Tuple2<Long, byte[]>> chunks) throws IOException {
        Map<Value, Long> all = new HashMap<>();
        while (chunks.hasNext()) {
            try (DataInputStream in = WorkFolder.in(chunks.next()._2())) {
                read(in, (value, count) -> all.merge(value, count, Long::sum));
            }
        }
        return WorkFolder.bytes(out -> write(all, out));
    }

    private static void write(Map<Value, Long> counts, DataOutputStream out) throws IOException {
        out.writeInt(counts.size());
        for (Map.Entry<Value, Long> each : counts.entrySet()) {
            out.writeInt(each.getKey().column);
            Object content = each.getKey().content;
            if (content instanceof Long word) {
                out.writeInt(-2);
                out.writeLong(word);
            } else if (content instanceof String text) {
                out.writeInt(-1);
                write(text, out);
            } else if (content instanceof List<?> texts) {
                out.writeInt(texts.size());
                for (Object text : texts) {
                    write((String) text, out);
                }
            }
            out.writeLong(each.getValue());
        }
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private interface Taking {
        void take(Value value, long count);
    }

    private static void read(DataInputStream in, Taking taking) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            int column = in.readInt();
            int kind = in.readInt();
            Object content;
            if (kind == -2) {
                content = in.readLong();
            } else if (kind == -1) {
                content = text(in);
            } else {
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < kind; i++) {
                    texts.add(text(in));
                }
                content = texts;
            }
            taking.take(new Value(column, content), in.readLong());
        }
    }

    private static void readAll(byte[] counted, Taking taking) throws IOException {
        try (DataInputStream in = WorkFolder.in(counted)) {
            for (int left = in.readInt(); left > 0; left--) {
                read(in, taking);
            }
        }
    }

    /** The texts that the values are and have, in any order, some of them several times. */
    static List<String> texts(byte[] counted) throws IOException {
        List<String> texts = new ArrayList<>();
        readAll(counted, (value, count) -> {
            if (value.content instanceof String text) {
                texts.add(text);
            } else if (value.content instanceof List<?> set) {
                set.forEach(text -> texts.add((String) text));
            }
        });
        return texts;
    }

    /** @param columns whose dictionary has all texts */
    CountedValues(PackedColumns columns, int rows, byte[] counted) throws IOException {
        this.columns = columns;
        this.rows = rows;
        int width = columns.size();
        counts = new ValueCounts[width];
        sets = new DistinctRows[width];
        List<List<long[]>> byColumn = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            byColumn.add(new ArrayList<>());
        }
        readAll(counted, (value, count) -> {
            if (value.column == PRESENT) {
                present.addTo((Long) value.content, count);
                return;
            }
            long word;
            if (value.content instanceof Long packed) {
                word = packed;
            } else if (value.content instanceof String text) {
                word = Long.MIN_VALUE | columns.dictionary().find(text);
            } else {
                int[] codes = ((List<?>) value.content)
                        .stream()
                                .mapToInt(text -> columns.dictionary().find((String) text))
                                .toArray();
                word = columns.addSet(codes, codes.length);
            }
            byColumn.get(value.column).add(new long[] {word, count});
        });
        for (int c = 0; c < width; c++) {
            List<long[]> found = byColumn.get(c);
            if (columns.kind(c) == ColumnKind.SET) {
                sets[c] = distinct(c, found);
            } else {
                counts[c] = ValueCounts.of(
                        columns,
                        c,
                        found.stream().mapToLong(each -> each[0]).toArray(),
                        found.stream().mapToLong(each -> each[1]).toArray());
            }
        }
    }

    /** The sets in the order of their content, which the engine knows. */
    private DistinctRows distinct(int column, List<long[]> found) {
        long[] words = new long[found.size() * columns.size()];
        Long2LongOpenHashMap rowsOf = new Long2LongOpenHashMap();
        for (int i = 0; i < found.size(); i++) {
            words[i * columns.size() + column] = found.get(i)[0];
            rowsOf.put(found.get(i)[0], found.get(i)[1]);
        }
        PackedTable table = columns.table(words)
                .distinct(List.of(columns.list().get(column).name()))
                .table();
        long[] ofEach = new long[table.rows()];
        Arrays.setAll(ofEach, row -> rowsOf.get(table.word(row, column)));
        return new DistinctRows(table, ofEach);
    }

    @Override
    public PackedColumns columns() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public ValueCounts frequencies(String column) {
        return counts[columns.index(column)];
    }

    @Override
    public DistinctRows distinct(List<String> kept) {
        return sets[columns.index(kept.get(0))];
    }

    @Override
    public Long2LongMap present() {
        return present;
    }

    /** They are few beside the rows, and executors ask for them again. */
    @Override
    public void forgetFrequencies() {}
}

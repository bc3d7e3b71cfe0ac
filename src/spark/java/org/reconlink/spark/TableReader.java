package org.reconlink.spark;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.reconlink.intake.DatePattern;
import org.reconlink.intake.PlainRule;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.linkage.record.CsvLayout;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.PackedPart;
import org.reconlink.linkage.tables.TableRows;
import org.reconlink.linkage.tables.TableRows.CellSource;
import scala.Tuple2;

/**
 * Reads a table into parts that are in the order of identifiers, one behind the other: the place of a row is the number of rows
 * before it, as on one machine. What is sorted are packed rows, not cells.
 */
final class TableReader {
    /** Dates that only make sense with the month first, from which they are no slips: as a command on one machine has it. */
    private static final int FEW = 3;

    private static final int SURE = 20;
    private static final int SAMPLED = 128;
    private static final int ROWS_OF_PART = 250_000;

    private final SparkSession session;
    private final JavaSparkContext context;
    private final WorkFolder work;
    private final String plan;
    private final SparkSettings settings;

    TableReader(SparkSession session, WorkFolder work, String plan, SparkSettings settings) {
        this.session = session;
        this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.work = work;
        this.plan = plan;
        this.settings = settings;
    }

    /**
     * A table that was read.
     *
     * @param name of its stage
     * @param parts rows of each part
     * @param outcomes how many cells of each column came to what
     * @param remarks what was decided on the way and may be wrong
     */
    record Placed(String name, int[] parts, long[] outcomes, List<String> remarks) {
        /** The place of the first row of a part, and behind the last the number of rows. */
        int[] begins() {
            int[] begins = new int[parts.length + 1];
            for (int i = 0; i < parts.length; i++) {
                begins[i + 1] = Math.addExact(begins[i], parts[i]);
            }
            return begins;
        }

        int rows() {
            return begins()[parts.length];
        }
    }

    Placed read(String side, SparkTable table) throws IOException {
        byte[] read = work.stage("read-" + side, () -> summary(table));
        long[] summary = new long[read.length / Long.BYTES];
        java.nio.ByteBuffer.wrap(read).asLongBuffer().get(summary);
        boolean monthFirst = summary[0] == 1;
        long rows = summary[1];
        long[] outcomes = Arrays.copyOfRange(summary, 2, summary.length);
        int parts = parts(rows);
        JavaRDD<byte[]> placed = work.blobs(context, "placed-" + side, () -> placed(table, monthFirst, parts));
        int[] sizes = placed.map(blob -> PackedPart.read(blob).rows()).collect().stream()
                .mapToInt(size -> size)
                .toArray();
        return new Placed("placed-" + side, sizes, outcomes, monthFirst ? List.of(monthFirst(table)) : List.of());
    }

    private static String monthFirst(SparkTable table) {
        return table.name() + ": dates are read with the month before the day, as only so can many of them be read; say"
                + " otherwise with --date-format";
    }

    private int parts(long rows) {
        return settings.partitions() > 0
                ? settings.partitions()
                : (int) Math.max(1, Math.min(rows / ROWS_OF_PART + 1, 100_000));
    }

    /** Whether months come first, the number of rows, and what became of the cells. */
    private byte[] summary(SparkTable table) throws IOException {
        boolean stated = !table.reading().dateFormats().isEmpty();
        long[] counts = counts(table, false);
        boolean monthFirst = !stated && monthFirst(counts, table.columns().size());
        long[] all = monthFirst ? counts(table, true) : counts;
        if (all[0] == 0) {
            throw new SparkInputException(
                    table.name() + ": there are no rows under the headings; export it again with its rows");
        }
        return WorkFolder.bytes(out -> {
            out.writeLong(monthFirst ? 1 : 0);
            for (long count : all) {
                out.writeLong(count);
            }
        });
    }

    private static boolean monthFirst(long[] counts, int columns) {
        int outcomes = Outcome.values().length;
        return IntStream.range(0, columns).anyMatch(c -> {
            long monthFirst = counts[1 + c * outcomes + indexOf(Outcome.MONTH_FIRST)];
            long dayFirst = counts[1 + c * outcomes + indexOf(Outcome.DAY_FIRST)];
            return monthFirst >= FEW && dayFirst * SURE <= monthFirst;
        });
    }

    private static int indexOf(Outcome outcome) {
        return Arrays.asList(Outcome.values()).indexOf(outcome);
    }

    private long[] counts(SparkTable table, boolean monthFirst) throws IOException {
        return packed(table, monthFirst)
                .map(part -> part._1())
                .reduce((a, b) ->
                        IntStream.range(0, a.length).mapToLong(i -> a[i] + b[i]).toArray());
    }

    private JavaRDD<Tuple2<long[], byte[]>> last;
    private String lastOf = "";

    /** The parts of the table as they lie in its files, each in the order of identifiers; before them the numbers of rows and outcomes. */
    private JavaRDD<Tuple2<long[], byte[]>> packed(SparkTable table, boolean monthFirst) throws IOException {
        String of = table + " " + monthFirst;
        if (last == null || !lastOf.equals(of)) {
            if (last != null) {
                last.unpersist();
            }
            String json = plan;
            JavaRDD<String[]> rows = new TableFiles(session, settings).rows(table);
            last = rows.mapPartitions(part ->
                            List.of(packed(table, json, monthFirst, part)).iterator())
                    .persist(StorageLevel.MEMORY_AND_DISK());
            lastOf = of;
        }
        return last;
    }

    private static Tuple2<long[], byte[]> packed(
            SparkTable table, String json, boolean monthFirst, Iterator<String[]> rows) {
        LinkagePlan plan = LinkagePlan.read(json, 1, 0);
        TableRows.Builder builder =
                plan.table(table.name(), table.headings(), sources(table, plan, monthFirst), table.id());
        int id = table.headings().indexOf(table.id());
        long count = 0;
        while (rows.hasNext()) {
            String[] row = rows.next();
            if (row[id].isEmpty()) {
                throw SparkInputException.OfId.missing(table);
            }
            builder.add(row);
            count++;
        }
        TableRows built;
        try {
            built = builder.build();
        } catch (TableRows.RepeatedIdException e) { // it names rows by their places in this part, which say nothing
            throw SparkInputException.OfId.repeated(table);
        }
        long[] outcomes = PackedPart.outcomes(built);
        long[] counts = new long[outcomes.length + 1];
        counts[0] = count;
        System.arraycopy(outcomes, 0, counts, 1, outcomes.length);
        return new Tuple2<>(counts, PackedPart.of(built).write());
    }

    static List<CellSource> sources(SparkTable table, LinkagePlan plan, boolean monthFirst) {
        PlainRule.Settings reading = new PlainRule.Settings(
                table.reading().missing(),
                table.reading().dateFormats().stream().map(DatePattern::of).toList(),
                table.reading().twoDigitYearPivot(),
                monthFirst,
                ZoneId.of(table.reading().zone()),
                CsvLayout.JOINT);
        List<CellSource> sources = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            SparkTable.Column column = table.columns().get(c);
            sources.add(new CellSource(
                    column.headings().stream()
                            .mapToInt(table.headings()::indexOf)
                            .toArray(),
                    new PlainRule(column.kind(), plan.many(c), reading),
                    column.instead().isEmpty() ? -1 : table.headings().indexOf(column.instead())));
        }
        return sources;
    }

    private JavaRDD<byte[]> placed(SparkTable table, boolean monthFirst, int parts) throws IOException {
        JavaRDD<Tuple2<long[], byte[]>> packed = packed(table, monthFirst);
        byte[][] splitters = splitters(packed, parts);
        String json = plan;
        JavaPairRDD<Long, byte[]> chunks = packed.mapPartitionsWithIndex(
                        (source, all) ->
                                ranges(json, source, PackedPart.read(all.next()._2()), splitters),
                        true)
                .mapToPair(chunk -> chunk);
        return Chunks.each(
                Chunks.inBuckets(chunks, parts),
                all -> List.of(merged(json, table, all)).iterator());
    }

    /** Identifiers that cut the table into parts of much the same size; where it is cut decides nothing. */
    private static byte[][] splitters(JavaRDD<Tuple2<long[], byte[]>> packed, int parts) {
        record Weighted(byte[] id, double rows) {}
        List<Weighted> sample = new ArrayList<>();
        for (byte[][] ids :
                packed.map(part -> sample(PackedPart.read(part._2()))).collect()) {
            double rows = java.nio.ByteBuffer.wrap(ids[0]).getInt();
            for (int i = 1; i < ids.length; i++) {
                sample.add(new Weighted(ids[i], rows / (ids.length - 1)));
            }
        }
        sample.sort(Comparator.comparing(Weighted::id, Arrays::compareUnsigned));
        double all = sample.stream().mapToDouble(Weighted::rows).sum();
        List<byte[]> splitters = new ArrayList<>();
        double before = 0;
        for (Weighted each : sample) {
            before += each.rows;
            if (before >= all * (splitters.size() + 1) / parts && splitters.size() < parts - 1) {
                splitters.add(each.id);
            }
        }
        return splitters.toArray(byte[][]::new);
    }

    /** The number of rows, and some of the identifiers, evenly. */
    private static byte[][] sample(PackedPart part) {
        int taken = Math.min(SAMPLED, part.rows());
        byte[][] sample = new byte[taken + 1][];
        sample[0] =
                java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(part.rows()).array();
        for (int i = 0; i < taken; i++) {
            sample[i + 1] = part.id((int) ((long) part.rows() * i / taken));
        }
        return sample;
    }

    private static Iterator<Tuple2<Long, byte[]>> ranges(String json, int source, PackedPart part, byte[][] splitters) {
        List<Tuple2<Long, byte[]>> chunks = new ArrayList<>();
        int row = 0;
        for (int range = 0; range <= splitters.length; range++) {
            PackedPart.Making making =
                    new PackedPart.Making(LinkagePlan.read(json, 1, 0).columns());
            int from = row;
            while (row < part.rows()
                    && (range == splitters.length || Arrays.compareUnsigned(part.id(row), splitters[range]) < 0)) {
                making.add(part, row++);
            }
            if (row > from) {
                chunks.add(new Tuple2<>(
                        Chunks.address(range, 0, source), making.part().write()));
            }
        }
        return chunks.iterator();
    }

    private static byte[] merged(String json, SparkTable table, Iterator<Tuple2<Long, byte[]>> chunks) {
        record Row(PackedPart part, int row) {
            byte[] id() {
                return part.id(row);
            }
        }
        List<Row> rows = new ArrayList<>();
        while (chunks.hasNext()) {
            PackedPart part = PackedPart.read(chunks.next()._2());
            IntStream.range(0, part.rows()).forEach(row -> rows.add(new Row(part, row)));
        }
        rows.sort(Comparator.comparing(Row::id, Arrays::compareUnsigned));
        PackedPart.Making making =
                new PackedPart.Making(LinkagePlan.read(json, 1, 0).columns());
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0 && Arrays.equals(rows.get(i - 1).id(), rows.get(i).id())) {
                throw SparkInputException.OfId.repeated(table);
            }
            making.add(rows.get(i).part(), rows.get(i).row());
        }
        return making.part().write();
    }
}

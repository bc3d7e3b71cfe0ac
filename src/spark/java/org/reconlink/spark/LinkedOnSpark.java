package org.reconlink.spark;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.tables.LinkedPairs;
import org.reconlink.linkage.tables.NumberedText;
import org.reconlink.linkage.tables.PackedPart;
import org.reconlink.linkage.tables.PairDecisions;
import org.reconlink.spark.SparkTable.Format;
import scala.Tuple2;

/** What came out of linking on Spark. The driver knows rows by their places; their identifiers stay where they are. */
public final class LinkedOnSpark {
    private static final int PAIRS_OF_FILE = 2_000_000;
    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    private final SparkSession session;
    private final JavaSparkContext context;
    private final WorkFolder work;
    private final LinkedPairs linked;
    private final TableReader.Placed left;
    private final TableReader.Placed right;

    LinkedOnSpark(
            SparkSession session,
            WorkFolder work,
            LinkedPairs linked,
            TableReader.Placed left,
            TableReader.Placed right) {
        this.session = session;
        this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.work = work;
        this.linked = linked;
        this.left = left;
        this.right = right;
    }

    /** The pairs with their weights and probabilities, by the places of their rows. */
    public LinkedPairs pairs() {
        return linked;
    }

    /** How many cells of a column came to this, in the first table or in the second. */
    public long cells(boolean ofLeft, int column, Outcome outcome) {
        long[] outcomes = (ofLeft ? left : right).outcomes();
        Outcome[] all = Outcome.values();
        return outcomes[column * all.length + Arrays.asList(all).indexOf(outcome)];
    }

    /** What was decided on the way and may be wrong, in sentences. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(left.remarks());
        if (left != right) {
            remarks.addAll(right.remarks());
        }
        return remarks;
    }

    /** Two places, whose rows' identifiers are written, and what stands behind them. */
    private interface Lines {
        int size();

        int left(int line);

        int right(int line);
    }

    /**
     * Writes linked pairs, and all others from a probability on, sorted by the first table's identifier, into files of a new
     * folder.
     *
     * @param from the least probability of a pair that is not linked
     */
    public void writePairs(String folder, Format format, PairDecisions decided, double from) throws IOException {
        int[] written = IntStream.range(0, linked.pairs().size())
                .filter(p -> decided.isLink(p) || linked.probabilities()[p] >= from)
                .toArray();
        Lines lines = new Lines() {
            @Override
            public int size() {
                return written.length;
            }

            @Override
            public int left(int line) {
                return linked.pairs().get(written[line]).left();
            }

            @Override
            public int right(int line) {
                return linked.pairs().get(written[line]).right();
            }
        };
        List<byte[]> rest = rest(written.length, line -> out -> {
            int p = written[line];
            ScoredPair pair = linked.pairs().get(p);
            out.writeDouble(pair.bits());
            out.writeDouble(linked.probabilities()[p]);
            String[] decision = decided.words(p);
            out.writeUTF(decision[0]);
            out.writeUTF(decision[1]);
        });
        write(folder, format, lines, rest, true);
    }

    /** Writes the cluster of each row, by the identifier of its first row, sorted by identifier, into files of a new folder. */
    public void writeClusters(String folder, Format format, PairDecisions decided) throws IOException {
        int[] persons = decided.persons();
        Lines lines = new Lines() {
            @Override
            public int size() {
                return persons.length;
            }

            @Override
            public int left(int line) {
                return line;
            }

            @Override
            public int right(int line) {
                return persons[line];
            }
        };
        write(folder, format, lines, rest(persons.length, line -> out -> {}), false);
    }

    private interface Writer {
        WorkFolder.Writing of(int line);
    }

    private static int files(int lines) {
        return Math.max(1, (lines + PAIRS_OF_FILE - 1) / PAIRS_OF_FILE);
    }

    private static int begin(int file, int lines) {
        return (int) ((long) lines * file / files(lines));
    }

    private static List<byte[]> rest(int lines, Writer writer) {
        return IntStream.range(0, files(lines))
                .mapToObj(file -> WorkFolder.bytes(out -> {
                    for (int line = begin(file, lines); line < begin(file + 1, lines); line++) {
                        writer.of(line).write(out);
                    }
                }))
                .toList();
    }

    private void write(String folder, Format format, Lines lines, List<byte[]> rest, boolean pairs) throws IOException {
        int files = files(lines.size());
        int[] begins = IntStream.rangeClosed(0, files)
                .map(file -> begin(file, lines.size()))
                .toArray();
        JavaPairRDD<Long, byte[]> ids = ids(left, LEFT, asked(lines, left, true), begins)
                .union(ids(right, RIGHT, asked(lines, right, false), begins));
        JavaRDD<Tuple2<Long, byte[]>> inFiles = Chunks.inBuckets(ids, files);
        if (format == Format.PARQUET) {
            writeParquet(folder, inFiles, rest, begins, pairs);
        } else {
            writeCsv(folder, inFiles, rest, begins, pairs);
        }
    }

    /** For each part of a table the lines and the places of them that it has to give identifiers for. */
    private static List<byte[]> asked(Lines lines, TableReader.Placed table, boolean ofLeft) {
        int[] begins = table.begins();
        int[] partOf = new int[lines.size()];
        int[] counts = new int[table.parts().length];
        for (int line = 0; line < partOf.length; line++) {
            int place = ofLeft ? lines.left(line) : lines.right(line);
            int at = Arrays.binarySearch(begins, place);
            partOf[line] = at >= 0 ? at : -at - 2;
            while (begins[partOf[line] + 1] <= place) {
                partOf[line]++;
            }
            counts[partOf[line]]++;
        }
        int[][] byPart = new int[counts.length][];
        Arrays.setAll(byPart, part -> new int[counts[part]]);
        Arrays.fill(counts, 0);
        for (int line = 0; line < partOf.length; line++) {
            byPart[partOf[line]][counts[partOf[line]]++] = line;
        }
        return Arrays.stream(byPart)
                .map(of -> WorkFolder.bytes(out -> {
                    out.writeInt(of.length);
                    for (int line : of) {
                        out.writeInt(line);
                        out.writeInt(ofLeft ? lines.left(line) : lines.right(line));
                    }
                }))
                .toList();
    }

    private JavaPairRDD<Long, byte[]> ids(TableReader.Placed table, int side, List<byte[]> asked, int[] files)
            throws IOException {
        WorkFolder folder = work;
        String name = table.name();
        int[] begins = table.begins();
        List<Tuple2<Integer, byte[]>> numbered = IntStream.range(0, asked.size())
                .mapToObj(part -> new Tuple2<>(part, asked.get(part)))
                .toList();
        return context.parallelize(numbered, Math.max(1, numbered.size()))
                .flatMapToPair(part -> ids(
                        PackedPart.read(folder.blob(name, part._1())),
                        begins[part._1()],
                        part._2(),
                        side,
                        part._1(),
                        files));
    }

    private static Iterator<Tuple2<Long, byte[]>> ids(
            PackedPart part, int firstPlace, byte[] asked, int side, int source, int[] files) throws IOException {
        List<Tuple2<Long, byte[]>> chunks = new ArrayList<>();
        try (DataInputStream in = WorkFolder.in(asked)) {
            int size = in.readInt();
            int[] lines = new int[size];
            int[] places = new int[size];
            for (int i = 0; i < size; i++) {
                lines[i] = in.readInt();
                places[i] = in.readInt();
            }
            int from = 0;
            for (int file = 0; file + 1 < files.length; file++) {
                int begin = from;
                int to = from;
                while (to < size && lines[to] < files[file + 1]) {
                    to++;
                }
                int end = to;
                if (end > begin) {
                    chunks.add(new Tuple2<>(Chunks.address(file, side, source), WorkFolder.bytes(out -> {
                        out.writeInt(end - begin);
                        for (int i = begin; i < end; i++) {
                            byte[] id = part.id(places[i] - firstPlace);
                            out.writeInt(lines[i]);
                            out.writeInt(id.length);
                            out.write(id);
                        }
                    })));
                }
                from = to;
            }
        }
        return chunks.iterator();
    }

    /** The lines of one file. */
    private record File(String[][] ids, byte[] rest) implements Serializable {
        private static final long serialVersionUID = 1;

        static File of(Iterator<Tuple2<Long, byte[]>> chunks, byte[] rest, int begin, int end) throws IOException {
            String[][] ids = new String[2][end - begin];
            while (chunks.hasNext()) {
                Tuple2<Long, byte[]> chunk = chunks.next();
                String[] of = ids[Chunks.kind(chunk._1())];
                try (DataInputStream in = WorkFolder.in(chunk._2())) {
                    for (int left = in.readInt(); left > 0; left--) {
                        int line = in.readInt();
                        of[line - begin] = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                    }
                }
            }
            return new File(ids, rest);
        }

        byte[] csv(boolean pairs) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (NumberedText csv = new NumberedText(bytes, 1 << 16);
                    DataInputStream in = WorkFolder.in(rest)) {
                csv.text(pairs ? PairDecisions.HEADINGS : PairDecisions.CLUSTER_HEADINGS);
                for (int line = 0; line < ids[LEFT].length; line++) {
                    csv.cell(ids[LEFT][line]);
                    csv.text(",");
                    csv.cell(ids[RIGHT][line]);
                    if (pairs) {
                        csv.text(",");
                        csv.number(in.readDouble(), 3);
                        csv.text(",");
                        csv.number(in.readDouble(), 6);
                        csv.text("," + in.readUTF() + "," + in.readUTF());
                    }
                    csv.text("\n");
                }
            }
            return bytes.toByteArray();
        }

        Iterator<Row> rows(boolean pairs) throws IOException {
            List<Row> rows = new ArrayList<>();
            try (DataInputStream in = WorkFolder.in(rest)) {
                for (int line = 0; line < ids[LEFT].length; line++) {
                    rows.add(
                            pairs
                                    ? RowFactory.create(
                                            ids[LEFT][line],
                                            ids[RIGHT][line],
                                            in.readDouble(),
                                            in.readDouble(),
                                            in.readUTF(),
                                            in.readUTF())
                                    : RowFactory.create(ids[LEFT][line], ids[RIGHT][line]));
                }
            }
            return rows.iterator();
        }
    }

    private void writeParquet(
            String folder, JavaRDD<Tuple2<Long, byte[]>> inFiles, List<byte[]> rest, int[] begins, boolean pairs) {
        StructType schema = pairs
                ? new StructType()
                        .add("left_id", DataTypes.StringType)
                        .add("right_id", DataTypes.StringType)
                        .add("match_weight", DataTypes.DoubleType)
                        .add("match_probability", DataTypes.DoubleType)
                        .add("decision", DataTypes.StringType)
                        .add("reason", DataTypes.StringType)
                : new StructType().add("id", DataTypes.StringType).add("cluster", DataTypes.StringType);
        JavaRDD<Row> rows = inFiles.zipPartitions(
                context.parallelize(rest, rest.size()).mapPartitionsWithIndex(LinkedOnSpark::numbered, true),
                (chunks, of) -> {
                    Tuple2<Integer, byte[]> file = of.next();
                    return File.of(chunks, file._2(), begins[file._1()], begins[file._1() + 1])
                            .rows(pairs);
                });
        session.createDataFrame(rows, schema).write().mode(SaveMode.Overwrite).parquet(folder);
    }

    private static Iterator<Tuple2<Integer, byte[]>> numbered(int number, Iterator<byte[]> of) {
        return List.of(new Tuple2<>(number, of.next())).iterator();
    }

    /** All files are there before the folder has its name, and {@code _SUCCESS} comes last. */
    private void writeCsv(
            String folder, JavaRDD<Tuple2<Long, byte[]>> inFiles, List<byte[]> rest, int[] begins, boolean pairs)
            throws IOException {
        SerializableConfiguration configuration = new SerializableConfiguration(context.hadoopConfiguration());
        Path done = new Path(folder);
        Path writing = done.suffix(".writing");
        FileSystem files = done.getFileSystem(context.hadoopConfiguration());
        files.delete(writing, true);
        files.mkdirs(writing);
        String into = writing.toString();
        inFiles.zipPartitions(
                        context.parallelize(rest, rest.size()).mapPartitionsWithIndex(LinkedOnSpark::numbered, true),
                        (chunks, of) -> {
                            Tuple2<Integer, byte[]> file = of.next();
                            byte[] csv = File.of(chunks, file._2(), begins[file._1()], begins[file._1() + 1])
                                    .csv(pairs);
                            WorkFolder.replace(
                                    new Path(into, String.format("part-%05d.csv", file._1())),
                                    csv,
                                    configuration.value());
                            return List.of(file._1()).iterator();
                        })
                .count();
        for (FileStatus left : files.listStatus(writing, path -> !path.getName().endsWith(".csv"))) {
            files.delete(left.getPath(), false);
        }
        files.delete(done, true);
        if (!files.rename(writing, done)) {
            throw new IOException(writing + " cannot be renamed");
        }
        files.create(new Path(done, "_SUCCESS"), true).close();
    }

    @Override
    public String toString() {
        return linked.toString();
    }
}

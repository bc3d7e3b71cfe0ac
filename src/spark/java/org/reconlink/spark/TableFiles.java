package org.reconlink.spark;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.util.SerializableConfiguration;
import org.reconlink.intake.PlainRecords;
import org.reconlink.spark.SparkTable.Format;

/**
 * The files of a table, and their rows as a command on one machine reads them: cells without space at their ends, rows that are
 * no records left out. Of the ways to write CSV one is read, and every other is refused.
 */
public final class TableFiles {
    private static final long MOST_OF_SPLIT = 64L << 20;
    private static final long LEAST_OF_SPLIT = 1L << 20;
    private static final Set<DataType> WRITTEN_PLAINLY = Set.of(
            DataTypes.StringType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.ShortType,
            DataTypes.ByteType,
            DataTypes.DateType);

    private final SparkSession session;
    private final JavaSparkContext context;
    private final SparkSettings settings;

    TableFiles(SparkSession session, SparkSettings settings) {
        this.session = session;
        this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.settings = settings;
    }

    /** A part of a file, in bytes; a row is of the part that it begins in. */
    private record Split(String file, long from, long to) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * The headings of a table that is in files, folders or globs.
     *
     * @throws SparkInputException if there is none, or one stands twice
     */
    public static List<String> headings(SparkSession session, String name, List<String> paths, Format format)
            throws IOException {
        List<String> headings = format == Format.PARQUET
                ? Arrays.asList(parquet(session, paths).columns())
                : headings(
                        session.sparkContext().hadoopConfiguration(),
                        files(session.sparkContext().hadoopConfiguration(), name, paths)
                                .get(0)
                                .getPath());
        List<String> filled =
                headings.stream().filter(heading -> !heading.isEmpty()).toList();
        if (filled.isEmpty() || Set.copyOf(filled).size() < filled.size()) {
            throw new SparkInputException(
                    name + ": the first row of a file is no row of headings, each other than the others; put it there");
        }
        return List.copyOf(headings);
    }

    private static Dataset<Row> parquet(SparkSession session, List<String> paths) {
        return session.read().parquet(paths.toArray(String[]::new));
    }

    /** What the files of a table are, so that another state of them is another table: path, size and time of each. */
    static List<String> state(SparkSession session, SparkTable table) throws IOException {
        return files(session.sparkContext().hadoopConfiguration(), table.name(), table.paths()).stream()
                .map(file -> file.getPath() + " " + file.getLen() + " " + file.getModificationTime())
                .toList();
    }

    static List<FileStatus> files(Configuration configuration, String name, List<String> paths) throws IOException {
        List<FileStatus> files = new ArrayList<>();
        for (String path : paths) {
            Path glob = new Path(path);
            FileSystem system = glob.getFileSystem(configuration);
            FileStatus[] found = system.globStatus(glob);
            for (FileStatus each : found == null ? new FileStatus[0] : found) {
                add(system, each, files);
            }
        }
        if (files.isEmpty()) {
            throw new SparkInputException(name + ": there is no such file or folder, or it is empty; correct the path");
        }
        return files;
    }

    private static void add(FileSystem system, FileStatus found, List<FileStatus> files) throws IOException {
        String name = found.getPath().getName();
        if (name.startsWith("_") || name.startsWith(".")) {
            return;
        }
        if (found.isDirectory()) {
            FileStatus[] inside = system.listStatus(found.getPath());
            Arrays.sort(inside);
            for (FileStatus each : inside) {
                add(system, each, files);
            }
        } else if (found.getLen() > 0) {
            files.add(found);
        }
    }

    JavaRDD<String[]> rows(SparkTable table) throws IOException {
        return table.format() == Format.PARQUET ? rowsOfParquet(table) : rowsOfCsv(table);
    }

    private JavaRDD<String[]> rowsOfParquet(SparkTable table) {
        Dataset<Row> data = parquet(session, table.paths());
        List<String> columns = Arrays.asList(data.columns());
        for (StructField field : data.schema().fields()) {
            if (table.headings().contains(field.name()) && !WRITTEN_PLAINLY.contains(field.dataType())) {
                throw new SparkInputException(table.name() + ", column " + field.name() + ": values of type "
                        + field.dataType().simpleString() + " are not read; write them as text");
            }
        }
        int[] places = table.headings().stream().mapToInt(columns::indexOf).toArray();
        Dataset<Row> shared = settings.partitions() > 0 ? data.coalesce(settings.partitions()) : data;
        return shared.toJavaRDD().map(row -> {
            String[] cells = new String[places.length];
            for (int i = 0; i < cells.length; i++) {
                Object value = row.get(places[i]);
                cells[i] = value == null ? "" : PlainRecords.stripped(value.toString());
            }
            return cells;
        });
    }

    private JavaRDD<String[]> rowsOfCsv(SparkTable table) throws IOException {
        Configuration configuration = context.hadoopConfiguration();
        List<FileStatus> files = files(configuration, table.name(), table.paths());
        long all = files.stream().mapToLong(FileStatus::getLen).sum();
        long size = settings.partitions() > 0
                ? Math.max(1, all / settings.partitions() + 1)
                : Math.max(LEAST_OF_SPLIT, Math.min(MOST_OF_SPLIT, all / (3L * context.defaultParallelism()) + 1));
        List<Split> splits = new ArrayList<>();
        for (FileStatus file : files) {
            if (file.getPath().getName().matches(".*\\.(gz|bz2|zst|zip|xz|lz4|snappy)")) {
                throw new SparkInputException(file.getPath().getName()
                        + ": compressed CSV is not read on Spark; give it as it is, or as Parquet");
            }
            for (long from = 0; from < file.getLen(); from += size) {
                splits.add(new Split(file.getPath().toString(), from, Math.min(file.getLen(), from + size)));
            }
        }
        SerializableConfiguration shared = new SerializableConfiguration(configuration);
        return context.parallelize(splits, splits.size())
                .mapPartitions(part -> part.hasNext()
                        ? new Lines(shared.value(), part.next(), table)
                        : List.<String[]>of().iterator());
    }

    private static List<String> headings(Configuration configuration, Path file) throws IOException {
        try (Lines.Bytes bytes = Lines.Bytes.from(configuration, file, 0)) {
            String line = bytes.line(file.getName());
            return line == null ? List.of() : Arrays.asList(Lines.cells(line, file.getName()));
        }
    }

    /** The records that begin in a part of a file. */
    private static final class Lines implements Iterator<String[]> {
        private final Split split;
        private final SparkTable table;
        private final String file;
        private final Bytes bytes;
        private final PlainRecords records;
        private String[] next;

        Lines(Configuration configuration, Split split, SparkTable table) throws IOException {
            this.split = split;
            this.table = table;
            Path path = new Path(split.file());
            file = path.getName();
            if (split.from() == 0) {
                bytes = Bytes.from(configuration, path, 0);
                String line = bytes.line(file);
                if (line == null || !table.headings().equals(Arrays.asList(cells(line, file)))) {
                    throw new SparkInputException(file + ": other headings than in the first file of " + table.name()
                            + "; give all files of a table the same, in the same order, with commas between them");
                }
            } else {
                bytes = Bytes.from(configuration, path, split.from() - 1);
                bytes.skipLine();
            }
            records = new PlainRecords(table.headings());
            advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public String[] next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            String[] row = next;
            try {
                advance();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return row;
        }

        private void advance() throws IOException {
            next = null;
            while (next == null && bytes.at < split.to()) {
                String line = bytes.line(file);
                if (line == null) {
                    break;
                }
                if (line.isBlank()) {
                    continue;
                }
                String[] cells = cells(line, file);
                if (cells.length != table.headings().size()) {
                    throw new SparkInputException(file + ": a row has " + cells.length + " cells under "
                            + table.headings().size() + " headings; look for a comma or a line end that is missing or"
                            + " too much, and export the file again");
                }
                next = records.isRecord(cells) ? cells : null;
            }
            if (next == null) {
                bytes.close();
            }
        }

        static String[] cells(String line, String file) {
            String[] cells;
            if (line.indexOf('"') < 0) {
                cells = line.split(",", -1);
            } else if (line.chars().filter(letter -> letter == '"').count() % 2 != 0) {
                throw new SparkInputException(
                        file + ": quotation marks do not close within a line; on Spark a cell has no"
                                + " line end: export the file without them, or as Parquet");
            } else {
                try (CsvReader<CsvRecord> reader =
                        CsvReader.builder().trimWhitespacesAroundQuotes(true).ofCsvRecord(line)) {
                    cells = reader.iterator().next().getFields().toArray(String[]::new);
                } catch (CsvParseException e) {
                    throw new SparkInputException(
                            file + ": something stands beside a cell's quotation marks; export the" + " file again");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            for (int i = 0; i < cells.length; i++) {
                cells[i] = PlainRecords.stripped(cells[i]);
            }
            return cells;
        }

        /** The bytes of a file from one of them on. */
        private static final class Bytes implements AutoCloseable {
            private final InputStream in;
            private final ByteArrayOutputStream line = new ByteArrayOutputStream();
            private long at;

            private Bytes(InputStream in, long at) {
                this.in = in;
                this.at = at;
            }

            static Bytes from(Configuration configuration, Path file, long from) throws IOException {
                FSDataInputStream in = file.getFileSystem(configuration).open(file);
                in.seek(from);
                return new Bytes(new BufferedInputStream(in, 1 << 16), from);
            }

            void skipLine() throws IOException {
                for (int letter = in.read(); letter >= 0; letter = in.read()) {
                    at++;
                    if (letter == '\n') {
                        return;
                    }
                }
                at = Long.MAX_VALUE;
            }

            /** The next line without its end; null behind the last. */
            String line(String file) throws IOException {
                line.reset();
                boolean first = at == 0;
                int letter = in.read();
                if (letter < 0) {
                    return null;
                }
                for (; letter >= 0 && letter != '\n'; letter = in.read()) {
                    line.write(letter);
                    at++;
                }
                at++;
                byte[] bytes = line.toByteArray();
                int from = first && bytes.length > 2 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB ? 3 : 0;
                int to = bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
                try {
                    String text = StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, from, to - from))
                            .toString();
                    if (text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
                        throw new SparkInputException(
                                file + ": lines do not end as they do in CSV; export the file again, in UTF-8");
                    }
                    return text;
                } catch (CharacterCodingException e) {
                    throw new SparkInputException(
                            file + ": the text is not UTF-8; export the file again in UTF-8, or as Parquet");
                }
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        }
    }
}

package org.reconlink.publish;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.PublishedTable.Column;

/**
 * A table as a Parquet file: text as UTF-8, whole numbers as INT64, other numbers as DOUBLE, yes and no as BOOLEAN, dates as
 * DATE. It is not compressed, because how well a codec does differs between versions, and the same table has to give the
 * same bytes.
 */
record ParquetTable(PublishedTable table) {

    /** Writes {@code <name>.parquet}. */
    void write(Path directory) throws IOException {
        MessageType schema = schema();
        Path target = directory.resolve(file());
        try (ParquetWriter<Group> file = ExampleParquetWriter.builder(new LocalOutputFile(target))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .build()) {
            for (List<@Nullable String> row : table.rows()) {
                file.write(group(schema, row));
            }
        }
        ParquetFooter.order(target);
    }

    String file() {
        return table.name() + ".parquet";
    }

    private MessageType schema() {
        return new MessageType(
                table.name(), table.columns().stream().map(ParquetTable::type).toList());
    }

    private static Type type(Column column) {
        Types.PrimitiveBuilder<PrimitiveType> type = Types.primitive(
                primitive(column.kind()), column.required() ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL);
        return switch (column.kind()) {
            case TEXT -> type.as(LogicalTypeAnnotation.stringType()).named(column.name());
            case DATE -> type.as(LogicalTypeAnnotation.dateType()).named(column.name());
            case FLAG, INTEGER, DECIMAL -> type.named(column.name());
        };
    }

    private static PrimitiveTypeName primitive(PublishedTable.Kind kind) {
        return switch (kind) {
            case TEXT -> PrimitiveTypeName.BINARY;
            case FLAG -> PrimitiveTypeName.BOOLEAN;
            case INTEGER -> PrimitiveTypeName.INT64;
            case DECIMAL -> PrimitiveTypeName.DOUBLE;
            case DATE -> PrimitiveTypeName.INT32;
        };
    }

    private Group group(MessageType schema, List<@Nullable String> row) {
        Group group = new SimpleGroup(schema);
        for (int i = 0; i < row.size(); i++) {
            String value = row.get(i);
            if (value != null) {
                add(group, i, table.columns().get(i).kind(), value);
            }
        }
        return group;
    }

    private static void add(Group group, int column, PublishedTable.Kind kind, String value) {
        switch (kind) {
            case TEXT -> group.add(column, value);
            case FLAG -> group.add(column, value.equals("yes"));
            case INTEGER -> group.add(column, Long.parseLong(value));
            case DECIMAL -> group.add(column, Double.parseDouble(value));
            case DATE ->
                group.add(column, Math.toIntExact(LocalDate.parse(value).toEpochDay()));
        }
    }

    /** Puts into order what the library leaves to chance in the footer of a file: the encodings of a column, which are a set. */
    static final class ParquetFooter {
        private static final String MAGIC = "PAR1";

        /** The length of the footer, then the magic word. */
        private static final int TAIL = Integer.BYTES + MAGIC.length();

        private ParquetFooter() {}

        static void order(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
                ByteBuffer tail = read(channel, channel.size() - TAIL, TAIL);
                int length = tail.getInt();
                long start = channel.size() - TAIL - length;
                byte[] ordered = ordered(read(channel, start, length).array());
                ByteBuffer end = buffer(ordered.length + TAIL)
                        .put(ordered)
                        .putInt(ordered.length)
                        .put(tail)
                        .flip();
                channel.truncate(start).position(start);
                while (end.hasRemaining()) {
                    channel.write(end);
                }
            }
        }

        private static byte[] ordered(byte[] footer) throws IOException {
            FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
            metadata.getRow_groups()
                    .forEach(group -> group.getColumns()
                            .forEach(column ->
                                    Collections.sort(column.getMeta_data().getEncodings())));
            ByteArrayOutputStream ordered = new ByteArrayOutputStream(footer.length);
            Util.writeFileMetaData(metadata, ordered);
            return ordered.toByteArray();
        }

        private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
            ByteBuffer bytes = buffer(length);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, position + bytes.position()) < 0) {
                    throw new IOException("a file that was just written is shorter than it was");
                }
            }
            return bytes.flip();
        }

        private static ByteBuffer buffer(int length) {
            return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}

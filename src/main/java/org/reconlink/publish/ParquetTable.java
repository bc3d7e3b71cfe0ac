package org.reconlink.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
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
}

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
import java.util.Collections;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** Puts into order what the library leaves to chance in the footer of a file: the encodings of a column, which are a set. */
final class ParquetFooter {
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
                        .forEach(
                                column -> Collections.sort(column.getMeta_data().getEncodings())));
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

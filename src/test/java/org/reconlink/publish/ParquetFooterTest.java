package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of a set of encodings is another in each process, so one process cannot show it: the order itself is asked for. */
class ParquetFooterTest {
    @TempDir
    Path directory;

    @Test
    void theEncodingsOfEveryColumnAreInOrder() throws IOException {
        DataPackage.write(directory, Made.result(Made.reoffender("a"), Made.desister("b")));

        LocalInputFile file = new LocalInputFile(directory.resolve("participants.parquet"));
        List<List<Encoding>> encodings;
        try (SeekableInputStream in = file.newStream()) {
            in.seek(file.getLength() - 8);
            int length = Integer.reverseBytes(new DataInputStream(in).readInt());
            in.seek(file.getLength() - 8 - length);
            encodings = Util.readFileMetaData(in).getRow_groups().get(0).getColumns().stream()
                    .map(column -> column.getMeta_data().getEncodings())
                    .toList();
        }
        assertThat(encodings)
                .hasSizeGreaterThan(50)
                .allSatisfy(list -> assertThat(list).isSorted());
    }
}

package org.reconlink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryPlanTest {
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** A file of which no byte is written. */
    private Path file(String name, long megabytes) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
            empty.setLength(megabytes * MEGABYTE);
        }
        return file;
    }

    @Test
    void whatMayNotDoIsSaidWithWhatToGive() throws IOException {
        List<Path> tables = List.of(file("a.csv", 10), file("b.csv", 90), folder.resolve("none.csv"));
        assertThat(MemoryPlan.shortageOfTables(tables, 512 * MEGABYTE))
                .hasValue(
                        "memory: files of this size may need about 560 MB, and Java may use 512 MB here; if it runs out the"
                                + " command ends with 7: give it more, such as java -Xmx700m -jar reconlink.jar");
        assertThat(MemoryPlan.shortageOfTables(tables, 600 * MEGABYTE)).isEmpty();
    }

    @Test
    void aWorkbookIsUnpacked() throws IOException {
        List<Path> workbook = List.of(file("a.XLSX", 10));
        assertThat(MemoryPlan.shortageOfTables(workbook, 400 * MEGABYTE).orElse(""))
                .startsWith("memory: files of this size may need about 460 MB,");
        assertThat(MemoryPlan.shortageOfTables(List.of(file("a.csv", 10)), 400 * MEGABYTE))
                .isEmpty();
    }
}

package org.reconlink.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.store.StoreFiles.UnfinishedDataFile;
import org.springframework.jdbc.core.JdbcTemplate;

class UnfinishedDataFileTest {
    private static final StoreKey KEY = StoreKey.NONE;

    @TempDir
    Path folder;

    /** Lengths that a header can have when the disk is full: HSQLDB writes its flags last. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 12, 20, 24, 28, 32, 40})
    void aStoreWhoseFileOfRowsWasNeverFinishedOpensAndTakesRows(int length) throws Exception {
        Path killed = folder.resolve("killed");
        try (WorkingStore store = WorkingStore.open(folder.resolve("open"), KEY)) {
            assertThat(store.dataSource()).isNotNull();
            copy(folder.resolve("open"), killed);
        }
        Path data = killed.resolve("store.data");
        Files.deleteIfExists(data);
        ByteBuffer header = ByteBuffer.allocate(40);
        header.putLong(12, 64).putInt(20, 32).putLong(32, 1);
        Files.write(data, Arrays.copyOf(header.array(), length));
        assertThat(rowsAfterOneMore(killed)).isEqualTo(1);
        assertThat(rowsAfterOneMore(killed)).isEqualTo(2);
    }

    @Test
    void aWholeFileOfRowsStays() throws Exception {
        assertThat(rowsAfterOneMore(folder)).isEqualTo(1);
        byte[] before = Files.readAllBytes(folder.resolve("store.data"));
        UnfinishedDataFile.remove(folder);
        assertThat(folder.resolve("store.data")).hasBinaryContent(before);
    }

    @Test
    void aFileOfRowsWithABackupIsLeftToTheDatabase() throws Exception {
        Files.createFile(folder.resolve("store.backup"));
        Files.createFile(folder.resolve("store.data"));
        UnfinishedDataFile.remove(folder);
        assertThat(folder.resolve("store.data")).exists();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static int rowsAfterOneMore(Path folder) {
        try (WorkingStore store = WorkingStore.open(folder, KEY)) {
            JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
            jdbc.execute("create table if not exists noted (ordinal integer generated always as identity, n integer)");
            jdbc.update("insert into noted (n) values (7)");
            Integer rows = jdbc.queryForObject("select count(*) from noted", Integer.class);
            return rows == null ? -1 : rows;
        }
    }
}

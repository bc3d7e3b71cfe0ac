package org.reconlink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class ReadingCopyTest {
    private static final Instant NOW = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void whoReadsWhileARunGoesOnSeesWhatWasBeforeIt() throws IOException {
        try (WorkingStore store = WorkingStore.openForRun(folder)) {
            begin(store, "2020-01-01-a");
            assertThatThrownBy(() -> WorkingStore.read(folder))
                    .as("there was nothing before the first run")
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.isLocked()).isTrue());
        }
        try (WorkingStore store = WorkingStore.openForRun(folder)) {
            begin(store, "2020-01-01-b");
            try (WorkingStore read = WorkingStore.read(folder);
                    WorkingStore readToo = WorkingStore.read(folder)) {
                assertThat(read.isCopy()).isTrue();
                assertThat(read.runs().all()).extracting(StoredRun::id).containsExactly("2020-01-01-a");
                assertThat(readToo.runs().all()).hasSize(1);
                assertThatThrownBy(() -> begin(read, "2020-01-01-c"))
                        .as("a reader writes nothing")
                        .isInstanceOf(DataAccessException.class);
            }
            assertThat(store.runs().all()).hasSize(2);
        }
        assertThat(folder.resolve("reading")).doesNotExist();
        try (WorkingStore read = WorkingStore.read(folder)) {
            assertThat(read.isCopy()).isFalse();
            assertThat(read.runs().all()).hasSize(2);
        }
    }

    @Test
    void aStoreThatAKillLeftIsFinishedInTheCopyAndACopyThatAKillLeftIsTakenAway() throws IOException {
        Path killed = Files.createDirectory(folder.resolve("killed"));
        Path live = Files.createDirectory(folder.resolve("live"));
        try (WorkingStore store = WorkingStore.openForRun(live)) {
            begin(store, "2020-01-01-a");
            copy(live, killed);
        }
        Files.createDirectory(killed.resolve("reading"));
        Files.writeString(killed.resolve("reading/store.script"), "of a run that was killed");
        try (WorkingStore store = WorkingStore.openForRun(killed)) {
            begin(store, "2020-01-01-b");
            try (WorkingStore read = WorkingStore.read(killed)) {
                assertThat(read.runs().all()).extracting(StoredRun::id).containsExactly("2020-01-01-a");
            }
        }
        Files.createDirectory(killed.resolve("reading"));
        Files.writeString(killed.resolve("reading/store.data"), "of a run that was killed");
        WorkingStore.open(killed).close();
        assertThat(killed.resolve("reading")).doesNotExist();
    }

    /** As Batch enters a run that begins. */
    private static void begin(WorkingStore store, String run) {
        JdbcTemplate batch = new JdbcTemplate(store.dataSource());
        batch.update("insert into batch_job_instance (job_name, job_key) values ('reconviction', ?)", run);
        batch.update(
                "insert into batch_job_execution (job_instance_id, create_time, status) select job_instance_id, ?, 'STARTED'"
                        + " from batch_job_instance where job_key = ?",
                Timestamp.from(NOW),
                run);
        for (String name : List.of(RunRegister.RUN, RunRegister.IDENTITY)) {
            batch.update(
                    "insert into batch_job_execution_params select max(job_execution_id), ?, 'java.lang.String', ?, 'Y'"
                            + " from batch_job_execution",
                    name,
                    run);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(f -> String.valueOf(f.getFileName()).startsWith("store."))
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}

package org.reconlink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.store.RunRegister.StoredRun;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class StoreCopyTest {
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

    @Test
    void whoReadsChangesNoFileOfTheStoreAndHoldsItOnlyWhileItIsCopied() throws Exception {
        try (WorkingStore store = WorkingStore.open(folder)) {
            begin(store, "2020-01-01-a");
            store.note(new CompletedNote("ab", "2020-01-01-a", "output"));
        }
        String before = StoreCopy.state(folder);
        try (WorkingStore read = WorkingStore.read(folder)) {
            assertThat(read.runs().all()).hasSize(1);
            assertThat(read.isCopy()).as("nobody is further").isFalse();
            assertThat(WorkingStore.holder(folder)).as("nobody has it").isEmpty();
            assertThat(StoreCopy.state(folder)).isEqualTo(before);
            assertThat(CompletedNote.read(folder)).as("the note holds").isPresent();
            try (WorkingStore store = WorkingStore.openForRun(folder)) {
                begin(store, "2020-01-01-b");
                assertThat(read.runs().all()).as("what was opened stays").hasSize(1);
            }
        }
        try (WorkingStore read = WorkingStore.read(folder);
                WorkingStore store = WorkingStore.open(folder)) {
            assertThat(read.runs().all()).hasSize(2);
            store.removeWorkingData("2020-01-01-a");
            assertThat(folder.resolve("reading")).as("goes with the people").doesNotExist();
        }
    }

    /** Pages and commands that read one after the other read one copy, until the store changes. */
    @Test
    void oneCopyIsReadAsLongAsTheStoreIsAsItWas() throws Exception {
        WorkingStore.open(folder).close();
        WorkingStore.read(folder).close();
        String made = copyAndWhen();
        for (int reader = 0; reader < 3; reader++) {
            try (WorkingStore read = WorkingStore.read(folder)) {
                assertThat(read.runs().all()).isEmpty();
            }
            assertThat(copyAndWhen()).isEqualTo(made);
        }
        try (WorkingStore store = WorkingStore.open(folder)) {
            begin(store, "2020-01-01-a");
        }
        WorkingStore.read(folder).close();
        assertThat(copyAndWhen()).isNotEqualTo(made);
    }

    /** Name of the one copy, and the time of each of its files. */
    private String copyAndWhen() throws IOException {
        try (Stream<Path> copies = Files.list(folder.resolve("reading"))) {
            Path copy = copies.reduce((one, another) -> {
                        throw new IllegalStateException("two copies");
                    })
                    .orElseThrow();
            return copy.getFileName() + StoreCopy.state(copy);
        }
    }

    @Test
    void aCommandThatIsAtWorkLeavesNoOlderCopyThanWhatWasBeforeIt() throws Exception {
        WorkingStore.open(folder).close();
        WorkingStore.read(folder).close();
        try (WorkingStore store = WorkingStore.open(folder)) {
            begin(store, "2020-01-01-a");
            try (WorkingStore read = WorkingStore.read(folder)) {
                assertThat(read.isCopy()).isTrue();
                assertThat(read.runs().all()).isEmpty();
            }
        }
        assertThat(folder.resolve("reading")).doesNotExist();
        try (WorkingStore store = WorkingStore.open(folder)) {
            begin(store, "2020-01-01-b");
            assertThatThrownBy(() -> WorkingStore.read(folder)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void whoOpensTheStoreWaitsForWhoOnlyCopiesIt() throws Exception {
        WorkingStore.open(folder).close();
        StoreLock copying = StoreLock.acquire(folder, StoreHolder.COPY);
        Thread done = new Thread(() -> {
            try {
                Thread.sleep(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            copying.close();
        });
        done.start();
        WorkingStore.openForRun(folder).close();
        done.join();
        try (StoreLock run = StoreLock.acquire(folder, StoreHolder.RUN)) {
            run.requireHeld();
            assertThatThrownBy(() -> WorkingStore.open(folder)).hasMessageContaining("in use by another process");
        }
    }

    /** A console, lists and nights beside each other: nobody who opens the store finds it in use because of a reader. */
    @Test
    void readersBesideRunsKeepNobodyOutAndSeeNoHalfRun() throws Exception {
        WorkingStore.open(folder).close();
        AtomicBoolean over = new AtomicBoolean();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        List<Future<?>> reading = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            reading.add(readers.submit(() -> {
                while (!over.get()) {
                    try (WorkingStore read = WorkingStore.read(folder)) {
                        seen.add(read.runs().all().size());
                    } catch (StoreException e) {
                        assertThat(e.isLocked()).as(e.getMessage()).isTrue();
                    }
                }
            }));
        }
        for (int i = 0; i < Integer.getInteger("coexistence", 6); i++) {
            try (WorkingStore store = WorkingStore.openForRun(folder)) {
                begin(store, "2020-01-01-" + i);
            }
        }
        over.set(true);
        for (Future<?> reader : reading) {
            reader.get();
        }
        readers.shutdown();
        assertThat(seen).isNotEmpty();
        try (WorkingStore read = WorkingStore.read(folder)) {
            assertThat(read.runs().all()).hasSize(Integer.getInteger("coexistence", 6));
        }
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

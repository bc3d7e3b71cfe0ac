package org.reconlink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditLog;
import org.reconlink.store.StoredRemoval;

class RemovalLogsTest {
    private static final String FIRST = "20200101T000000000Z.jsonl";
    private static final String SECOND = "20200102T000000000Z.jsonl";
    private static final String THIRD = "20200103T000000000Z.jsonl";

    @TempDir
    Path folder;

    private final List<StoredRemoval> known = new ArrayList<>();

    @BeforeEach
    void twoLogsAreWritten() throws IOException {
        known.add(write(FIRST));
        known.add(write(SECOND));
    }

    @Test
    void logsThatNobodyTouchedAreWhole() throws IOException {
        assertThat(RemovalLogs.verify(folder, known)).isEmpty();
    }

    @Test
    void theNewestIsMissedIfTheStoreKnowsIt() throws IOException {
        Files.delete(folder.resolve(SECOND));
        assertThat(RemovalLogs.verify(folder, List.of())).isEmpty();
        assertThat(RemovalLogs.verify(folder, known))
                .containsExactly(SECOND + " is missing: the working store knows that it was written");
    }

    @Test
    void allOfThemAreMissedIfTheStoreKnowsThem() throws IOException {
        Files.delete(folder.resolve(FIRST));
        Files.delete(folder.resolve(SECOND));
        Files.delete(folder);
        assertThat(RemovalLogs.verify(folder, known)).hasSize(2);
    }

    @Test
    void theNewestWrittenAnewIsFound() throws IOException {
        Files.delete(folder.resolve(SECOND));
        try (AuditLog log = AuditLog.create(folder.resolve(SECOND), "s", "another", "none")) {
            RemovalLogs.begin(log, folder.resolve(SECOND), List.of());
            log.seal();
        }
        assertThat(RemovalLogs.verify(folder, known))
                .containsExactly(SECOND + " has another hash than the working store keeps of it; it was changed");
    }

    @Test
    void theNextLogRemembersTheOneThatWentBeforeItWasWritten() throws IOException {
        Files.delete(folder.resolve(SECOND));
        write(THIRD);
        assertThat(RemovalLogs.verify(folder, List.of()))
                .containsExactly(
                        THIRD + " does not carry the hash of the log before it; that log was changed or removed");
    }

    @Test
    void aLogThatWasWrittenBeforeTheStoreTookNoteIsNoProblem() throws IOException {
        known.remove(1);
        assertThat(RemovalLogs.verify(folder, known)).isEmpty();
        write(THIRD);
        assertThat(RemovalLogs.verify(folder, known)).isEmpty();
    }

    @Test
    void logsThatWereMovedAreKnownByTheirNames(@TempDir Path elsewhere) throws IOException {
        Files.copy(folder.resolve(FIRST), elsewhere.resolve(FIRST));
        assertThat(RemovalLogs.verify(elsewhere, known))
                .containsExactly(SECOND + " is missing: the working store knows that it was written");
    }

    @Test
    void logsOfAnotherFolderAreNotMissed(@TempDir Path elsewhere) throws IOException {
        assertThat(RemovalLogs.verify(elsewhere, known)).isEmpty();
    }

    private StoredRemoval write(String name) throws IOException {
        Path file = folder.resolve(name);
        try (AuditLog log = AuditLog.create(file, "s", "removal", "none")) {
            RemovalLogs.begin(log, file, known);
            log.seal();
        }
        return RemovalLogs.written(file);
    }
}

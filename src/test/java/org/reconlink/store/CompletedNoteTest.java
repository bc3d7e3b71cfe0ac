package org.reconlink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletedNoteTest {
    private static final CompletedNote NOTE = new CompletedNote("ab", "2020-12-31-ab", "output/s/2020-12-31-ab");
    private static final StoreKey KEY = StoreKey.of("ab".repeat(32));

    @TempDir
    Path folder;

    @BeforeEach
    void closeAStoreWithANote() {
        try (WorkingStore store = WorkingStore.open(folder, KEY)) {
            store.note(NOTE);
        }
    }

    @Test
    void aStoreThatNobodyOpenedSinceIsKnownByItsNote() {
        assertThat(CompletedNote.read(folder, KEY)).contains(NOTE);
    }

    @Test
    void aStoreThatWasOpenedSinceHasNoNote() {
        WorkingStore.open(folder, KEY).close();
        assertThat(CompletedNote.read(folder, KEY)).isEmpty();
    }

    @Test
    void aStoreThatIsOpenHasNoNote() {
        try (WorkingStore store = WorkingStore.open(folder, KEY)) {
            assertThat(store.runs().all()).isEmpty();
            assertThat(CompletedNote.read(folder, KEY)).isEmpty();
        }
    }

    @Test
    void whoHasNotTheKeyIsToldNothing() {
        assertThatThrownBy(() -> CompletedNote.read(folder, StoreKey.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(" is encrypted; give its key");
    }

    @Test
    void aNoteCutOffAnywhereIsNone() throws IOException {
        Path file = folder.resolve("completed");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(CompletedNote.read(folder, KEY)).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void aFolderWithoutAStoreHasNoNote() {
        assertThat(CompletedNote.read(folder.resolve("none"), KEY)).isEmpty();
    }
}

package org.reconlink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Unpacked;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.review.Judgement;
import org.reconlink.review.Judgement.Answer;

class StoreKeyTest {
    private static final StoreKey KEY = StoreKey.of("00112233445566778899aabbccddeeff".repeat(2));
    private static final StoreKey OTHER = StoreKey.of("ff112233445566778899aabbccddeeff".repeat(2));
    private static final String SECRET = "Zygmuntowicz";

    @TempDir
    Path folder;

    @Test
    void anEncryptedStoreKeepsWhatItIsGivenAndNoFileOfItCanBeReadWithoutTheKey() throws IOException {
        write(KEY);
        try (WorkingStore store = WorkingStore.open(folder, KEY)) {
            assertThat(store.judgements().all()).hasSize(1);
            assertThat(filesWithTheSecret()).isEmpty();
        }
        assertThat(filesWithTheSecret()).isEmpty();
    }

    @Test
    void withoutAKeyTheSameSearchFindsWhatIsStored() throws IOException {
        write(StoreKey.NONE);
        assertThat(filesWithTheSecret()).isNotEmpty();
    }

    @Test
    void anEncryptedStoreWithoutItsKeyIsRefused() {
        write(KEY);
        assertThatThrownBy(() -> WorkingStore.open(folder, StoreKey.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessage("the working store in " + folder
                        + " is encrypted; give its key in the environment variable RECONLINK_STORE_KEY");
    }

    @Test
    void anEncryptedStoreWithAnotherKeyIsRefused() {
        write(KEY);
        assertThatThrownBy(() -> WorkingStore.open(folder, OTHER))
                .isInstanceOf(StoreException.class)
                .hasMessage("the working store in " + folder
                        + " is encrypted with another key than that in RECONLINK_STORE_KEY");
    }

    @Test
    void aStoreMadeWithoutAKeyIsRefusedWithOne() {
        write(StoreKey.NONE);
        assertThatThrownBy(() -> WorkingStore.open(folder, KEY))
                .isInstanceOf(StoreException.class)
                .hasMessage("the working store in " + folder + " is not encrypted, but RECONLINK_STORE_KEY is set;"
                        + " unset it, or move the store away and let the study make another");
    }

    @Test
    void aKeyOfLessThan256BitsIsRefused() {
        assertThatThrownBy(() -> StoreKey.of("0011"))
                .isInstanceOf(StoreException.class)
                .hasMessage("the environment variable RECONLINK_STORE_KEY holds something else than an even number of"
                        + " hexadecimal digits, at least 64");
    }

    @Test
    void aFolderThatOthersCouldReadIsTheOwnersAloneOnceItHoldsAStore() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        write(StoreKey.NONE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    private void write(StoreKey key) {
        try (WorkingStore store = WorkingStore.open(folder, key)) {
            store.judgements()
                    .append(List.of(new Judgement(
                            "key",
                            new ParticipantId(SECRET),
                            "a",
                            "b",
                            SECRET,
                            false,
                            Answer.MATCH,
                            null,
                            SECRET,
                            Instant.EPOCH)));
        }
    }

    private List<Path> filesWithTheSecret() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(StoreKeyTest::holdsTheSecret)
                    .toList();
        }
    }

    private static boolean holdsTheSecret(Path file) {
        try {
            String text = String.join("\n", Unpacked.texts(file));
            return text.contains(SECRET) || text.replace("\0", "").contains(SECRET);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.TestKeys;
import org.reconlink.kernel.Finding;
import org.reconlink.publish.PseudonymKey.PseudonymKeyException;

class PseudonymKeyTest {

    private static final String ADVICE =
            "; a key is at least 64 hexadecimal digits, 'reconlink key new FILE' makes one, and it is kept apart from the data";

    @TempDir
    Path directory;

    @Test
    void aKeyIsReadFromItsFileWithCommentsAndAnyLineEnd() throws IOException {
        Path file = file("# demonstration\r\n\r\n  " + Made.KEY.toUpperCase(java.util.Locale.ROOT) + "\r\n");

        assertThat(PseudonymKey.read(file, null).id())
                .isEqualTo(PseudonymKey.read(null, Made.KEY).id());
    }

    @Test
    void theFileOfTheProtocolComesBeforeTheEnvironment() throws IOException {
        Path file = file(Made.KEY.replace('0', 'f'));

        assertThat(PseudonymKey.read(file, Made.KEY).id())
                .isNotEqualTo(PseudonymKey.read(null, Made.KEY).id());
    }

    @Test
    void withoutAKeyTheRunIsRefused() {
        assertThatThrownBy(() -> PseudonymKey.read(null, null))
                .isInstanceOf(PseudonymKeyException.class)
                .hasMessage("no key for pseudonyms: the protocol names no key file under publish, and the environment"
                        + " variable RECONLINK_KEY is not set" + ADVICE);
        assertThatThrownBy(() -> PseudonymKey.read(null, " ")).isInstanceOf(PseudonymKeyException.class);
    }

    @Test
    void aFileThatIsNoKeyFileIsNamedAndNeverQuoted() throws IOException {
        Path missing = directory.resolve("none.txt");
        assertThatThrownBy(() -> PseudonymKey.read(missing, null))
                .hasMessage("key file " + missing + ": there is no such file" + ADVICE);
        assertThatThrownBy(() -> PseudonymKey.read(directory, null))
                .hasMessage("key file " + directory + ": cannot be read" + ADVICE);

        assertRefused("# only a comment\n", "holds no key");
        assertRefused(Made.KEY + "\n" + Made.KEY, "holds more than one key");
        assertRefused("password-password-password", "holds something else than hexadecimal digits");
        assertRefused(Made.KEY.substring(1), "holds 63 hexadecimal digits, which is too few");
        assertRefused(Made.KEY + "a", "holds 65 hexadecimal digits, which is an odd number");
        assertRefused("0".repeat(64), "repeats itself and could be guessed");
        assertRefused("x".repeat(5000), "is too large for a key file");
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        Path file = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) 0x80});

        assertThatThrownBy(() -> PseudonymKey.read(file, null))
                .hasMessage("key file " + file + ": is not a text file" + ADVICE);
    }

    @Test
    void aKeyThatCouldBeGuessedIsRefused() throws IOException {
        String repeats = "repeats itself and could be guessed";
        assertRefused("0123456789abcdef".repeat(4), repeats);
        assertRefused("4b1d5a0f".repeat(8), repeats);
        assertRefused("00112233445566778899aabbccddeeff".repeat(2), repeats);
        assertRefused(Made.KEY.substring(0, 40) + Made.KEY.substring(0, 24), repeats);
        assertRefused(Made.KEY + Made.KEY, repeats);
        assertRefused("ab12cd340e56f78991".repeat(4).substring(0, 64), repeats);
        assertRefused(HexFormat.of().formatHex(bytes(i -> i)), "goes up or down in steps and could be guessed");
        assertRefused(
                HexFormat.of().formatHex(bytes(i -> 250 - 7 * i)), "goes up or down in steps and could be guessed");
        assertRefused(
                "5820391746028357194637820591648203759163846275018394627105839264",
                "has too few different digits and could be guessed");
        assertRefused(
                HexFormat.of().formatHex("our own secret words, 32 of them".getBytes(UTF_8)),
                "is made of words and could be guessed");
        assertRefused(
                "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8",
                "is made of words and could be guessed");
        assertThatThrownBy(() -> PseudonymKey.read(null, "0123456789abcdef".repeat(4)))
                .hasMessage("environment variable RECONLINK_KEY: " + repeats + ADVICE);
    }

    @Test
    void keysThatCameByChanceAreTaken() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            byte[] key = new byte[32 + i % 40];
            random.nextBytes(key);
            assertThat(PseudonymKey.read(null, HexFormat.of().formatHex(key)).findings())
                    .isEmpty();
        }
    }

    @Test
    void aKeyFileThatOthersCanReadIsRefused() throws IOException {
        for (String open : List.of("rw-r--r--", "rw-r-----", "rw-----w-", "rwxrwxrwx")) {
            Path file = file(Made.KEY);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));

            assertThatThrownBy(() -> PseudonymKey.read(file, null))
                    .isInstanceOf(PseudonymKeyException.class)
                    .hasMessage("key file " + file
                            + ": others than its owner can read or change it; make it private with" + " 'chmod 600 "
                            + file + "'; if others may have read it, 'reconlink key new FILE' makes another");
        }
        Path file = file(Made.KEY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(PseudonymKey.read(file, null).findings()).isEmpty();
    }

    @Test
    void aSymbolicLinkIsNoKeyFile() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.txt"), file(Made.KEY));

        assertThatThrownBy(() -> PseudonymKey.read(link, null))
                .hasMessage("key file " + link
                        + ": is a symbolic link, and who can change the link can change the key; name"
                        + " the file itself in the protocol");
    }

    @Test
    void aFileThatSaysItIsNoSecretIsForTrialsAndSaysSoInEveryRun() throws IOException {
        Path file = Files.writeString(directory.resolve("key-NOT-SECRET.txt"), "4b1d5a0f".repeat(8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(PseudonymKey.read(file, null).findings())
                .extracting(Finding::rule, Finding::file, Finding::problem)
                .containsExactly(
                        tuple(
                                "key for trials only",
                                "key-NOT-SECRET.txt",
                                trial("repeats itself and could be guessed")),
                        tuple(
                                "key for trials only",
                                "key-NOT-SECRET.txt",
                                trial("can be read or changed by others than its owner")));
    }

    private static String trial(String weakness) {
        return "the key for pseudonyms " + weakness
                + "; its name says that it is no secret, so the run goes on, but anybody"
                + " who has or guesses it can turn every pseudonym of these outputs back";
    }

    @Test
    void theDemonstrationKeyIsForInventedPeopleWhateverItsFileIsCalled() throws IOException {
        String digits = Files.readString(Path.of("sample-input/demonstration-key-NOT-SECRET.txt"));
        for (PseudonymKey key : List.of(PseudonymKey.read(file(digits), null), PseudonymKey.read(null, digits))) {
            assertThat(key.isDemonstration()).isTrue();
            key.require(true);
            assertThatThrownBy(() -> key.require(false))
                    .isInstanceOf(PseudonymKeyException.class)
                    .hasMessageContaining("holds the demonstration key, which everybody knows");
        }
        PseudonymKey.read(file(Made.KEY), null).require(false);
    }

    @Test
    void aNewKeyIsForItsOwnerAlone() throws IOException {
        Path file = directory.resolve("new.txt");
        String id = PseudonymKey.write(file, HexFormat.of().parseHex(Made.KEY)).id();

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(PseudonymKey.read(file, null).id())
                .isEqualTo(id)
                .isEqualTo(PseudonymKey.read(null, Made.KEY).id());
        assertThatThrownBy(() -> PseudonymKey.write(file, new byte[32])).isInstanceOf(FileAlreadyExistsException.class);
    }

    private static byte[] bytes(IntUnaryOperator of) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) of.applyAsInt(i);
        }
        return bytes;
    }

    private void assertRefused(String content, String problem) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> PseudonymKey.read(file, null))
                .isInstanceOf(PseudonymKeyException.class)
                .hasMessage("key file " + file + ": " + problem + ADVICE)
                .hasNoCause();
    }

    private Path file(String content) throws IOException {
        return TestKeys.privately(Files.writeString(directory.resolve("key.txt"), content));
    }
}

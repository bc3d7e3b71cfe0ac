package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymKeyTest {

    private static final String ADVICE =
            "; a key is at least 64 hexadecimal digits, 'openssl rand -hex 32' makes one, and it is kept apart from the data";

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
        assertRefused("0".repeat(64), "repeats the same few digits and could be guessed");
        assertRefused("x".repeat(5000), "is too large for a key file");
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        Path file = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) 0x80});

        assertThatThrownBy(() -> PseudonymKey.read(file, null))
                .hasMessage("key file " + file + ": is not a text file" + ADVICE);
    }

    private void assertRefused(String content, String problem) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> PseudonymKey.read(file, null))
                .isInstanceOf(PseudonymKeyException.class)
                .hasMessage("key file " + file + ": " + problem + ADVICE)
                .hasNoCause();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("key.txt"), content);
    }
}

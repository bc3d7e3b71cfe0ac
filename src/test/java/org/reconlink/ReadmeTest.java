package org.reconlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.reconlink.job.ExitCode;
import org.reconlink.study.ProtocolReference;

/** README says what the product does: what it lists and what there is cannot drift apart. */
class ReadmeTest {
    private final String readme = read();

    @Test
    void itExplainsEveryKeyOfAProtocol() {
        assertThat(ProtocolReference.entries())
                .allSatisfy(entry -> assertThat(readme)
                        .contains("`" + entry.path().get(entry.path().size() - 1) + "`")
                        .contains(
                                entry.meaning().equals("bounds of this date, which must then be known")
                                        ? ""
                                        : entry.meaning()));
    }

    @Test
    void itListsEveryExitCode() {
        assertThat(Arrays.asList(ExitCode.values()))
                .allSatisfy(code -> assertThat(readme).contains("| " + code.code() + " | " + code.meaning()));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

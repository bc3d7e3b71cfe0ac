package org.reconlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reconlink.job.ExitCode;
import org.reconlink.study.ProtocolReference;

/** README and its pages say what the product does: what they list and what there is cannot drift apart. */
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
        try (Stream<Path> docs = Files.list(Path.of("src/docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .map(ReadmeTest::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

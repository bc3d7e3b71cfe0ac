package org.reconlink.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.generate.SampleStudy.Workbooks;

class SampleFilesTest {
    private static final Path COMMITTED = Path.of("sample-input");

    @TempDir
    static Path made;

    @BeforeAll
    static void makeTheSample() throws IOException {
        SampleStudy.write(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pnc-extract-north.csv",
                "pnc-extract-south.csv",
                "truth.csv",
                "demonstration-key-NOT-SECRET.txt",
                "README.md"
            })
    void theGeneratorStillMakesTheCommittedText(String file) throws IOException {
        assertThat(Files.mismatch(COMMITTED.resolve(file), made.resolve(file))).isEqualTo(-1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"participants.xlsx", "custody.xlsx"})
    void theGeneratorStillMakesTheCommittedWorkbooks(String file) throws IOException {
        Map<String, byte[]> committed = Workbooks.parts(Files.readAllBytes(COMMITTED.resolve(file)));
        Map<String, byte[]> now = Workbooks.parts(Files.readAllBytes(made.resolve(file)));
        assertThat(now.keySet()).isEqualTo(committed.keySet());
        now.forEach((part, bytes) -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                .as(part)
                .isEqualTo(new String(committed.get(part), StandardCharsets.UTF_8)));
    }

    @Test
    void anotherTimeZoneMakesTheSameBytes(@TempDir Path elsewhere) throws IOException {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            SampleStudy.write(elsewhere);
        } finally {
            TimeZone.setDefault(before);
        }
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                assertThat(Files.mismatch(file, elsewhere.resolve(file.getFileName())))
                        .as(file.getFileName().toString())
                        .isEqualTo(-1L);
            }
        }
    }

    @Test
    void theNewerSystemWritesUtf8WithLineFeeds() throws IOException {
        String text = Files.readString(made.resolve("pnc-extract-north.csv"), StandardCharsets.UTF_8);
        assertThat(text).startsWith("PNC ID,CRO,Surname,").contains("Núñez").doesNotContain("\r");
    }

    @Test
    void theOlderSystemWritesWindows1252WithSemicolonsAndCarriageReturns() throws IOException {
        byte[] bytes = Files.readAllBytes(made.resolve("pnc-extract-south.csv"));
        assertThatThrownBy(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CharacterCodingException.class);
        List<String> lines = List.of(new String(bytes, Charset.forName("windows-1252")).split("\r\n"));
        assertThat(lines.get(0)).startsWith("Case ref;Offence no;Convicted;");
        assertThat(lines).hasSizeGreaterThan(5000).allMatch(line -> line.indexOf('\n') < 0);
    }

    @Test
    void theKeyIsALineOf64HexadecimalDigits() throws IOException {
        assertThat(Files.readString(made.resolve("demonstration-key-NOT-SECRET.txt")))
                .matches("[0-9a-f]{64}\n");
    }
}

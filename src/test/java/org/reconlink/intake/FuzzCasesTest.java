package org.reconlink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reconlink.study.ProtocolFuzz;

/**
 * What fuzzers start from and what they found, each read once more; {@code mvn -Pfuzz verify} looks for others.
 *
 * <p>A finding is kept as a file in the folder of its target under {@code src/test/resources/fuzz}.
 */
class FuzzCasesTest {
    private static final Path CASES = Path.of("src/test/resources/fuzz");

    private interface Target {
        void read(byte[] bytes) throws IOException;
    }

    private static final Map<String, Target> TARGETS = Map.of(
            "csv", CsvFuzz::fuzzerTestOneInput,
            "workbook", WorkbookFuzz::fuzzerTestOneInput,
            "identifier", IdentifierFuzz::fuzzerTestOneInput,
            "protocol", ProtocolFuzz::fuzzerTestOneInput);

    @TestFactory
    Stream<DynamicTest> whatWasFoundIsFoundNoMore() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            List<Path> cases = files.filter(Files::isRegularFile).sorted().toList();
            return cases.stream()
                    .map(file -> DynamicTest.dynamicTest(
                            CASES.relativize(file).toString(),
                            () -> TARGETS.get(String.valueOf(file.getParent().getFileName()))
                                    .read(Files.readAllBytes(file))));
        }
    }

    @Test
    void aWholeWorkbookAndItsPartsAreRead() throws IOException {
        byte[][] seeds = WorkbookFuzz.seeds();
        for (byte[] seed : seeds) {
            WorkbookFuzz.fuzzerTestOneInput(seed);
        }
        assertThat(seeds.length).isEqualTo(6);
    }
}

package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondCompilerTest {
    private static final String ALL = "matching: *.*";
    private static final String PAIRS = "org/reconlink/linkage/*.*";
    private static final String ROWS = "org/reconlink/intake/FileScan*.*";
    private static final String PEOPLE = "org/reconlink/intake/*.*";

    @TempDir
    Path folder;

    @AfterEach
    void clear() throws Exception {
        ask("compilerDirectivesClear");
    }

    @Test
    void aSmallStudyIsLeftToTheFirstCompiler() throws Exception {
        SecondCompiler.begin();
        SecondCompiler.allowRows(List.of(extract((1 << 25) - 1)));
        assertThat(ask("compilerDirectivesPrint")).contains(ALL).doesNotContain(ROWS);
    }

    @Test
    void theManyRowsOfALargeOneAreNot() throws Exception {
        SecondCompiler.begin();
        SecondCompiler.allowRows(List.of(extract(1 << 24), extract(1 << 24)));
        assertThat(ask("compilerDirectivesPrint"))
                .containsSubsequence(ROWS, ALL)
                .doesNotContain(PEOPLE);
    }

    @Test
    void norAreThePeopleOfAVeryLargeOne() throws Exception {
        SecondCompiler.begin();
        SecondCompiler.allowRows(List.of(extract(1 << 30)));
        assertThat(ask("compilerDirectivesPrint")).contains(ROWS, PEOPLE, ALL);
    }

    @Test
    void pairsAreLeftToTheFirstCompilerWhereOneTableIsSmall() throws Exception {
        SecondCompiler.begin();
        SecondCompiler.allowPairs(List.of(extract((1 << 24) - 1), extract(1 << 26)));
        assertThat(ask("compilerDirectivesPrint")).contains(ALL).doesNotContain(PAIRS);
        SecondCompiler.allowPairs(List.of(extract(1 << 24), extract(1 << 24)));
        assertThat(ask("compilerDirectivesPrint")).containsSubsequence(PAIRS, ALL);
    }

    private Path extract(long bytes) throws Exception {
        Path file = folder.resolve("extract-" + System.nanoTime() + ".csv");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
        return file;
    }

    private static String ask(String command) throws Exception {
        return String.valueOf(ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        command,
                        new Object[0],
                        new String[0]));
    }
}

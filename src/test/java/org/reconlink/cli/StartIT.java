package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the packaged jar takes to say something, and to find that there is nothing to do. */
class StartIT {
    private static final int TRIES = 3;

    @TempDir
    Path folder;

    private Path protocol;

    @BeforeEach
    void writeAStudy() throws IOException {
        protocol = TinyStudy.write(folder);
    }

    /** The best of a few: other tests run beside this one. */
    @Test
    void aNightWithNothingNewOpensNoDatabase() throws Exception {
        List<String> jar = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar().toString());
        Start run = start(jar);
        assertThat(run.exitCode()).isZero();
        assertThat(run.first()).isEqualTo("reconlink " + Version.current() + ": " + protocol);
        FileTime closed = lastOpened();
        List<Start> again = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            again.add(start(jar));
        }
        assertThat(again).allMatch(start -> start.exitCode() == 6);
        assertThat(lastOpened()).as("the database was not opened").isEqualTo(closed);
        double first = again.stream().mapToDouble(Start::untilFirst).min().orElseThrow();
        double end = again.stream().mapToDouble(Start::untilEnd).min().orElseThrow();
        System.out.printf(Locale.ROOT, "start: first line after %.2f s, nothing new after %.2f s%n", first, end);
    }

    @Test
    void anArchiveOfClassesIsMadeAndUsedAsTheReadmeSays() throws Exception {
        List<String> using = new ArrayList<>(QuickStart.command());
        using.remove(0);
        using.add(0, "-Xshare:on");
        assertThat(start(using).exitCode()).isZero();
        assertThat(start(using).exitCode()).isEqualTo(6);
    }

    private static Path jar() {
        return Path.of(System.getProperty("reconlink.jar"));
    }

    private FileTime lastOpened() throws IOException {
        return Files.getLastModifiedTime(folder.resolve("work/tiny/store.properties"));
    }

    private Start start(List<String> java) throws Exception {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(
                "run", protocol.toString(), "--work", folder.resolve("work").toString()));
        command.addAll(List.of("--output", folder.resolve("output").toString()));
        long begun = System.nanoTime();
        Process process = java(command.toArray(String[]::new));
        try (BufferedReader err = process.errorReader(UTF_8)) {
            String first = err.readLine();
            double untilFirst = seconds(begun);
            while (err.readLine() != null) {
                // until it ends
            }
            int exitCode = process.waitFor();
            return new Start(exitCode, String.valueOf(first), untilFirst, seconds(begun));
        }
    }

    private static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private record Start(int exitCode, String first, double untilFirst, double untilEnd) {}
}

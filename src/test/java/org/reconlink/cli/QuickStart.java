package org.reconlink.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the packaged jar as the README says where a second matters: with an archive of its classes. Loading classes is
 * most of a short run, and the tests make hundreds.
 */
public final class QuickStart {
    /** The optimising compiler is not worth its time in short runs either. */
    private static final List<String> SHORT_RUN = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final int LIMIT_SECONDS = 120;

    private QuickStart() {}

    /** The begin of a command: what follows is for the product. */
    public static List<String> command() {
        return command("-jar", Once.JAR);
    }

    /** The same for a program among the tests that needs no class but those of the jar and of the tests. */
    public static List<String> program(Class<?> main) {
        String tests = Path.of(URI.create(
                        main.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
        return command("-classpath", Once.JAR + File.pathSeparator + tests, main.getName());
    }

    private static List<String> command(String... what) {
        List<String> command = java("-XX:SharedArchiveFile=" + Once.ARCHIVE);
        command.addAll(List.of(what));
        return command;
    }

    private static List<String> java(String archive) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SHORT_RUN);
        command.add(archive);
        return command;
    }

    /** Made by the first test that asks, for those of all processes. */
    private static final class Once {
        static final String JAR =
                Path.of(System.getProperty("reconlink.jar")).toAbsolutePath().toString();
        static final Path ARCHIVE = prepared();

        private static Path prepared() {
            try {
                Path folder = Files.createDirectories(Path.of("target", "quick-start"));
                Path archive = folder.resolve("reconlink-" + Runtime.version() + ".jsa");
                try (FileChannel file = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
                        FileLock lock = file.lock()) {
                    assert lock.isValid();
                    if (!Files.exists(archive) || isOlder(archive, Path.of(JAR))) {
                        make(archive, Files.createTempDirectory(folder, "run"));
                    }
                }
                return archive.toAbsolutePath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static boolean isOlder(Path archive, Path jar) throws IOException {
            return Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0;
        }

        private static void make(Path archive, Path folder) throws IOException, InterruptedException {
            Files.deleteIfExists(archive);
            List<String> command = java("-XX:ArchiveClassesAtExit=" + archive);
            command.addAll(List.of("-jar", JAR, "run", TinyStudy.write(folder).toString()));
            command.addAll(List.of("--work", folder.resolve("work").toString()));
            command.addAll(List.of("--output", folder.resolve("output").toString()));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("failed: " + String.join(" ", command));
            }
        }
    }
}

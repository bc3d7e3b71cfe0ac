package org.reconlink.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
        return Once.COMMAND;
    }

    /** Made by the first test that asks, for all of them. */
    private static final class Once {
        static final List<String> COMMAND = prepared();

        private static List<String> prepared() {
            try {
                Path folder = Files.createTempDirectory(Path.of("target"), "quick-start");
                Path jar = Path.of(System.getProperty("reconlink.jar"));
                Path archive = folder.resolve("reconlink.jsa");
                end(command(
                        List.of("-XX:ArchiveClassesAtExit=" + archive),
                        jar,
                        "run",
                        TinyStudy.write(folder).toString(),
                        "--work",
                        folder.resolve("work").toString(),
                        "--output",
                        folder.resolve("output").toString()));
                return command(List.of("-XX:SharedArchiveFile=" + archive), jar);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static List<String> command(List<String> options, Path jar, String... arguments) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(SHORT_RUN);
            command.addAll(options);
            command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
            command.addAll(Arrays.asList(arguments));
            return command;
        }

        private static void end(List<String> command) throws IOException, InterruptedException {
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

package org.reconlink.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the packaged jar as a user does, in a process of its own. */
final class PackagedJar {
    private PackagedJar() {}

    /** What a process printed and how it ended. */
    record Ended(int exitCode, String out, String err) {}

    static Ended run(Path scratch, String... arguments) throws Exception {
        return run(scratch, Map.of(), arguments);
    }

    /** Runs in the project's folder, which is where the tests run. */
    static Ended run(Path scratch, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(QuickStart.command());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("RECONLINK_KEY");
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the jar did not end within two minutes");
        }
        return new Ended(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}

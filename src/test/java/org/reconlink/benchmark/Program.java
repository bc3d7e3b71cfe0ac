package org.reconlink.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end or to a limit; what it prints goes into files of the folder. */
record Program(Path folder) {
    private static final int LIMIT_MINUTES = 20;

    /** The last line that the program printed; nothing if it cannot be started, fails or takes too long. */
    Optional<String> lastLine(String label, List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve(label + ".out");
        Path err = folder.resolve(label + ".err");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException notThere) {
            System.out.println(label + ": cannot start " + command.get(0));
            return Optional.empty();
        }
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            System.out.println(label + ": stopped after " + LIMIT_MINUTES + " minutes");
            return Optional.empty();
        }
        if (process.exitValue() != 0) {
            System.out.println(label + ": failed with code " + process.exitValue() + "; see " + err);
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        return Optional.of(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
    }
}

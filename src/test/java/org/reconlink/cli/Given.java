package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that was given, and what came of it. */
public record Given(int exitCode, String out, String err) {
    /** In this process. */
    public static Given here(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLineEntry.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Given(code, out.toString(), err.toString());
    }

    /** In a process of its own, from a folder, with nothing to read from and variables of the environment beside the own ones. */
    static Given in(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                absoluteClassPath(),
                "org.reconlink.Reconlink"));
        command.addAll(List.of(words));
        Path out = Files.createTempFile("out", null);
        Path err = Files.createTempFile("err", null);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        Given given = new Given(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        Files.delete(out);
        Files.delete(err);
        return given;
    }

    private static String absoluteClassPath() {
        String separator = System.getProperty("path.separator");
        List<String> all = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(separator, 0)) {
            all.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(separator, all);
    }
}

package org.reconlink.kills;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.cli.QuickStart;

/**
 * A process of its own that runs a study as often as it is told, as the command line does: classes are loaded and compiled
 * once, so that thousands of runs can be made to fail in an hour.
 */
final class WarmProcess implements AutoCloseable {
    private static final int LIMIT_MINUTES = 2;

    private final Path protocol;
    private Process process;
    private BufferedReader answers;

    WarmProcess(Path protocol) throws IOException {
        this.protocol = protocol;
        this.process = started();
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    long pid() {
        return process.pid();
    }

    /** Runs the study with its working store and outputs below a folder; the exit code, or -1 for a run without end. */
    int run(Path place) throws IOException, InterruptedException, ExecutionException {
        process.outputWriter(StandardCharsets.UTF_8)
                .append(place.toString())
                .append('\n')
                .flush();
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(this::line);
        try {
            return Integer.parseInt(answer.get(LIMIT_MINUTES, TimeUnit.MINUTES));
        } catch (TimeoutException e) {
            restart();
            return -1;
        }
    }

    /** Ends the process, which frees all that a run may have left open in it, and begins another. */
    void restart() throws IOException, InterruptedException {
        close();
        process = started();
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private String line() {
        try {
            String line = answers.readLine();
            return line == null ? "-1" : line;
        } catch (IOException e) {
            return "-1";
        }
    }

    private Process started() throws IOException {
        List<String> command = new ArrayList<>(QuickStart.program(WarmProcess.class));
        command.add(1, "-Xmx512m");
        command.add(protocol.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A folder a line; each is answered by the exit code of the run there. A thread of its own has no calls yet. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        BufferedReader places = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String place = places.readLine(); place != null; place = places.readLine()) {
            Path folder = Path.of(place);
            CompletableFuture<Integer> code = new CompletableFuture<>();
            new Thread(() -> code.complete(CommandLineEntry.run(
                            "run",
                            arguments[0],
                            "--work",
                            folder.resolve("work").toString(),
                            "--output",
                            folder.resolve("output").toString())))
                    .start();
            answers.println(code.get());
        }
    }
}

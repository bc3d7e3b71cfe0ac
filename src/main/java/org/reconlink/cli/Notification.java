package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import picocli.CommandLine.Option;

/** Tells somebody that a run failed: study and exit code, nothing of the data. */
final class Notification {
    private final Duration patience;

    @Option(
            names = "--on-failure",
            paramLabel = "PROGRAM",
            description = "A program to start when the run fails, with the study and the exit code as its arguments.")
    private @Nullable String program;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "An address that is sent {\"study\", \"exit_code\", \"meaning\"} when the run fails.")
    private @Nullable URI webhook;

    Notification() {
        this(Duration.ofSeconds(10));
    }

    /** @param patience how long whoever is told may take */
    Notification(Duration patience) {
        this.patience = patience;
    }

    /** Says so on the error stream if nobody could be told; the run's own exit code stands. */
    void failed(String study, ExitCode code, PrintWriter err) {
        try {
            if (program != null) {
                start(program, study, code, err);
            }
            if (webhook != null) {
                send(webhook, study, code, err);
            }
        } catch (IOException | IllegalArgumentException e) {
            err.println("nobody could be told of the failure (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without a shell, so that no text becomes a command. */
    private void start(String program, String study, ExitCode code, PrintWriter err)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program, study, String.valueOf(code.code()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroy();
            err.println("the program of --on-failure did not end within " + patience.toSeconds() + " seconds");
        } else if (process.exitValue() != 0) {
            err.println("the program of --on-failure ended with " + process.exitValue());
        }
    }

    private void send(URI address, String study, ExitCode code, PrintWriter err)
            throws IOException, InterruptedException {
        String body = "{\"study\":\"" + study + "\",\"exit_code\":" + code.code() + ",\"meaning\":\"" + code.meaning()
                + "\"}";
        HttpResponse<Void> answer = HttpClient.newBuilder()
                .connectTimeout(patience)
                .build()
                .send(
                        HttpRequest.newBuilder(address)
                                .timeout(patience)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() >= 300) {
            err.println("the address of --webhook answered " + answer.statusCode());
        }
    }
}

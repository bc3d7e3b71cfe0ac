package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import picocli.CommandLine.Option;

/** Tells somebody of every end of a run but 0, 4 and 6: study and exit code, nothing of the data. */
final class Notification {
    private final Duration patience;

    @Option(
            names = "--on-failure",
            paramLabel = "PROGRAM",
            description = {
                "A program to start unless the run ends with 0, 4 or 6: a file by its path, without arguments of its own.",
                "It is given the study and the exit code as arguments, and no variable of the environment that can hold a",
                "secret of a run."
            })
    private @Nullable String program;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description =
                    "An address that is sent {\"study\", \"exit_code\", \"meaning\"} unless the run ends with 0, 4 or 6.")
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
        if (!code.isFailure()) {
            return;
        }
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

    private void start(String program, String study, ExitCode code, PrintWriter err)
            throws IOException, InterruptedException {
        ProcessBuilder builder = Programs.start(program, study, String.valueOf(code.code()));
        Process process;
        try {
            process = builder.start();
            process.getOutputStream().close(); // a program that reads what it is given finds the end
        } catch (IOException e) {
            err.println(
                    "the program of --on-failure cannot be started: name a file that can be executed by its path, without"
                            + " arguments; a script can give them");
            return;
        }
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

    /** Programs that an operator names, started without a shell, so that no text becomes a command, and without secrets. */
    static final class Programs {
        /** The product's own, those that the driver of PostgreSQL knows, and whatever is called a secret. */
        private static final Pattern SECRET = Pattern.compile(
                "RECONLINK_.*|PG.*|.*(PASS|PWD|SECRET|TOKEN|CREDENTIAL|AUTH|KEY|PRIVATE|COOKIE|SESSION|LICEN[CS]E).*|.*(_|^)(PW|PAT|PIN|SAS|DSN)"
                        + "|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS",
                Pattern.CASE_INSENSITIVE);

        private static final Set<String> FOLDERS = Set.of("PWD", "OLDPWD");

        /** An address with a password in it, or a connection's words. */
        private static final Pattern WITH_PASSWORD = Pattern.compile(
                "[a-z][a-z0-9+.-]*://[^/@\\s]*:[^/@\\s]+@|(password|pwd)\\s*=", Pattern.CASE_INSENSITIVE);

        private Programs() {}

        static ProcessBuilder start(String... command) {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().entrySet().removeIf(Programs::isSecret);
            return builder;
        }

        /** Whether a variable of the environment can hold a secret, by its name or as its value looks like one. */
        static boolean isSecret(Map.Entry<String, String> variable) {
            return (!FOLDERS.contains(variable.getKey())
                            && SECRET.matcher(variable.getKey()).matches())
                    || WITH_PASSWORD.matcher(variable.getValue()).find();
        }
    }
}

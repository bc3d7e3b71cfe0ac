package org.reconlink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.job.ExitCode;
import picocli.CommandLine;

/** What an address is told of a failure, and what becomes of the run if nobody answers there. */
class NotificationTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 204;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        told.add(exchange.getRequestMethod() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Test
    void aFailedRunTellsStudyAndExitCodeAndNothingElse() throws IOException {
        Path protocol = brokenStudy();
        assertThat(run(protocol, address(server.getAddress().getPort()))).isEqualTo(3);
        assertThat(told)
                .containsExactly(
                        "POST application/json {\"study\":\"tiny\",\"exit_code\":3,\"meaning\":\"the input cannot be"
                                + " used\"}");
    }

    @Test
    void aRunThatIsDoneTellsNobody() throws IOException {
        assertThat(run(TinyStudy.write(folder), address(server.getAddress().getPort())))
                .isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void anAddressWhereNobodyListensLeavesTheExitCodeAsItIs() throws IOException {
        assertThat(run(brokenStudy(), address(unused()))).isEqualTo(3);
    }

    @Test
    void whatCannotBeToldIsSaid() throws IOException {
        assertThat(said(address(unused()))).startsWith("nobody could be told of the failure (ConnectException)");
        assertThat(said("mailto:someone@example.org"))
                .startsWith("nobody could be told of the failure (IllegalArgumentException)");
        status = 500;
        assertThat(said(address(server.getAddress().getPort()))).startsWith("the address of --webhook answered 500");
    }

    @Test
    void anAddressThatNeverAnswersIsLeftAfterAWhile() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long begun = System.nanoTime();
            assertThat(said(address(silent.getLocalPort())))
                    .startsWith("nobody could be told of the failure (HttpTimeoutException)");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(PATIENCE, PATIENCE.multipliedBy(10));
        }
    }

    private static String said(String address) {
        Notification notification = new Notification(PATIENCE);
        new CommandLine(notification).parseArgs("--webhook", address);
        StringWriter err = new StringWriter();
        notification.failed("tiny", ExitCode.STORAGE, new PrintWriter(err, true));
        return err.toString();
    }

    private Path brokenStudy() throws IOException {
        Path protocol = TinyStudy.write(folder);
        Files.writeString(folder.resolve("convictions.csv"), "no table");
        return protocol;
    }

    private int run(Path protocol, String address) {
        return CommandLineEntry.run(
                "run",
                protocol.toString(),
                "--quiet",
                "--webhook",
                address,
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString());
    }

    private static String address(int port) {
        return "http://127.0.0.1:" + port + "/";
    }

    private static int unused() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}

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
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.job.ExitCode;
import org.reconlink.store.WorkingStore;
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
    void aMissingInputIsThreeToldAndLogged() throws IOException {
        Path protocol = TinyStudy.write(folder);
        Files.delete(folder.resolve("convictions.csv"));
        Path log = folder.resolve("runs.jsonl");
        Path metrics = folder.resolve("runs.prom");
        Given given = Given.here(command(
                protocol,
                address(server.getAddress().getPort()),
                "--log",
                log.toString(),
                "--metrics",
                metrics.toString()));
        assertThat(given.exitCode()).isEqualTo(3);
        assertThat(given.err())
                .contains("there is no file \"convictions.csv\"", "1 input missing; nothing was read")
                .contains("study.yml:17:");
        assertThat(told).singleElement().asString().contains("\"study\":\"tiny\",\"exit_code\":3");
        assertThat(Files.readString(log)).contains("\"run ended\"", "\"study\":\"tiny\"", "\"process.exit_code\":3");
        assertThat(Files.readString(metrics)).contains("reconlink_run_exit_code{run=\"\",study=\"tiny\"} 3.0\n");
        assertThat(Given.here("check", protocol.toString()).exitCode()).isEqualTo(3);
    }

    @Test
    void aPatternThatNoFileFitsIsAMissingInputAndAWrongProtocolIsNot() throws IOException {
        Path protocol = TinyStudy.write(folder);
        String right = Files.readString(protocol);
        Files.writeString(protocol, right.replace("files: convictions.csv", "files: \"pnc-*.csv\""));
        assertThat(run(protocol, address(server.getAddress().getPort()))).isEqualTo(3);
        Files.writeString(protocol, right.replace("file: participants.csv", "file: gone.csv\n  sheeet: x"));
        assertThat(run(protocol, address(server.getAddress().getPort()))).isEqualTo(2);
        Files.writeString(protocol, right.replace("key file: key.txt", "key file: gone.txt"));
        assertThat(run(protocol, address(server.getAddress().getPort()))).isEqualTo(2);
        assertThat(run(
                        folder.resolve("nowhere.yml"),
                        address(server.getAddress().getPort())))
                .isEqualTo(2);
        assertThat(told)
                .extracting(body -> body.replaceAll(".*study\":\"([^\"]*)\",\"exit_code\":(\\d+).*", "$1 $2"))
                .containsExactly("tiny 3", "tiny 2", "tiny 2", "nowhere 2");
    }

    @Test
    void aStoreThatIsHeldIsTold() throws IOException {
        Path protocol = TinyStudy.write(folder);
        try (WorkingStore held = WorkingStore.open(folder.resolve("work/tiny"))) {
            assertThat(held.runs().all()).isEmpty();
            assertThat(run(protocol, address(server.getAddress().getPort()))).isEqualTo(5);
        }
        assertThat(told).singleElement().asString().contains("\"exit_code\":5");
    }

    @Test
    void aQuietRunThatIsDoneSaysNothingAndOneThatFailsSaysWhy() throws IOException {
        Path protocol = TinyStudy.write(folder);
        Given done = Given.here(command(protocol, address(unused())));
        assertThat(done).isEqualTo(new Given(0, "", ""));
        assertThat(Given.here(command(protocol, address(unused())))).isEqualTo(new Given(6, "", ""));
        assertThat(Given.here(command(protocol, address(unused()), "--json")).out())
                .startsWith("{\"study\":\"tiny\"");
        Files.writeString(folder.resolve("convictions.csv"), "no table");
        assertThat(Given.here(command(protocol, address(unused()))).err()).contains("convictions.csv");
    }

    @Test
    void theProgramIsGivenNoSecretOfTheRun() throws Exception {
        Path told = folder.resolve("told");
        Path program = Files.writeString(folder.resolve("tell"), "#!/bin/sh\nenv > '" + told + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path protocol = brokenStudy();
        Map<String, String> environment = Map.of(
                "RECONLINK_KEY", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "RECONLINK_DATABASE_PASSWORD", "sesame",
                "PGPASSWORD", "sesame",
                "SMTP_PASSWORD", "sesame",
                "TELL_WHOM", "the team");
        Given given = Given.in(folder, environment, "run", protocol.toString(), "--on-failure", program.toString());
        assertThat(given.exitCode()).isEqualTo(3);
        assertThat(Files.readString(told))
                .contains("TELL_WHOM=the team")
                .doesNotContain("sesame", "RECONLINK_", "0123456789abcdef");
    }

    @Test
    void aProgramWithArgumentsIsNoFileAndThatIsSaid() {
        Notification notification = new Notification(PATIENCE);
        new CommandLine(notification).parseArgs("--on-failure", "mail -s failed team@example.org");
        StringWriter err = new StringWriter();
        notification.failed("tiny", ExitCode.STORAGE, new PrintWriter(err, true));
        assertThat(err)
                .hasToString("the program of --on-failure cannot be started: name a file that can be executed by its"
                        + " path, without arguments; a script can give them" + System.lineSeparator());
    }

    @Test
    void aProgramThatReadsWhatItIsGivenFindsTheEnd() throws IOException {
        Path program = Files.writeString(folder.resolve("reads.sh"), "#!/bin/sh\ncat > /dev/null\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Notification notification = new Notification(PATIENCE);
        new CommandLine(notification).parseArgs("--on-failure", program.toString());
        StringWriter err = new StringWriter();
        notification.failed("tiny", ExitCode.STORAGE, new PrintWriter(err, true));
        assertThat(err.toString()).isEmpty();
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
        return Given.here(command(protocol, address)).exitCode();
    }

    private String[] command(Path protocol, String address, String... more) {
        return Stream.concat(
                        Stream.of(
                                "run",
                                protocol.toString(),
                                "--quiet",
                                "--webhook",
                                address,
                                "--work",
                                folder.resolve("work").toString(),
                                "--output",
                                folder.resolve("output").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
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

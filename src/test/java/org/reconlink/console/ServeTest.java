package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.cli.CommandLineEntry;

/** The command that serves: with a certificate of its own, and behind a proxy that has one. */
class ServeTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    Path folder;

    /** The command, from its start to its end. */
    private final class Served implements AutoCloseable {
        private final int port;
        private final AtomicInteger code = new AtomicInteger(-1);
        private final Thread thread;

        Served(String... more) throws Exception {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            List<String> words = new ArrayList<>(List.of(
                    "serve",
                    "--port",
                    String.valueOf(port),
                    "--work",
                    folder.resolve("work").toString(),
                    "--output",
                    folder.resolve("output").toString(),
                    "--jobs",
                    folder.resolve("jobs").toString()));
            words.addAll(List.of(more));
            thread = new Thread(() -> code.set(CommandLineEntry.run(words.toArray(String[]::new))));
            thread.start();
            for (int i = 0; i < 600 && !answers(); i++) {
                assertThat(thread.isAlive()).as("still serving").isTrue();
                Thread.sleep(100);
            }
        }

        private boolean answers() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(code.get()).as("ended in order").isZero();
        }
    }

    @Test
    void withACertificateTheCommandServesByTlsAlone() throws Exception {
        TestCertificate made = TestCertificate.make(folder, "localhost");
        HttpClient client = HttpClient.newBuilder().sslContext(made.tls()).build();
        try (Served served = new Served(
                "--name",
                "localhost",
                "--certificate",
                made.pem().toString(),
                "--key",
                made.key().toString())) {
            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + served.port + "/sign-in"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(page.sslSession().orElseThrow().getPeerCertificates()).hasSize(1);
            assertThat(page.headers().firstValue("Strict-Transport-Security").orElse(""))
                    .contains("max-age=31536000");
            assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("__Host-", "Secure");
            HttpResponse<String> open = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + served.port + "/sign-in"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(open.statusCode()).isEqualTo(400);
            assertThat(open.body()).doesNotContain("Pass phrase");
        }
    }

    /** Forwards to the console, and says who asked and how. */
    private static final class Proxy implements AutoCloseable {
        private static final Set<String> OWN = Set.of("connection", "content-length", "host", "transfer-encoding");

        private final HttpsServer server;
        private final int to;

        Proxy(TestCertificate made, int to) throws IOException {
            this.to = to;
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(made.tls()));
            server.createContext("/", this::forward);
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        /** As nginx does with proxy_add_x_forwarded_for: what a browser said of itself stays before what the proxy knows. */
        private void forward(HttpExchange exchange) throws IOException {
            StringBuilder head = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                    + " HTTP/1.1\r\nHost: reconlink.example.org\r\nConnection: close\r\n");
            byte[] body = exchange.getRequestBody().readAllBytes();
            String before = exchange.getRequestHeaders().getFirst("X-Forwarded-For");
            exchange.getRequestHeaders().forEach((name, values) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!OWN.contains(lower) && !lower.equals("x-forwarded-for") && !lower.equals("x-forwarded-proto")) {
                    values.forEach(value ->
                            head.append(name).append(": ").append(value).append("\r\n"));
                }
            });
            head.append("X-Forwarded-For: ")
                    .append(before == null ? "" : before + ", ")
                    .append("192.0.2.7\r\nX-Forwarded-Proto: https\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n\r\n");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to)) {
                OutputStream out = socket.getOutputStream();
                out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                out.write(body);
                out.flush();
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                int end = answer.indexOf("\r\n\r\n");
                String[] lines = answer.substring(0, end).split("\r\n", -1);
                Stream.of(lines).skip(1).forEach(line -> {
                    int colon = line.indexOf(':');
                    if (!OWN.contains(line.substring(0, colon).toLowerCase(Locale.ROOT))) {
                        exchange.getResponseHeaders()
                                .add(
                                        line.substring(0, colon),
                                        line.substring(colon + 1).strip());
                    }
                });
                byte[] text = answer.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
                exchange.sendResponseHeaders(
                        Integer.parseInt(lines[0].split(" ", -1)[1]), text.length == 0 ? -1 : text.length);
                if (text.length > 0) {
                    exchange.getResponseBody().write(text);
                }
            }
            exchange.close();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // all of 127.0.0.0/8 is this machine
    void behindAProxyItsWordIsBelievedAndNobodyElses() throws Exception {
        TestCertificate made = TestCertificate.make(folder, "localhost");
        HttpClient client = HttpClient.newBuilder().sslContext(made.tls()).build();
        Users users = Users.in(folder.resolve("work"), Serving.AUTHOR, Clock.systemUTC(), "test", Users.ROUNDS);
        users.activate(users.add("vic", List.of("tiny:viewer"), ""), Serving.PHRASE);
        users.trail().end(0, "done");
        try (Served served = new Served("--name", "reconlink.example.org", "--behind-proxy", "127.0.0.1");
                Proxy proxy = new Proxy(made, served.port)) {
            String url = "https://localhost:" + proxy.port();
            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/sign-in")).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Strict-Transport-Security").orElse(""))
                    .contains("max-age=31536000");
            String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).startsWith("__Host-reconlink=").contains("Secure", "HttpOnly", "SameSite=Strict");
            HttpResponse<String> wrong = signIn(client, url, page, "not the phrase of anybody", "203.0.113.9");
            assertThat(wrong.statusCode()).isEqualTo(422);
            assertThat(last().event()).isEqualTo("sign in refused");
            assertThat(last().detail("address"))
                    .as("who the proxy says asked, not what the browser said of itself")
                    .isEqualTo("192.0.2.7");
            HttpResponse<String> in = signIn(client, url, page, Serving.PHRASE, null);
            assertThat(in.statusCode()).isEqualTo(302);
            assertThat(in.headers().firstValue("Location").orElseThrow()).isIn("/", "https://reconlink.example.org/");
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create(url + "/help"))
                                            .header(
                                                    "Cookie",
                                                    in.headers()
                                                            .firstValue("Set-Cookie")
                                                            .orElseThrow()
                                                            .split(";", -1)[0])
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("<b>vic</b>");

            String head = "GET /sign-in HTTP/1.1\nHost: reconlink.example.org\nConnection: close\n";
            String https = "X-Forwarded-Proto: https\nX-Forwarded-For: 192.0.2.7\n";
            assertThat(raw("127.0.0.1", served.port, head + https)).startsWith("HTTP/1.1 200");
            assertThat(raw("127.0.0.1", served.port, head))
                    .as("it did not come by TLS")
                    .startsWith("HTTP/1.1 421")
                    .contains("reached through its proxy")
                    .doesNotContain("Pass phrase");
            assertThat(raw("127.0.0.1", served.port, head + "X-Forwarded-Proto: http\n"))
                    .startsWith("HTTP/1.1 421");
            assertThat(raw("127.0.0.2", served.port, head + https))
                    .as("somebody else who says the same")
                    .startsWith("HTTP/1.1 421");
            for (String host : List.of("localhost:" + served.port, "127.0.0.1", "attacker.test")) {
                assertThat(raw("127.0.0.1", served.port, head.replace("reconlink.example.org", host) + https))
                        .as(host)
                        .startsWith("HTTP/1.1 400");
            }
            assertThat(raw("127.0.0.1", served.port, head + https + "X-Forwarded-Host: attacker.test\n"))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain("attacker");
            assertThat(raw(
                            "127.0.0.1",
                            served.port,
                            head.replace("/sign-in", "/") + https
                                    + "X-Forwarded-Host: attacker.test\nX-Forwarded-Port: 81\n"))
                    .startsWith("HTTP/1.1 303")
                    .doesNotContain("attacker", ":81");
        }
    }

    private static HttpResponse<String> signIn(
            HttpClient client, String url, HttpResponse<String> page, String phrase, String forwarded)
            throws Exception {
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).isTrue();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .header(
                        "Cookie",
                        page.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0])
                .POST(BodyPublishers.ofString("name=vic&phrase=" + URLEncoder.encode(phrase, StandardCharsets.UTF_8)
                        + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)));
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private AuditEvent last() throws IOException {
        List<AuditEvent> events =
                AuditTrail.read(folder.resolve("work").resolve(Journal.FOLDER).resolve(AuditTrail.FILE));
        return events.get(events.size() - 1);
    }

    private static String raw(String from, int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((request + "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aCertificateThatBrowsersWouldRefuseEndsIt() throws Exception {
        Path noPem = Files.writeString(folder.resolve("none.pem"), "no certificate");
        assertThat(serve(noPem, noPem, "localhost")).isEqualTo(2);
        TestCertificate good = TestCertificate.make(Files.createDirectory(folder.resolve("good")), "*.example.org");
        assertThat(serve(good.pem(), good.key(), "reconlink.example.com")).isEqualTo(2);
        assertThat(serve(good.pem(), good.key(), "a.b.example.org")).isEqualTo(2);
        assertThat(ServedCertificate.read(good.pem())
                        .problem(
                                List.of("Reconlink.example.org"),
                                Clock.systemUTC().instant()))
                .isEmpty();
        TestCertificate old = TestCertificate.make(Files.createDirectory(folder.resolve("old")), "localhost", -9);
        assertThat(serve(old.pem(), old.key(), "localhost")).isEqualTo(2);
        TestCertificate early = TestCertificate.make(Files.createDirectory(folder.resolve("early")), "localhost", 9);
        assertThat(serve(early.pem(), early.key(), "localhost")).isEqualTo(2);
        assertThat(folder.resolve("work")).doesNotExist();
    }

    private int serve(Path certificate, Path key, String name) {
        return CommandLineEntry.run(
                "serve",
                "--certificate",
                certificate.toString(),
                "--key",
                key.toString(),
                "--name",
                name,
                "--work",
                folder.resolve("work").toString());
    }

    @Test
    void aProxyWithoutTheNameThatBrowsersAskForEndsIt() {
        assertThat(CommandLineEntry.run(
                        "serve",
                        "--behind-proxy",
                        "127.0.0.1",
                        "--work",
                        folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(Files.exists(folder.resolve("none"))).isFalse();
    }
}

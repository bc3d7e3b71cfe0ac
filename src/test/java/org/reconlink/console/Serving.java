package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;

/** A console that serves a folder of a test on a free port, and those who use it. */
final class Serving implements AutoCloseable {
    static final String PHRASE = "four quite ordinary words";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    static final AuditTrail.Author AUTHOR = new AuditTrail.Author("tester", null, "0");

    private final Path folder;
    private final Console console;
    private final Users users;
    private static final HttpClient CLIENT = HttpClient.newBuilder().build();

    /** @param rounds of PBKDF2: those of the product take a second each where only the first compiler's code runs */
    Serving(Path folder, Clock clock, int rounds) throws IOException {
        this(folder, clock, rounds, 1);
    }

    Serving(Path folder, Clock clock, int rounds, int checkers) throws IOException {
        this(folder, clock, rounds, checkers, null);
    }

    /** @param oidc the provider to sign in at; null for none */
    Serving(Path folder, Clock clock, int rounds, int checkers, @Nullable Oidc oidc) throws IOException {
        this.folder = folder;
        this.users = Users.in(folder.resolve("work"), AUTHOR, clock, "test", rounds);
        this.console = Console.start(settings(folder, clock, checkers, oidc), rounds);
    }

    static Console.Settings settings(Path folder, Clock clock) {
        return settings(folder, clock, 1, null);
    }

    private static Console.Settings settings(Path folder, Clock clock, int checkers, @Nullable Oidc oidc) {
        return new Console.Settings(
                folder.resolve("work"),
                folder.resolve("output"),
                folder.resolve("jobs"),
                InetAddress.getLoopbackAddress(),
                0,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                checkers,
                oidc,
                AUTHOR,
                clock);
    }

    /** Another process that serves until it is ended; the first line that it prints is its address. */
    static Process process(Path folder, String... flags) throws IOException {
        return new ProcessBuilder(command(folder, flags))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static List<String> command(Path folder, String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                Serving.class.getName(),
                folder.toString()));
        return command;
    }

    /** Serves a folder until it is ended. */
    public static void main(String[] arguments) throws Exception {
        try (Console console = Console.start(settings(Path.of(arguments[0]), Clock.systemUTC()), 1_000)) {
            System.out.println("http://localhost:" + console.port());
            Thread.currentThread().join();
        }
    }

    Console console() {
        return console;
    }

    Users users() {
        return users;
    }

    Path work() {
        return folder.resolve("work");
    }

    String url() {
        return "http://localhost:" + console.port();
    }

    Visitor visitor() {
        return new Visitor(url());
    }

    /** Somebody with these roles who has chosen a pass phrase and signed in. */
    Visitor signedIn(String name, String... roles) throws IOException {
        String code = users.add(name, List.of(roles), "");
        users.activate(code, PHRASE);
        Visitor visitor = visitor();
        assertThat(visitor.signIn(name, PHRASE).statusCode()).isEqualTo(302);
        return visitor;
    }

    @Override
    public void close() {
        console.close();
    }

    /** A browser without a window, a script or a style: it keeps one cookie. */
    static final class Visitor {
        private final String url;
        private String cookie = "";
        private boolean swaps;

        /** @param url of a console, in this process or another */
        Visitor(String url) {
            this.url = url;
        }

        /** As it is sent; empty before the first answer. */
        String cookie() {
            return cookie;
        }

        /** Shows another one from now on. */
        void cookie(String other) {
            cookie = other;
        }

        /** From now on it asks for what is swapped into a page, as the script does. */
        void swaps() {
            swaps = true;
        }

        HttpResponse<String> get(String path) throws IOException {
            return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
        }

        /** With the token of the page, as its form would. */
        HttpResponse<String> post(String path, String page, Map<String, String> fields) throws IOException {
            return post(path, token(page), "same-origin", fields);
        }

        String token(String page) throws IOException {
            Matcher token = TOKEN.matcher(get(page).body());
            return token.find() ? token.group(1) : "none";
        }

        /** @param token null to leave it away */
        HttpResponse<String> post(String path, @Nullable String token, String site, Map<String, String> fields)
                throws IOException {
            List<Map.Entry<String, String>> all = new ArrayList<>(fields.entrySet());
            if (token != null) {
                all.add(Map.entry("_csrf", token));
            }
            return send(path, site, all);
        }

        /** With the token of the page; a field may come more than once. */
        HttpResponse<String> post(String path, String page, List<Map.Entry<String, String>> fields) throws IOException {
            List<Map.Entry<String, String>> all = new ArrayList<>(fields);
            all.add(Map.entry("_csrf", token(page)));
            return send(path, "same-origin", all);
        }

        private HttpResponse<String> send(String path, String site, List<Map.Entry<String, String>> fields)
                throws IOException {
            String body = String.join(
                    "&",
                    fields.stream()
                            .map(field ->
                                    field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                            .toList());
            return send(HttpRequest.newBuilder(URI.create(url + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Sec-Fetch-Site", site)
                    .POST(BodyPublishers.ofString(body)));
        }

        /** As a form with a field for files would. */
        HttpResponse<String> upload(String path, String token, Map<String, String> files) throws IOException {
            StringBuilder body = new StringBuilder();
            String part = "--parts\r\nContent-Disposition: form-data; name=";
            body.append(part).append("\"_csrf\"\r\n\r\n").append(token).append("\r\n");
            files.forEach((name, text) -> body.append(part)
                    .append("\"file\"; filename=\"")
                    .append(name)
                    .append("\"\r\nContent-Type: text/csv\r\n\r\n")
                    .append(text)
                    .append("\r\n"));
            body.append("--parts--\r\n");
            return send(HttpRequest.newBuilder(URI.create(url + path))
                    .header("Content-Type", "multipart/form-data; boundary=parts")
                    .header("Sec-Fetch-Site", "same-origin")
                    .POST(BodyPublishers.ofString(body.toString())));
        }

        /** As a form with one field for a file would, of any bytes. */
        HttpResponse<String> upload(String path, String token, byte[] file) throws IOException {
            String head = "--parts\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                    + "\r\n--parts\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.xlsx\"\r\n\r\n";
            return send(HttpRequest.newBuilder(URI.create(url + path))
                    .header("Content-Type", "multipart/form-data; boundary=parts")
                    .header("Sec-Fetch-Site", "same-origin")
                    .POST(BodyPublishers.concat(
                            BodyPublishers.ofString(head),
                            BodyPublishers.ofByteArray(file),
                            BodyPublishers.ofString("\r\n--parts--\r\n"))));
        }

        /** The file that a form's button gives. */
        HttpResponse<byte[]> file(String path, String page) throws IOException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Sec-Fetch-Site", "same-origin")
                    .POST(BodyPublishers.ofString("_csrf=" + URLEncoder.encode(token(page), StandardCharsets.UTF_8)))
                    .header("Cookie", cookie)
                    .build();
            try {
                return CLIENT.send(request, BodyHandlers.ofByteArray());
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        HttpResponse<String> signIn(String name, String phrase) throws IOException {
            return post("/sign-in", "/sign-in", Map.of("name", name, "phrase", phrase));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
            if (swaps) {
                request.header("HX-Request", "true");
            }
            try {
                HttpResponse<String> response =
                        CLIENT.send(request.header("Cookie", cookie).build(), BodyHandlers.ofString());
                response.headers().allValues("Set-Cookie").forEach(set -> cookie = set.split(";", -1)[0]);
                return response;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** A clock that goes when it is told to. */
    static final class Watch extends Clock {
        private Instant now = Instant.now();

        void go(Duration on) {
            now = now.plus(on);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

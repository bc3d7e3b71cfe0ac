package org.reconlink.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditTrail;
import org.reconlink.cli.TinyStudy;
import org.reconlink.console.Serving.Visitor;

/** Protocols on pages, the log page by page, and how long a session and a link last. */
class ProtocolPagesTest {
    private static final Serving.Watch WATCH = new Serving.Watch();

    @TempDir
    static Path folder;

    private static Serving serving;
    private static Visitor operator;
    private static Visitor auditor;

    @BeforeAll
    static void serve() throws IOException {
        Files.createDirectories(folder.resolve("jobs"));
        TinyStudy.write(folder.resolve("jobs"));
        Path left = Files.createDirectories(folder.resolve("work/console/headings1")); // by a kill
        Files.writeString(left.resolve("people.csv"), "Surname\nRowe\n");
        serving = new Serving(folder, WATCH, 1_000);
        operator = serving.signedIn("olga", "tiny:operator");
        auditor = serving.signedIn("aud", "*:auditor");
    }

    @AfterAll
    static void end() {
        serving.close();
    }

    @Test
    void aProtocolStandsLineByLineWithItsDefaults() throws IOException {
        String page = operator.get("/studies/tiny/protocol").body();
        assertThat(page)
                .contains("nothing is wrong", "participant id: Study no", "class=\"line default\"", "waiting: 6")
                .doesNotContain(folder.toString());
    }

    @Test
    void whatIsTypedIsCheckedAndNotKept() throws IOException {
        String page = operator.post(
                        "/protocols/try", "/account", Map.of("text", "study:\n  id: <b>x</b>\n  titel: y\n"))
                .body();
        assertThat(page).contains("titel", "Problem: ", "&lt;b&gt;x").doesNotContain("<b>x</b>");
        assertThat(operator.post("/protocols/try", "/account", Map.of("text", "participants: { file: /etc/passwd }"))
                        .body())
                .doesNotContain("no such file", "there is no file");
        assertThat(operator.post("/protocols/try", "/account", Map.of("text", "x".repeat(256 * 1024 + 1)))
                        .body())
                .contains("at most 256 kB");
        assertThat(operator.get("/protocols/try").body()).doesNotContain("titel");
        HttpResponse<String> file = operator.post("/protocols/file", "/account", Map.of("text", "a: b\r\n"));
        assertThat(file.body()).isEqualTo("a: b\n");
        assertThat(file.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"protocol.yml\"");
    }

    @Test
    void headingsMakeADraftAndNothingOfTheFilesIsLeft() throws IOException {
        String page = operator.upload(
                        "/protocols/draft",
                        operator.token("/account"),
                        Map.of(
                                "../../participants.csv",
                                Files.readString(folder.resolve("jobs/participants.csv")),
                                "convictions.csv",
                                Files.readString(folder.resolve("jobs/convictions.csv"))))
                .body();
        assertThat(page)
                .contains("participant id: Study no", "file: participants.csv", "conviction date: Convicted")
                .doesNotContain("Rowe", "Okafor", "91/10V", "../..");
        assertThat(operator.upload("/protocols/draft", operator.token("/account"), Map.of("x.csv", "1,2\n3,4\n"))
                        .body())
                .contains("The headings cannot be read", "x.csv");
        assertThat(operator.upload("/protocols/draft", "wrong", Map.of("x.csv", "1,2\n"))
                        .statusCode())
                .isEqualTo(403);
        try (Stream<Path> left = Files.list(folder.resolve("work/console"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("headings") || name.startsWith("private"));
        }
    }

    @Test
    void theLogIsReadFromItsEndAHundredAtATime() throws IOException {
        for (int i = 0; i < 130; i++) {
            operator.get("/studies/tiny/protocol");
        }
        String first = auditor.get("/audit?who=olga&what=protocol").body();
        assertThat(first).contains("100 entries and more");
        String older =
                first.replaceAll("(?s).*href=\"([^\"]*before=[^\"]*)\".*", "$1").replace("&amp;", "&");
        String second = auditor.get(older).body();
        assertThat(first.split("<tr>", -1)).hasSize(102);
        assertThat(second.split("<tr>", -1).length).isBetween(32, 40);
        assertThat(auditor.get("/audit?day=1999-01-01").body()).contains("Nothing that was looked for");
        HttpResponse<String> lines = auditor.get("/audit/export?who=olga&what=protocol");
        assertThat(lines.body().lines())
                .hasSizeGreaterThanOrEqualTo(130)
                .allMatch(line -> line.startsWith("{") && line.contains("\"user\":\"olga\""));
        assertThat(auditor.get("/audit/export").body()).doesNotContain("\"phrase\"", "code_sha256");
    }

    /** As from the beginning, whatever stands in a line and however long it is. */
    @Test
    void whatIsReadFromTheEndIsWhatIsReadFromTheBeginning() throws IOException {
        AuditTrail trail = AuditTrail.begin(
                folder.resolve("log"),
                Map.of("study", "none"),
                new AuditTrail.Author("tester", null, "0"),
                Clock.systemUTC(),
                "test",
                Map.of());
        for (int length : new int[] {1, 65_400, 65_536, 140_000, 3}) {
            trail.append("noted", Map.of("text", "é".repeat(length)));
        }
        Path file = folder.resolve("log").resolve(AuditTrail.FILE);
        List<AuditTrail.AuditEvent> forwards = AuditTrail.read(file);
        Files.writeString(file, "{\"torn", UTF_8, java.nio.file.StandardOpenOption.APPEND);
        try (AuditTrail.Backwards backwards = AuditTrail.Backwards.of(file, Long.MAX_VALUE)) {
            for (int i = forwards.size() - 1; i >= 0; i--) {
                assertThat(backwards.next()).isEqualTo(forwards.get(i));
            }
            assertThat(backwards.next()).isNull();
        }
    }

    @Test
    void aSessionEndsAfterAQuarterOfAnHourAndAPollKeepsNone() throws IOException {
        Visitor idle = serving.signedIn("ida", "tiny:viewer");
        WATCH.go(Duration.ofMinutes(14));
        assertThat(idle.get("/help").body()).contains("data-idle=\"900\"");
        WATCH.go(Duration.ofMinutes(14));
        idle.get("/studies/tiny/progress");
        WATCH.go(Duration.ofMinutes(2));
        assertThat(idle.get("/help").statusCode()).isEqualTo(303);
        assertThat(idle.get("/sign-in").body()).doesNotContain("data-idle");
        operator.signIn("olga", Serving.PHRASE);
        auditor.signIn("aud", Serving.PHRASE);
    }

    @Test
    void aLinkLastsADayAndWorksOnce() throws IOException {
        Visitor visitor = serving.visitor();
        String code = serving.users().add("new", List.of("tiny:viewer"), "");
        WATCH.go(Duration.ofHours(25));
        assertThat(visitor.get("/activate/" + code).body()).contains("more than a day old");
        assertThat(visitor.post(
                                "/activate/" + code,
                                "/sign-in",
                                Map.of("phrase", Serving.PHRASE, "again", Serving.PHRASE))
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.signIn("new", Serving.PHRASE).headers().firstValue("Location"))
                .isNotEqualTo(java.util.Optional.of("/"));
        operator.signIn("olga", Serving.PHRASE);
        auditor.signIn("aud", Serving.PHRASE);
    }
}

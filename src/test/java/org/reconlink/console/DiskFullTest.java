package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Needed;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.ChainFile;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.cli.TinyStudy;
import org.reconlink.console.Serving.Visitor;
import org.reconlink.store.WorkingStore;

/**
 * A console whose disks fill while it is at work: file systems in memory of a few megabytes, mounted for its process alone and seen
 * by the test below /proc. What could not be written is said, nothing half written counts, and it goes on once there is room.
 */
@EnabledOnOs(OS.LINUX)
class DiskFullTest {
    private static final int PAIRS = 30;
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"(\\d+)\"");
    private static final Pattern SHA = Pattern.compile("name=\"sha256\" value=\"([0-9a-f]{64})\"");
    private static final String SAYS = "A file could not be written or read";

    @TempDir
    static Path folder;

    private static Path home;
    private static Process server;
    private static String url;
    private static String run;

    @BeforeAll
    static void serve() throws Exception {
        Needed.program("unshare");
        home = Files.createDirectories(folder.toRealPath().resolve("home"));
        Path protocol = TinyStudy.write(home);
        Files.writeString(protocol, "  disclosure control: opensafely\n", StandardOpenOption.APPEND);
        Files.createDirectories(home.resolve("jobs"));
        assertThat(CommandLineEntry.run(
                        "run",
                        protocol.toString(),
                        "--work",
                        home.resolve("work").toString(),
                        "--output",
                        home.resolve("output").toString(),
                        "--operator",
                        "olive",
                        "--quiet"))
                .isZero();
        try (WorkingStore store = WorkingStore.open(home.resolve("work/tiny"))) {
            run = store.runs().latest().orElseThrow().id();
            store.reviewCases().replace(run, PairsInDoubt.cases(PAIRS));
        }
        Users users = Users.in(home.resolve("work"), Serving.AUTHOR, Clock.systemUTC(), "test", 1_000);
        users.activate(users.add("anna", List.of("tiny:reviewer"), ""), Serving.PHRASE);
        users.activate(users.add("cem", List.of("tiny:output checker"), ""), Serving.PHRASE);
        users.activate(users.add("olga", List.of("tiny:operator"), ""), Serving.PHRASE);
        users.trail().end(0, "done");
        Path seed = home.resolveSibling("seed");
        String mounts = "set -e; cp -a " + home + " " + seed + "; for at in work/tiny work/console output; do"
                + " mkdir -p " + home + "/$at; mount -t tmpfs -o size=24m tmpfs " + home + "/$at; done; cp -a " + seed
                + "/. " + home + "; exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "bash", "-c", mounts, "bash"));
        command.addAll(Serving.command(home, "-XX:TieredStopAtLevel=1"));
        server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
        url = said.readLine();
        assumeTrue(url != null, "a file system cannot be mounted here");
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    /** A place as the server sees it. */
    private static Path there(String place) {
        return Path.of("/proc/" + server.pid() + "/root" + home.resolve(place));
    }

    /** What leaves no room for anything else, until it is closed. */
    private record Ballast(Path file) implements AutoCloseable {
        /** @param spare bytes that are left */
        static Ballast in(String place, int spare) throws IOException {
            Path file = there(place).resolve("ballast");
            byte[] block = new byte[1 << 12];
            try (OutputStream out = Files.newOutputStream(file)) {
                while (true) {
                    out.write(block);
                }
            } catch (IOException full) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(Math.max(0, channel.size() - spare));
                }
                return new Ballast(file);
            }
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    private static Visitor signedIn(String name) throws IOException {
        Visitor visitor = new Visitor(url);
        assertThat(visitor.signIn(name, Serving.PHRASE).statusCode()).isEqualTo(302);
        return visitor;
    }

    private static void clear(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(words, "disk&#39;s space").doesNotContain("Exception", "at org.");
    }

    private static HttpResponse<String> judge(Visitor anna, String at) throws IOException {
        Matcher form = FORM.matcher(anna.get(at).body());
        String last = "none";
        while (form.find()) {
            last = form.group(1);
        }
        return anna.post(at, at, Map.of("answer", "match", "form", last, "comment", "x".repeat(300)));
    }

    private static String next(Visitor anna) throws IOException {
        return place(anna.get("/studies/tiny/review"));
    }

    private static String place(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
    }

    @Test
    void aVerdictThatFindsNoRoomIsNotKeptAndTheSameFormIsTakenLater() throws IOException {
        Visitor anna = signedIn("anna");
        int kept = 0;
        String at = next(anna);
        Path journal = there("work/tiny/verdicts.jsonl");
        try (Ballast ballast = Ballast.in("work/tiny", 0)) {
            assertThat(ballast.file).exists();
            HttpResponse<String> answer = judge(anna, at);
            while (answer.statusCode() == 302 && kept < PAIRS - 2) { // what is left of the file's last block is room
                kept++;
                at = next(anna);
                answer = judge(anna, at);
            }
            clear(answer, 507, SAYS);
            clear(judge(anna, at), 507, SAYS);
            assertThat(ChainFile.read(journal).stream()
                            .filter(entry -> entry.event().equals("judgements"))
                            .count())
                    .isEqualTo(kept);
            assertThat(anna.get(at).statusCode()).isEqualTo(200);
        }
        assertThat(judge(anna, at).statusCode()).isEqualTo(302);
        assertThat(ChainFile.read(journal).stream()
                        .filter(entry -> entry.event().equals("judgements"))
                        .count())
                .isEqualTo(kept + 1L);
        assertThat(anna.get("/studies/tiny/review/mine").body()).contains(at.substring(at.lastIndexOf('/') + 1));
    }

    @Test
    void whatTheJournalHasNoRoomForIsNotShown() throws IOException {
        Visitor olga = signedIn("olga");
        try (Ballast ballast = Ballast.in("work/console", 0)) {
            assertThat(ballast.file).exists();
            HttpResponse<String> page = olga.get("/studies/tiny/runs");
            for (int i = 0; i < 40 && page.statusCode() == 200; i++) {
                page = olga.get("/studies/tiny/runs");
            }
            clear(page, 503, "The journal cannot be written");
            assertThat(olga.post("/studies/tiny/runs", "/help", Map.of()).statusCode())
                    .isEqualTo(503);
            assertThat(olga.get("/help").statusCode()).as("what is of no study").isEqualTo(200);
        }
        assertThat(olga.get("/studies/tiny/runs").statusCode()).isEqualTo(200);
        assertThat(AuditTrail.verify(there("work/console/journal/events.jsonl")))
                .isEmpty();
    }

    @Test
    void filesThatAreSentAndFindNoRoomLeaveNothing() throws IOException {
        Visitor olga = signedIn("olga");
        String token = olga.token("/protocols/try");
        String rows = "Surname,DOB\n" + "Rowe,1980-01-02\n".repeat(20_000);
        try (Ballast ballast = Ballast.in("work/console", 1 << 16)) {
            assertThat(ballast.file).exists();
            clear(olga.upload("/protocols/draft", token, Map.of("people.csv", rows)), 507, SAYS);
        }
        try (Stream<Path> left = Files.walk(there("work/console"))) {
            assertThat(left.map(path -> String.valueOf(path.getFileName()))
                            .filter(name -> name.contains("headings") || name.endsWith(".csv")))
                    .isEmpty();
        }
        assertThat(olga.upload("/protocols/draft", token, Map.of("people.csv", rows))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aReleaseThatFindsNoRoomHasNotLeft() throws IOException {
        Visitor cem = signedIn("cem");
        String page = "/studies/tiny/releases/" + run;
        Matcher table = Pattern.compile(page + "/tables/([a-z0-9_]+)")
                .matcher(cem.get(page).body());
        while (table.find()) {
            String at = table.group();
            Matcher sha = SHA.matcher(cem.get(at).body());
            assertThat(sha.find()).isTrue();
            cem.post(at, page, Map.of("vote", "approve", "comment", "", "sha256", sha.group(1)));
        }
        cem.post(page + "/submit", page, Map.of());
        assertThat(cem.get(page).body()).contains("approved, not released");
        try (Ballast ballast = Ballast.in("output", 0)) {
            assertThat(ballast.file).exists();
            clear(cem.post(page, page, Map.of()), 507, SAYS);
            assertThat(cem.get(page).body()).contains("approved, not released");
            Path releases = there("output/tiny/releases");
            if (Files.exists(releases)) {
                try (Stream<Path> left = Files.list(releases)) {
                    assertThat(left).isEmpty();
                }
            }
        }
        assertThat(place(cem.post(page, page, Map.of()))).isEqualTo(page);
        assertThat(cem.get(page).body()).contains("Release 1 is in");
        assertThat(cem.get("/studies/tiny/releases/1/archive").statusCode()).isEqualTo(200);
        assertThat(AuditTrail.verify(there("work/tiny/events.jsonl"))).isEmpty();
        assertThat(CommandLineEntry.run(
                        "releases",
                        "tiny",
                        "--work",
                        there("work").toString(),
                        "--output",
                        there("output").toString()))
                .isZero();
    }
}

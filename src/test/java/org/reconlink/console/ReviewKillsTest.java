package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.Needed;
import org.reconlink.audit.ChainFile;
import org.reconlink.console.Serving.Visitor;
import org.reconlink.review.Judgement;
import org.reconlink.store.WorkingStore;

/** The server is killed inside a verdict, at each point where that could matter; what was answered is there, once. */
@EnabledOnOs(OS.LINUX)
class ReviewKillsTest {
    private static final int KILLS = Integer.getInteger("review.kills", 1);
    private static final int BEFORE = 2;
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"(\\d+)\"");

    /** Where a process is killed: at a call of the system, the n-th on a file in the work folder. */
    private enum Point {
        BEFORE_FSYNC("tiny/verdicts.jsonl", "fsync", 1),
        AFTER_FSYNC("tiny/verdicts.jsonl", "close", 2), // the first is of the reading before
        BEFORE_WRITE("tiny/verdicts.jsonl", "pwrite64", 1),
        /** As before the write, and then half a line is there, as a power cut leaves it. */
        TORN("tiny/verdicts.jsonl", "pwrite64", 1),
        BEFORE_ANSWER("console/journal/events.jsonl", "pwrite64", 2); // the next pair's view

        private final String file;
        private final String call;
        private final int n;

        Point(String file, String call, int n) {
            this.file = file;
            this.call = call;
            this.n = n;
        }
    }

    @TempDir
    Path folder;

    @Test
    void whatWasAnsweredIsThereOnce() throws Exception {
        Needed.program("strace");
        PairsInDoubt.write(folder, KILLS * (BEFORE + 1) + 1);
        Path work = folder.resolve("work").toRealPath();
        Users users = Users.in(work, Serving.AUTHOR, Clock.systemUTC(), "test", 1_000);
        users.activate(users.add("anna", List.of("tiny:reviewer"), ""), Serving.PHRASE);
        Set<String> answered = new HashSet<>();
        int dead = 0;
        Map<Point, Integer> kills = new EnumMap<>(Point.class);
        for (int kill = 0; kill < KILLS; kill++) {
            Point point = Point.values()[kill % Point.values().length];
            Process server = Serving.process(folder, "-XX:TieredStopAtLevel=1");
            Process strace = null;
            try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
                Visitor anna = new Visitor(said.readLine());
                assertThat(anna.signIn("anna", Serving.PHRASE).statusCode()).isEqualTo(302);
                String at = place(anna.get("/studies/tiny/review"));
                for (int i = 0; i < BEFORE; i++) {
                    String next = judge(anna, at);
                    answered.add(at);
                    at = next;
                }
                String token = anna.token(at);
                strace = killed(server, work, point);
                try {
                    anna.swaps();
                    anna.post(at, token, "same-origin", Map.of("answer", "match", "form", "0"));
                    answered.add(at);
                } catch (IOException e) {
                    dead++;
                }
                server.destroyForcibly().waitFor();
                kills.merge(point, 1, Integer::sum);
                if (point == Point.TORN) {
                    tear(work.resolve(point.file));
                }
            } finally {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.destroyForcibly();
                if (strace != null) {
                    strace.destroy();
                }
            }
        }
        assertThat(dead).as("killed before the answer").isEqualTo(KILLS);
        try (WorkingStore run = WorkingStore.openForRun(work.resolve("tiny"))) {
            List<String> there =
                    run.judgements().all().stream().map(Judgement::key).toList();
            assertThat(there)
                    .doesNotHaveDuplicates()
                    .containsAll(answered.stream()
                            .map(at -> at.substring(at.lastIndexOf('/') + 1))
                            .toList());
            System.out.println(KILLS + " kills inside verdicts " + kills + ": " + answered.size() + " answered, "
                    + there.size() + " there, 0 lost");
        }
        assertThat(ChainFile.read(work.resolve("tiny/verdicts.jsonl"))).isNotEmpty();
    }

    private static void tear(Path journal) throws IOException {
        List<String> lines = Files.readAllLines(journal);
        String last = lines.get(lines.size() - 1);
        Files.writeString(journal, last.substring(0, last.length() / 2), StandardOpenOption.APPEND);
    }

    private static String judge(Visitor anna, String at) throws IOException {
        Matcher form = FORM.matcher(anna.get(at).body());
        String last = "";
        while (form.find()) {
            last = form.group(1);
        }
        return place(anna.post(at, at, Map.of("answer", "match", "form", last)));
    }

    private static String place(HttpResponse<String> answer) {
        String to = answer.headers().firstValue("Location").orElseThrow();
        return to.substring(to.indexOf("/studies"));
    }

    /** Has the process killed at that point, once strace is attached to it. */
    private static Process killed(Process server, Path work, Point point) throws IOException {
        Process strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-p",
                        Long.toString(server.pid()),
                        "-P",
                        work.resolve(point.file).toString(),
                        "-e",
                        "trace=" + point.call,
                        "-e",
                        "inject=" + point.call + ":signal=SIGKILL:when=" + point.n)
                .start();
        BufferedReader said = strace.errorReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.contains("attached")) {
            line = said.readLine();
        }
        Needed.that(line != null, "strace may not attach to another process here");
        return strace;
    }
}

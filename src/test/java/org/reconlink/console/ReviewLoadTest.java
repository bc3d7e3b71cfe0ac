package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.console.Serving.Visitor;
import org.reconlink.store.WorkingStore;

/** Reviewers at work at once on a long list of pairs, with a server that has half a gigabyte; {@code mvn -Pconsole test} has it. */
@EnabledIfSystemProperty(named = "load.pairs", matches = "\\d+")
class ReviewLoadTest {
    private static final int PAIRS = Integer.getInteger("load.pairs", 100_000);
    private static final int EACH = Integer.getInteger("load.verdicts", 100);
    private static final long P95_MILLIS = Long.getLong("load.p95", 300);

    private static final List<String> REVIEWERS = List.of("anna", "bert", "cara", "dora", "emil");
    private static final List<String> ANSWERS = List.of("match", "non-match", "unsure");
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"(\\d+)\"");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    Path folder;

    /** Milliseconds of every request, by what was asked for. */
    private final Map<String, List<Long>> millis = Collections.synchronizedMap(new TreeMap<>());

    @Test
    void fiveReviewersWorkAtOnce() throws Exception {
        PairsInDoubt.write(folder, PAIRS);
        Path work = folder.resolve("work").toRealPath();
        Users users = Users.in(work, Serving.AUTHOR, Clock.systemUTC(), "test", 1_000);
        for (String name : REVIEWERS) {
            users.activate(users.add(name, List.of("tiny:reviewer"), ""), Serving.PHRASE);
        }
        Process server = Serving.process(folder, "-Xmx512m");
        Duration took;
        try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
            String url = said.readLine();
            ExecutorService all = Executors.newFixedThreadPool(REVIEWERS.size());
            List<Future<?>> at = new ArrayList<>();
            for (String name : REVIEWERS) {
                at.add(all.submit(() -> {
                    work(new Visitor(url), name);
                    return null;
                }));
            }
            for (Future<?> one : at) {
                one.get();
            }
            all.shutdown();
            took = server.info().totalCpuDuration().orElse(Duration.ZERO);
        } finally {
            server.destroyForcibly().waitFor();
        }
        millis.forEach((what, times) -> System.out.println(summary(what, times)));
        List<Long> every = new ArrayList<>();
        millis.values().forEach(every::addAll);
        System.out.println(PAIRS + " pairs, " + REVIEWERS.size() + " reviewers at once, 512 MB: "
                + summary("every request", every) + "; " + took.toMillis()
                + " ms of a processor for all of them and the server's start");
        try (WorkingStore store = WorkingStore.read(work.resolve("tiny"))) {
            assertThat(store.judgements().all()).hasSize(REVIEWERS.size() * EACH);
        }
        assertThat(part(every, 95)).as("milliseconds, 95 in 100 requests").isLessThan(P95_MILLIS);
    }

    private static String summary(String what, List<Long> times) {
        return String.format(
                Locale.ROOT,
                "%s: %d, median %d ms, 95 in 100 below %d ms, longest %d ms",
                what,
                times.size(),
                part(times, 50),
                part(times, 95),
                part(times, 100));
    }

    private static long part(List<Long> times, int percent) {
        List<Long> sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private interface Request {
        HttpResponse<String> send() throws IOException;
    }

    private HttpResponse<String> timed(String what, Request request) throws IOException {
        long begin = System.nanoTime();
        HttpResponse<String> answer = request.send();
        millis.computeIfAbsent(what, key -> Collections.synchronizedList(new ArrayList<>()))
                .add((System.nanoTime() - begin) / 1_000_000);
        return answer;
    }

    /** Signs in, goes to the list and judges one pair after the other, as the page's script does. */
    private void work(Visitor who, String name) throws IOException {
        assertThat(who.signIn(name, Serving.PHRASE).statusCode()).isEqualTo(302);
        assertThat(timed("first page", () -> who.get("/")).body()).contains("wait for your review");
        HttpResponse<String> list = timed("the list", () -> who.get("/studies/tiny/review"));
        String place =
                URI.create(list.headers().firstValue("Location").orElseThrow()).getPath();
        String first = place;
        HttpResponse<String> page = timed("a pair", () -> who.get(first));
        String token = last(TOKEN, page.body());
        who.swaps();
        for (int i = 0; i < EACH; i++) {
            String at = place;
            String form = last(FORM, page.body());
            String answer = ANSWERS.get(i % ANSWERS.size());
            page = timed(
                    "a verdict, answered by the next pair",
                    () -> who.post(at, token, "same-origin", Map.of("answer", answer, "form", form)));
            assertThat(page.statusCode()).isEqualTo(200);
            place = page.headers().firstValue("HX-Push-Url").orElseThrow();
            if (i % 50 == 25) {
                timed("own verdicts", () -> who.get("/studies/tiny/review/mine"));
                timed("first page", () -> who.get("/"));
            }
        }
    }

    private static String last(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        String last = "";
        while (found.find()) {
            last = found.group(1);
        }
        return last;
    }
}

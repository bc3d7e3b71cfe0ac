package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.cli.TinyStudy;
import org.reconlink.console.Serving.Visitor;
import org.reconlink.kernel.Sha256;

/** Runs that are begun, watched, stopped, gone on with and made again from pages without a script, beside the command line's. */
class RunJourneyTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Who gave a command and when is another. */
    private static final Pattern OF_ITS_TIME =
            Pattern.compile("manifest.json|audit.jsonl|report.html|ro-crate.*|timestamp.*|checkpoint.*");

    private static final String REASON = "the sheet was corrected <b>by hand</b>";

    @TempDir
    static Path folder;

    private static Serving serving;
    private static Visitor operator;

    @BeforeAll
    static void serve() throws IOException {
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        Path protocol = TinyStudy.write(jobs);
        String convictions = Files.readString(jobs.resolve("convictions.csv"));
        Files.delete(jobs.resolve("convictions.csv"));
        Files.writeString(
                protocol,
                Files.readString(protocol)
                        .replace("files: convictions.csv", "files: [\"extracts/{data cut}/convictions.csv\"]"));
        put("2020-12-31", convictions);
        put("2018-12-31", convictions);
        Files.createDirectories(jobs.resolve("extracts/2019-12-31"));
        Files.writeString(jobs.resolve("other.yml"), Files.readString(protocol).replace("id: tiny", "id: other"));
        serving = new Serving(folder, Clock.systemUTC(), 1_000);
        operator = serving.signedIn("olga", "tiny:operator", "other:operator", "again:operator", "large:operator");
    }

    private static void put(String dataCut, String convictions) throws IOException {
        Path extract = Files.createDirectories(folder.resolve("jobs/extracts").resolve(dataCut));
        Files.writeString(extract.resolve("convictions.csv"), convictions);
    }

    @AfterAll
    static void end() {
        serving.close();
    }

    @Test
    void aRunIsBegunMadeAgainForAReasonAndFilledIn() throws Exception {
        assertThat(text(operator.get("/studies/tiny/runs"))).contains("has not run yet", "Start a run");
        assertThat(told("/again", "/", Map.of("reason", REASON, "study", "tiny")))
                .contains("0 started; not started: tiny: it has not run");
        operator.post("/studies/tiny/runs", "/studies/tiny/runs", Map.of());
        assertThat(text(operator.get("/studies/tiny/runs"))).contains("The run has been started.");
        String ended = waitFor("/studies/tiny/progress", "Ended with exit code 0");
        waitFor("/studies/tiny/runs", "completed");
        assertThat(text(operator.get("/studies/tiny/runs/" + run(ended)))).contains("completed", "link persons");
        assertThat(outputs(folder.resolve("output/tiny").resolve(run(ended))))
                .isEqualTo(byCommandLine("tiny", "study"));

        String first = "/studies/tiny/runs/" + run(ended);
        for (String none : List.of("no", "", "--force it all", "1234567890123")) {
            assertThat(told(first + "/again", first, Map.of("reason", none)))
                    .as(none)
                    .contains("There is a problem");
        }
        assertThat(told("/again", "/", Map.of("reason", REASON))).contains("Choose the studies first");
        assertThat(told("/again", "/", Map.of("reason", REASON, "study", "unknown")))
                .contains("Choose the studies first");
        // one of them at once with another that cannot be
        operator.post(
                "/again",
                "/",
                List.of(Map.entry("reason", REASON), Map.entry("study", "other"), Map.entry("study", "tiny")));
        assertThat(text(operator.get("/"))).contains("1 started; not started: other: it has not run");
        assertThat(told(first + "/again", first, Map.of("reason", REASON)))
                .contains("A run of this study is under way");
        waitFor("/studies/tiny/runs", "-2 2020-12-31 completed");
        waitFor("/", "exit code 0");
        assertThat(operator.get(first + "-2").body())
                .contains("the sheet was corrected &lt;b&gt;by hand&lt;/b&gt;")
                .doesNotContain("<b>by hand");

        String backfill = "/studies/tiny/backfill";
        String page = operator.get(backfill).body();
        assertThat(text(operator.get(backfill)))
                .contains(
                        "2018-12-31 to do",
                        "2019-12-31 missing file extracts/2019-12-31/convictions.csv",
                        "2020-12-31 done");
        assertThat(page)
                .containsPattern("value=\"2018-12-31\"[^>]*checked")
                .contains("value=\"2020-12-31\"")
                .doesNotContain("value=\"2019-12-31\"")
                .doesNotContainPattern("value=\"2020-12-31\"[^>]*checked");
        assertThat(told(backfill, backfill, Map.of("cuts", "yesterday"))).contains("A data cut is a date");
        assertThat(told(backfill, backfill, Map.of())).contains("Choose data cuts");
        assertThat(told(backfill, backfill, Map.of("cut", "2018-12-31"))).contains("1 data cut will be run");
        waitFor(backfill, "2018-12-31 done");
    }

    /** The reason is one argument, whatever stands in it. */
    @Test
    @EnabledIfSystemProperty(named = "journeys", matches = "all")
    void aRunIsMadeAgainFromItsOwnPageAndSeveralDataCutsAreFilledIn() throws Exception {
        write("again", "");
        operator.post("/studies/again/runs", "/studies/again/runs", Map.of());
        waitFor("/studies/again/runs", "2020-12-31 completed");
        String first = "/studies/again/runs/" + run(text(operator.get("/studies/again/runs")));
        assertThat(told(first + "/again", first, Map.of("reason", "it's \"mended\"; --force $(id) {data cut}")))
                .contains("has been started again");
        waitFor("/studies/again/runs", "-2 2020-12-31 completed");
        assertThat(text(operator.get(first + "-2"))).contains("--force $(id) {data cut}");
        String backfill = "/studies/again/backfill";
        assertThat(told(backfill, backfill, Map.of("cuts", "2017-12-31, 2018-12-31")))
                .contains("2 data cuts will be run");
        waitFor(backfill, "2018-12-31 done");
    }

    @Test
    @EnabledIfSystemProperty(named = "journeys", matches = "all")
    void aRunIsStoppedAndGoneOnWith() throws Exception {
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < 30_000; i++) { // so many that a run can be stopped before it is done
            others.append("%02d/%dX,Name%d,Ann,19%02d-01-02,TH68010,2012-06-01,2012-08-01,GUILTY,1015%n"
                    .formatted(i % 90, 1000 + i, i, 40 + i % 50));
        }
        write("large", others.toString());
        operator.post("/studies/large/runs", "/studies/large/runs", Map.of());
        waitFor("/studies/large/progress", "Stop this run");
        operator.post("/studies/large/stop", "/studies/large/progress", Map.of());
        assertThat(text(operator.get("/studies/large/progress"))).contains("was asked to stop");
        String stopped = waitFor("/studies/large/progress", "Ended");
        assertThat(stopped).contains("the same command goes on from there", "not completed");
        String run = "/studies/large/runs/" + run(stopped);
        assertThat(text(operator.get(run))).contains("stopped", "Go on with this run", "go on with it when it suits");
        operator.post(run + "/again", run, Map.of());
        assertThat(text(operator.get(run))).contains("has been started again");
        waitFor("/studies/large/progress", "Ended with exit code 0");
        waitFor(run, "completed");
        assertThat(text(operator.get(run))).contains("completed", "link persons");
        assertThat(outputs(folder.resolve("output/large").resolve(run(stopped))))
                .isEqualTo(byCommandLine("large", "large"));
    }

    /** A study of its own, with these rows more. */
    private static void write(String study, String others) throws IOException {
        Path jobs = folder.resolve("jobs");
        String convictions = Files.readString(jobs.resolve("extracts/2020-12-31/convictions.csv"));
        Files.writeString(
                jobs.resolve(study + ".yml"),
                Files.readString(jobs.resolve("study.yml"))
                        .replace("id: tiny", "id: " + study)
                        .replace("extracts/", "extracts of " + study + "/"));
        for (String cut : List.of("2017-12-31", "2018-12-31", "2020-12-31")) {
            Path extract =
                    Files.createDirectories(jobs.resolve("extracts of " + study).resolve(cut));
            Files.writeString(extract.resolve("convictions.csv"), convictions + others);
        }
    }

    /** What the page says after a form was sent. */
    private static String told(String path, String page, Map<String, String> fields) throws IOException {
        operator.post(path, page, fields);
        return text(operator.get(page));
    }

    /** Of the same study in a folder of its own. */
    private static Map<String, String> byCommandLine(String study, String protocol) throws IOException {
        Path output = folder.resolve("by-command-line");
        List<String> places = List.of(
                "--work", folder.resolve("work-of-command-line").toString(), "--output", output.toString(), "--quiet");
        command(places, "run", folder.resolve("jobs/" + protocol + ".yml").toString());
        try (Stream<Path> runs = Files.list(output.resolve(study))) {
            return outputs(runs.filter(path -> path.getFileName().toString().startsWith("2020"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow());
        }
    }

    private static void command(List<String> places, String... what) {
        assertThat(CommandLineEntry.run(
                        Stream.concat(Stream.of(what), places.stream()).toArray(String[]::new)))
                .isZero();
    }

    private static Map<String, String> outputs(Path run) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(run)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!OF_ITS_TIME.matcher(file.getFileName().toString()).matches()) {
                    files.put(run.relativize(file).toString(), Sha256.hex(Files.readAllBytes(file)));
                }
            }
        }
        assertThat(files).containsKey("participants.csv").hasSizeGreaterThan(8);
        return files;
    }

    /** The id of the run that a page is about. */
    private static String run(String text) {
        return text.replaceAll("(?s).*?(2020-12-31-[0-9a-f]{8}).*", "$1");
    }

    private static String waitFor(String page, String words) throws IOException, InterruptedException {
        String text = "";
        for (int i = 0; i < PATIENCE.toMillis() / 100; i++) {
            text = text(operator.get(page));
            if (text.contains(words)) {
                return text;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(page + " never said: " + words + " but: " + text);
    }

    private static String text(HttpResponse<String> page) {
        return page.body()
                .replaceAll("(?s)^.*<main", "<main")
                .replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }
}

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.cli.TinyStudy;
import org.reconlink.console.Serving.Visitor;
import org.reconlink.kernel.Sha256;

/** Runs that are begun, watched, stopped and gone on with from pages without a script, beside the command line's. */
class RunJourneyTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** So many that a run can be stopped before it is done. */
    private static final int OTHERS = "all".equals(System.getProperty("journeys")) ? 30_000 : 0;

    /** Who gave a command and when is another. */
    private static final Pattern OF_ITS_TIME =
            Pattern.compile("manifest.json|audit.jsonl|report.html|ro-crate.*|timestamp.*|checkpoint.*");

    @TempDir
    Path folder;

    private Serving serving;
    private Visitor operator;

    @BeforeEach
    void serve() throws IOException {
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        TinyStudy.write(jobs);
        StringBuilder others = new StringBuilder(Files.readString(jobs.resolve("convictions.csv")));
        for (int i = 0; i < OTHERS; i++) {
            others.append("%02d/%dX,Name%d,Ann,19%02d-01-02,TH68010,2012-06-01,2012-08-01,GUILTY,1015%n"
                    .formatted(i % 90, 1000 + i, i, 40 + i % 50));
        }
        Files.writeString(jobs.resolve("convictions.csv"), others.toString());
        serving = new Serving(folder, Clock.systemUTC(), 1_000);
        operator = serving.signedIn("olga", "tiny:operator");
    }

    @AfterEach
    void end() {
        serving.close();
    }

    @Test
    void aRunThatAPageBeginsLeavesWhatTheCommandLineLeaves() throws Exception {
        assertThat(text(operator.get("/studies/tiny/runs"))).contains("has not run yet", "Start a run");
        operator.post("/studies/tiny/runs", "/studies/tiny/runs", Map.of());
        assertThat(text(operator.get("/studies/tiny/runs"))).contains("The run has been started.");
        String ended = waitFor("/studies/tiny/progress", "Ended with exit code 0");
        waitFor("/", "exit code 0");
        assertThat(text(operator.get("/studies/tiny/runs/" + run(ended)))).contains("completed", "link persons");
        assertThat(outputs(folder.resolve("output/tiny").resolve(run(ended)))).isEqualTo(byCommandLine());
    }

    @Test
    @EnabledIfSystemProperty(named = "journeys", matches = "all")
    void aRunIsStoppedAndGoneOnWith() throws Exception {
        operator.post("/studies/tiny/runs", "/studies/tiny/runs", Map.of());
        waitFor("/studies/tiny/progress", "Stop this run");
        operator.post("/studies/tiny/stop", "/studies/tiny/progress", Map.of());
        assertThat(text(operator.get("/studies/tiny/progress"))).contains("was asked to stop");
        String stopped = waitFor("/studies/tiny/progress", "Ended");
        assertThat(stopped).contains("the same command goes on from there", "not completed");
        String run = "/studies/tiny/runs/" + run(stopped);
        assertThat(text(operator.get(run))).contains("stopped", "Go on with this run", "go on with it when it suits");
        operator.post(run + "/again", run, Map.of());
        assertThat(text(operator.get(run))).contains("has been started again");
        waitFor("/", "exit code 0");
        assertThat(text(operator.get(run))).contains("completed", "link persons");
        assertThat(outputs(folder.resolve("output/tiny").resolve(run(stopped)))).isEqualTo(byCommandLine());
    }

    /** Of the same study in a folder of its own. */
    private Map<String, String> byCommandLine() throws IOException {
        Path output = folder.resolve("by-command-line");
        List<String> places = List.of(
                "--work", folder.resolve("work-of-command-line").toString(), "--output", output.toString(), "--quiet");
        command(places, "run", folder.resolve("jobs/study.yml").toString());
        try (Stream<Path> runs = Files.list(output.resolve("tiny"))) {
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

    private String waitFor(String page, String words) throws IOException, InterruptedException {
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

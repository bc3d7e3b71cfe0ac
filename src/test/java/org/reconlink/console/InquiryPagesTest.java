package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.cli.TinyStudy;
import org.reconlink.console.Serving.Visitor;

/** What people ask of a study is answered on a page as on the terminal, to each as much as they may know. */
class InquiryPagesTest {
    @TempDir
    static Path folder;

    private static Serving serving;
    private static Visitor operator;
    private static Visitor viewer;
    private static List<String> runs = List.of();
    private static String person;

    @BeforeAll
    static void serve() throws IOException {
        Path protocol = TinyStudy.write(folder);
        List<String> places = List.of(
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString(),
                "--quiet");
        command(places, "run", protocol.toString());
        runs = runs();
        Path extract = folder.resolve("convictions.csv");
        Files.writeString(
                extract,
                Files.readString(extract).replace("TH68010,2014-06-01,2014-08-01", "TH68010,2015-06-01,2015-08-01"));
        command(places, "run", protocol.toString());
        runs = runs();
        command(places, "rerun", "--reason=to see the same again");
        runs = runs();
        Files.createDirectories(folder.resolve("jobs"));
        serving = new Serving(folder, Clock.systemUTC(), 1_000);
        operator = serving.signedIn("olga", "tiny:operator");
        viewer = serving.signedIn("vic", "tiny:viewer");
        person = to(operator.post("/studies/tiny/explain", "/account", Map.of("person", "T1")));
    }

    private static void command(List<String> places, String... what) {
        List<String> all = Stream.concat(Stream.of(what), places.stream()).toList();
        assertThat(CommandLineEntry.run(all.toArray(String[]::new))).isZero();
    }

    /** In the order in which they were made. */
    private static List<String> runs() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("output/tiny"))) {
            List<String> found = new ArrayList<>(runs);
            all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("2020") && !runs.contains(name))
                    .forEach(found::add);
            return found;
        }
    }

    @AfterAll
    static void end() {
        serving.close();
    }

    @Test
    void twoRunsAreComparedInTheWordsOfTheTerminal() throws IOException {
        String page = text(viewer.get("/studies/tiny/runs/" + runs.get(0) + "/compare/" + runs.get(1)));
        assertThat(page)
                .contains("convictions convictions.csv", "4 rows, sha256")
                .contains("participants with another outcome 1")
                .contains("reconvictions gone in the window year 1")
                .contains(person.replaceAll(".*people/|\\?.*", "")
                        + " participants with another outcome; offences of the same links added;");
        assertThat(to(viewer.get("/studies/tiny/compare?run=" + runs.get(1) + "&run=" + runs.get(0))))
                .isEqualTo("/studies/tiny/runs/" + runs.get(0) + "/compare/" + runs.get(1));
        viewer.get("/studies/tiny/compare?run=" + runs.get(1));
        assertThat(text(viewer.get("/studies/tiny/runs"))).contains("Choose two complete runs");
    }

    @Test
    void theSameMadeAgainDiffersInNothing() throws IOException {
        assertThat(text(viewer.get("/studies/tiny/runs/" + runs.get(1) + "/compare/" + runs.get(2))))
                .contains(
                        "differ in nothing but their time, and why they were made",
                        "to see the same again",
                        "Of nobody.");
    }

    @Test
    void anOperatorIsToldRowsAndDatesAndTheAddressNobodysNumber() throws IOException {
        assertThat(person).matches("/studies/tiny/people/[a-z2-7]{26}\\?run=.*");
        String page = text(operator.get(person));
        assertThat(page)
                .contains("Study number T1", "participants.csv, row 2", "link: convictions.csv, row 2")
                .contains("convictions.csv, row 3", "2015-06-01")
                .contains("In the window year observed; no proven reoffence.")
                .contains("year: committed after the last day, 2015-01-10")
                .contains("OF61016, ");
        assertThat(operator.get(person.replace("?", "/weights?")).body())
                .startsWith("<?xml")
                .contains("row 2");
    }

    @Test
    void aViewerIsToldDaysAndNoRow() throws IOException {
        assertThat(to(viewer.post("/studies/tiny/explain", "/account", Map.of("person", "T1"))))
                .isEqualTo("/studies/tiny/explain");
        assertThat(text(viewer.get("/studies/tiny/explain"))).contains("No participant of this run has that pseudonym");
        String page = text(viewer.get(person));
        assertThat(page)
                .contains(
                        "year: committed after the last day, S + 365 days",
                        "S + 507 days",
                        "start S, last day S + 365 days")
                .doesNotContain("T1", "Rowe", "convictions.csv", ", row ")
                .doesNotContainPattern("[12]\\d{3}-\\d{2}-\\d{2}(?!-[0-9a-f]{8})");
        assertThat(viewer.get(person.replace("?", "/weights?")).body())
                .startsWith("<?xml")
                .doesNotContain("T1", "row 2", "convictions.csv");
    }

    @Test
    void whoIsNotOfThisRunIsNotThere() throws IOException {
        for (String other : List.of("T9", "", "2566q3gkrxk56roij3ahdqnef2")) {
            assertThat(to(operator.post("/studies/tiny/explain", "/account", Map.of("person", other))))
                    .isEqualTo("/studies/tiny/explain");
            assertThat(text(operator.get("/studies/tiny/explain")))
                    .contains("No participant of this run has that number or pseudonym.")
                    .doesNotContain("T9");
        }
        assertThat(operator.get("/studies/tiny/people/2566q3gkrxk56roij3ahdqnef2")
                        .statusCode())
                .isEqualTo(404);
        assertThat(Files.readString(serving.work().resolve("console/journal/events.jsonl")))
                .contains("person looked for", "person viewed", "weights of person viewed")
                .doesNotContain("\"T1\"", "T9");
    }

    @Test
    void anOffenceIsExplainedWithEachStepOfItsEvidence() throws IOException {
        assertThat(text(viewer.get("/offences?code=TH68023")))
                .contains("34/01, Robbery", "indictable only, by cjs code", "4. cjs code: the CJS Data Standards");
        assertThat(text(viewer.get("/offences"))).contains("Looked up lately", "TH68023");
        assertThat(text(viewer.get("/offences?title=robery"))).contains("No single code", "ROBBERY TH68023");
        assertThat(text(viewer.get("/offences?code=%3Cscript%3E"))).contains("is neither a CJS code");
        assertThat(viewer.get("/offences?code=%3Cscript%3Ealert(1)").body()).doesNotContain("<script>alert");
    }

    private static String to(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow().replace(serving.url(), "");
    }

    /** What somebody reads of a page. */
    private static String text(HttpResponse<String> page) {
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body()
                .replaceAll("(?s)^.*<main", "<main")
                .replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replaceAll("\\s+", " ");
    }
}

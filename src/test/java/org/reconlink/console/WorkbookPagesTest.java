package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.ChainFile;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.console.Serving.Visitor;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.PncId;
import org.reconlink.review.Judgement;
import org.reconlink.review.ReviewCase;
import org.reconlink.review.Tracing;
import org.reconlink.review.Worklist;
import org.reconlink.store.WorkingStore;

/** Workbooks by way of pages, what the coordinator sets, and the audited sample: each is what the command line gives and takes. */
class WorkbookPagesTest {
    private static final String STUDY = "/studies/tiny";
    private static final String WORKBOOK = STUDY + "/review/workbook";
    private static final String TRACING = STUDY + "/tracing";
    private static final Pattern KEY = Pattern.compile("/tracing/([0-9a-f]{16})");
    private static final int PAIRS = 6;
    private static final int VERDICT = 5;
    private static final int REASON = 6;
    private static final int PAIR_KEY = 8;
    private static final int TRACED = 13;
    private static final int FOUND = 14;

    @TempDir
    Path folder;

    private Serving serving;
    private Visitor anna;
    private Visitor olu;

    @BeforeEach
    void serve() throws IOException {
        PairsInDoubt.write(folder, PAIRS);
        serving = new Serving(folder, Clock.systemUTC(), 1_000);
        anna = serving.signedIn("anna", "tiny:reviewer");
        olu = serving.signedIn("olu", "tiny:operator");
    }

    @AfterEach
    void end() {
        serving.close();
    }

    private int command(String... words) {
        return CommandLineEntry.run(Stream.concat(
                        Stream.of(words), Stream.of("--work", serving.work().toString()))
                .toArray(String[]::new));
    }

    private List<Judgement> said() {
        try (WorkingStore store = WorkingStore.read(serving.work().resolve("tiny"))) {
            return store.judgements().all();
        }
    }

    private HttpResponse<String> set(Visitor who, String changes, String message, String pairs, String sample)
            throws IOException {
        return who.post(
                STUDY + "/reviewing",
                STUDY + "/reviewing",
                Map.of("changes", changes, "message", message, "pairs", pairs, "sample", sample));
    }

    /** The texts of a sheet, row by row. */
    private static List<List<String>> texts(byte[] workbook, String sheet) throws IOException {
        List<List<String>> texts = new ArrayList<>();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            DataFormatter formatter = new DataFormatter();
            for (Row row : book.getSheet(sheet)) {
                List<String> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(formatter.formatCellValue(cell)));
                texts.add(cells);
            }
        }
        return texts;
    }

    private static byte[] filled(byte[] workbook, String sheet, Consumer<Sheet> fill) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            fill.accept(book.getSheet(sheet));
            book.write(out);
            return out.toByteArray();
        }
    }

    /** Chooses a verdict in the first row of each pair. */
    private static void judge(Sheet pairs) {
        String before = "";
        for (Row row : pairs) {
            String key = row.getCell(PAIR_KEY).getStringCellValue();
            if (row.getRowNum() > 0 && !key.equals(before)) {
                row.getCell(VERDICT).setCellValue(key.endsWith("2") ? "non-match" : "match");
                row.getCell(REASON).setCellValue(key.endsWith("2") ? "twins" : "");
            }
            before = key;
        }
    }

    private static Set<String> keys(byte[] workbook) throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        texts(workbook, "Pairs").stream().skip(1).forEach(row -> keys.add(row.get(PAIR_KEY)));
        return keys;
    }

    private byte[] workbook(Visitor who) throws IOException {
        HttpResponse<byte[]> given = who.file(WORKBOOK + "/file", WORKBOOK);
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(given.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"review-[A-Za-z0-9.-]+\\.xlsx\"");
        return given.body();
    }

    private void assertNothingLies() throws IOException {
        try (Stream<Path> all = Files.list(serving.work().resolve("console"))) {
            assertThat(all.map(one -> String.valueOf(one.getFileName()))).containsExactlyInAnyOrder("journal", "users");
        }
    }

    /** Given out as the command line gives it, taken in as the command line takes it; what is wrong is named cell by cell. */
    @Test
    void aWorkbookByWayOfPagesIsTheCommandLines() throws IOException {
        assertThat(anna.get(WORKBOOK).body()).contains("Take away 6 pairs as a workbook");
        byte[] given = workbook(anna);
        assertThat(command(
                        "review",
                        "export",
                        "--reviewers",
                        "anna,ben",
                        folder.resolve("given").toString()))
                .isZero();
        Path same;
        try (Stream<Path> files = Files.list(folder.resolve("given"))) {
            same = files.filter(file -> file.toString().endsWith("-anna.xlsx"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(texts(given, "Pairs")).isEqualTo(texts(Files.readAllBytes(same), "Pairs"));
        assertThat(texts(given, "About").stream().filter(row -> !row.get(0).equals("seal")))
                .isEqualTo(texts(Files.readAllBytes(same), "About").stream()
                        .filter(row -> !row.get(0).equals("seal"))
                        .toList());

        String token = anna.token(WORKBOOK);
        byte[] wrong = filled(given, "Pairs", sheet -> {
            judge(sheet);
            sheet.getRow(1).getCell(VERDICT).setBlank();
            sheet.getRow(2).getCell(2).setCellValue("ANYBODY");
            sheet.getRow(12).getCell(REASON).setCellValue("no reason");
        });
        HttpResponse<String> refused = anna.upload(WORKBOOK, token, wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("There are 3 problems, and nothing was taken")
                .contains("cell F2: the verdict is missing", "cell C3: the cell was changed")
                .contains("cell G13: this is no reason")
                .doesNotContain("ANYBODY");
        assertThat(anna.upload(WORKBOOK, token, new byte[] {1, 2, 3}).statusCode())
                .isEqualTo(422);
        assertThat(anna.upload(WORKBOOK, token, new byte[0]).body()).contains("no file was chosen");
        Visitor ben = serving.signedIn("ben", "tiny:reviewer");
        HttpResponse<String> others =
                ben.upload(WORKBOOK, ben.token(WORKBOOK), filled(given, "Pairs", sheet -> judge(sheet)));
        assertThat(others.statusCode()).isEqualTo(422);
        assertThat(others.body()).contains("is none that was given to you").doesNotContain(">anna<");
        assertThat(anna.upload(WORKBOOK, "wrong", given).statusCode()).isEqualTo(403);
        assertThat(olu.upload(WORKBOOK, olu.token("/account"), given).statusCode())
                .isEqualTo(403);
        assertThat(said()).isEmpty();

        HttpResponse<String> taken = anna.upload(WORKBOOK, token, filled(given, "Pairs", sheet -> judge(sheet)));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(302);
        assertThat(anna.get(WORKBOOK).body())
                .contains("Taken in: 5 match, 1 non-match, 0 unsure", "No pair waits for you");
        List<Judgement> bySite = said();
        Files.write(same, filled(Files.readAllBytes(same), "Pairs", sheet -> judge(sheet)));
        assertThat(command("review", "import", same.toString())).isEqualTo(4);
        List<Judgement> byCommand = said().subList(PAIRS, 2 * PAIRS);
        assertThat(bySite).usingRecursiveComparison().ignoringFields("time").isEqualTo(byCommand);
        assertThat(anna.get(STUDY + "/review").body()).contains("No pair waits for you", "You have judged 6");
        List<String> events = AuditTrail.read(serving.work().resolve("tiny/events.jsonl")).stream()
                .map(event -> event.event() + " " + event.detail("operator") + " " + event.detail("exit_code"))
                .toList();
        assertThat(events)
                .contains("giving out review workbook anna ", "taking in verdicts anna ", "command ended anna 0")
                .contains("command ended anna 3", "command ended ben 3");
        assertThat(AuditTrail.verify(serving.work().resolve("tiny/events.jsonl")))
                .isEmpty();
        assertNothingLies();
    }

    /** Verdicts as labels, from the page as from the command line, and back by both into the same journal. */
    @Test
    void labelsComeAndGoAsOnTheCommandLine() throws IOException {
        anna.upload(WORKBOOK, anna.token(WORKBOOK), filled(workbook(anna), "Pairs", sheet -> judge(sheet)));
        HttpResponse<byte[]> given = anna.file(WORKBOOK + "/file?labels=true", WORKBOOK);
        assertThat(given.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("text/csv;charset=UTF-8");
        String labels = new String(given.body(), StandardCharsets.UTF_8);
        assertThat(labels).isEqualTo("""
                        unique_id_l,source_dataset_l,unique_id_r,source_dataset_r,clerical_match_score
                        STUDYNO1,participants,90/101B,convictions,1
                        STUDYNO2,participants,90/102B,convictions,1
                        STUDYNO2,participants,00005eed00000002,convictions,0
                        STUDYNO3,participants,90/103B,convictions,1
                        STUDYNO4,participants,90/104B,convictions,1
                        STUDYNO4,participants,00005eed00000005,convictions,1
                        """);
        Path out = folder.resolve("labels");
        assertThat(command("review", "export", "--labels", "--reviewers", "anna,ben", out.toString()))
                .isZero();
        assertThat(command("review", "export", "--labels", out.toString())).isZero();
        Path byAll;
        try (Stream<Path> files = Files.list(out)) {
            List<Path> all = files.sorted().toList();
            assertThat(Files.readString(all.get(0))).isEqualTo(labels);
            assertThat(Files.readString(all.get(1))).as("ben has judged none").hasLineCount(1);
            byAll = all.get(2);
        }
        assertThat(Files.readString(byAll)).as("one of two has judged").hasLineCount(1);

        Visitor ben = serving.signedIn("ben", "tiny:reviewer");
        String token = ben.token(WORKBOOK);
        String theirs = labels.replace("90/101B,convictions,1", "90/101B,convictions,0.5");
        HttpResponse<String> refused = ben.upload(
                WORKBOOK + "?labels=true", token, theirs.replace("NO3,", "NO7,").getBytes(StandardCharsets.UTF_8));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("labels.csv, row 5, column unique_id_l: this is no participant")
                .doesNotContain("STUDYNO7");
        assertThat(ben.upload(WORKBOOK + "?labels=true", token, given.body().clone())
                        .statusCode())
                .isEqualTo(302);
        assertThat(ben.upload(WORKBOOK + "?labels=true", token, theirs.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(302);
        assertThat(ben.get(WORKBOOK).body()).contains("Taken in: 0 match, 0 non-match, 1 unsure");
        assertThat(said()).hasSize(2 * PAIRS + 1);
        assertThat(command("review", "export", "--labels", folder.resolve("all").toString()))
                .isZero();
        assertThat(Files.readString(folder.resolve("all").resolve(byAll.getFileName())))
                .isEqualTo(theirs);

        Path third = Files.writeString(out.resolve("cleo.csv"), """
                clerical_match_score;match_weight;unique_id_r;source_dataset_r;unique_id_l;source_dataset_l
                1;3.2;STUDYNO1;participants;90/101B;convictions
                """);
        assertThat(command("review", "import", "--adjudicator", "Ben", third.toString()))
                .isEqualTo(3);
        assertThat(command("review", "import", "--run", "2024", third.toString()))
                .isEqualTo(2);
        assertThat(command("review", "import", "--adjudicator", "cleo", third.toString()))
                .isZero();
        assertThat(said().get(2 * PAIRS + 1))
                .usingRecursiveComparison()
                .ignoringFields("time")
                .isEqualTo(PairsInDoubt.cases(1)
                        .get(0)
                        .judgement("cleo", true, Judgement.Answer.MATCH, null, null, Instant.EPOCH));
        assertThat(AuditTrail.read(serving.work().resolve("tiny/events.jsonl")).stream()
                        .map(event -> event.event() + " " + event.detail("operator") + " " + event.detail("by")))
                .contains("giving out labels anna anna");
        assertNothingLies();
    }

    /** Where two decide, a third has the rest in a workbook, too. */
    @Test
    void whatTwoLeftOpenGoesOutToTheThirdAndBack() throws IOException {
        Visitor ben = serving.signedIn("ben", "tiny:reviewer");
        Visitor cleo = serving.signedIn("cleo", "tiny:adjudicator");
        String place = STUDY + "/adjudication/workbook";
        assertThat(cleo.get(place).body()).contains("No pair waits for you");
        anna.upload(WORKBOOK, anna.token(WORKBOOK), filled(workbook(anna), "Pairs", sheet -> judge(sheet)));
        ben.upload(
                WORKBOOK,
                ben.token(WORKBOOK),
                filled(
                        workbook(ben),
                        "Pairs",
                        sheet -> sheet.forEach(row -> {
                            if (row.getRowNum() > 0
                                    && row.getCell(1).getStringCellValue().equals("surname")) {
                                row.getCell(VERDICT).setCellValue("match");
                            }
                        })));
        byte[] open = cleo.file(place + "/file", place).body();
        assertThat(keys(open)).singleElement().asString().endsWith("2");
        assertThat(texts(open, "Pairs").toString()).doesNotContain("anna").doesNotContain("ben");
        assertThat(cleo.upload(place, cleo.token(place), filled(open, "Pairs", sheet -> judge(sheet)))
                        .statusCode())
                .isEqualTo(302);
        assertThat(said().get(said().size() - 1).adjudicator()).isTrue();
        assertThat(cleo.get(place).body()).contains("No pair waits for you");
        // the two differ over one pair, whose reason the first gave
        String agreement = olu.get(STUDY + "/agreement").body();
        assertThat(agreement).contains("by how a field compares", "1 of 6", "by the reason that either gave", "twins");
    }

    /** With a budget reviewers get the same pairs, those that stand first, and the command line gives out no others. */
    @Test
    void aBudgetIsOneSetForAll() throws IOException {
        assertThat(olu.get(STUDY + "/reviewing").body()).contains("Nothing has been set here yet");
        assertThat(set(olu, "0", "Initials are <b>no</b> difference.", "4", "").statusCode())
                .isEqualTo(302);
        assertThat(olu.get(STUDY + "/reviewing").body())
                .contains("This holds from now on", "Set last by olu", "no&lt;/b&gt;");
        Visitor ben = serving.signedIn("ben", "tiny:reviewer");
        Set<String> first = new TreeSet<>(
                PairsInDoubt.cases(4).stream().map(ReviewCase::key).toList());
        byte[] annas = workbook(anna);
        assertThat(new TreeSet<>(keys(annas))).isEqualTo(first);
        assertThat(new TreeSet<>(keys(workbook(ben)))).isEqualTo(first);
        assertThat(anna.get("/").body()).contains("4 pairs wait for your review");
        Path given = folder.resolve("given");
        assertThat(command("review", "export", "--reviewers", "anna,ben", given.toString()))
                .isZero();
        assertThat(command(
                        "review",
                        "export",
                        "--reviewers",
                        "dora,emil",
                        "--pairs",
                        "2",
                        folder.resolve("two").toString()))
                .isZero();
        for (Path exported : List.of(given, folder.resolve("two"))) {
            try (Stream<Path> files = Files.list(exported)) {
                assertThat(files.toList())
                        .hasSize(2)
                        .allSatisfy(file -> assertThat(keys(Files.readAllBytes(file)))
                                .hasSize(exported.equals(given) ? 4 : 2)
                                .isSubsetOf(first));
            }
        }
        String beyond = PairsInDoubt.cases(PAIRS).get(5).key();
        assertThat(anna.get(STUDY + "/review/" + beyond).statusCode()).isEqualTo(409);
        anna.upload(WORKBOOK, anna.token(WORKBOOK), filled(annas, "Pairs", sheet -> judge(sheet)));
        assertThat(anna.get(STUDY + "/review").body()).contains("No pair waits for you");

        // two set at a time: the second is told, and nothing of either is lost
        Visitor pat = serving.signedIn("pat", "tiny:operator");
        assertThat(set(pat, "1", "Twins: send to expert.", "5", "").statusCode())
                .isEqualTo(302);
        HttpResponse<String> late = set(olu, "1", "Aliases are no reason.", "6", "");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("Somebody has set something else", "Twins: send to expert.", "Aliases are no reason.");
        assertThat(ben.get(STUDY + "/review/" + first.iterator().next()).body())
                .contains("Twins: send to expert.")
                .doesNotContain("pat", "Aliases");
        assertThat(set(olu, "2", "Aliases are no reason.", "x", "-1").statusCode())
                .isEqualTo(422);
        assertThat(set(olu, "2", "x".repeat(4_001), "", "").statusCode()).isEqualTo(422);
        assertThat(set(olu, "2", "Aliases are no reason.", "", "").statusCode()).isEqualTo(302);
        assertThat(anna.get("/").body()).contains("2 pairs wait for your review");
        assertThat(ChainFile.read(serving.work().resolve("tiny/reviewing.jsonl")))
                .hasSize(3);
        assertThat(CommandLineEntry.run(
                        "audit", "verify", serving.work().resolve("tiny").toString()))
                .isZero();
    }

    /** A list in parts: each has its own, all of one participant's pairs are in one, and the command line gives the same. */
    @Test
    void aReviewerTakesAPartOfTheList() throws IOException {
        Map<String, String> cut = Map.of("changes", "0", "message", "", "pairs", "", "parts", "2", "sample", "");
        assertThat(olu.post(STUDY + "/reviewing", STUDY + "/reviewing", cut).statusCode())
                .isEqualTo(302);
        List<ReviewCase> cases = PairsInDoubt.cases(PAIRS);
        Set<String> first = new TreeSet<>();
        Set<String> second = new TreeSet<>();
        cases.forEach(pair -> (Worklist.part(pair, 2) == 1 ? first : second).add(pair.key()));
        assertThat(first).isNotEmpty();
        assertThat(second).isNotEmpty();
        assertThat(Worklist.part(cases.get(1), 2)).isEqualTo(Worklist.part(cases.get(2), 2));
        String page = anna.get(pairOf(anna)).body();
        assertThat(page)
                .contains(
                        "0 judged, 6 wait for you",
                        "all (6 to judge)",
                        "1 (" + first.size() + " to judge)",
                        "2 (" + second.size() + " to judge)");
        String token = anna.token(WORKBOOK);
        assertThat(anna.post(STUDY + "/review/part", token, "same-origin", Map.of("part", "3"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(anna.post(STUDY + "/review/part", token, "same-origin", Map.of("part", "1"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(new TreeSet<>(keys(workbook(anna)))).isEqualTo(first);
        for (int judged = 0; judged < first.size(); judged++) {
            String pair = pairOf(anna);
            assertThat(first).contains(pair.substring(pair.lastIndexOf('/') + 1));
            anna.post(pair, pair, Map.of("answer", "match", "form", "0"));
        }
        assertThat(anna.get(STUDY + "/review").body())
                .contains("No pair waits for you", "2 (" + second.size() + " to judge)");
        assertThat(anna.get("/").body()).contains(second.size() + " pairs wait for your review");
        Visitor ben = serving.signedIn("ben", "tiny:reviewer");
        assertThat(ben.get(pairOf(ben)).body()).contains("6 wait for you");
        assertThat(command(
                        "review",
                        "export",
                        "--reviewers",
                        "dora,emil",
                        "--part",
                        "2/2",
                        folder.resolve("second").toString()))
                .isZero();
        try (Stream<Path> files = Files.list(folder.resolve("second"))) {
            assertThat(files.toList())
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(new TreeSet<>(keys(Files.readAllBytes(file))))
                            .isEqualTo(second));
        }
        for (String wrong : List.of("3/2", "0/2", "2", "1/0")) {
            assertThat(command("review", "export", "--reviewers", "dora,emil", "--part", wrong, folder.toString()))
                    .as(wrong)
                    .isEqualTo(2);
        }
        assertThat(set(olu, "1", "", "x", "").body())
                .contains("The number of pairs is a whole number from 1 to 100,000");
    }

    /** Where the next pair of somebody is. */
    private static String pairOf(Visitor who) throws IOException {
        String location =
                who.get(STUDY + "/review").headers().firstValue("Location").orElseThrow();
        return location.substring(location.indexOf("/studies/"));
    }

    /** From the size of the sample to tracings that the next run counts with, on pages and in a workbook. */
    @Test
    void theSampleIsTracedOnPagesAndInAWorkbook() throws IOException {
        List<Participant> people;
        try (WorkingStore store = WorkingStore.open(serving.work().resolve("tiny"))) {
            String run = store.runs().latest().orElseThrow().id();
            people = store.participants().read(run);
            store.unlinked().replace(run, people.stream().map(Participant::id).toList());
        }
        Visitor tess = serving.signedIn("tess", "tiny:tracer");
        assertThat(tess.get(TRACING).body()).contains("Nobody is to be traced");
        assertThat(set(olu, "0", "", "", "9").statusCode()).isEqualTo(302);
        String list = tess.get(TRACING).body();
        assertThat(list).contains("ROWE, KIM", "OKAFOR, SAM", "0 of 2", "Go on with the first who is left");
        assertThat(list.replaceAll("<[^>]*>", " ")).doesNotContain("T1", "T2", "reoffend", "2014", "weight");
        for (String closed : List.of("/runs", "/review", "/explain", "/agreement", "/reviewing", "/audit")) {
            assertThat(tess.get(STUDY + closed).statusCode()).as(closed).isEqualTo(403);
        }
        assertThat(anna.get(TRACING).statusCode()).isEqualTo(403);
        List<String> keys = new ArrayList<>();
        Matcher key = KEY.matcher(list.substring(list.indexOf("<tbody>")));
        while (key.find()) {
            keys.add(key.group(1));
        }
        String first = TRACING + "/" + keys.get(0);
        String second = TRACING + "/" + keys.get(1);
        for (Map<String, String> wrong : List.of(
                Map.of("form", "0"),
                Map.of("form", "0", "verdict", "traced"),
                Map.of("form", "0", "verdict", "traced", "found", "1979/0000900F"),
                Map.of("form", "0", "verdict", "not traced", "found", "1979/0000900E"),
                Map.of("form", "0", "verdict", "not traced", "comment", "x".repeat(1_001)))) {
            assertThat(tess.post(first, first, wrong).statusCode()).isEqualTo(422);
        }
        assertThat(tracings()).isEmpty();
        Map<String, String> found =
                Map.of("form", "0", "verdict", "traced", "found", "1979/0000900E", "comment", "by prints");
        assertThat(tess.post(first, first, found)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith(second);
        assertThat(tess.post(first, first, found).statusCode())
                .as("sent twice, there once")
                .isEqualTo(302);
        assertThat(tracings()).hasSize(1);
        assertThat(tess.post(first, first, Map.of("form", "0", "verdict", "not traced"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(tess.post(second, second, found).body()).contains("another person&#39;s of the sample");
        assertThat(tess.get(first).body()).contains("1979/0000900E", "by prints", "Said so far");
        assertThat(tess.post(second, second, Map.of("form", "0", "verdict", "not traced"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(tess.get(TRACING).body()).contains("2 of 2", "the first 2", "All were looked for");
        assertThat(tracings().get(0))
                .usingRecursiveComparison()
                .ignoringFields("time")
                .isEqualTo(Tracing.of(
                        people.stream()
                                .filter(one -> Tracing.key(one).equals(keys.get(0)))
                                .findFirst()
                                .orElseThrow(),
                        "tess",
                        new PncId("1979/0000900E"),
                        "by prints",
                        tracings().get(0).time()));

        byte[] given = tess.file(TRACING + "/workbook/file", TRACING).body();
        byte[] filled = filled(given, "Unlinked", sheet -> {
            sheet.getRow(1).getCell(TRACED).setCellValue("not traced");
            sheet.getRow(2).getCell(TRACED).setCellValue("traced");
        });
        HttpResponse<String> missing = tess.upload(TRACING + "/workbook", tess.token(TRACING), filled);
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("cell O3: the PNC id is missing");
        filled = filled(
                filled, "Unlinked", sheet -> sheet.getRow(2).getCell(FOUND).setCellValue("1979/0000900E"));
        assertThat(tess.upload(TRACING + "/workbook", tess.token(TRACING), filled)
                        .statusCode())
                .isEqualTo(302);
        assertThat(tess.get(TRACING).body()).contains("Taken in: 1 traced, 1 not traced.");
        assertThat(tracings()).hasSize(4);
        assertThat(olu.get(STUDY + "/reviewing").body())
                .contains("Of 2 unlinked 2 were looked for: 1 traced, 1 not traced");
        assertThat(olu.get(STUDY + "/reviewing").body()).doesNotContain("ROWE", "OKAFOR");
        assertNothingLies();
        assertThat(command(
                        "run",
                        folder.resolve("study.yml").toString(),
                        "--output",
                        folder.resolve("output").toString(),
                        "--quiet"))
                .as("tracings have come in: it is not nothing new")
                .isNotEqualTo(6);
    }

    /** Two who find one PNC id at a time: the later of them is told, whatever the page that they were shown said. */
    @Test
    void onePncIdIsOnePersonsThoughTwoSayItAtATime() throws Exception {
        List<Participant> people;
        try (WorkingStore store = WorkingStore.open(serving.work().resolve("tiny"))) {
            String run = store.runs().latest().orElseThrow().id();
            people = store.participants().read(run);
            store.unlinked().replace(run, people.stream().map(Participant::id).toList());
        }
        assertThat(set(olu, "0", "", "", "2").statusCode()).isEqualTo(302);
        List<Visitor> two = List.of(serving.signedIn("tess", "tiny:tracer"), serving.signedIn("tom", "tiny:tracer"));
        Map<String, String> found = Map.of("form", "0", "verdict", "traced", "found", "1979/0000900E");
        List<String> pages =
                people.stream().map(one -> TRACING + "/" + Tracing.key(one)).toList();
        List<String> tokens = List.of(two.get(0).token(pages.get(0)), two.get(1).token(pages.get(1)));
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch together = new CountDownLatch(2);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int who = i;
                answers.add(both.submit(() -> {
                    together.countDown();
                    together.await();
                    return two.get(who)
                            .post(pages.get(who), tokens.get(who), "same-origin", found)
                            .statusCode();
                }));
            }
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(302, 422);
        } finally {
            both.shutdownNow();
        }
        assertThat(tracings()).hasSize(1);
    }

    private List<Tracing> tracings() {
        try (WorkingStore store = WorkingStore.read(serving.work().resolve("tiny"))) {
            return store.tracings().all();
        }
    }
}

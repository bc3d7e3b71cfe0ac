package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditTrail;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.console.Serving.Visitor;
import org.reconlink.review.Judgement;
import org.reconlink.store.WorkingStore;

/** Clerical review without a script: what each page takes, refuses and shows to whom. */
class ReviewPagesTest {
    private static final String REVIEW = "/studies/tiny/review";
    private static final String ADJUDICATION = "/studies/tiny/adjudication";
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"(\\d+)\"");
    /** What linkage, outcomes and reports speak of, and reviewers must not read of. */
    private static final List<String> TELLING = List.of(
            "weight",
            "probab",
            "posterior",
            "outcome",
            "offence",
            "reoffend",
            "decision",
            "decided",
            "linked",
            "score",
            "likel",
            "kappa",
            "agreement of reviewers",
            "STUDYNO",
            "2014");

    @TempDir
    static Path folder;

    private static Serving serving;
    private static Visitor anna;
    private static Visitor ben;
    private static Visitor cleo;
    private static int pairs = 12;

    @BeforeAll
    static void serve() throws IOException {
        PairsInDoubt.write(folder, pairs);
        Files.writeString(folder.resolve("work/tiny/reviewing.txt"), "Initials are <b>no</b> difference.");
        serving = new Serving(folder, Clock.systemUTC(), 1_000);
        anna = serving.signedIn("anna", "tiny:reviewer");
        ben = serving.signedIn("ben-the-other", "tiny:reviewer");
        cleo = serving.signedIn("cleo", "tiny:adjudicator");
    }

    @AfterAll
    static void end() {
        serving.close();
    }

    private static List<Judgement> said() {
        try (WorkingStore store = WorkingStore.read(serving.work().resolve("tiny"))) {
            return store.judgements().all();
        }
    }

    private static String place(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow().replace(serving.url(), "");
    }

    private static String form(String page) {
        Matcher last = FORM.matcher(page.substring(page.indexOf("name=\"reason\"") - 1_500));
        assertThat(last.find()).isTrue();
        String form = last.group(1);
        while (last.find()) {
            form = last.group(1);
        }
        return form;
    }

    /** Answers the pair on a page; says where it leads. */
    private static String answer(Visitor who, String page, String answer) throws IOException {
        String form = form(who.get(page).body());
        return place(who.post(page, page, Map.of("answer", answer, "form", form)));
    }

    /** From the first pair to the last: verdict, twice the same, undo, pass over, change, reason and comment, and what is refused. */
    @Test
    void everyoneJudgesAndTheThirdDecides() throws IOException {
        String first = place(anna.get(REVIEW));
        HttpResponse<String> shown = anna.get(first);
        assertThat(shown.body())
                .contains("0 judged, 12 wait for you", "~</b>", "similar", "<mark>", "no&lt;/b&gt; difference")
                .contains("Participant", "Match", "Not a match", "Unsure");
        String second = answer(anna, first, "match");
        assertThat(second).isNotEqualTo(first).startsWith(REVIEW + "/");
        assertThat(said()).hasSize(1);
        assertThat(anna.get(second).body())
                .contains("Saved: match.", "1 judged, 11 wait for you", "Undo the last: match");
        // the same form again, by a key that sticks or after a connection that broke
        assertThat(place(anna.post(first, second, Map.of("answer", "match", "form", "0"))))
                .isEqualTo(second);
        assertThat(said()).as("sent twice, there once").hasSize(1);
        // another answer from a form that was drawn before
        HttpResponse<String> old = anna.post(first, second, Map.of("answer", "non-match", "form", "0"));
        assertThat(old.statusCode()).isEqualTo(409);
        assertThat(old.body()).contains("This has changed meanwhile", "Go on with the next pair", "Number");
        assertThat(said()).hasSize(1);
        // no verdict, an unknown reason, too long a comment
        for (Map<String, String> wrong : List.of(
                Map.of("form", "0"),
                Map.of("answer", "withdrawn", "form", "0"),
                Map.of("answer", "match", "reason", "no such", "form", "0"),
                Map.of("answer", "match", "comment", "x".repeat(1_001), "form", "0"))) {
            HttpResponse<String> refused = anna.post(second, second, wrong);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("There is a problem");
        }
        assertThat(said()).hasSize(1);
        // undone, it waits again; undone twice is not undone more
        assertThat(place(anna.post(first + "/undo", second, Map.of("form", "1"))))
                .isEqualTo(first);
        assertThat(place(anna.post(first + "/undo", second, Map.of("form", "1"))))
                .isEqualTo(first);
        assertThat(said()).hasSize(2);
        assertThat(anna.get(first).body()).contains("0 judged, 12 wait for you", "Withdrawn");
        assertThat(anna.post(first, second, Map.of("answer", "match", "form", "0"))
                        .statusCode())
                .as("what was sent before the withdrawal does not undo that")
                .isEqualTo(409);
        // passed over, it comes last
        assertThat(answer(anna, first, "pass over")).isEqualTo(second);
        List<String> order = new ArrayList<>();
        String at = second;
        while (!at.equals(first)) {
            order.add(at);
            at = answer(anna, at, order.size() % 3 == 0 ? "unsure" : "match");
        }
        assertThat(order).hasSize(pairs - 1).doesNotHaveDuplicates();
        String form = form(anna.get(first).body());
        assertThat(place(anna.post(
                        first,
                        first,
                        Map.of(
                                "answer",
                                "non-match",
                                "reason",
                                "twins",
                                "comment",
                                " <i>Their</i> sister ",
                                "form",
                                form))))
                .isEqualTo(REVIEW);
        assertThat(anna.get(REVIEW).body()).contains("No pair waits for you", "You have judged 12");
        Judgement last = said().get(said().size() - 1);
        assertThat(last.reason()).isEqualTo(Judgement.Reason.TWINS);
        assertThat(last.comment()).isEqualTo("<i>Their</i> sister");
        String mine = anna.get(REVIEW + "/mine").body();
        assertThat(mine).contains("12 judged, 0 wait for you").doesNotContain("settled");
        assertThat(anna.get(REVIEW + "/mine?find=zz").body()).contains("No verdict of yours");
        // changed from the list
        assertThat(answer(anna, order.get(0), "non-match")).isEqualTo(REVIEW);
        Map<String, String> annas = present("anna");
        assertThat(annas).hasSize(pairs).containsEntry(key(order.get(0)), "non-match");

        // nothing waits for the third before two have judged
        assertThat(cleo.get(ADJUDICATION).body()).contains("No pair waits for you");
        assertThat(cleo.get(ADJUDICATION + "/" + key(first)).statusCode()).isEqualTo(409);

        // the other reviewer, in another order, of whom the first never reads, nor the other way round
        List<String> others = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        at = place(ben.get(REVIEW));
        while (!at.equals(REVIEW)) {
            others.add(at);
            texts.add(ben.get(at).body());
            at = answer(ben, at, others.size() % 4 == 0 ? "non-match" : "match");
        }
        assertThat(new HashSet<>(others)).hasSize(pairs).contains(first);
        assertThat(others).isNotEqualTo(order);
        texts.add(ben.get(REVIEW + "/mine").body());
        texts.add(ben.get(REVIEW).body());
        for (String text : texts) {
            assertBlind(text, "anna", "Their", "sister");
        }
        for (String page : List.of(REVIEW, REVIEW + "/mine", order.get(3), "/", "/help", "/account")) {
            HttpResponse<String> answer = anna.get(page);
            if (!page.equals("/help")) {
                assertBlind(answer.body(), "ben-the-other");
            }
        }
        for (String closed : List.of(
                ADJUDICATION,
                ADJUDICATION + "/" + key(first),
                "/studies/tiny/agreement",
                "/studies/tiny/runs",
                "/studies/tiny/audit")) {
            assertThat(anna.get(closed).statusCode()).as(closed).isEqualTo(403);
        }
        Map<String, String> bens = present("ben-the-other");
        Set<String> open = new HashSet<>();
        annas.forEach((key, answer) -> {
            if (!answer.equals(bens.get(key)) || answer.equals("unsure")) {
                open.add(key);
            }
        });
        assertThat(open).isNotEmpty().hasSizeLessThan(pairs);

        String agreement = cleo.get("/studies/tiny/agreement").body();
        assertThat(agreement)
                .contains(String.format(Locale.ROOT, ">%.2f<", kappa(annas, bens)), ">12<", "unstable", "Reviewer 1")
                .doesNotContain("anna", "ben-the-other");
        Visitor olu = serving.signedIn("olu", "tiny:operator");
        assertThat(olu.get("/studies/tiny/agreement").body()).contains("anna", "ben-the-other");

        // the third decides what the two left open, and nothing else
        String list = cleo.get(ADJUDICATION).body();
        open.forEach(key -> assertThat(list).contains(key));
        bens.keySet().stream()
                .filter(key -> !open.contains(key))
                .forEach(key -> assertThat(list).doesNotContain(key));
        String settled = bens.keySet().stream()
                .filter(key -> !open.contains(key))
                .findFirst()
                .orElseThrow();
        assertThat(cleo.get(ADJUDICATION + "/" + settled).statusCode()).isEqualTo(409);
        at = ADJUDICATION + "/" + open.iterator().next();
        Set<String> decided = new HashSet<>();
        while (!at.equals(ADJUDICATION)) {
            decided.add(key(at));
            String page = cleo.get(at).body();
            assertThat(page).contains("Reviewer 1", "Reviewer 2").doesNotContain("anna", "ben-the-other");
            assertBlind(page.replace("decision", "").replace("Decision", ""), "olu");
            at = answer(cleo, at, decided.size() == 1 ? "unsure" : "match");
        }
        assertThat(decided).isEqualTo(open);
        assertThat(cleo.get(ADJUDICATION).body()).contains("No pair waits for you");
        String adjudicated = open.iterator().next();
        assertThat(anna.get(REVIEW + "/" + adjudicated).statusCode()).isEqualTo(409);
        assertThat(anna.get(REVIEW + "/mine").body()).contains("settled");

        // who reviewed a pair does not decide it
        serving.users().give("anna", List.of("tiny:reviewer", "tiny:adjudicator"), "");
        Visitor both = serving.visitor();
        both.signIn("anna", Serving.PHRASE);
        assertThat(both.get(ADJUDICATION + "/" + adjudicated).statusCode()).isEqualTo(409);
        assertThat(both.get(ADJUDICATION).body()).contains("No pair waits for you");

        assertThat(AuditTrail.verify(serving.work().resolve("console/journal/events.jsonl")))
                .isEmpty();
        // an end that is cut off before any run has noted it is found by what the console did
        Path journal = serving.work().resolve("tiny/verdicts.jsonl");
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 1));
        assertThat(verified()).isEqualTo(8);
        Files.write(journal, lines);
        assertThat(verified()).isZero();
        assertThat(CommandLineEntry.run(
                        "run",
                        folder.resolve("study.yml").toString(),
                        "--work",
                        serving.work().toString(),
                        "--output",
                        folder.resolve("output").toString(),
                        "--quiet"))
                .as("verdicts have come in: it is not nothing new")
                .isNotEqualTo(6);
        HttpResponse<String> gone = anna.get(first);
        assertThat(both.get(first).statusCode())
                .as("the run after left no such pair")
                .isEqualTo(409);
        assertThat(gone.statusCode())
                .as("anna's roles changed: her session is over")
                .isEqualTo(303);
        assertThat(both.get(REVIEW + "/" + "f".repeat(16)).statusCode()).isEqualTo(404);
    }

    private static int verified() {
        return CommandLineEntry.run(
                "audit", "verify", serving.work().resolve("tiny").toString());
    }

    private static void assertBlind(String page, String... others) {
        String text = page.replaceAll("(?s)<head>.*?</head>", "").replaceAll("<[^>]*>", " ");
        assertThat(text).doesNotContainIgnoringCase(others);
        String rest =
                text.replace("until an adjudicator has decided", "").replace("Offence codes", ""); // of the codebook
        TELLING.forEach(word -> assertThat(rest).doesNotContainIgnoringCase(word));
    }

    private static String key(String place) {
        return place.substring(place.lastIndexOf('/') + 1);
    }

    /** What somebody says at last of each pair, from the lines alone. */
    private static Map<String, String> present(String reviewer) {
        Map<String, String> present = new LinkedHashMap<>();
        for (Judgement one : said()) {
            if (one.reviewer().equals(reviewer)) {
                present.remove(one.key());
                if (!one.isWithdrawal()) {
                    present.put(one.key(), one.answer().words());
                }
            }
        }
        return present;
    }

    /** By hand: (observed - expected) / (1 - expected). */
    private static double kappa(Map<String, String> one, Map<String, String> other) {
        double n = one.size();
        double observed = one.keySet().stream()
                        .filter(key -> one.get(key).equals(other.get(key)))
                        .count()
                / n;
        double expected = 0;
        for (String answer : List.of("match", "non-match", "unsure")) {
            expected += one.values().stream().filter(answer::equals).count()
                    / n
                    * (other.values().stream().filter(answer::equals).count() / n);
        }
        return (observed - expected) / (1 - expected);
    }
}

package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditTrail;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.cli.TinyStudy;
import org.reconlink.console.Serving.Visitor;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route for everybody: what {@link Route} says is what the server does. */
class RouteTest {
    private static final Set<Route> ENDING = Set.of(Route.SIGN_OUT, Route.END_SESSIONS, Route.SIGN_IN);

    @TempDir
    static Path folder;

    private static Serving serving;
    private static String run;
    private static String person;
    private static Map<String, Visitor> people;

    @BeforeAll
    static void serve() throws IOException {
        Path protocol = TinyStudy.write(folder);
        Files.writeString(protocol, "  disclosure control: opensafely\n", StandardOpenOption.APPEND); // to be released
        assertThat(CommandLineEntry.run(
                        "run",
                        protocol.toString(),
                        "--work",
                        folder.resolve("work").toString(),
                        "--output",
                        folder.resolve("output").toString(),
                        "--quiet"))
                .isZero();
        try (Stream<Path> runs = Files.list(folder.resolve("output/tiny"))) {
            run = runs.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("2020-12-31"))
                    .findFirst()
                    .orElseThrow();
        }
        person = Files.readAllLines(folder.resolve("output/tiny").resolve(run).resolve("participants.csv"))
                .get(1)
                .split(",", -1)[0];
        Files.createDirectories(folder.resolve("jobs"));
        serving = new Serving(folder, Clock.systemUTC(), 1_000);
        people = new LinkedHashMap<>();
        people.put("nobody", serving.visitor());
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            boolean all = role == Role.ADMINISTRATOR;
            people.put(name, serving.signedIn(name, (all ? "*:" : "tiny:") + role.word()));
            if (role == Role.OPERATOR || role == Role.REVIEWER) {
                people.put("other-" + name, serving.signedIn("other-" + name, "other:" + role.word()));
            }
        }
        people.put("all-auditor", serving.signedIn("all-auditor", "*:auditor"));
        people.put("disabled", serving.signedIn("disabled", "tiny:operator"));
        serving.users().disable("disabled", "");
    }

    @AfterAll
    static void end() {
        serving.close();
    }

    /** A handler without a rule, or a rule without a handler, ends the build here. */
    @Test
    void everyHandlerHasARuleAndEveryRuleAHandler() {
        Set<String> handlers = new TreeSet<>();
        serving.console()
                .spring()
                .getBean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> info.getPatternValues().forEach(pattern -> {
                    if (info.getMethodsCondition().getMethods().isEmpty()) {
                        handlers.add("any " + pattern);
                    }
                    info.getMethodsCondition().getMethods().forEach(verb -> handlers.add(verb + " " + pattern));
                }));
        Set<String> rules = new TreeSet<>(Stream.of(Route.values())
                .map(route -> route.method() + " " + route.pattern())
                .toList());
        rules.add("any /error"); // reached by the dispatch of an error alone
        assertThat(handlers).isEqualTo(rules);
    }

    @TestFactory
    Stream<DynamicTest> everybodyMayWhatTheRuleSaysAndNothingElse() {
        return people.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    List<String> wrong = new ArrayList<>();
                    for (Route route : Route.values()) {
                        tryOut(one.getKey(), one.getValue(), route, wrong);
                    }
                    assertThat(wrong).isEmpty();
                }));
    }

    private static void tryOut(String name, Visitor visitor, Route route, List<String> wrong) throws IOException {
        String path = path(route);
        if (route.method() == RequestMethod.GET) {
            check(name, route, visitor.get(path), true, wrong);
            return;
        }
        if (name.equals("nobody")) {
            check(name, route, visitor.post(path, visitor.token("/sign-in"), "same-site", Map.of()), false, wrong);
        }
        String token = visitor.token(name.equals("nobody") || name.equals("disabled") ? "/sign-in" : "/account");
        check(name, route, visitor.post(path, null, "same-origin", Map.of()), false, wrong);
        check(name, route, visitor.post(path, "wrong", "same-origin", Map.of()), false, wrong);
        check(name, route, visitor.post(path, token, "cross-site", Map.of()), false, wrong);
        if (!ENDING.contains(route)) {
            check(name, route, visitor.post(path, token, "same-origin", Map.of()), true, wrong);
        }
    }

    private static void check(
            String name, Route route, HttpResponse<String> answer, boolean token, List<String> wrong) {
        int status = answer.statusCode();
        @Nullable String to = answer.headers().firstValue("Location").orElse(null);
        Users.User user =
                serving.users().find(name).filter(one -> !one.disabled()).orElse(null);
        boolean ofStudy = route.pattern().contains("{study}");
        String expected;
        boolean right;
        if (!token) {
            expected = "403";
            right = status == 403;
        } else if (route.allows(user, ofStudy ? Map.of("study", "tiny") : Map.of())) {
            expected = "let in";
            // a code that is none, and a release that was not made
            boolean usedUp = route == Route.ACTIVATE || route == Route.ACTIVATE_FORM || route == Route.ARCHIVE;
            right = (Set.of(200, 302, 400, 422).contains(status) && !"/sign-in".equals(to))
                    || ((usedUp || route.pattern().contains("{key}")) && status == 404); // no pair of that key
        } else if (user == null) {
            expected = "to sign in";
            right = status == 303 && "/sign-in".equals(to);
        } else if (ofStudy && !user.knows("tiny")) {
            expected = "404";
            right = status == 404;
        } else {
            expected = "403";
            right = status == 403;
        }
        if (!right) {
            wrong.add(route + ": " + status + (to == null ? "" : " to " + to) + " instead of " + expected);
        }
        if (!headersAreRight(route, answer)) {
            wrong.add(route + ": headers " + answer.headers().map());
        }
    }

    private static boolean headersAreRight(Route route, HttpResponse<String> answer) {
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        boolean own = Set.of(Route.REPORT, Route.QUALITY, Route.WEIGHTS).contains(route) && answer.statusCode() == 200;
        return policy.startsWith(own ? "sandbox; default-src 'none'" : "default-src 'none'; script-src 'self';")
                && policy.contains("frame-ancestors 'none'")
                && has(answer, "X-Content-Type-Options", "nosniff")
                && has(answer, "Referrer-Policy", "no-referrer")
                && has(answer, "Cross-Origin-Opener-Policy", "same-origin")
                && has(answer, "Cross-Origin-Resource-Policy", "same-origin")
                && answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty()
                && answer.headers().firstValue("Server").isEmpty()
                && (answer.headers().firstValue("Cache-Control").orElse("").contains("no-store")
                        || route == Route.ASSET);
    }

    private static boolean has(HttpResponse<String> answer, String name, String value) {
        return value.equals(answer.headers().firstValue(name).orElse(null));
    }

    private static String path(Route route) {
        return route.pattern()
                .replace("{study}", "tiny")
                .replace("{run}", run)
                .replace("{other}", run)
                .replace("{person}", person)
                .replace("{user}", "viewer")
                .replace("{key}", "0".repeat(16))
                .replace("{file}", "console.css")
                .replace("{table}", "linkage_status")
                .replace("{number}", "1")
                .replace("{code}", "0".repeat(32));
    }

    /** What is shown is in the journal first, once, and by whom. */
    @Test
    void whatIsSeenIsWrittenOnce() throws IOException {
        Path journal = serving.work().resolve("console/journal/events.jsonl");
        Visitor viewer = people.get("viewer");
        for (Route route : Route.values()) {
            if (route.event() != null
                    && route.method() == RequestMethod.GET
                    && route.roles().contains(Role.VIEWER)) {
                int before = AuditTrail.read(journal).size();
                assertThat(viewer.get(path(route)).statusCode()).isEqualTo(200);
                List<AuditTrail.AuditEvent> after = AuditTrail.read(journal);
                assertThat(after).as(route.name()).hasSize(before + 1);
                assertThat(after.get(before).event()).isEqualTo(route.event());
                assertThat(after.get(before).detail("user")).isEqualTo("viewer");
                assertThat(after.get(before).detail("study")).isEqualTo("tiny");
            }
        }
        assertThat(AuditTrail.verify(journal)).isEmpty();
    }

    /** From page to page of a log and back, each the same as it was. */
    @Test
    void aLogIsReadForthAndBack() throws IOException {
        Visitor auditor = people.get("all-auditor");
        for (int i = 0; i < 320; i++) {
            auditor.get("/");
        }
        String newest = auditor.get("/audit?who=all-auditor").body();
        assertThat(link(newest, "Newer")).isEmpty();
        String second = auditor.get(link(newest, "Older")).body();
        String third = auditor.get(link(second, "Older")).body();
        String fourth = auditor.get(link(third, "Older")).body();
        assertThat(entries(second)).hasSize(100);
        assertThat(entries(auditor.get(link(fourth, "Newer")).body())).isEqualTo(entries(third));
        String back = auditor.get(link(third, "Newer")).body();
        assertThat(entries(back)).isEqualTo(entries(second));
        assertThat(entries(auditor.get(link(back, "Newer")).body()))
                .containsAll(entries(newest).subList(0, 90));
        assertThat(auditor.get("/audit?before=1-1&newer=%3Cb%3E1.2").body()).doesNotContain("<b>1");
    }

    private static String link(String page, String words) {
        Matcher link = Pattern.compile("href=\"([^\"]+)\">" + words + "<").matcher(page);
        return link.find() ? link.group(1).replace("&amp;", "&") : "";
    }

    /** When and what each was, with their order where many are of one second. */
    private static List<String> entries(String page) {
        return Pattern.compile("(?s)<tr><th scope=\"row\".*?</tr>")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void whatIsNotThereIsRefusedLikeAnythingElse() throws IOException {
        Visitor operator = people.get("operator");
        assertThat(operator.get("/actuator").statusCode()).isEqualTo(403);
        assertThat(operator.get("/error").statusCode()).isEqualTo(403);
        assertThat(operator.get("/studies/tiny/runs/none-of-these").statusCode())
                .isEqualTo(404);
        assertThat(operator.get("/studies/tiny/runs/..%2f..").statusCode()).isEqualTo(400);
        assertThat(operator.get("/assets/..%5cconsole.css").statusCode()).isIn(400, 404);
        assertThat(operator.get("/sign-in;jsessionid=1").statusCode()).isEqualTo(400);
    }
}

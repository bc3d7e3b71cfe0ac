package org.reconlink.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reconlink.Disguises;
import org.reconlink.audit.AuditTrail;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.cli.TinyStudy;
import org.reconlink.console.Role.RefusedException;
import org.reconlink.console.Serving.Visitor;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Sex;
import org.reconlink.review.ReviewCase;
import org.reconlink.store.WorkingStore;
import org.springframework.web.bind.annotation.RequestMethod;

/** What somebody could try against the console, each tried against one that serves. */
class ThreatsTest {
    private static final Serving.Watch WATCH = new Serving.Watch();

    /** Ways in which text would become part of a page, or be worked out by what draws it. */
    private static final List<String> PAYLOADS = List.of(
            "<script>window.pwned=1</script>",
            "<img src=x onerror=window.pwned=1>",
            "<svg onload=window.pwned=1>",
            "\"><script>window.pwned=1</script>",
            "'><img src=x onerror=window.pwned=1>",
            "\" autofocus onfocus=\"window.pwned=1",
            "' onmouseover='window.pwned=1",
            "</textarea><script>window.pwned=1</script>",
            "</title><script>window.pwned=1</script>",
            "</pre><iframe src=//example.org></iframe>",
            "<a href=\"javascript:window.pwned=1\">x</a>",
            "javascript:window.pwned=1",
            "<div hx-get=\"/users\" hx-trigger=\"load\"></div>",
            "<meta http-equiv=\"refresh\" content=\"0;url=//example.org\">",
            "<base href=\"//example.org/\">",
            "<form action=\"//example.org\"><button>x</button></form>",
            "<style>*{display:none}</style>",
            "<!--<script>window.pwned=1</script>",
            "' OR '1'='1' --",
            "[[${7331*7331}]]",
            "__${7331*7331}__::.x",
            "${T(java.lang.Runtime).getRuntime()}",
            "&lt;script&gt;<b>window.pwned=1</b>");

    private static final List<String> NAMES = List.of("QZXVARN", "WQBLITH", "ZZKOPAR");
    private static final List<String> NUMBERS = List.of("T7731", "T7732");
    private static final List<String> IDENTIFIERS = List.of("84/771930", "91/7719X", "31.31.1931");
    private static final LocalDate BORN = LocalDate.of(1931, 1, 17);
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)\"");
    private static final Pattern SCRIPTED =
            Pattern.compile("(?i)(href|src|action|formaction)=[\"']?\\s*(javascript|data|vbscript):");

    @TempDir
    static Path folder;

    private static Serving serving;
    private static String run;
    private static String person;

    @BeforeAll
    static void serve() throws IOException {
        Path protocol = TinyStudy.write(folder);
        String file = "<img src=x onerror=window.pwned=1>.csv";
        String heading = "<script>window.pwned=1<_script> \" onfocus=\"x";
        Files.writeString(
                folder.resolve("participants.csv"), """
                Study no,Surname,First name,DOB,PNC,Index code,Index date,Released,HEADING
                T7731,Qzxvarn,Wqblith,1931-01-17,91/10V,OF61016,2010-03-01,2014-01-10,<svg onload=window.pwned=1>
                T7732,Zzkopar,Wqblith,31.31.1931,84/771930,OF61016,2010-03-01,2014-01-10,plain
                """.replace("HEADING", '"' + heading.replace("\"", "\"\"") + '"'));
        Files.delete(folder.resolve("convictions.csv"));
        Files.writeString(folder.resolve(file), """
                PNC,Surname,First name,DOB,Code,Offence date,Convicted,Adjudication,Disposal
                91/10V,Qzxvarn,Wqblith,1931-01-17,OF61016,2009-11-01,2010-03-01,GUILTY,1002
                91/7719X,Zzkopar,Wqblith,1931-01-17,OF61016,2009-11-01,2010-03-01,GUILTY,1002
                91/10V,Qzxvarn,Wqblith,31.31.1931,TH68010,2014-06-01,31.31.1931,GUILTY,1015
                91/10V,Qzxvarn,Wqblith,1931-01-17,TH68010,2014-06-01,2014-08-01,<b>window.pwned=1</b>,1015
                """);
        Files.writeString(
                protocol,
                Files.readString(protocol)
                                .replace("title: Two people", "title: '<script>window.pwned=1</script>'")
                                .replace("files: convictions.csv", "files: '" + file + "'")
                                .replace(
                                        "    release date: Released\n",
                                        "    release date: Released\n  carry: ['" + heading + "']\n")
                        + "  disclosure control: opensafely\nintake:\n  rejected rows at most: 90%\n");
        List<String> places = List.of(
                "--work",
                folder.resolve("work").toString(),
                "--output",
                folder.resolve("output").toString(),
                "--quiet");
        command(places, "run", protocol.toString());
        command(places, "rerun", "--reason=<script>window.pwned=1</script>");
        Files.createDirectories(folder.resolve("jobs"));
        Files.copy(protocol, folder.resolve("jobs/tiny.yml"));
        try (WorkingStore store = WorkingStore.open(folder.resolve("work/tiny"))) {
            run = store.runs().latest().orElseThrow().id();
            List<ReviewCase> cases = new ArrayList<>();
            for (String payload : PAYLOADS) {
                cases.add(new ReviewCase(
                        String.format(Locale.ROOT, "%016x", 0xbad_0000L + cases.size()),
                        new ParticipantId("T7731"),
                        details(payload, "ADA"),
                        LocalDate.of(2010, 5, 4),
                        details("LUND", payload),
                        List.of(details(payload, payload)),
                        List.of(),
                        false));
            }
            store.reviewCases().replace(run, cases);
        }
        Files.writeString(folder.resolve("work/tiny/reviewing.txt"), String.join("\n", PAYLOADS));
        person = Files.readAllLines(folder.resolve("output/tiny").resolve(run).resolve("participants.csv"))
                .get(1)
                .split(",", -1)[0];
        serving = new Serving(folder, WATCH, 1_000);
    }

    private static void command(List<String> places, String... what) {
        List<String> all = Stream.concat(Stream.of(what), places.stream()).toList();
        assertThat(CommandLineEntry.run(all.toArray(String[]::new))).isEqualTo(4);
    }

    private static PersonDetails details(String surname, String forename) {
        return new PersonDetails(
                new PersonName(surname, forename, null),
                List.of(),
                LocalDate.of(1980, 2, 3),
                Sex.MALE,
                null,
                null,
                null,
                List.of());
    }

    @AfterAll
    static void end() {
        serving.close();
    }

    /** What a request as it is written here is answered with; empty if the connection is closed without a word. */
    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), serving.console().port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.append((char) c);
            }
            return line.toString().strip();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "attacker.test:PORT",
                "localhost.attacker.test:PORT",
                "127.0.0.1.attacker.test:PORT",
                "attacker.test@localhost:PORT",
                "xlocalhost:PORT",
                "localhostx:PORT",
                "reconlink.localhost.attacker.test",
                "other.localhost:PORT",
                "sub.reconlink.localhost:PORT",
                "127.0.0.2:PORT",
                "127.1:PORT",
                "0.0.0.0:PORT",
                "2130706433:PORT",
                "0x7f000001:PORT",
                "192.168.0.1",
                "10.0.0.1:PORT",
                "[::]:PORT",
                "[::ffff:127.0.0.1]:PORT",
                "localhost.:PORT",
                "local host:PORT",
                ""
            })
    void anotherNameOfTheHostIsRefused(String host) throws IOException {
        assertThat(raw("GET /sign-in HTTP/1.1\nHost: " + at(host) + "\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT", "reconlink.localhost:PORT", "LOCALHOST:PORT"})
    void itsOwnNamesAreNot(String host) throws IOException {
        assertThat(raw("GET /sign-in HTTP/1.1\nHost: " + at(host) + "\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 200");
    }

    private static String at(String host) {
        return host.replace("PORT", String.valueOf(serving.console().port()));
    }

    @Test
    void whatAProxyWouldSayIsNotBelieved() throws IOException {
        assertThat(
                        raw(
                                "GET /sign-in HTTP/1.1\nHost: attacker.test\nX-Forwarded-Host: localhost\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 400");
        Path journal = serving.work().resolve("console/journal/events.jsonl");
        Visitor visitor = serving.visitor();
        String token = visitor.token("/sign-in");
        String body = "name=nemo&phrase=x&_csrf=" + URLEncoder.encode(token, UTF_8);
        raw("POST /sign-in HTTP/1.1\nHost: " + at("localhost:PORT") + "\nX-Forwarded-For: 203.0.113.9\nCookie: "
                + visitor.cookie() + "\nContent-Type: application/x-www-form-urlencoded\nContent-Length: "
                + body.length()
                + "\nConnection: close\n\n" + body);
        List<AuditTrail.AuditEvent> events = AuditTrail.read(journal);
        AuditTrail.AuditEvent last = events.get(events.size() - 1);
        assertThat(last.event()).isEqualTo("sign in refused");
        assertThat(last.detail("address")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "GETS"})
    void otherMethodsAreRefused(String method) throws IOException {
        assertThat(raw(method + " /sign-in HTTP/1.1\nHost: " + at("localhost:PORT") + "\nConnection: close\n\n"))
                .matches("HTTP/1\\.1 (400|405|501).*");
    }

    @Test
    void twoWordsOnHowLongARequestIsAreRefused() throws IOException {
        String head = "POST /sign-in HTTP/1.1\nHost: " + at("localhost:PORT") + "\nConnection: close\n";
        assertThat(raw(head + "Content-Length: 3\nContent-Length: 4\n\nabcd")).startsWith("HTTP/1.1 400");
        assertThat(raw(head + "Transfer-Encoding: chunked, identity\n\n0\n\n")).matches("HTTP/1\\.1 (400|501).*");
        assertThat(raw("GET /sign-in HTTP/1.1\nHost: a\nHost: localhost\n\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void signingInBeginsASessionOfAnotherName() throws IOException {
        serving.users().activate(serving.users().add("fay", List.of("tiny:viewer"), ""), Serving.PHRASE);
        Visitor fay = serving.visitor();
        fay.cookie("__Host-reconlink=0123456789ABCDEF0123456789ABCDEF");
        fay.get("/sign-in");
        String before = fay.cookie();
        assertThat(before).as("one that was planted is not taken").doesNotContain("0123456789ABCDEF");
        HttpResponse<String> in = fay.signIn("fay", Serving.PHRASE);
        assertThat(in.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("__Host-reconlink=")
                .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Domain", "Max-Age", "Expires");
        String after = fay.cookie();
        assertThat(after).isNotEqualTo(before);
        assertThat(after.substring(after.indexOf('=') + 1)).matches("[0-9A-F]{32,}");
        assertThat(fay.get("/help").statusCode()).isEqualTo(200);
        Visitor other = serving.visitor();
        other.cookie(before);
        assertThat(other.get("/help").statusCode()).isEqualTo(303);
        other.cookie(after);
        fay.post("/sign-out", "/account", Map.of());
        assertThat(other.get("/help").statusCode()).as("one that was ended").isEqualTo(303);
    }

    @Test
    void aSessionIsNotNamedInAnAddress() throws IOException {
        Visitor vic = serving.signedIn("vera", "tiny:viewer");
        String id = vic.cookie().substring(vic.cookie().indexOf('=') + 1);
        for (String path : List.of("/help;jsessionid=", "/;jsessionid=", "/studies/tiny/runs;__Host-reconlink=")) {
            assertThat(serving.visitor().get(path + id).statusCode()).as(path).isEqualTo(400);
        }
        assertThat(serving.visitor().get("/help?jsessionid=" + id).statusCode()).isEqualTo(303);
        assertThat(vic.get("/").body()).doesNotContain(id).doesNotContainIgnoringCase("jsessionid");
    }

    @Test
    void somebodyIsSignedInOnceAndOutWhenTheyAreDisabled() throws IOException {
        Visitor first = serving.signedIn("una", "tiny:viewer");
        Visitor second = serving.visitor();
        second.signIn("una", Serving.PHRASE);
        assertThat(first.get("/help").statusCode()).as("the one before").isEqualTo(303);
        assertThat(second.get("/help").statusCode()).isEqualTo(200);
        serving.users().disable("una", "");
        assertThat(second.get("/help").statusCode()).as("disabled").isEqualTo(303);
        assertThat(second.signIn("una", Serving.PHRASE).statusCode()).isEqualTo(422);
        pause();
    }

    @Test
    void aSessionEndsAfterEightHoursWhateverIsDone() throws IOException {
        Visitor busy = serving.signedIn("busy", "tiny:viewer");
        for (int i = 0; i < 48; i++) {
            WATCH.go(Duration.ofMinutes(10));
            assertThat(busy.get("/help").statusCode()).as(i + "").isEqualTo(200);
        }
        WATCH.go(Duration.ofMinutes(1));
        assertThat(busy.get("/help").statusCode()).isEqualTo(303);
    }

    private static void pause() {
        WATCH.go(Duration.ofSeconds(301));
    }

    private static int tryIn(String name, String phrase) throws IOException {
        return serving.visitor().signIn(name, phrase).statusCode();
    }

    @Test
    void guessesHaveToWaitByNameAndByAddressAndNobodyIsLockedOut() throws IOException {
        pause();
        serving.signedIn("gus", "tiny:viewer");
        serving.signedIn("hal", "tiny:viewer");
        for (int i = 0; i < 5; i++) {
            assertThat(tryIn("gus", "a wrong one")).isEqualTo(422);
        }
        assertThat(tryIn("gus", Serving.PHRASE)).as("the right one, too soon").isEqualTo(422);
        assertThat(tryIn("hal", Serving.PHRASE))
                .as("another, from that address")
                .isEqualTo(422);
        WATCH.go(Duration.ofMillis(1_001));
        assertThat(tryIn("hal", Serving.PHRASE)).isEqualTo(302);
        assertThat(tryIn("gus", "a wrong one")).isEqualTo(422);
        WATCH.go(Duration.ofMillis(1_001));
        assertThat(tryIn("gus", Serving.PHRASE)).as("the second wait is longer").isEqualTo(422);
        int failures = 6;
        for (long wait = 2; failures < 16; failures++, wait = Math.min(300, 2 * wait)) {
            WATCH.go(Duration.ofSeconds(failures == 6 ? 0 : wait - 1));
            assertThat(isLookedAt("gus")).as("failure " + failures).isFalse();
            WATCH.go(Duration.ofSeconds(2));
            assertThat(isLookedAt("gus")).as("failure " + failures).isTrue();
        }
        pause();
        assertThat(tryIn("gus", Serving.PHRASE))
                .as("after any number of failures")
                .isEqualTo(302);
    }

    /** Whether a wrong phrase was looked at, rather than refused unseen. */
    private static boolean isLookedAt(String name) throws IOException {
        tryIn(name, "a wrong one");
        List<AuditTrail.AuditEvent> events = AuditTrail.read(serving.work().resolve("console/journal/events.jsonl"));
        AuditTrail.AuditEvent last = events.get(events.size() - 1);
        assertThat(last.event()).isEqualTo("sign in refused");
        assertThat(last.detail("user")).isEqualTo(name);
        return last.detail("waiting").equals("false");
    }

    @Test
    void aNameThatThereIsNotIsAnsweredLikeAWrongPhrase() throws IOException {
        pause();
        serving.users().activate(serving.users().add("ivy", List.of("tiny:viewer"), ""), Serving.PHRASE);
        String wrong = serving.visitor().signIn("ivy", "not the right one").body();
        String unknown = serving.visitor()
                .signIn("nobody-of-that-name", "not the right one")
                .body();
        assertThat(withoutToken(unknown)).isEqualTo(withoutToken(wrong)).contains("do not go together");
        pause();
    }

    private static String withoutToken(String page) {
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }

    @Test
    void aNameThatThereIsNotTakesAsLong(@TempDir Path own) throws IOException {
        Users users = Users.in(own, Serving.AUTHOR, Clock.systemUTC(), "test", 3_000);
        users.activate(users.add("ivy", List.of("tiny:viewer"), ""), Serving.PHRASE);
        users.add("new", List.of("tiny:viewer"), "");
        users.check("nobody", "once, so that all is compiled and made");
        Map<String, List<Long>> taken = new TreeMap<>();
        for (int i = 0; i < 21; i++) {
            for (String name : List.of("ivy", "nobody", "new")) {
                long begun = System.nanoTime();
                assertThat(users.check(name, "not the right phrase")).isEmpty();
                taken.computeIfAbsent(name, key -> new ArrayList<>()).add(System.nanoTime() - begun);
            }
        }
        double known = median(taken.get("ivy"));
        assertThat(median(taken.get("nobody")) / known).as("unknown").isBetween(0.4, 2.5);
        assertThat(median(taken.get("new")) / known).as("not activated").isBetween(0.4, 2.5);
    }

    private static double median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "fourteen chars",
                "passwordpassword",
                "Password12345678",
                "P@ssw0rdP@ssw0rd",
                "123456789012345",
                "1234567890123456",
                "qwertyuiopasdfghjkl",
                "qwertyuiop[]asdfghjkl",
                "1qaz2wsx3edc4rfv",
                "1q2w3e4r5t6y7u8i",
                "qazwsxedcrfvtgb",
                "0987654321qwertyuiop",
                "aaaaaaaaaaaaaaaa",
                "abcabcabcabcabcabc",
                "abcdefghijklmnop",
                "iloveyouiloveyou",
                "ILoveYouForever1",
                "letmeinletmein123",
                "welcome to reconlink",
                "correct horse battery staple",
                "CorrectHorseBatteryStaple!",
                "the quick brown fox jumps over the lazy dog",
                "maytheforcebewithyou",
                "tobeornottobethatisthequestion",
                "liverpoolfootball1",
                "Summer2026Summer2026",
                "k7xq2vz k7xq2vz k7xq2vz",
                "tiny tiny tiny tiny",
                "pia pia pia pia pia 1",
                "reconlink reviewer tiny 2026",
                "administrator123"
            })
    void aPhraseThatManyHaveIsRefused(String phrase) throws IOException {
        String code = code("pia", "tiny:reviewer");
        assertThatThrownBy(() -> serving.users().activate(code, phrase)).isInstanceOf(RefusedException.class);
    }

    /** Each of them, joined with those that follow it until it is as long as a phrase has to be. */
    @Test
    void noneOfTheMostUsedMakesAPhrase() throws IOException {
        String code = code("pia", "tiny:reviewer");
        List<String> words;
        try (InputStream in = Users.class.getResourceAsStream("/console/passwords.txt")) {
            words = new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(", ")))
                    .toList();
        }
        assertThat(words).hasSizeGreaterThan(3_000).doesNotHaveDuplicates();
        assertThat(words).filteredOn(word -> word.length() >= Users.LEAST).hasSizeGreaterThan(25);
        StringBuilder joined = new StringBuilder();
        for (String word : words) {
            joined.append(word);
            if (joined.length() >= Users.LEAST) {
                String phrase = joined.toString();
                assertThatThrownBy(() -> serving.users().activate(code, phrase))
                        .as(phrase)
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("is soon guessed");
                joined.setLength(0);
            }
        }
        assertThat(serving.users()
                        .activate(code, "seventy otters near Windermere")
                        .name())
                .isEqualTo("pia");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "four quite ordinary words",
                "jackdaws love my big sphinx",
                "olive bucket thrice nobly",
                "marmalade under seven bridges",
                "Zug um halb neun nach Köln",
                "   spaces at both ends count   ",
                "kaffemaskine på tredje sal",
                "fjäder, regn och gröt",
                "πέντε λέξεις στη σειρά",
                "no upper case nor digit"
            })
    void aPhraseOfAnyCharactersIsTakenExactlyAsItIsTyped(String phrase) throws IOException {
        Users users = serving.users();
        String code = code("quin", "tiny:viewer");
        users.activate(code, phrase);
        assertThat(users.check("quin", phrase)).isPresent();
        assertThat(users.check("quin", phrase + " ")).isEmpty();
        assertThat(users.check("quin", phrase.substring(1))).isEmpty();
        assertThat(users.check("quin", phrase.toUpperCase(Locale.ROOT))).isEmpty();
        assertThatThrownBy(() -> users.activate(code, phrase))
                .as("a second time")
                .hasMessageContaining("was used");
    }

    @Test
    void aLongPhraseCountsToItsEnd() throws IOException {
        Users users = serving.users();
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < Users.MOST; i++) {
            text.append((char) ('a' + i * i * 7 % 26)).append(i * 31 % 97);
        }
        String phrase = text.substring(0, Users.MOST);
        users.activate(code("lena", "tiny:viewer"), phrase);
        assertThat(users.check("lena", phrase)).isPresent();
        assertThat(users.check("lena", phrase.substring(0, Users.MOST - 1) + "~"))
                .isEmpty();
        String code = code("lena", "tiny:viewer");
        assertThatThrownBy(() -> users.activate(code, phrase + "x")).hasMessageContaining("15 to 128 characters");
    }

    private static String code(String name, String role) throws IOException {
        return serving.users().find(name).isPresent()
                ? serving.users().code(name, "")
                : serving.users().add(name, List.of(role), "");
    }

    @Test
    void toChangeAPhraseThePresentOneIsAskedAndAllSessionsEnd() throws IOException {
        Visitor rob = serving.signedIn("rob", "tiny:viewer");
        Map<String, String> change = Map.of("phrase", "marmalade under bridges", "again", "marmalade under bridges");
        assertThat(rob.post("/account", "/account", change).statusCode()).isEqualTo(422);
        Map<String, String> all = new LinkedHashMap<>(change);
        all.put("old", Serving.PHRASE);
        assertThat(rob.post("/account", "/account", all).statusCode()).isEqualTo(302);
        assertThat(rob.get("/help").statusCode()).isEqualTo(303);
        assertThat(rob.signIn("rob", Serving.PHRASE).statusCode()).isEqualTo(422);
        assertThat(rob.signIn("rob", "marmalade under bridges").statusCode()).isEqualTo(302);
    }

    @Test
    void thereIsNobodyThatNobodyAdded(@TempDir Path own) throws IOException {
        Users users = Users.in(own, Serving.AUTHOR, Clock.systemUTC(), "test", 1_000);
        assertThat(users.all()).isEmpty();
        for (String name : List.of("admin", "root", "administrator", "user", "reconlink", "")) {
            for (String phrase : List.of("", name, "admin", "password", "changeme")) {
                assertThat(users.check(name, phrase)).isEmpty();
            }
        }
    }

    @Test
    void whatOtherSitesAndOtherPortsSendChangesNothing() throws IOException {
        Visitor max = serving.signedIn("max", "tiny:operator");
        String token = max.token("/account");
        for (String site : List.of("cross-site", "same-site", "none", "anything")) {
            assertThat(max.post("/account/keys", token, site, Map.of("on", "false"))
                            .statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(max.post("/account/keys", null, "same-origin", Map.of("on", "false"))
                        .statusCode())
                .isEqualTo(403);
        Visitor other = serving.signedIn("mona", "tiny:operator");
        assertThat(other.post("/account/keys", token, "same-origin", Map.of("on", "false"))
                        .statusCode())
                .as("somebody else's token")
                .isEqualTo(403);
        assertThat(serving.users().hasKeys("max")).isTrue();
        assertThat(max.get("/sign-out").statusCode()).as("by an address alone").isIn(403, 405);
        HttpRequest crossed = HttpRequest.newBuilder(URI.create(serving.url() + "/sign-in"))
                .header("Origin", "http://localhost:1")
                .build();
        assertThat(send(crossed).headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Before the body is there: it would be waited for if anything read it. */
    @Test
    void filesAreNotReadOfWhoMayNotSendThem() throws IOException {
        Visitor vic = serving.signedIn("vito", "tiny:viewer");
        Visitor ops = serving.signedIn("opal", "tiny:operator");
        String[][] cases = {
            {"/protocols/draft", ""},
            {"/protocols/draft", vic.cookie()},
            {"/sign-in", ""},
            {"/account", ops.cookie()},
            {"/protocols/draft/", ops.cookie()}
        };
        for (String[] one : cases) {
            assertThat(raw("POST " + one[0] + " HTTP/1.1\nHost: " + at("localhost:PORT") + "\nCookie: " + one[1]
                            + "\nContent-Type: Multipart/form-data; boundary=x\nContent-Length: 9000000\n\n--x\n"))
                    .as(String.join(" ", one))
                    .startsWith("HTTP/1.1 403");
        }
        assertThat(ops.upload("/protocols/draft", ops.token("/account"), Map.of("a.csv", "Study no,Surname\n1,x\n"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void headersAreThereHoweverLittleIsSent() throws IOException {
        Visitor all = serving.signedIn("ada", "*:auditor");
        Visitor ops = serving.signedIn("otto", "tiny:operator");
        for (HttpResponse<String> answer : List.of(
                all.get("/audit/export?who=nobody-of-that-name"),
                all.get("/studies/tiny/audit/export?who=nobody-of-that-name"),
                all.get("/audit/export"),
                ops.get("/protocols/file"),
                ops.get("/nothing/there"),
                ops.get("/studies/tiny/runs/none-of-these/report"),
                ops.post("/protocols/file", "/account", Map.of("text", "study:")),
                ops.get("/help;x"),
                serving.visitor().get("/"))) {
            String about = answer.uri() + " " + answer.statusCode() + " "
                    + answer.headers().map();
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(about)
                    .contains("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(about)
                    .startsWith("default-src 'none'");
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .as(about)
                    .hasSize(1);
            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(about)
                    .contains("no-store");
            assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
                    .as(about)
                    .contains("same-origin");
            assertThat(answer.headers().firstValue("Referrer-Policy")).as(about).contains("no-referrer");
            String type = answer.headers().firstValue("Content-Type").orElse("");
            assertThat(type.isEmpty()).as(about).isEqualTo(answer.statusCode() == 303);
            assertThat(type.startsWith("text/") && !type.endsWith("charset=UTF-8"))
                    .as(about)
                    .isFalse();
        }
    }

    @Test
    void aJournalThatCannotBeWrittenShowsNoPageAndLetsNobodyIn() throws IOException {
        Visitor vic = serving.signedIn("jo", "tiny:viewer", "tiny:operator");
        Path journal = serving.work().resolve("console/journal/events.jsonl");
        Path aside = Files.move(journal, journal.resolveSibling("aside"));
        Files.createDirectory(journal);
        try {
            for (String path : List.of("/", "/studies/tiny/runs", "/studies/tiny/runs/" + run + "/report")) {
                HttpResponse<String> answer = vic.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.body())
                        .contains("The journal cannot be written")
                        .doesNotContain(run, "exit code", "IOException", "at org.reconlink");
            }
            assertThat(vic.post("/studies/tiny/runs", "/account", Map.of()).statusCode())
                    .isEqualTo(503);
            Visitor other = serving.visitor();
            assertThat(other.signIn("jo", Serving.PHRASE).statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(other.get("/help").statusCode()).isEqualTo(303);
        } finally {
            Files.delete(journal);
            Files.move(aside, journal);
        }
        assertThat(vic.get("/").statusCode()).isEqualTo(200);
        assertThat(AuditTrail.verify(journal)).isEmpty();
    }

    @Test
    void aPortThatIsTakenEndsIt(@TempDir Path own) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(CommandLineEntry.run(
                            "serve",
                            "--port",
                            String.valueOf(taken.getLocalPort()),
                            "--work",
                            own.resolve("work").toString(),
                            "--output",
                            own.resolve("output").toString(),
                            "--jobs",
                            own.resolve("jobs").toString()))
                    .isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.1.2.3", "::", "192.168.1.1"})
    void anotherAddressWithoutACertificateEndsIt(String address) {
        assertThat(CommandLineEntry.run(
                        "serve",
                        "--listen",
                        address,
                        "--port",
                        "0",
                        "--work",
                        folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void withACertificateNothingButTlsOfToday(@TempDir Path own) throws Exception {
        TestCertificate made = TestCertificate.make(own, "localhost");
        Console.Settings plain = Serving.settings(own, Clock.systemUTC());
        Console.Settings settings = new Console.Settings(
                plain.work(),
                plain.output(),
                plain.jobs(),
                plain.address(),
                0,
                List.of("localhost"),
                made.pem(),
                made.key(),
                List.of(),
                List.of(),
                1,
                null,
                plain.author(),
                plain.clock());
        try (Console console = Console.start(settings, 1_000)) {
            assertThat(settings.url(console.port())).isEqualTo("https://localhost:" + console.port());
            HttpClient client = HttpClient.newBuilder().sslContext(made.tls()).build();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + console.port() + "/sign-in"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
                    .contains("max-age=31536000", "includeSubDomains");
            assertThat(hello(console.port(), 3)).as("TLS 1.2").isEqualTo(22);
            assertThat(hello(console.port(), 2)).as("TLS 1.1: an alert").isEqualTo(21);
            assertThat(hello(console.port(), 1)).as("TLS 1.0: an alert").isEqualTo(21);
            HttpResponse<String> open =
                    send(HttpRequest.newBuilder(URI.create("http://localhost:" + console.port() + "/sign-in"))
                            .build());
            assertThat(open.statusCode()).isEqualTo(400);
            assertThat(open.body()).doesNotContain("Pass phrase");
        }
    }

    /** The kind of record that a server answers a client with that knows TLS 1.MINOR minus one at most: 22 a handshake, 21 an alert. */
    private static int hello(int port, int minor) throws IOException {
        byte[] ciphers = {(byte) 0xc0, 0x2b, (byte) 0xc0, 0x23, (byte) 0xc0, 0x09, (byte) 0xc0, 0x13, 0x00, 0x2f};
        byte[] extensions = {0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 6, 0, 4, 4, 3, 2, 3};
        int length = 2 + 32 + 1 + 2 + ciphers.length + 2 + 2 + extensions.length;
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(new byte[] {22, 3, 1, 0, (byte) (length + 4), 1, 0, 0, (byte) length, 3, (byte) minor});
        out.write(new byte[32]);
        out.write(new byte[] {0, 0, (byte) ciphers.length});
        out.write(ciphers);
        out.write(new byte[] {1, 0, 0, (byte) extensions.length});
        out.write(extensions);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(out.toByteArray());
            socket.getOutputStream().flush();
            return socket.getInputStream().read();
        }
    }

    /** All that somebody comes to by the list of routes and by what pages link to. */
    private static Map<String, String> pages(Visitor who) throws IOException {
        ArrayDeque<String> open = new ArrayDeque<>();
        Stream.of(Route.values())
                .filter(route -> route.method() == RequestMethod.GET && route != Route.ASSET)
                .map(ThreatsTest::path)
                .forEach(open::add);
        Set<String> seen = new TreeSet<>(open);
        Map<String, String> pages = new TreeMap<>();
        while (!open.isEmpty() && pages.size() < 45) {
            String path = open.remove();
            String body = who.get(path).body();
            pages.put(path, body);
            Matcher link = LINK.matcher(body);
            while (link.find()) {
                String to = link.group(1).replace("&amp;", "&");
                if (!to.startsWith("/assets/") && seen.add(to)) {
                    open.add(to);
                }
            }
        }
        return pages;
    }

    private static String path(Route route) {
        return route.pattern()
                .replace("{study}", "tiny")
                .replace("{run}", run)
                .replace("{other}", run)
                .replace("{person}", person)
                .replace("{user}", "viewer")
                .replace("{key}", String.format(Locale.ROOT, "%016x", 0xbad_0000L))
                .replace("{table}", "linkage_status")
                .replace("{number}", "1")
                .replace("{code}", "0".repeat(32));
    }

    @Test
    void whatPeopleWroteIsTextOnEveryPageAndNobodyIsNamedWhoMayNotBe() throws IOException {
        List<String> wrong = new ArrayList<>();
        int escaped = 0;
        Visitor paul = serving.signedIn("paul", "tiny:reviewer");
        Map<String, String> mine = pages(paul);
        for (Role role : Role.values()) {
            String name = "all-" + role.name().toLowerCase(Locale.ROOT);
            Visitor who = serving.signedIn(name, (role == Role.ADMINISTRATOR ? "*:" : "tiny:") + role.word());
            for (Map.Entry<String, String> page : (role == Role.REVIEWER ? mine : pages(who)).entrySet()) {
                String at = role + " " + page.getKey();
                String body = page.getValue();
                escaped += body.contains("&lt;") ? 1 : 0;
                if (!page.getKey().contains("/export")) { // lines to take away, never drawn
                    unescaped(at, body, wrong);
                }
                Set<String> planted = new TreeSet<>(Disguises.found(NAMES, body));
                planted.addAll(Disguises.found(IDENTIFIERS, body));
                planted.addAll(Disguises.found(Disguises.of(BORN), body));
                boolean explains = role == Role.OPERATOR && page.getKey().startsWith("/studies/tiny/people/");
                if (!explains) {
                    planted.addAll(Disguises.found(NUMBERS, body));
                }
                if (!planted.isEmpty()) {
                    wrong.add(at + " has " + planted);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(escaped).as("pages on which something was escaped").isGreaterThan(20);
    }

    @Test
    void whatIsTypedComesBackAsText() throws IOException {
        List<String> wrong = new ArrayList<>();
        Visitor ops = serving.signedIn("oz", "tiny:operator");
        Visitor aud = serving.signedIn("abe", "*:auditor");
        Visitor adm = serving.signedIn("amy", "*:administrator");
        String token = ops.token("/account");
        String given = adm.token("/account");
        List<String> typed = new ArrayList<>(PAYLOADS.subList(0, 3));
        typed.add(String.join(" ", PAYLOADS));
        for (String text : typed) {
            String in = URLEncoder.encode(text, UTF_8);
            unescaped(
                    "offence", ops.get("/offences?code=" + in + "&title=" + in).body(), wrong);
            unescaped(
                    "audit",
                    aud.get("/audit?who=" + in + "&what=" + in + "&day=" + in).body(),
                    wrong);
            unescaped(
                    "runs",
                    ops.get("/studies/tiny/runs?status=" + in + "&cut=" + in).body(),
                    wrong);
            unescaped("explain", sent(ops, "/studies/tiny/explain", token, Map.of("person", text)), wrong);
            unescaped("try", sent(ops, "/protocols/try", token, Map.of("text", "study:\n  id: " + text)), wrong);
            unescaped("user", sent(adm, "/users", given, Map.of("name", text, "roles", text)), wrong);
            unescaped("start", sent(ops, "/studies/tiny/runs", token, Map.of("cut", text)), wrong);
            unescaped("sign in", serving.visitor().signIn(text, text).body(), wrong);
            unescaped("no page", ops.get("/studies/" + in.replace("+", "%20")).body(), wrong);
        }
        pause();
        String name = "<img src=x onerror=window.pwned=1>.csv";
        unescaped(
                "upload",
                ops.upload("/protocols/draft", token, Map.of(name, "Surname,<svg onload=window.pwned=1>\nx,y\n"))
                        .body(),
                wrong);
        assertThat(wrong).isEmpty();
    }

    /** The answer, or the page that it leads to. */
    private static String sent(Visitor who, String path, String token, Map<String, String> fields) throws IOException {
        HttpResponse<String> answer = who.post(path, token, "same-origin", fields);
        String to = answer.headers().firstValue("Location").orElse(null);
        return to == null ? answer.body() : who.get(URI.create(to).getRawPath()).body();
    }

    private static void unescaped(String at, String body, List<String> wrong) {
        for (String payload : PAYLOADS) {
            boolean telling = payload.contains("<") || payload.contains("\"") || payload.contains("'");
            if (telling && body.contains(payload)) {
                wrong.add(at + ": " + payload);
            }
        }
        if (body.contains("53743561") || SCRIPTED.matcher(body).find()) {
            wrong.add(at + ": worked out, or an address that runs");
        }
    }
}

package org.reconlink.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.console.ProviderInTest.Person;
import org.reconlink.console.Serving.Visitor;

/** People who sign in at a provider of OpenID Connect, over HTTP from the first page to the last. */
class OidcTest {
    private static final int ROUNDS = 1_000;

    @TempDir
    static Path folder;

    private static ProviderInTest provider;
    private static Serving console;
    private static Serving byAddress;

    @BeforeAll
    static void begin() throws IOException {
        provider = new ProviderInTest(List.of(
                said("a", "staff", "alex"),
                said("b", "staff", "stranger"),
                said("c", "other", "alex"),
                said("d", "staff", "dora"),
                said("e", "staff", "ALEX"),
                said("f", "staff", 12),
                said("g", "staff", List.of("alex")),
                said("h", "staff", " alex"),
                said("alex", "staff", "stranger"),
                new Person("u", Map.of(), Map.of("staff", "uma")),
                new Person("v", Map.of("staff", "stranger"), Map.of("staff", "alex")),
                new Person("m1", Map.of("email", "Alex@Example.org", "email_verified", true), Map.of()),
                new Person("m2", Map.of("email", "alex@example.org", "email_verified", false), Map.of()),
                new Person("m3", Map.of("email", "alex@example.org"), Map.of()),
                new Person("m4", Map.of("email", "alex@example.org.uk", "email_verified", true), Map.of()),
                new Person("m5", Map.of("email", "\u212Aate@example.org", "email_verified", true), Map.of())));
        console = serve("by-name", oidc("staff", "", false));
        byAddress = serve("by-address", oidc("email", "domain: example.org\n", true));
        provider.register(console.url() + "/sign-in/back", byAddress.url() + "/sign-in/back");
        console.users().add("uma", List.of("tiny:viewer"), "");
        console.users().add("dora", List.of("tiny:viewer"), "");
        console.users().disable("dora", "");
        byAddress.users().add("kate", List.of("tiny:viewer"), "");
    }

    private static Serving serve(String name, Oidc oidc) throws IOException {
        Serving serving = new Serving(folder.resolve(name), Clock.systemUTC(), ROUNDS, 1, oidc);
        serving.users().activate(serving.users().add("alex", List.of("tiny:operator"), ""), Serving.PHRASE);
        return serving;
    }

    private static Person said(String login, String claim, Object value) {
        return new Person(login, Map.of(claim, value), Map.of());
    }

    private static Oidc oidc(String claim, String more, boolean localToo) throws IOException {
        Files.writeString(folder.resolve("secret.txt"), ProviderInTest.SECRET + "\n");
        Path file = folder.resolve("oidc.txt");
        Files.writeString(
                file,
                "# where people sign in\nissuer: " + provider.url()
                        + "\nclient id: reconlink\nsecret file: secret.txt\nclaim: " + claim + "\n" + more);
        return Oidc.read(file, localToo);
    }

    @AfterAll
    static void end() {
        console.close();
        byAddress.close();
        provider.close();
    }

    /** A browser that comes back from the provider, where it was sent. */
    private static HttpResponse<String> signIn(Serving at, Visitor visitor, String login) throws IOException {
        return visitor.get(back(at, visitor, login));
    }

    /** The address of the console that the provider sends a browser back to. */
    private static String back(Serving at, Visitor visitor, String login) throws IOException {
        HttpResponse<String> sent = visitor.get("/sign-in/at/provider");
        assertThat(sent.statusCode()).isEqualTo(302);
        String there = location(sent);
        assertThat(there)
                .startsWith(provider.url() + "/")
                .contains("response_type=code", "code_challenge=", "code_challenge_method=S256", "state=", "nonce=")
                .doesNotContain("secret");
        Visitor elsewhere = new Visitor(provider.url());
        HttpResponse<String> in =
                elsewhere.post("/login", null, "same-origin", Map.of("username", login, "password", "theirs"));
        assertThat(location(in)).isEqualTo(provider.url() + "/");
        String back = location(elsewhere.get(there.substring(provider.url().length())));
        assertThat(back).startsWith(at.url() + "/sign-in/back?");
        return back.substring(at.url().length());
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static AuditEvent last(Serving at) throws IOException {
        List<AuditEvent> events =
                AuditTrail.read(at.work().resolve(Journal.FOLDER).resolve("events.jsonl"));
        return events.stream()
                .filter(event -> event.event().startsWith("sign"))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void whoeverTheProviderNamesAndIsKnownComesInAndOut() throws IOException {
        Visitor visitor = console.visitor();
        HttpResponse<String> page = visitor.get("/sign-in");
        assertThat(page.body()).contains("Sign in at 127.0.0.1").doesNotContain("name=\"phrase\"");
        String before = page.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(before).startsWith("__Host-reconlink=").contains("Secure", "HttpOnly", "SameSite=Lax");
        HttpResponse<String> in = signIn(console, visitor, "a");
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(location(in)).isIn("/", console.url() + "/");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0])
                .isNotEqualTo(before.split(";", -1)[0]);
        AuditEvent signedIn = last(console);
        assertThat(signedIn.event()).isEqualTo("signed in");
        assertThat(signedIn.detail("user")).isEqualTo("alex");
        assertThat(signedIn.detail("by")).isEqualTo("127.0.0.1");
        assertThat(visitor.get("/").body()).contains("<b>alex</b>");
        assertThat(visitor.get("/account").body()).doesNotContain("Change the pass phrase");
        assertThat(visitor.get("/users").statusCode()).isEqualTo(403); // roles are ours

        assertThat(location(visitor.post("/sign-out", "/account", Map.of()))).endsWith("/sign-in");
        assertThat(visitor.get("/").statusCode()).isEqualTo(303);
        assertThat(last(console).event()).isEqualTo("signed out");
        assertThat(visitor.get("/sign-in").body())
                .contains(provider.url() + "/connect/logout?client_id=reconlink", "sign out at");
    }

    @Test
    void aClaimThatIsNotInTheTokenIsAskedFor() throws IOException {
        Visitor visitor = console.visitor();
        signIn(console, visitor, "u");
        assertThat(visitor.get("/").body()).contains("<b>uma</b>");
    }

    @ParameterizedTest
    @CsvSource({
        "b, unknown, Nobody called stranger may use this console",
        "c, no claim, 'says who you are, but not under staff'",
        "d, disabled, dora is disabled here",
        "e, no name, is no name that somebody here can have",
        "f, no name, is no name that somebody here can have",
        "g, no name, is no name that somebody here can have",
        "h, no name, is no name that somebody here can have",
        "alex, unknown, Nobody called stranger may use this console",
        "v, unknown, Nobody called stranger may use this console",
    })
    void nobodyElseComesIn(String login, String because, String words) throws IOException {
        refused(console, login, because, words);
    }

    @ParameterizedTest
    @CsvSource({
        "m2, address not verified, does not say that your address was verified",
        "m3, address not verified, does not say that your address was verified",
        "m4, no name, does not end with @example.org",
        "m5, no name, is no name that somebody here can have",
        "a, no claim, but not under email",
    })
    void norByAnAddressThatIsNotOfTheDomainAndVerified(String login, String because, String words) throws IOException {
        refused(byAddress, login, because, words);
    }

    private static void refused(Serving at, String login, String because, String words) throws IOException {
        Visitor visitor = at.visitor();
        HttpResponse<String> sent = signIn(at, visitor, login);
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(location(sent)).endsWith("/sign-in");
        assertThat(last(at).event()).isEqualTo("sign in refused");
        assertThat(last(at).detail("because")).isEqualTo(because);
        assertThat(last(at).detail("user")).isNotEqualTo("alex");
        assertThat(visitor.get("/sign-in").body()).contains(words);
        assertThat(visitor.get("/sign-in").body()).doesNotContain(words);
        assertThat(visitor.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void anAnswerCountsOnceAndForTheBrowserThatAsked() throws IOException {
        Visitor visitor = console.visitor();
        String back = back(console, visitor, "a");
        Visitor another = console.visitor();
        assertThat(location(another.get(back))).endsWith("/sign-in");
        assertThat(another.get("/sign-in").body()).contains("begun elsewhere");
        assertThat(location(visitor.get(back.replaceFirst("code=[^&]+", "code=guessed"))))
                .endsWith("/sign-in");
        assertThat(visitor.get("/sign-in").body()).contains("its answer could not be used (invalid_grant)");
        assertThat(location(visitor.get(back))).endsWith("/sign-in");
        assertThat(visitor.get("/").statusCode()).isEqualTo(303);
        String refused = back(console, visitor, "a").replaceFirst("code=[^&]+", "error=%3Cscript%3E");
        assertThat(location(visitor.get(refused))).endsWith("/sign-in");
        assertThat(visitor.get("/sign-in").body()).contains("(unexpected)").doesNotContain("&lt;script");
    }

    @Test
    void passPhrasesAreOffUnlessTheyAreToGoOn() throws IOException {
        Visitor visitor = console.visitor();
        assertThat(visitor.post("/sign-in", "/sign-in", Map.of("name", "alex", "phrase", Serving.PHRASE))
                        .statusCode())
                .isEqualTo(403); // there is no form to have a token of
        signIn(console, visitor, "a");
        String token = visitor.token("/account");
        assertThat(visitor.post("/sign-in", token, "same-origin", Map.of("name", "alex", "phrase", Serving.PHRASE))
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.post(
                                "/account",
                                token,
                                "same-origin",
                                Map.of("old", Serving.PHRASE, "phrase", "another few words", "again", "x"))
                        .statusCode())
                .isEqualTo(404);
        String code = console.users().code("uma", "");
        assertThat(visitor.get("/activate/" + code).statusCode()).isEqualTo(404);
        assertThat(visitor.post("/activate/" + code, token, "same-origin", Map.of("phrase", Serving.PHRASE))
                        .statusCode())
                .isEqualTo(404);

        Visitor local = byAddress.visitor();
        assertThat(local.get("/sign-in").body()).contains("Sign in at 127.0.0.1", "name=\"phrase\"");
        assertThat(local.signIn("alex", "four other ordinary words").statusCode())
                .isEqualTo(422);
        assertThat(last(byAddress).event()).isEqualTo("sign in refused");
        assertThat(last(byAddress).detail("user")).isEqualTo("alex");
        assertThat(local.signIn("four other ordinary words", "").statusCode()).isEqualTo(422);
        assertThat(last(byAddress).detail("user")).isEmpty();
        assertThat(local.signIn("alex", Serving.PHRASE).statusCode()).isEqualTo(302);
        assertThat(local.get("/").body()).contains("<b>alex</b>");
        Visitor there = byAddress.visitor();
        signIn(byAddress, there, "m1");
        assertThat(there.get("/").body()).contains("<b>alex</b>");
        assertThat(local.get("/").statusCode()).isEqualTo(303); // one session a user, however begun
    }

    @Test
    void aBadFileIsSaidWhollyBeforeAnythingIsServed() throws IOException {
        Path file = folder.resolve("bad.txt");
        Files.writeString(
                file,
                "issuer: http://login.example.org\nclient id:\nissuer: twice\nsecret file: none.txt\nrole: admin\n");
        assertThatThrownBy(() -> Oidc.read(file, false))
                .hasMessageContainingAll(
                        "bad.txt, line 2: client id has no value",
                        "line 3: issuer stands here twice",
                        "line 5: there is no such key",
                        "claim is missing",
                        "issuer has to be an address that begins with https://",
                        "none.txt cannot be read");
        assertThat(serve("--oidc", file.toString())).isEqualTo(2);
        assertThat(serve("--oidc", folder.resolve("nowhere.txt").toString())).isEqualTo(2);
        assertThat(serve("--local-too")).isEqualTo(2);
        Files.writeString(
                file,
                "issuer: " + provider.url() + "/elsewhere\nclient id: x\nsecret file: secret.txt\nclaim: staff\n");
        assertThat(serve("--oidc", file.toString())).isEqualTo(7);
        assertThat(Oidc.read(file, false).toString()).doesNotContain(ProviderInTest.SECRET);
    }

    private static int serve(String... more) {
        List<String> words = new java.util.ArrayList<>(
                List.of("serve", "--port", "0", "--work", folder.resolve("bad").toString()));
        words.addAll(List.of(more));
        return CommandLineEntry.run(words.toArray(String[]::new));
    }
}

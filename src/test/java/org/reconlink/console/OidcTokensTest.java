package org.reconlink.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.cli.CommandLineEntry;
import org.reconlink.console.Serving.Visitor;

/** What a provider, or somebody in its place, could give for an identity token: each but the right one lets nobody in. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OidcTokensTest {
    private static final Pattern NONCE = Pattern.compile("[?&]nonce=([^&]+)");
    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");
    private static final String SECRET = "a secret of the client that is long enough to sign with";

    @TempDir
    static Path folder;

    private static RSAKey key;
    private static RSAKey other;
    private static HttpServer provider;
    private static String issuer;
    private static Serving console;
    private static volatile String token = "";

    @BeforeAll
    static void begin() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("1").generate();
        other = new RSAKeyGenerator(2048).keyID("1").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        answer("/.well-known/openid-configuration", () -> """
                {"issuer":"ISSUER","authorization_endpoint":"ISSUER/authorize","token_endpoint":"ISSUER/token",
                "jwks_uri":"ISSUER/keys","subject_types_supported":["public"],"response_types_supported":["code"],
                "id_token_signing_alg_values_supported":["RS256"]}""".replace("ISSUER", issuer));
        answer("/keys", () -> new JWKSet(key.toPublicJWK()).toString());
        answer(
                "/token",
                () ->
                        "{\"access_token\":\"an access token\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\""
                                + token + "\"}");
        provider.start();
        Files.writeString(folder.resolve("secret.txt"), SECRET);
        Path file = Files.writeString(
                folder.resolve("oidc.txt"),
                "issuer: " + issuer + "\nclient id: reconlink\nsecret file: secret.txt\nclaim: staff\n");
        console = new Serving(folder, Clock.systemUTC(), 1_000, 1, Oidc.read(file, false));
        console.users().add("alex", List.of("tiny:operator"), "");
    }

    private interface Text {
        String get();
    }

    private static void answer(String path, Text text) {
        provider.createContext(path, exchange -> {
            byte[] body = text.get().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @AfterAll
    static void end() {
        console.close();
        provider.stop(0);
    }

    /** A browser that was sent to the provider, and what it has to bring back. */
    private record Sent(Visitor visitor, String state, String nonce) {
        HttpResponse<String> back() throws IOException {
            return visitor.get("/sign-in/back?code=any&state=" + state);
        }
    }

    private static Sent sent() throws IOException {
        Visitor visitor = console.visitor();
        String there = visitor.get("/sign-in/at/provider")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return new Sent(visitor, found(STATE, there), found(NONCE, there));
    }

    private static String found(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** What the right token says; null takes a claim away. */
    private static JWTClaimsSet claims(String nonce, String name, Object value) {
        Instant now = Instant.now();
        Map<String, Object> all = new TreeMap<>(Map.of(
                "iss",
                issuer,
                "sub",
                "4711",
                "aud",
                "reconlink",
                "iat",
                Date.from(now),
                "exp",
                Date.from(now.plusSeconds(300)),
                "nonce",
                nonce,
                "staff",
                "alex"));
        if (value == null) {
            all.remove(name);
        } else {
            all.put(name, value);
        }
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        all.forEach(claims::claim);
        return claims.build();
    }

    private static String signed(JWTClaimsSet claims, RSAKey by) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims);
        jwt.sign(new RSASSASigner(by));
        return jwt.serialize();
    }

    private static AuditEvent last() throws IOException {
        List<AuditEvent> events =
                AuditTrail.read(console.work().resolve(Journal.FOLDER).resolve("events.jsonl"));
        return events.stream()
                .filter(event -> event.event().startsWith("sign"))
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private static void refused(Sent sent, String because) throws IOException {
        HttpResponse<String> back = sent.back();
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(back.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in");
        assertThat(last().event()).isEqualTo("sign in refused");
        assertThat(last().detail("because")).isEqualTo(because);
        String page = sent.visitor.get("/sign-in").body();
        assertThat(page)
                .contains("127.0.0.1 did not let you in, or its answer could not be used (" + because + ")")
                .doesNotContain("Exception", "JWT", "4711");
        assertThat(sent.visitor.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    @Order(1)
    void theRightTokenLetsIn() throws Exception {
        Sent sent = sent();
        token = signed(claims(sent.nonce, "", null), key);
        assertThat(sent.back().statusCode()).isEqualTo(302);
        assertThat(sent.visitor.get("/").body()).contains("<b>alex</b>");
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "iss, another",
        "iss, none",
        "aud, another",
        "aud, none",
        "aud, two and nobody said for which",
        "azp, another",
        "exp, past",
        "exp, none",
        "iat, future",
        "iat, none",
        "sub, none",
    })
    void aClaimThatIsWrongLetsNobodyIn(String claim, String how) throws Exception {
        Sent sent = sent();
        Object value = switch (how) {
            case "none" -> null;
            case "past" -> Date.from(Instant.now().minusSeconds(600));
            case "future" -> Date.from(Instant.now().plusSeconds(600));
            case "another" -> claim.equals("iss") ? "https://other.example.org" : "another-client";
            default -> List.of("reconlink", "another-client");
        };
        token = signed(claims(sent.nonce, claim, value), key);
        refused(sent, "invalid_id_token");
    }

    @Test
    @Order(2)
    void aNonceOfAnotherSignInLetsNobodyIn() throws Exception {
        Sent other = sent();
        Sent sent = sent();
        token = signed(claims(other.nonce, "", null), key);
        refused(sent, "invalid_nonce");
        Sent without = sent();
        token = signed(claims(without.nonce, "nonce", null), key);
        refused(without, "invalid_nonce");
    }

    @Test
    @Order(2)
    void aSignatureThatIsNotTheProvidersLetsNobodyIn() throws Exception {
        Sent sent = sent();
        token = signed(claims(sent.nonce, "", null), other);
        refused(sent, "invalid_id_token");
        Sent changed = sent();
        String[] right = signed(claims(changed.nonce, "", null), key).split("\\.", -1);
        String[] wanted = signed(claims(changed.nonce, "staff", "root"), key).split("\\.", -1);
        token = right[0] + "." + wanted[1] + "." + right[2];
        refused(changed, "invalid_id_token");
        Sent none = sent();
        token = new PlainJWT(claims(none.nonce, "", null)).serialize();
        refused(none, "invalid_id_token");
        Sent symmetric = sent();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(symmetric.nonce, "", null));
        jwt.sign(new MACSigner(SECRET.getBytes(UTF_8)));
        token = jwt.serialize();
        refused(symmetric, "invalid_id_token");
        Sent public1 = sent();
        SignedJWT confused = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(public1.nonce, "", null));
        confused.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        token = confused.serialize();
        refused(public1, "invalid_id_token");
        Sent nothing = sent();
        token = "an access token";
        refused(nothing, "invalid_id_token");
    }

    @Test
    @Order(3)
    void aProviderThatHasGoneIsSaidAndTheConsoleGoesOn() throws Exception {
        Sent sent = sent();
        provider.stop(0);
        refused(sent, "invalid_token_response");
        assertThat(console.visitor().get("/sign-in").statusCode()).isEqualTo(200);
        assertThat(console.visitor().get("/sign-in/at/provider").statusCode()).isEqualTo(302);
    }

    @Test
    @Order(4)
    void aProviderWhoseCertificateNobodyVouchesForIsNotAsked(@TempDir Path own) throws Exception {
        HttpsServer self = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        self.setHttpsConfigurator(
                new HttpsConfigurator(TestCertificate.make(own, "localhost").tls()));
        boolean[] asked = {false};
        self.createContext("/", exchange -> {
            asked[0] = true;
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        self.start();
        try {
            Files.writeString(own.resolve("secret.txt"), SECRET);
            Path file = Files.writeString(
                    own.resolve("oidc.txt"),
                    "issuer: https://localhost:" + self.getAddress().getPort()
                            + "\nclient id: reconlink\nsecret file: secret.txt\nclaim: staff\n");
            assertThat(CommandLineEntry.run(
                            "serve",
                            "--port",
                            "0",
                            "--oidc",
                            file.toString(),
                            "--work",
                            own.resolve("work").toString()))
                    .isEqualTo(7);
            assertThat(asked[0]).isFalse();
        } finally {
            self.stop(0);
        }
    }
}

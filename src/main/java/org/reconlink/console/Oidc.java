package org.reconlink.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.console.Role.RefusedException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signing in at an organisation's provider of OpenID Connect, with a code and PKCE. The provider says who somebody is; whether they
 * may come in, and as what, is said by {@link Users}, where their name has to be already. None of its tokens is kept.
 *
 * @param issuer as the provider's own description of itself writes it
 * @param claim under which the provider gives the name of a user here
 * @param domain which names have to end with, after an @, and which is cut off; null if they are names as they stand
 * @param localToo whether names and pass phrases of this console go on beside it
 */
public record Oidc(
        String issuer,
        String clientId,
        String secret,
        String claim,
        @Nullable String domain,
        List<String> scopes,
        boolean localToo) {
    private static final String PROVIDER = "provider";
    private static final String BEGIN = "/sign-in/at";
    /** Where the provider sends a browser back to, which has to be registered there. */
    public static final String BACK = "/sign-in/back";

    private static final Set<String> MUST = Set.of("issuer", "client id", "secret file", "claim");
    private static final Set<String> MAY = Set.of("domain", "scopes");
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");

    public Oidc {
        scopes = List.copyOf(scopes);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Oidc[" + issuer + "]";
    }

    /**
     * Reads lines of {@code key: value}; a secret file's name is relative to the file's own folder.
     *
     * @throws RefusedException that says all that is wrong, with lines
     */
    public static Oidc read(Path file, boolean localToo) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            int colon = text.indexOf(':');
            String key = colon < 0 ? text : text.substring(0, colon).strip();
            String value = colon < 0 ? "" : text.substring(colon + 1).strip();
            String where = file + ", line " + number + ": ";
            if (!MUST.contains(key) && !MAY.contains(key)) {
                problems.add(where
                        + "there is no such key; there are issuer, client id, secret file, claim, domain, scopes");
            } else if (value.isEmpty()) {
                problems.add(where + key + " has no value");
            } else if (values.put(key, value) != null) {
                problems.add(where + key + " stands here twice");
            }
        }
        for (String key : List.of("issuer", "client id", "secret file", "claim")) {
            if (!values.containsKey(key)) {
                problems.add(file + ": " + key + " is missing");
            }
        }
        String issuer = values.getOrDefault("issuer", "");
        if (!issuer.isEmpty() && !isSafe(issuer)) {
            problems.add(file + ": issuer has to be an address that begins with https://");
        }
        String secret = "";
        if (values.containsKey("secret file")) {
            Path secretFile = file.toAbsolutePath().resolveSibling(values.get("secret file"));
            try {
                secret = text(secretFile).strip();
                if (secret.isEmpty() || secret.lines().count() != 1) {
                    problems.add(secretFile + ": has to hold the client's secret in one line and nothing else");
                }
            } catch (RefusedException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(String.join(System.lineSeparator(), problems));
        }
        String domain = values.get("domain");
        return new Oidc(
                issuer,
                values.getOrDefault("client id", ""),
                secret,
                values.getOrDefault("claim", ""),
                domain == null ? null : domain.toLowerCase(Locale.ROOT),
                Arrays.asList(values.getOrDefault("scopes", "openid profile").split("[\\s,]+", -1)),
                localToo);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new RefusedException(file + " cannot be read");
        }
    }

    /** Over TLS, or on this machine alone, as certificates are for the console itself. */
    private static boolean isSafe(String issuer) {
        try {
            URI uri = URI.create(issuer);
            String host = uri.getHost();
            return host != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme())
                                    && Set.of("localhost", "127.0.0.1").contains(host)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whose page somebody signs in on, for them. */
    public String host() {
        return String.valueOf(URI.create(issuer).getHost());
    }

    /** The name that a claim gives; null if it gives none that a user here could have. */
    private @Nullable String name(Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        String name = text;
        if (domain != null) {
            int at = text.lastIndexOf('@');
            if (at < 0 || !text.substring(at + 1).toLowerCase(Locale.ROOT).equals(domain)) {
                return null;
            }
            // only of letters that have one small form: others could become somebody else's name
            name = text.substring(0, at).chars().allMatch(c -> c < 128)
                    ? text.substring(0, at).toLowerCase(Locale.ROOT)
                    : "";
        }
        return Users.NAME.matcher(name).matches() ? name : null;
    }

    /**
     * Asks the provider to describe itself.
     *
     * @throws RefusedException if it does not
     */
    Door open(Users users) {
        try {
            return new Door(
                    this,
                    users,
                    ClientRegistrations.fromIssuerLocation(issuer)
                            .registrationId(PROVIDER)
                            .clientId(clientId)
                            .clientSecret(secret)
                            .scope(scopes)
                            .redirectUri("{baseUrl}" + BACK)
                            .build());
        } catch (RuntimeException e) {
            throw new RefusedException("the provider " + issuer + " cannot be used: it has to answer at " + issuer
                    + "/.well-known/openid-configuration, and to call itself so there. Is issuer written as it is there, and"
                    + " may this machine reach it?");
        }
    }

    /** The way in by a provider that has described itself. */
    static final class Door {
        private final Oidc oidc;
        private final Users users;
        private final ClientRegistration registration;

        private Door(Oidc oidc, Users users, ClientRegistration registration) {
            this.oidc = oidc;
            this.users = users;
            this.registration = registration;
        }

        String host() {
            return oidc.host();
        }

        boolean isLocalToo() {
            return oidc.localToo;
        }

        /** Where a browser goes to sign in. */
        String begin() {
            return BEGIN + "/" + PROVIDER;
        }

        /** Where the provider ends its own session; null if it says nowhere. */
        @Nullable
        String end() {
            Object end =
                    registration.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
            return end == null
                    ? null
                    : UriComponentsBuilder.fromUriString(end.toString())
                            .queryParam("client_id", "{client}")
                            .build(oidc.clientId)
                            .toString();
        }

        void into(HttpSecurity http, SignIns signIns) throws Exception {
            InMemoryClientRegistrationRepository clients = new InMemoryClientRegistrationRepository(registration);
            DefaultOAuth2AuthorizationRequestResolver requests =
                    new DefaultOAuth2AuthorizationRequestResolver(clients, BEGIN);
            requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
            OidcUserService people = new OidcUserService();
            people.setRetrieveUserInfo(request -> !request.getIdToken().hasClaim(oidc.claim));
            http.oauth2Login(login -> login.clientRegistrationRepository(clients)
                    .authorizedClientRepository(new NoTokens())
                    .oidcSessionRegistry(new NoSessions())
                    .loginPage("/sign-in")
                    .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
                    .redirectionEndpoint(endpoint -> endpoint.baseUri(BACK))
                    .userInfoEndpoint(endpoint -> endpoint.oidcUserService(people))
                    .successHandler((request, response, who) -> arrived(request, response, who, signIns))
                    .failureHandler((request, response, e) -> failed(request, response, e, signIns))
                    .addObjectPostProcessor(new WithoutSession()));
        }

        private void arrived(
                HttpServletRequest request, HttpServletResponse response, Authentication who, SignIns signIns)
                throws IOException {
            OidcUser person = (OidcUser) who.getPrincipal();
            Object value = person == null ? null : person.getClaims().get(oidc.claim);
            String name = value == null ? null : oidc.name(value);
            Users.User user = name == null ? null : users.find(name).orElse(null);
            if (value == null) {
                signIns.refuse(
                        request,
                        response,
                        null,
                        "no claim",
                        host() + " says who you are, but not under " + oidc.claim
                                + ", which this console goes by. Whoever set it up has to change one of the two.");
            } else if (oidc.claim.equals("email")
                    && !Boolean.TRUE.equals(person == null ? null : person.getEmailVerified())) {
                signIns.refuse(
                        request,
                        response,
                        null,
                        "address not verified",
                        host() + " does not say that your address was verified; anybody could have given it.");
            } else if (name == null) {
                signIns.refuse(
                        request,
                        response,
                        null,
                        "no name",
                        "What " + host() + " gives under " + oidc.claim
                                + (oidc.domain == null ? "" : " does not end with @" + oidc.domain + ", or")
                                + " is no name that somebody here can have: 2 to 40 small letters, digits, dots, hyphens and"
                                + " underscores.");
            } else if (user == null) {
                signIns.refuse(
                        request,
                        response,
                        null,
                        "unknown",
                        "Nobody called " + name
                                + " may use this console. An administrator adds people, by just that name.");
            } else if (user.disabled()) {
                signIns.refuse(
                        request,
                        response,
                        user.name(),
                        "disabled",
                        user.name() + " is disabled here. An administrator can change that.");
            } else {
                signIns.admit(user, request, response, host());
                response.sendRedirect("/");
            }
        }

        private void failed(
                HttpServletRequest request, HttpServletResponse response, AuthenticationException e, SignIns signIns)
                throws IOException {
            String told = e instanceof OAuth2AuthenticationException refused
                    ? refused.getError().getErrorCode()
                    : "";
            String code = CODE.matcher(told).matches() ? told : "unexpected"; // it may be of the address
            signIns.refuse(
                    request,
                    response,
                    null,
                    code,
                    code.equals("authorization_request_not_found")
                            ? "This sign-in was begun elsewhere, or too long ago. Begin again here."
                            : host() + " did not let you in, or its answer could not be used (" + code
                                    + "). Begin again; if it stays so, tell whoever set this console up.");
        }
    }

    /**
     * Whom the provider names is not yet somebody here: a session is begun by {@link SignIns}, with a name of {@link Users}. What
     * is said to the configurer of it would be overruled by the chain's own.
     */
    private static final class WithoutSession implements ObjectPostProcessor<OAuth2LoginAuthenticationFilter> {
        @Override
        public <F extends OAuth2LoginAuthenticationFilter> F postProcess(F filter) {
            filter.setSecurityContextRepository(new NullSecurityContextRepository());
            return filter;
        }
    }

    /** Keeps no token: whoever has signed in is asked for no more. */
    private static final class NoTokens implements OAuth2AuthorizedClientRepository {
        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Spring's
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String client, Authentication who, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication who,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String client, Authentication who, HttpServletRequest request, HttpServletResponse response) {}
    }

    /** Keeps no session of the provider's: its tokens would stay with it. */
    private static final class NoSessions implements OidcSessionRegistry {
        @Override
        public void saveSessionInformation(OidcSessionInformation session) {}

        @Override
        public @Nullable OidcSessionInformation removeSessionInformation(String session) {
            return null;
        }

        @Override
        public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
            return List.of();
        }
    }
}

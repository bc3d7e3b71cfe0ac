package org.reconlink.console;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.console.Users.User;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher.MatchResult;
import org.springframework.web.filter.OncePerRequestFilter;

/** What stands before every page: names of the host, sessions, who may, tokens and headers; made from {@link Route}. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Guard {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final Map<String, String> BEFORE_THE_CHAIN = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");
    private static final Duration HSTS = Duration.ofDays(365);

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            Users users,
            Sessions sessions,
            Journal journal,
            SignIns signIns,
            ObjectProvider<Oidc.Door> provider,
            Console.Settings settings)
            throws Exception {
        Oidc.Door door = provider.getIfAvailable();
        if (door != null) {
            door.into(http, signIns);
        }
        return http.addFilterBefore(
                        new OnlyThroughTheProxy(!settings.proxies().isEmpty()), SecurityContextHolderFilter.class)
                .addFilterBefore(sessions, SecurityContextHolderFilter.class)
                .addFilterBefore(new SameSite(users), CsrfFilter.class)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    for (Route route : Route.values()) {
                        requests.requestMatchers(PathPatternRequestMatcher.pathPattern(
                                        route.method().asHttpMethod(), route.pattern()))
                                .access((who, request) -> new AuthorizationDecision(
                                        route.allows(user(users, who.get()), request.getVariables())));
                    }
                    requests.anyRequest().denyAll();
                })
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                        .httpStrictTransportSecurity(hsts -> hsts.maxAgeInSeconds(HSTS.toSeconds())))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, e) -> signIn(request, response))
                        .accessDeniedHandler((request, response, e) -> refuse(users, journal, request, response, e)))
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .build();
    }

    /** There are no users that Spring knows of: without this it would make one. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    @Bean
    StrictHttpFirewall firewall(Console.Settings settings) {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        Set<String> names = settings.hostNames();
        firewall.setAllowedHostnames(name -> names.contains(name.toLowerCase(Locale.ROOT)));
        firewall.setAllowedHttpMethods(Set.of("GET", "HEAD", "POST"));
        return firewall;
    }

    /** What is refused before there is a chain is answered with the headers that the chain would have written. */
    @Bean
    RequestRejectedHandler rejected() {
        return (request, response, e) -> {
            BEFORE_THE_CHAIN.forEach(response::setHeader);
            response.sendError(HttpStatus.BAD_REQUEST.value());
        };
    }

    private static @Nullable User user(Users users, @Nullable Authentication who) {
        return who instanceof UsernamePasswordAuthenticationToken // as SignIns makes it
                ? users.find(who.getName()).orElse(null)
                : null;
    }

    /** A part of a page is not replaced by the page to sign in: the whole page goes there. */
    private static void signIn(HttpServletRequest request, HttpServletResponse response) {
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Redirect", "/sign-in");
        } else {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader("Location", "/sign-in");
        }
    }

    /** Whoever has nothing to do with a study does not learn that there is one. */
    private static void refuse(
            Users users,
            Journal journal,
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDeniedException e)
            throws IOException {
        String name = request.getRemoteUser();
        User user = name == null ? null : users.find(name).orElse(null);
        boolean token = e instanceof CsrfException;
        try {
            Map<String, @Nullable Object> details = new HashMap<>();
            details.put("method", request.getMethod());
            details.put("because", token ? "no token" : "role");
            journal.write("access refused", name, details);
        } catch (IOException full) {
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        String[] path = request.getRequestURI().split("/", -1);
        boolean ofStudy = path.length > 2 && path[1].equals("studies");
        boolean unknown = !token && ofStudy && user != null && !user.knows(path[2]);
        response.sendError((unknown ? HttpStatus.NOT_FOUND : HttpStatus.FORBIDDEN).value());
    }

    /** Where a proxy has the certificate, whoever comes otherwise than by TLS to the proxy is answered nothing. */
    private static final class OnlyThroughTheProxy extends OncePerRequestFilter {
        private final boolean behindProxy;

        OnlyThroughTheProxy(boolean behindProxy) {
            this.behindProxy = behindProxy;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (behindProxy && !request.isSecure()) {
                response.sendError(HttpStatus.MISDIRECTED_REQUEST.value());
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /**
     * What other sites, or other servers of this machine, have a browser send changes nothing here; and files are taken from those
     * alone who may send them, before a byte of them is read: to look for the token in a body with files is to read them all.
     */
    private static final class SameSite extends OncePerRequestFilter {
        private final Users users;

        SameSite(Users users) {
            this.users = users;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String from = request.getHeader("Sec-Fetch-Site");
            boolean changes = request.getMethod().equals(HttpMethod.POST.name());
            boolean foreign = changes && from != null && !from.equals("same-origin");
            if (foreign || (hasFiles(request) && !mayHaveFiles(request))) {
                response.sendError(HttpStatus.FORBIDDEN.value());
            } else {
                chain.doFilter(request, response);
            }
        }

        private static boolean hasFiles(HttpServletRequest request) {
            String type = request.getContentType();
            return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
        }

        private boolean mayHaveFiles(HttpServletRequest request) {
            User user = user(users, SecurityContextHolder.getContext().getAuthentication());
            return Stream.of(Route.values()).filter(Route::takesFiles).anyMatch(route -> {
                MatchResult place = PathPatternRequestMatcher.pathPattern(
                                route.method().asHttpMethod(), route.pattern())
                        .matcher(request);
                return place.isMatch() && route.allows(user, place.getVariables());
            });
        }
    }

    /**
     * Ends sessions: after a quarter of an hour without a request that somebody made, after eight hours, when something about their
     * user changed, or when the same user begins another.
     */
    static final class Sessions extends OncePerRequestFilter {
        private static final Duration IDLE = Duration.ofMinutes(15);
        private static final Duration LONGEST = Duration.ofHours(8);
        private static final String STATE = Sessions.class.getName();

        private final Users users;
        private final Clock clock;
        private final Map<String, Long> latest = new HashMap<>();
        private long begun;

        Sessions(Users users, Clock clock) {
            this.users = users;
            this.clock = clock;
        }

        /** What a session is known by. */
        private record State(String user, long changed, long number, Instant begun, Instant seen) {}

        /** Notes that a session is somebody's; any other of theirs is over. */
        synchronized void begin(HttpSession session, User user) {
            begun++;
            latest.put(user.name(), begun);
            session.setAttribute(
                    STATE, new State(user.name(), user.changed(), begun, clock.instant(), clock.instant()));
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            HttpSession session = request.getSession(false);
            State state = session == null ? null : (State) session.getAttribute(STATE);
            if (session != null && state != null) {
                if (isOver(state)) {
                    session.invalidate();
                } else if (!request.getRequestURI().endsWith("/progress")) {
                    session.setAttribute(
                            STATE, new State(state.user, state.changed, state.number, state.begun, clock.instant()));
                }
            }
            chain.doFilter(request, response);
        }

        private synchronized boolean isOver(State state) {
            Instant now = clock.instant();
            return state.seen.plus(IDLE).isBefore(now)
                    || state.begun.plus(LONGEST).isBefore(now)
                    || !Objects.equals(latest.get(state.user), state.number)
                    || users.find(state.user)
                            .filter(user -> !user.disabled() && user.changed() == state.changed)
                            .isEmpty();
        }
    }
}

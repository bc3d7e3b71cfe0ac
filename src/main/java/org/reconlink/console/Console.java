package org.reconlink.console;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.console.Role.RefusedException;
import org.reconlink.console.review.AdjudicationPages;
import org.reconlink.console.review.Desks;
import org.reconlink.console.review.ReviewPages;
import org.reconlink.console.review.WorkbookPages;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A server of the console that has begun. */
public final class Console implements AutoCloseable {
    private static final String COOKIE = "__Host-reconlink";

    private final ConfigurableApplicationContext spring;
    private final AuditTrail journal;
    private final Users users;

    private Console(ConfigurableApplicationContext spring, AuditTrail journal, Users users) {
        this.spring = spring;
        this.journal = journal;
        this.users = users;
    }

    /**
     * How to serve.
     *
     * @param work folder of all working stores
     * @param output folder of all outputs
     * @param jobs folder of the protocols that may be run from a page
     * @param port 0 for any that is free
     * @param names of this host, beside the local ones, that a browser may ask for
     * @param certificate PEM file; null without TLS, which only the loopback address may be
     * @param key PEM file of its private key
     * @param proxies the addresses of those that have the certificate in front of this, whose word on who asks is believed; with any,
     *     nobody else is answered, and this machine's own names are none of this console's
     * @param inputsFrom folders from outside which runs refuse inputs; empty if they do not
     * @param checkers how many have to approve what leaves the room, each without knowing of the others
     * @param oidc the provider that people sign in at; null where they do with a pass phrase
     * @param author who serves
     */
    public record Settings(
            Path work,
            Path output,
            Path jobs,
            InetAddress address,
            int port,
            List<String> names,
            @Nullable Path certificate,
            @Nullable Path key,
            List<InetAddress> proxies,
            List<Path> inputsFrom,
            int checkers,
            @Nullable Oidc oidc,
            AuditTrail.Author author,
            Clock clock) {
        public Settings {
            names = List.copyOf(names);
            proxies = List.copyOf(proxies);
            inputsFrom = List.copyOf(inputsFrom);
        }

        Set<String> hostNames() {
            Set<String> all = new TreeSet<>(
                    proxies.isEmpty() ? List.of("localhost", "127.0.0.1", "[::1]", "reconlink.localhost") : List.of());
            names.forEach(name -> all.add(name.toLowerCase(Locale.ROOT)));
            return all;
        }

        /** What a browser is to be sent to. */
        public String url(int at) {
            String host = names.isEmpty() ? "reconlink.localhost" : names.get(0);
            if (!proxies.isEmpty()) {
                return "https://" + host;
            }
            return (certificate == null ? "http://" : "https://") + host + ":" + at;
        }
    }

    /**
     * Begins to serve.
     *
     * @throws RefusedException if it cannot
     */
    public static Console start(Settings settings) throws IOException {
        return start(settings, Users.ROUNDS);
    }

    /** @param rounds of PBKDF2 */
    static Console start(Settings settings, int rounds) throws IOException {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        LogManager.getLogManager().reset(); // Tomcat's
        AuditTrail journal = AuditTrail.begin(
                settings.work().resolve(Journal.FOLDER),
                Map.of("study", "none"),
                settings.author(),
                settings.clock(),
                "serve",
                Map.of());
        Users users = Users.in(settings.work(), settings.author(), settings.clock(), "serve", rounds);
        Oidc oidc = settings.oidc();
        try {
            Oidc.Door door = oidc == null ? null : oidc.open(users);
            ConfigurableApplicationContext spring = new SpringApplicationBuilder(Wiring.class)
                    .web(WebApplicationType.SERVLET)
                    .registerShutdownHook(false)
                    .initializers(context -> {
                        GenericApplicationContext beans = (GenericApplicationContext) context;
                        beans.registerBean(Settings.class, () -> settings);
                        beans.registerBean(Clock.class, settings::clock);
                        beans.registerBean(Users.class, () -> users);
                        beans.registerBean(Journal.class, () -> new Journal(journal));
                        if (door != null) {
                            beans.registerBean(Oidc.Door.class, () -> door);
                        }
                    })
                    .run(arguments(settings));
            return new Console(spring, journal, users);
        } catch (RuntimeException e) {
            journal.end(1, "did not begin");
            users.trail().end(1, "did not begin");
            throw e instanceof RefusedException refused ? refused : new RefusedException(why(settings, e));
        }
    }

    /** No data has been read yet: what failed can be told as it is. */
    private static String why(Settings settings, RuntimeException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof PortInUseException)) {
            cause = cause.getCause();
        }
        return cause instanceof PortInUseException
                ? "port " + settings.port() + " is taken by another program: end that, or choose another with --port"
                : "the console could not begin: " + cause.getMessage();
    }

    /** As arguments: settings of the product itself stand in a file that comes after defaults. */
    private static String[] arguments(Settings settings) {
        Map<String, Object> all = new HashMap<>();
        all.put("spring.main.web-application-type", "servlet");
        all.put("server.address", settings.address().getHostAddress());
        all.put("server.port", settings.port());
        all.put("server.server-header", "");
        all.put("server.forward-headers-strategy", settings.proxies().isEmpty() ? "none" : "native");
        if (!settings.proxies().isEmpty()) {
            all.put(
                    "server.tomcat.remoteip.internal-proxies",
                    settings.proxies().stream()
                            .map(InetAddress::getHostAddress)
                            .map(Pattern::quote)
                            .collect(Collectors.joining("|")));
            all.put("server.tomcat.remoteip.remote-ip-header", "X-Forwarded-For");
            all.put("server.tomcat.remoteip.protocol-header", "X-Forwarded-Proto");
            // the host is the one that the browser asked for, and the port that of https
            all.put("server.tomcat.remoteip.host-header", "");
            all.put("server.tomcat.remoteip.port-header", "");
        }
        all.put("server.tomcat.max-swallow-size", "1MB");
        all.put("server.tomcat.threads.max", "16");
        all.put("server.servlet.session.cookie.name", COOKIE);
        all.put("server.servlet.session.cookie.secure", true);
        all.put("server.servlet.session.cookie.http-only", true);
        // who comes back from a provider comes from another site, and has to have their session
        all.put("server.servlet.session.cookie.same-site", settings.oidc() == null ? "strict" : "lax");
        all.put("server.servlet.session.cookie.path", "/");
        all.put("server.servlet.session.tracking-modes", "cookie");
        all.put("server.servlet.session.timeout", "8h");
        all.put("spring.servlet.multipart.max-file-size", "5MB");
        all.put("spring.servlet.multipart.max-request-size", "10MB");
        all.put("spring.servlet.multipart.file-size-threshold", "10MB"); // what is uploaded touches no disk of Tomcat's
        all.put("spring.servlet.multipart.resolve-lazily", true); // else the page of a refusal reads what was refused
        all.put("spring.thymeleaf.prefix", "classpath:/console/");
        all.put("spring.web.resources.add-mappings", false);
        if (settings.certificate() != null) {
            all.put("spring.ssl.bundle.pem.console.keystore.certificate", "file:" + settings.certificate());
            all.put("spring.ssl.bundle.pem.console.keystore.private-key", "file:" + settings.key());
            all.put("spring.ssl.bundle.pem.console.reload-on-update", true);
            all.put("server.ssl.bundle", "console");
            all.put("server.ssl.enabled-protocols", "TLSv1.2,TLSv1.3");
        }
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments.toArray(String[]::new);
    }

    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) spring).getWebServer())
                .getPort();
    }

    /** The context, for the test that holds handlers to routes. */
    ConfigurableApplicationContext spring() {
        return spring;
    }

    /** Ends sessions and stops to serve; runs that were begun go on. */
    @Override
    public void close() {
        spring.close();
        try {
            journal.end(0, "ended");
            users.trail().end(0, "ended");
        } catch (IOException e) {
            // whoever begins next says that this one left no end
        }
    }

    /** Whether there is no user yet. */
    public boolean hasNobody() {
        return users.all().isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        SslAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        HttpEncodingAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        MultipartAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        ThymeleafAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    @Import({
        Guard.class,
        SignIns.class,
        StudyPages.class,
        StudyStores.class,
        StudyStores.ForReview.class,
        Desks.class,
        ReviewPages.class,
        AdjudicationPages.class,
        WorkbookPages.class,
        ReviewingPages.class,
        TracingPages.class,
        RunStarts.class,
        ReleasePages.class,
        AuditPages.class,
        InquiryPages.class,
        ProtocolPages.class,
        UserPages.class,
        CommonPages.class,
        CommonPages.Around.class
    })
    static class Wiring implements WebMvcConfigurer {
        private final Journal journal;

        Wiring(Journal journal) {
            this.journal = journal;
        }

        @Bean
        static Guard.Sessions sessions(Users users, Clock clock) {
            return new Guard.Sessions(users, clock);
        }

        /** Spring's chain calls it, and nobody else. */
        @Bean
        static FilterRegistrationBean<Guard.Sessions> onlyInTheChain(Guard.Sessions sessions) {
            var registration = new FilterRegistrationBean<>(sessions);
            registration.setEnabled(false);
            return registration;
        }

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(journal);
        }
    }
}

package org.reconlink.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.console.Users.User;
import org.reconlink.store.StoreException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** What belongs to no study: help, what pages are drawn with, and what is shown when a page cannot be. */
@Controller
final class CommonPages implements ErrorController {
    private static final Map<String, String> ASSETS = Map.of(
            "console.css", "console/console.css",
            "console.js", "console/console.js",
            "icon.svg", "console/icon.svg",
            "htmx.js", "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js");
    private static final Pattern DESK = Pattern.compile("^/studies/[A-Za-z0-9._-]+/(review|adjudication)");
    private static final Duration KEPT = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Journal journal;

    CommonPages(Journal journal) {
        this.journal = journal;
    }

    @GetMapping("/help")
    String help(Model model) {
        model.addAttribute("roles", List.of(Role.values()));
        return "help";
    }

    @GetMapping("/assets/{file}")
    ResponseEntity<byte[]> asset(@PathVariable String file) throws IOException {
        String place = ASSETS.get(file);
        if (place == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try (InputStream in = new ClassPathResource(place).getInputStream()) {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(
                            file.endsWith(".css")
                                    ? "text/css;charset=UTF-8"
                                    : file.endsWith(".svg") ? "image/svg+xml" : "text/javascript;charset=UTF-8"))
                    .cacheControl(CacheControl.maxAge(KEPT).cachePrivate())
                    .body(in.readAllBytes());
        }
    }

    /** What to say of a failure, and what can be done. */
    private record Failure(String title, String words) {}

    private static Failure failure(int status) {
        return switch (status) {
            case 400 -> new Failure("This request cannot be read", "Go back and try again, or begin at the studies.");
            case 403 ->
                new Failure(
                        "This is not open to you",
                        "Either your roles do not cover it: an administrator gives them. Or the page had been open for too"
                                + " long: load it anew and try again.");
            case 404 ->
                new Failure("There is no such page", "It may have been removed, or it belongs to another study.");
            case 405 -> new Failure("This cannot be done here", "Begin at the studies.");
            case 409 -> new Failure("This has changed meanwhile", "Load the page anew to see how it is now.");
            case 429 -> new Failure("Too many tries", "Wait five minutes, then try again.");
            case 421 ->
                new Failure(
                        "This console is reached through its proxy",
                        "Ask for it by its own name, with https. If you did, the proxy has to send X-Forwarded-Proto and"
                                + " X-Forwarded-For, and its address to be the one of --behind-proxy.");
            case 423 ->
                new Failure(
                        "The study's working data cannot be read now",
                        "A run may have them: try again in a minute. If it stays so, whoever keeps this machine asks reconlink runs"
                                + " list why.");
            case 507 ->
                new Failure(
                        "A file could not be written or read",
                        "What you sent, if anything, was not kept. Whoever keeps this machine looks at the disk's space; then try"
                                + " again.");
            case 503 ->
                new Failure(
                        "The journal cannot be written",
                        "Nothing is shown or done that the journal does not tell. Whoever keeps this machine looks at the disk's"
                                + " space.");
            default ->
                new Failure(
                        "Something went wrong", "It was noted. Give the number below to whoever keeps this console.");
        };
    }

    @RequestMapping("/error")
    String error(HttpServletRequest request, HttpServletResponse response, Model model) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer known ? known : HttpStatus.NOT_FOUND.value();
        if (code == HttpStatus.INTERNAL_SERVER_ERROR.value()
                && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            code = status(thrown).value();
            response.setStatus(code);
        }
        Failure failure = failure(code);
        String number = String.format(Locale.ROOT, "%08x", RANDOM.nextInt());
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put("number", number);
        details.put("status", code);
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            details.put("because", cause(thrown).getClass().getSimpleName());
        }
        try {
            journal.write("page refused", request.getRemoteUser(), details);
        } catch (IOException e) {
            number += " (not noted: the journal cannot be written)";
        }
        String asked = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        Matcher desk = DESK.matcher(asked);
        model.addAttribute("on", code == HttpStatus.CONFLICT.value() && desk.find() ? desk.group() : "");
        model.addAttribute("failure", failure.title);
        model.addAttribute("words", failure.words);
        model.addAttribute("number", number);
        return "error";
    }

    /** What of a failure somebody can do something about. */
    private static HttpStatus status(Throwable thrown) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            if (one instanceof StoreException) {
                return HttpStatus.LOCKED;
            }
        }
        return cause(thrown) instanceof IOException
                ? HttpStatus.INSUFFICIENT_STORAGE
                : HttpStatus.INTERNAL_SERVER_ERROR;
    }

    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Who looks at a page, for what stands around it. */
    @ControllerAdvice
    static final class Around {
        private final Users users;
        private final StudyStores stores;

        Around(Users users, StudyStores stores) {
            this.users = users;
            this.stores = stores;
        }

        /**
         * The viewer and where they are.
         *
         * @param study of the page; empty if it is of none
         * @param roles in that study, in words
         * @param open the names of the routes that are open to them there
         */
        record Me(
                String name,
                String study,
                String roles,
                boolean audits,
                boolean administers,
                boolean sees,
                boolean auditsStudy,
                boolean operates,
                Set<String> open) {}

        @ModelAttribute("me")
        @Nullable
        Me me(HttpServletRequest request) {
            String name = request.getRemoteUser();
            User user = name == null ? null : users.find(name).orElse(null);
            if (user == null) {
                return null;
            }
            String study = Optional.ofNullable(Journal.variables(request).get("study"))
                    .filter(user::knows)
                    .filter(stores.all()::contains)
                    .orElse("");
            TreeSet<String> roles = new TreeSet<>();
            user.grants().stream()
                    .filter(grant -> study.isEmpty() || grant.covers(study))
                    .forEach(grant -> roles.add(grant.role().word()));
            return new Me(
                    user.name(),
                    study,
                    String.join(", ", roles),
                    user.is(Role.AUDITOR, Role.Grant.ALL),
                    user.is(Role.ADMINISTRATOR),
                    !study.isEmpty()
                            && (user.is(Role.VIEWER, study)
                                    || user.is(Role.OPERATOR, study)
                                    || user.is(Role.AUDITOR, study)),
                    !study.isEmpty() && user.is(Role.AUDITOR, study),
                    !study.isEmpty() && user.is(Role.OPERATOR, study),
                    Stream.of(Route.values())
                            .filter(route -> !route.pattern().contains("{study}") || !study.isEmpty())
                            .filter(route -> route.allows(user, study.isEmpty() ? Map.of() : Map.of("study", study)))
                            .map(Route::name)
                            .collect(Collectors.toSet()));
        }
    }
}

package org.reconlink.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reconlink.console.Role.RefusedException;
import org.reconlink.console.Users.User;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Signing in and out, the link by which somebody comes to a pass phrase, and what they may change about themselves. */
@Controller
final class SignIns {
    private static final String WRONG =
            "That name and pass phrase do not go together, or there were too many tries: then wait up to five minutes.";

    private static final String PROBLEM = SignIns.class.getName();

    private final Users users;
    private final Guard.Sessions sessions;
    private final Journal journal;
    private final Waits waits;
    private final Oidc.@Nullable Door provider;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    SignIns(Users users, Guard.Sessions sessions, Journal journal, Clock clock, ObjectProvider<Oidc.Door> provider) {
        this.users = users;
        this.sessions = sessions;
        this.journal = journal;
        this.waits = new Waits(clock);
        this.provider = provider.getIfAvailable();
    }

    @GetMapping("/sign-in")
    String form(Model model, HttpServletRequest request) {
        // the token of the form is kept there, and a page that has begun cannot begin a session
        HttpSession session = request.getSession();
        Object problem = session.getAttribute(PROBLEM);
        if (problem != null) {
            session.removeAttribute(PROBLEM);
            model.addAttribute("problem", problem);
        }
        return form(model);
    }

    private String form(Model model) {
        model.addAttribute("nobody", users.all().isEmpty());
        model.addAttribute("local", isLocal());
        if (provider != null) {
            model.addAttribute("provider", provider.host());
            model.addAttribute("begin", provider.begin());
            model.addAttribute("end", provider.end());
        }
        return "sign-in";
    }

    private boolean isLocal() {
        return provider == null || provider.isLocalToo();
    }

    /** Where people sign in elsewhere, there are no pass phrases. */
    private void requireLocal() {
        if (!isLocal()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    /** Lets somebody in whom a provider named. */
    void admit(User user, HttpServletRequest request, HttpServletResponse response, String by) throws IOException {
        journal.write("signed in", user.name(), Map.of("address", request.getRemoteAddr(), "by", by));
        begin(user, request, response);
    }

    /** Says to somebody who comes from a provider why they do not come in. */
    void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable String known,
            String because,
            String problem)
            throws IOException {
        journal.write(
                "sign in refused",
                known,
                Map.of("address", request.getRemoteAddr(), "waiting", false, "because", because));
        request.getSession().setAttribute(PROBLEM, problem);
        response.sendRedirect("/sign-in");
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phrase,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        requireLocal();
        String asked = name.strip().toLowerCase(Locale.ROOT);
        List<String> keys = List.of("name " + asked, "address " + request.getRemoteAddr());
        boolean waiting = keys.stream().anyMatch(waits::isOn);
        Optional<User> user =
                waiting || phrase.length() > 2 * Users.MOST ? Optional.empty() : users.check(asked, phrase);
        if (user.isEmpty()) {
            if (!waiting) {
                keys.forEach(waits::failed);
            }
            // a name that is none could be a pass phrase in the wrong field
            String known = users.find(asked).map(User::name).orElse(null);
            journal.write("sign in refused", known, Map.of("address", request.getRemoteAddr(), "waiting", waiting));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", WRONG);
            return form(model);
        }
        keys.forEach(waits::succeeded);
        journal.write("signed in", user.get().name(), Map.of("address", request.getRemoteAddr()));
        begin(user.get(), request, response);
        return "redirect:/";
    }

    /** In a session of its own: nothing that was known before of the old one is worth anything. */
    private void begin(User user, HttpServletRequest request, HttpServletResponse response) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user.name(), null, List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        sessions.begin(request.getSession(), user);
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        journal.write("signed out", request.getRemoteUser(), Map.of());
        request.getSession().invalidate();
        SecurityContextHolder.clearContext();
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return "redirect:/sign-in";
    }

    @GetMapping("/activate/{code}")
    String activation(
            @PathVariable String code, Model model, HttpServletRequest request, HttpServletResponse response) {
        requireLocal();
        request.getSession();
        return activation(code, null, model, response);
    }

    private String activation(String code, @Nullable String problem, Model model, HttpServletResponse response) {
        Optional<User> user = users.activating(code);
        model.addAttribute("name", user.map(User::name).orElse(null));
        model.addAttribute("code", code);
        model.addAttribute("least", Users.LEAST);
        model.addAttribute("problem", problem);
        if (user.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
        } else if (problem != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return "activate";
    }

    @PostMapping("/activate/{code}")
    String activate(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String phrase,
            @RequestParam(defaultValue = "") String again,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response)
            throws IOException {
        requireLocal();
        if (!phrase.equals(again)) {
            return activation(code, "The two are not the same.", model, response);
        }
        try {
            User user = users.activate(code, phrase);
            journal.write("pass phrase chosen", user.name(), Map.of());
        } catch (RefusedException e) {
            return activation(code, sentence(e), model, response);
        }
        redirect.addFlashAttribute("notice", "Your pass phrase is set. Sign in with it.");
        return "redirect:/sign-in";
    }

    @GetMapping("/account")
    String account(Model model, HttpServletRequest request) {
        model.addAttribute("user", user(request));
        model.addAttribute("local", isLocal());
        model.addAttribute("least", Users.LEAST);
        model.addAttribute("keys", users.hasKeys(user(request).name()));
        return "account";
    }

    @PostMapping("/account")
    String change(
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String phrase,
            @RequestParam(defaultValue = "") String again,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        requireLocal();
        User user = user(request);
        try {
            if (!phrase.equals(again)) {
                throw new RefusedException("the two new pass phrases are not the same");
            }
            users.change(user, old, phrase);
        } catch (RefusedException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", sentence(e));
            return account(model, request);
        }
        journal.write("pass phrase changed", user.name(), Map.of());
        request.getSession().invalidate();
        redirect.addFlashAttribute("notice", "Your pass phrase is changed. Sign in with the new one.");
        return "redirect:/sign-in";
    }

    @PostMapping("/account/sessions")
    String endSessions(HttpServletRequest request) throws IOException {
        String name = user(request).name();
        journal.write("sessions ended", name, Map.of());
        users.endSessions(name);
        return "redirect:/sign-in";
    }

    @PostMapping("/account/keys")
    String keys(
            @RequestParam(defaultValue = "false") boolean on, RedirectAttributes redirect, HttpServletRequest request)
            throws IOException {
        users.setKeys(user(request).name(), on);
        redirect.addFlashAttribute("notice", on ? "Single keys are on." : "Single keys are off.");
        return "redirect:/account";
    }

    private User user(HttpServletRequest request) {
        return users.find(String.valueOf(request.getRemoteUser())).orElseThrow();
    }

    /** What was refused, as a page says it. */
    static String sentence(RuntimeException refused) {
        String message = String.valueOf(refused.getMessage());
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + (message.endsWith(".") ? "" : ".");
    }

    /**
     * How long a name and an address wait after five failures: 1, 2, 4 seconds and so on to five minutes. Nobody is locked out for
     * good, so that nobody can lock a colleague out.
     */
    static final class Waits {
        private static final int FREE = 5;
        private static final long LONGEST = 300;
        private static final int MOST = 10_000;

        private final Clock clock;
        private final Map<String, Failures> failures = new LinkedHashMap<>();

        Waits(Clock clock) {
            this.clock = clock;
        }

        private record Failures(int n, Instant until) {}

        synchronized boolean isOn(String key) {
            Failures known = failures.get(key);
            return known != null && clock.instant().isBefore(known.until);
        }

        synchronized void failed(String key) {
            int n = Optional.ofNullable(failures.remove(key)).map(Failures::n).orElse(0) + 1;
            failures.put(key, new Failures(n, clock.instant().plusSeconds(n < FREE ? 0 : seconds(n))));
            if (failures.size() > MOST) {
                failures.remove(failures.keySet().iterator().next());
            }
        }

        private static long seconds(int n) {
            return Math.min(LONGEST, 1L << Math.min(n - FREE, 30));
        }

        synchronized void succeeded(String key) {
            failures.remove(key);
        }
    }
}

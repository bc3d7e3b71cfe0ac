package org.reconlink.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.console.Role.RefusedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who may sign in and as what, for administrators. */
@Controller
final class UserPages {
    private final Users users;
    private final Journal journal;
    private final Oidc.@Nullable Door provider;

    UserPages(Users users, Journal journal, ObjectProvider<Oidc.Door> provider) {
        this.users = users;
        this.journal = journal;
        this.provider = provider.getIfAvailable();
    }

    @GetMapping("/users")
    String all(Model model) {
        model.addAttribute("users", users.all().values());
        model.addAttribute("roles", Role.words());
        model.addAttribute("local", local());
        return "users";
    }

    @PostMapping("/users")
    String add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String roles,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        return done(redirect, "/users", () -> {
            String by = request.getRemoteUser();
            String code = users.add(name, listed(roles), by);
            journal.write("user added", by, Map.of("about", name.strip()));
            if (!local()) {
                return name.strip() + " was added, and comes in by that name from where people sign in.";
            }
            redirect.addFlashAttribute("link", "/activate/" + code);
            return name.strip() + " was added. Give them this link, which works once and for 24 hours:";
        });
    }

    @GetMapping("/users/{user}")
    String one(@PathVariable String user, Model model) {
        Users.User found = users.find(user).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("user", found);
        model.addAttribute("given", String.join("\n", found.roles()));
        model.addAttribute("roles", Role.words());
        model.addAttribute("local", local());
        return "user";
    }

    @PostMapping("/users/{user}")
    String change(
            @PathVariable String user,
            @RequestParam String what,
            @RequestParam(defaultValue = "") String roles,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        if (users.find(user).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return done(redirect, "/users/" + user, () -> {
            String by = request.getRemoteUser();
            switch (what) {
                case "roles" -> {
                    users.give(user, listed(roles), by);
                    journal.write("roles given", by, Map.of("about", user));
                    return "The roles are changed; sessions of " + user + " have ended.";
                }
                case "code" -> {
                    if (!local()) {
                        throw new RefusedException("nobody has a pass phrase here: people sign in elsewhere");
                    }
                    redirect.addFlashAttribute("link", "/activate/" + users.code(user, by));
                    journal.write("activation code made", by, Map.of("about", user));
                    return "Give " + user + " this link, which works once and for 24 hours:";
                }
                case "disable" -> {
                    users.disable(user, by);
                    journal.write("user disabled", by, Map.of("about", user));
                    return user + " is disabled; their sessions have ended.";
                }
                case "enable" -> {
                    users.enable(user, by);
                    journal.write("user enabled", by, Map.of("about", user));
                    return user + (local() ? " is enabled and needs a new link." : " is enabled.");
                }
                default -> throw new RefusedException("there is no such change");
            }
        });
    }

    private boolean local() {
        return provider == null || provider.isLocalToo();
    }

    private static List<String> listed(String roles) {
        return Arrays.stream(roles.split("[\\s,;]+(?=\\S+:)", -1))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .toList();
    }

    /** What an action says when it is done. */
    private interface Action {
        String run() throws IOException;
    }

    private static String done(RedirectAttributes redirect, String to, Action action) {
        try {
            redirect.addFlashAttribute("notice", action.run());
        } catch (RefusedException e) {
            redirect.addFlashAttribute("problem", SignIns.sentence(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "redirect:" + to;
    }
}

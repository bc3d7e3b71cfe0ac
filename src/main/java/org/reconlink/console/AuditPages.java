package org.reconlink.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditLog.AuditProblem;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Who did what: with a study, by its events; with the console, by its journal and what was decided about its users. */
@Controller
final class AuditPages {
    private static final int A_PAGE = 100;
    /** Shown in columns, or of no use to anybody but the chain, or nobody's business. */
    private static final Set<String> HIDDEN = Set.of(
            "seq",
            "event",
            "prev",
            "hash",
            "at",
            "account",
            "operator",
            "user",
            "host",
            "process",
            "started",
            "version",
            "of",
            "phrase",
            "code_sha256",
            "comment");

    private final StudyStores stores;
    private final Console.Settings settings;
    private final Clock clock;
    private final DateTimeFormatter time;

    AuditPages(StudyStores stores, Console.Settings settings, Clock clock) {
        this.stores = stores;
        this.settings = settings;
        this.clock = clock;
        this.time = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss z", Locale.UK)
                .withZone(clock.getZone());
    }

    /** What is looked for; what is empty is not asked. */
    record Asked(
            @Nullable String who,
            @Nullable String what,
            @Nullable LocalDate day,
            @Nullable Integer page) {
        boolean wants(Entry entry) {
            return contains(entry.who, who) && contains(entry.what + " " + entry.details, what);
        }

        private static boolean contains(String text, @Nullable String part) {
            return part == null
                    || text.toLowerCase(Locale.ROOT).contains(part.strip().toLowerCase(Locale.ROOT));
        }
    }

    /** An entry of a log. */
    record Entry(Instant at, String when, String who, String what, String details, String source) {}

    /** Whether a log is whole; null problems: nobody asked. */
    record Verified(String file, List<String> problems) {}

    @GetMapping("/studies/{study}/audit")
    String ofStudy(@PathVariable String study, @ModelAttribute Asked asked, Model model) {
        return page("/studies/" + study + "/audit", List.of(events(study)), asked, null, model);
    }

    @PostMapping("/studies/{study}/audit")
    String verifyStudy(@PathVariable String study, @ModelAttribute Asked asked, Model model) throws IOException {
        List<Path> files = List.of(events(study));
        return page("/studies/" + study + "/audit", files, asked, verified(files), model);
    }

    @GetMapping("/audit")
    String all(@ModelAttribute Asked asked, Model model) {
        return page("/audit", own(), asked, null, model);
    }

    @PostMapping("/audit")
    String verifyAll(@ModelAttribute Asked asked, Model model) throws IOException {
        return page("/audit", own(), asked, verified(own()), model);
    }

    private Path events(String study) {
        return stores.folder(study).resolve(AuditTrail.FILE);
    }

    private List<Path> own() {
        return List.of(
                settings.work().resolve(Journal.FOLDER).resolve(AuditTrail.FILE),
                settings.work().resolve(Users.FOLDER).resolve(AuditTrail.FILE));
    }

    private String page(String at, List<Path> files, Asked asked, @Nullable List<Verified> verified, Model model) {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            String source = String.valueOf(folder(file));
            StudyStores.events(file).forEach(event -> entries.add(entry(event, source)));
        }
        List<Entry> found = entries.stream()
                .filter(asked::wants)
                .filter(entry -> asked.day() == null
                        || entry.at.atZone(clock.getZone()).toLocalDate().equals(asked.day()))
                .sorted(Comparator.comparing(Entry::at).reversed())
                .toList();
        int pages = Math.max(1, (found.size() + A_PAGE - 1) / A_PAGE);
        int page = Math.min(Math.max(1, asked.page() == null ? 1 : asked.page()), pages);
        model.addAttribute("at", at);
        model.addAttribute("asked", asked);
        model.addAttribute("entries", found.subList((page - 1) * A_PAGE, Math.min(found.size(), page * A_PAGE)));
        model.addAttribute("number", found.size());
        model.addAttribute("page", page);
        model.addAttribute("pages", pages);
        model.addAttribute("verified", verified);
        return "audit";
    }

    private Entry entry(AuditEvent event, String source) {
        TreeMap<String, String> details = new TreeMap<>(event.details());
        details.keySet().removeAll(HIDDEN);
        String command = details.remove("command");
        String who = event.detail("user").isEmpty()
                ? event.detail("operator").isEmpty() ? event.detail("account") : event.detail("operator")
                : event.detail("user");
        Instant at = Instant.parse(event.detail("at").isEmpty() ? Instant.EPOCH.toString() : event.detail("at"));
        return new Entry(
                at,
                time.format(at),
                who,
                event.event() + (command == null ? "" : ": " + command),
                String.join(
                        "; ",
                        details.entrySet().stream()
                                .map(detail -> detail.getKey().replace('_', ' ') + " " + detail.getValue())
                                .toList()),
                source);
    }

    private static @Nullable Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? null : folder.getFileName();
    }

    private static List<Verified> verified(List<Path> files) throws IOException {
        List<Verified> verified = new ArrayList<>();
        for (Path file : files) {
            verified.add(new Verified(
                    folder(file) + "/" + file.getFileName(),
                    Files.exists(file)
                            ? AuditTrail.verify(file).stream()
                                    .map(AuditProblem::toString)
                                    .toList()
                            : List.of("there is no such file")));
        }
        return verified;
    }
}

package org.reconlink.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditLog.AuditProblem;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.audit.AuditTrail.Backwards;
import org.reconlink.audit.ChainEnds;
import org.reconlink.audit.ChainFile;
import org.springframework.http.HttpHeaders;
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

    /** Of what is taken away: to nobody's eyes. */
    private static final Set<String> WITHHELD = Set.of("phrase", "code_sha256", "comment");

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

    /**
     * What is looked for; what is empty is not asked.
     *
     * @param before where an earlier page ended: a place in each file, with hyphens between them
     * @param newer where the pages before this one began, but for the newest, with dots between them
     */
    record Asked(
            @Nullable String who,
            @Nullable String what,
            @Nullable LocalDate day,
            @Nullable String before,
            @Nullable String newer) {
        /** What is kept of the way back, in letters: as much as an address bears. */
        private static final int LONGEST_WAY = 3_000;

        private String way() {
            return newer == null || !newer.matches("[0-9.-]*") ? "" : newer;
        }

        /** The way back from the page that comes after this one. */
        public String wayFromOlder() {
            if (before == null) {
                return "";
            }
            String all = way().isEmpty() ? before : way() + "." + before;
            return all.length() <= LONGEST_WAY ? all : all.substring(all.indexOf('.', all.length() - LONGEST_WAY) + 1);
        }

        /** Where the page before this one began; empty if that is the newest or not known. */
        public String beforeOfNewer() {
            return way().substring(way().lastIndexOf('.') + 1);
        }

        /** The way back from there. */
        public String wayFromNewer() {
            return way().substring(0, Math.max(0, way().lastIndexOf('.')));
        }

        boolean wants(Entry entry) {
            return contains(entry.who, who) && contains(entry.what + " " + entry.details, what);
        }

        private static boolean contains(String text, @Nullable String part) {
            return part == null
                    || text.toLowerCase(Locale.ROOT).contains(part.strip().toLowerCase(Locale.ROOT));
        }
    }

    /** An entry of a log. */
    record Entry(Instant at, String when, String who, String what, String details) {}

    /** Whether a log is whole; null problems: nobody asked. */
    record Verified(String file, List<String> problems) {}

    @GetMapping("/studies/{study}/audit")
    String ofStudy(@PathVariable String study, @ModelAttribute Asked asked, Model model) throws IOException {
        return page("/studies/" + study + "/audit", List.of(events(study)), asked, null, model);
    }

    @PostMapping("/studies/{study}/audit")
    String verifyStudy(@PathVariable String study, @ModelAttribute Asked asked, Model model) throws IOException {
        List<Path> files = List.of(events(study));
        List<Verified> verified = verified(files);
        for (Path file : ChainFile.besideEvents(stores.folder(study))) {
            verified.add(new Verified(folder(file) + "/" + file.getFileName(), ChainFile.problems(file)));
        }
        verified.add(new Verified("what was noted of their ends", ChainEnds.missing(stores.folder(study))));
        return page("/studies/" + study + "/audit", files, asked, verified, model);
    }

    @GetMapping("/audit")
    String all(@ModelAttribute Asked asked, Model model) throws IOException {
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

    @GetMapping("/studies/{study}/audit/export")
    void export(@PathVariable String study, @ModelAttribute Asked asked, HttpServletResponse response)
            throws IOException {
        export(List.of(events(study)), asked, response);
    }

    @GetMapping("/audit/export")
    void exportAll(@ModelAttribute Asked asked, HttpServletResponse response) throws IOException {
        export(own(), asked, response);
    }

    /** All that is asked for, the newest first, a line each. */
    private void export(List<Path> files, Asked asked, HttpServletResponse response) throws IOException {
        response.setContentType("application/jsonl;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.jsonl\"");
        try (Merged merged = new Merged(files, "")) {
            PrintWriter out = response.getWriter();
            for (AuditEvent event = merged.next(); event != null; event = merged.next()) {
                Entry entry = entry(event);
                if (isBefore(entry, asked)) {
                    break;
                }
                if (isOfDay(entry, asked) && asked.wants(entry)) {
                    out.print(event.json(WITHHELD));
                    out.print('\n');
                }
            }
        }
    }

    private String page(String at, List<Path> files, Asked asked, @Nullable List<Verified> verified, Model model)
            throws IOException {
        List<Entry> found = new ArrayList<>();
        String older = "";
        try (Merged merged = new Merged(files, asked.before() == null ? "" : asked.before())) {
            for (AuditEvent event = merged.next(); event != null; event = merged.next()) {
                Entry entry = entry(event);
                if (isBefore(entry, asked)) {
                    break;
                }
                if (isOfDay(entry, asked) && asked.wants(entry)) {
                    if (found.size() == A_PAGE) {
                        older = merged.places();
                        break;
                    }
                    found.add(entry);
                }
            }
        }
        model.addAttribute("at", at);
        model.addAttribute("asked", asked);
        model.addAttribute("entries", found);
        model.addAttribute("older", older);
        model.addAttribute("verified", verified);
        return "audit";
    }

    private LocalDate day(Entry entry) {
        return entry.at.atZone(clock.getZone()).toLocalDate();
    }

    private boolean isOfDay(Entry entry, Asked asked) {
        return asked.day() == null || day(entry).equals(asked.day());
    }

    /** What comes is earlier still. */
    private boolean isBefore(Entry entry, Asked asked) {
        return asked.day() != null && day(entry).isBefore(asked.day());
    }

    /** The entries of some logs as of one, from their ends. */
    private static final class Merged implements AutoCloseable {
        private final List<Backwards> logs = new ArrayList<>();
        private final List<@Nullable AuditEvent> heads = new ArrayList<>();
        private final List<Long> places = new ArrayList<>();
        private List<Long> last = List.of();

        /** @param places where to begin; empty for the ends */
        Merged(List<Path> files, String places) throws IOException {
            String[] given = places.split("-", -1);
            for (int i = 0; i < files.size(); i++) {
                if (Files.exists(files.get(i))) {
                    boolean known = given.length == files.size() && given[i].matches("\\d{1,18}");
                    Backwards log = Backwards.of(files.get(i), known ? Long.parseLong(given[i]) : Long.MAX_VALUE);
                    logs.add(log);
                    this.places.add(log.place());
                    heads.add(log.next());
                }
            }
        }

        /** The latest that is left; null if none is. */
        @Nullable
        AuditEvent next() throws IOException {
            int latest = -1;
            for (int i = 0; i < heads.size(); i++) {
                AuditEvent head = heads.get(i);
                if (head != null && (latest < 0 || !at(head).isBefore(at(Objects.requireNonNull(heads.get(latest)))))) {
                    latest = i;
                }
            }
            if (latest < 0) {
                return null;
            }
            last = List.copyOf(places);
            AuditEvent event = heads.get(latest);
            places.set(latest, logs.get(latest).place());
            heads.set(latest, logs.get(latest).next());
            return event;
        }

        /** Where to begin to have the entry again that was the last. */
        String places() {
            return String.join("-", last.stream().map(String::valueOf).toList());
        }

        @Override
        public void close() throws IOException {
            for (Backwards log : logs) {
                log.close();
            }
        }
    }

    private static Instant at(AuditEvent event) {
        return Instant.parse(event.detail("at").isEmpty() ? Instant.EPOCH.toString() : event.detail("at"));
    }

    private Entry entry(AuditEvent event) {
        TreeMap<String, String> details = new TreeMap<>(event.details());
        details.keySet().removeAll(HIDDEN);
        String command = details.remove("command");
        String who = event.detail("user").isEmpty()
                ? event.detail("operator").isEmpty() ? event.detail("account") : event.detail("operator")
                : event.detail("user");
        return new Entry(
                at(event),
                time.format(at(event)),
                who,
                event.event() + (command == null ? "" : ": " + command),
                String.join(
                        "; ",
                        details.entrySet().stream()
                                .map(detail -> detail.getKey().replace('_', ' ') + " " + detail.getValue())
                                .toList()));
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

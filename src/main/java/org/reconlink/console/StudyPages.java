package org.reconlink.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.console.Users.User;
import org.reconlink.console.review.Desks;
import org.reconlink.intake.FileFacts;
import org.reconlink.job.ExitCode;
import org.reconlink.job.RunProgress;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;
import org.reconlink.publish.Manifest;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.StoreException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Last night, the runs of a study, and one run: how far it is, what it found and left. */
@Controller
final class StudyPages {
    private static final Set<String> RUNNING_COMMANDS = Set.of("run", "rerun", "backfill");
    private static final int A_PAGE = 50;
    private static final int FINDINGS_A_PAGE = 100;
    private static final int SECONDS_A_MINUTE = 60;
    /** The script stops to ask when it is answered so. */
    private static final int NO_MORE = 286;

    private final StudyStores stores;
    private final Users users;
    private final RunStarts starts;
    private final Desks desks;
    private final TracingPages tracing;
    private final ReleasePages releases;
    private final DateTimeFormatter time;

    StudyPages(
            StudyStores stores,
            Users users,
            RunStarts starts,
            Desks desks,
            ReleasePages releases,
            TracingPages tracing,
            Clock clock) {
        this.stores = stores;
        this.users = users;
        this.starts = starts;
        this.desks = desks;
        this.tracing = tracing;
        this.releases = releases;
        this.time = time(clock);
    }

    static DateTimeFormatter time(Clock clock) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.UK).withZone(clock.getZone());
    }

    /**
     * A study at a glance.
     *
     * @param state {@code good}, {@code open}, {@code bad}, {@code busy} or {@code none}, for its colour; the words say it too
     * @param why nothing was done, or what is to be done
     * @param run the latest, empty if there is none
     */
    record StudyRow(
            String study,
            String state,
            String words,
            String code,
            String why,
            String when,
            String took,
            String run,
            long rejected,
            long inDoubt,
            boolean startable,
            boolean again,
            boolean linked) {}

    @GetMapping("/")
    String studies(Model model, HttpServletRequest request) throws IOException {
        User user = user(request);
        List<StudyRow> rows = stores.all().stream()
                .filter(user::knows)
                .map(study -> row(user, study))
                .toList();
        model.addAttribute("rows", rows.stream().filter(StudyRow::linked).toList());
        model.addAttribute("again", rows.stream().filter(StudyRow::again).count());
        model.addAttribute("tasks", tasks(rows));
        model.addAttribute("desks", desks(user));
        return "studies";
    }

    /** What of a study waits for the viewer, and where. */
    record DeskRow(String study, String words, String place) {}

    private List<DeskRow> desks(User user) throws IOException {
        List<DeskRow> rows = new ArrayList<>();
        for (String study : stores.all()) {
            if (user.is(Role.REVIEWER, study)) {
                rows.add(new DeskRow(study, words(desks.waiting(study, user.name(), false), "review"), "review"));
            }
            if (user.is(Role.ADJUDICATOR, study)) {
                rows.add(new DeskRow(
                        study, words(desks.waiting(study, user.name(), true), "adjudication"), "adjudication"));
            }
            if (user.is(Role.TRACER, study)) {
                rows.add(new DeskRow(study, people(tracing.waiting(study)), "tracing"));
            }
            if (user.is(Role.CHECKER, study)) {
                rows.add(new DeskRow(study, outputs(releases.toCheck(study, user.name())), "releases"));
            }
        }
        return rows;
    }

    private static String words(int pairs, String what) {
        return pairs == 1 ? "1 pair waits for your " + what : number(pairs) + " pairs wait for your " + what;
    }

    private static String people(int sampled) {
        return sampled == 1 ? "1 person waits to be traced" : number(sampled) + " people wait to be traced";
    }

    private static String outputs(int tables) {
        return tables == 1
                ? "1 table of the last run waits for your check"
                : number(tables) + " tables of the last run wait for your check";
    }

    private static List<String> tasks(List<StudyRow> rows) {
        List<String> tasks = new ArrayList<>();
        long bad = rows.stream().filter(row -> row.state.equals("bad")).count();
        if (bad > 0) {
            tasks.add(bad == 1 ? "1 study did not complete" : bad + " studies did not complete");
        }
        long pairs = rows.stream().mapToLong(StudyRow::inDoubt).sum();
        if (pairs > 0) {
            tasks.add(pairs == 1 ? "1 pair is in doubt" : pairs + " pairs are in doubt");
        }
        return tasks;
    }

    private StudyRow row(User user, String study) {
        boolean operates = user.is(Role.OPERATOR, study);
        boolean sees = operates || user.is(Role.VIEWER, study) || user.is(Role.AUDITOR, study);
        if (!sees) {
            return new StudyRow(study, "none", "", "", "", "", "", "", 0, 0, false, false, false);
        }
        try {
            return row(study, operates);
        } catch (StoreException e) {
            return new StudyRow(
                    study,
                    "bad",
                    "cannot be read",
                    "",
                    String.valueOf(e.getMessage()),
                    "",
                    "",
                    "",
                    0,
                    0,
                    false,
                    false,
                    true);
        }
    }

    private StudyRow row(String study, boolean operates) {
        List<StoredRun> runs = stores.runs(study);
        StoredRun last = runs.isEmpty() ? null : runs.get(0);
        boolean startable = operates && stores.protocols().containsKey(study);
        RunProgress progress =
                stores.progress(study).filter(RunProgress::goesOn).orElse(null);
        List<AuditEvent> events = stores.events(study);
        AuditEvent end = lastEnd(events);
        if (progress != null) {
            return new StudyRow(
                    study,
                    "busy",
                    "running",
                    "",
                    "in the store since " + time.format(progress.begun()),
                    time.format(progress.begun()),
                    "",
                    progress.run(),
                    0,
                    0,
                    false,
                    false,
                    true);
        }
        if (end == null) {
            return new StudyRow(
                    study,
                    "none",
                    "has not run",
                    "",
                    "Start it here, or with reconlink run.",
                    "",
                    "",
                    "",
                    0,
                    0,
                    startable,
                    false,
                    true);
        }
        boolean killed = end.event().equals(AuditTrail.KILLED);
        ExitCode code = killed ? ExitCode.UNEXPECTED : ExitCode.of(Integer.parseInt(end.detail("exit_code")));
        String id = last == null ? "" : last.id();
        String why = killed
                ? "its process is gone and left no end; the same command goes on from there"
                : code == ExitCode.NOTHING_NEW
                        ? "same protocol, inputs, verdicts and version as run " + latest(runs)
                        : "";
        long rejected = last == null ? 0 : counts(study, last.id()).getOrDefault("rejected", 0L);
        String complete = latest(runs);
        long inDoubt = complete.isEmpty()
                ? 0
                : stores.<Long>read(study, "in doubt " + complete, store ->
                        (long) store.reviewCases().count(complete));
        boolean again = operates && (killed || code.isFailure());
        return new StudyRow(
                study,
                killed || code.isFailure() ? "bad" : code == ExitCode.DONE_WITH_OPEN_CASES ? "open" : "good",
                killed ? "killed" : code.meaning(),
                killed ? "" : String.valueOf(code.code()),
                why,
                time.format(Instant.parse(end.detail("at"))),
                last == null ? "" : took(last),
                id,
                rejected,
                inDoubt,
                startable,
                again,
                true);
    }

    /** The latest complete run's id; empty if there is none. */
    static String latest(List<StoredRun> runs) {
        return latestComplete(runs).map(StoredRun::id).orElse("");
    }

    static Optional<StoredRun> latestComplete(List<StoredRun> runs) {
        return runs.stream()
                .filter(run -> run.status() == StoredRun.Status.COMPLETED)
                .max(Comparator.comparing(StoredRun::dataCut).thenComparing(StoredRun::started));
    }

    /** How the last command that runs studies ended; null if none has. */
    private static @Nullable AuditEvent lastEnd(List<AuditEvent> events) {
        Map<Long, AuditEvent> begun = new TreeMap<>();
        AuditEvent last = null;
        for (AuditEvent event : events) {
            if (event.event().equals(AuditTrail.BEGUN) && RUNNING_COMMANDS.contains(event.detail("command"))) {
                begun.put(event.seq(), event);
            } else if ((event.event().equals(AuditTrail.ENDED) || event.event().equals(AuditTrail.KILLED))
                    && begun.containsKey(event.command())) {
                last = event;
            }
        }
        return last;
    }

    static String took(StoredRun run) {
        return run.ended() == null ? "" : took(Duration.between(run.started(), run.ended()));
    }

    private static String took(Duration took) {
        long seconds = took.toSeconds();
        return seconds < SECONDS_A_MINUTE
                ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)
                : took.toMinutes() + " min " + seconds % SECONDS_A_MINUTE + " s";
    }

    private Map<String, Long> counts(String study, String run) {
        return stores.read(study, "counts " + run, store -> {
            Map<String, Long> counts = new TreeMap<>();
            store.findings().read(run).forEach(one -> counts.merge(EnumWords.of(one.severity()), 1L, Long::sum));
            return counts;
        });
    }

    /** A run in a list. */
    record RunRow(
            String id,
            String dataCut,
            String status,
            String state,
            String code,
            String meaning,
            String started,
            String took,
            String reason,
            boolean pruned,
            boolean complete) {}

    private RunRow row(StoredRun run) {
        ExitCode code = run.exitStatus() == null ? null : ExitCode.of(run.exitStatus());
        String state = code == null ? "busy" : code.isFailure() ? "bad" : code == ExitCode.DONE ? "good" : "open";
        return new RunRow(
                run.id(),
                run.dataCut().toString(),
                EnumWords.of(run.status()),
                state,
                code == null ? "" : String.valueOf(code.code()),
                code == null ? "" : code.meaning(),
                time.format(run.started()),
                took(run),
                run.reason() == null ? "" : run.reason(),
                run.status() == StoredRun.Status.PRUNED,
                run.status() == StoredRun.Status.COMPLETED);
    }

    @GetMapping("/studies/{study}/runs")
    String runs(
            @PathVariable String study,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String cut,
            @RequestParam(defaultValue = "1") int page,
            Model model,
            HttpServletRequest request) {
        List<StoredRun> all = stores.runs(study);
        List<RunRow> rows = all.stream()
                .map(this::row)
                .filter(row ->
                        (status.isEmpty() || row.status.equals(status)) && (cut.isEmpty() || row.dataCut.equals(cut)))
                .toList();
        int pages = Math.max(1, (rows.size() + A_PAGE - 1) / A_PAGE);
        int at = Math.min(Math.max(1, page), pages);
        model.addAttribute("runs", rows.subList((at - 1) * A_PAGE, Math.min(rows.size(), at * A_PAGE)));
        model.addAttribute("number", rows.size());
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        model.addAttribute("status", status);
        model.addAttribute("cut", cut);
        model.addAttribute(
                "statuses",
                all.stream()
                        .map(run -> EnumWords.of(run.status()))
                        .distinct()
                        .sorted()
                        .toList());
        model.addAttribute(
                "cuts",
                all.stream()
                        .map(run -> run.dataCut().toString())
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .toList());
        model.addAttribute("operates", user(request).is(Role.OPERATOR, study));
        model.addAttribute("startable", stores.protocols().containsKey(study));
        model.addAttribute(
                "busy", stores.progress(study).filter(RunProgress::goesOn).isPresent());
        model.addAttribute("said", starts.said(study));
        return "runs";
    }

    /** A step of a run, as far as it is. */
    record StepRow(String name, String state, String rows, String took, int share, String summary) {}

    /** How far a run is, for the part of a page that is replaced. */
    record Live(boolean goesOn, String run, String begun, String by, List<StepRow> steps, String end, String code) {}

    private Optional<Live> live(String study) {
        return stores.progress(study).map(progress -> {
            long total = Math.max(
                    1,
                    progress.steps().stream()
                            .filter(step -> step.took() != null)
                            .mapToLong(step -> step.took().toMillis())
                            .sum());
            List<StepRow> steps = progress.steps().stream()
                    .map(step -> new StepRow(
                            step.name().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT),
                            step.took() != null ? "done" : progress.goesOn() ? "at work" : "not completed",
                            step.expected() == 0
                                    ? step.rows() == 0 ? "" : number(step.rows())
                                    : number(step.rows()) + " of about " + number(step.expected()),
                            step.took() == null ? "" : took(step.took()),
                            step.took() == null ? 0 : (int) (step.took().toMillis() * 100 / total),
                            step.summary()))
                    .toList();
            RunProgress.End end = progress.end();
            return new Live(
                    progress.goesOn(),
                    progress.run(),
                    time.format(progress.begun()),
                    "process " + progress.process().pid() + " on "
                            + progress.process().host(),
                    steps,
                    end != null ? end.meaning() : progress.goesOn() ? "" : "its process is gone and left no end",
                    end == null ? "" : String.valueOf(end.exitCode()));
        });
    }

    private static String number(long n) {
        return String.format(Locale.UK, "%,d", n);
    }

    @GetMapping("/studies/{study}/progress")
    String progress(@PathVariable String study, Model model, HttpServletRequest request, HttpServletResponse response) {
        Live live = live(study).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("live", live);
        model.addAttribute("operates", user(request).is(Role.OPERATOR, study));
        boolean part = request.getHeader("HX-Request") != null;
        if (part && !live.goesOn) {
            response.setStatus(NO_MORE);
        }
        return part ? "progress :: live" : "progress";
    }

    @GetMapping("/studies/{study}/runs/{run}")
    String run(@PathVariable String study, @PathVariable String run, Model model, HttpServletRequest request) {
        StoredRun found = stores.run(study, run);
        RunRow row = row(found);
        Optional<Live> live = live(study).filter(one -> one.run().equals(run));
        User user = user(request);
        model.addAttribute("row", row);
        model.addAttribute("stored", found);
        model.addAttribute("live", live.orElse(null));
        model.addAttribute("operates", user.is(Role.OPERATOR, study));
        model.addAttribute("sees", user.is(Role.OPERATOR, study) || user.is(Role.VIEWER, study));
        model.addAttribute("counts", counts(study, run));
        model.addAttribute(
                "inputs",
                stores.<List<FileFacts>>read(
                        study, "inputs " + run, store -> store.inputFiles().read(run)));
        model.addAttribute("advice", advice(row));
        model.addAttribute("earlier", earlier(study, run));
        model.addAttribute("said", starts.said(study));
        return "run";
    }

    /** The complete run before one, to compare it with; empty if there is none. */
    private String earlier(String study, String run) {
        return stores.runs(study).stream()
                .filter(one -> one.status() == StoredRun.Status.COMPLETED)
                .map(StoredRun::id)
                .dropWhile(id -> !id.equals(run))
                .skip(1)
                .findFirst()
                .orElse("");
    }

    private static String advice(RunRow row) {
        return switch (row.code) {
            case "0", "6" -> "";
            case "3" -> "See the findings: each says what to do. Mend the files, then run again.";
            case "4" -> "Rows that were rejected are among the findings; pairs in doubt wait for their reviewers.";
            case "7" -> "Look at the disk's space and the rights of the folders, then go on.";
            case "8" -> "Verify the files of the runs before: something changed them after the run had ended.";
            case "130", "143" -> "It was stopped on purpose; go on with it when it suits.";
            case "" -> "";
            default -> "See what the command said; go on with it when the cause is gone.";
        };
    }

    /** Findings of a rule in a file. */
    record RuleRow(String severity, String rule, String file, long n, String problem, String advice) {}

    /** Where a finding is, without any value. */
    record PlaceRow(String severity, String rule, String place, String problem, String advice) {}

    @GetMapping("/studies/{study}/runs/{run}/findings")
    String findings(
            @PathVariable String study,
            @PathVariable String run,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam(defaultValue = "1") int page,
            Model model,
            HttpServletRequest request) {
        StoredRun found = stores.run(study, run);
        List<Finding> all =
                stores.read(study, "findings " + run, store -> store.findings().read(run));
        Map<String, List<Finding>> byRule = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Finding::rule)
                        .thenComparing(Finding::file))
                .forEach(one -> byRule.computeIfAbsent(one.rule() + '\n' + one.file(), key -> new ArrayList<>())
                        .add(one));
        model.addAttribute(
                "rules",
                byRule.values().stream()
                        .map(same -> new RuleRow(
                                EnumWords.of(same.get(0).severity()),
                                same.get(0).rule(),
                                same.get(0).file(),
                                same.size(),
                                same.get(0).problem(),
                                same.get(0).advice()))
                        .toList());
        boolean places = user(request).is(Role.OPERATOR, study);
        List<Finding> asked = !places
                ? List.of()
                : all.stream()
                        .filter(one -> rule.isEmpty() || one.rule().equals(rule))
                        .toList();
        int pages = Math.max(1, (asked.size() + FINDINGS_A_PAGE - 1) / FINDINGS_A_PAGE);
        int at = Math.min(Math.max(1, page), pages);
        model.addAttribute("row", row(found));
        model.addAttribute("total", all.size());
        model.addAttribute("rule", rule);
        model.addAttribute("places", places);
        model.addAttribute(
                "shown",
                asked.stream()
                        .skip((at - 1L) * FINDINGS_A_PAGE)
                        .limit(FINDINGS_A_PAGE)
                        .map(one -> new PlaceRow(
                                EnumWords.of(one.severity()), one.rule(), place(one), one.problem(), one.advice()))
                        .toList());
        model.addAttribute("number", asked.size());
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        return "findings";
    }

    private static String place(Finding one) {
        return Stream.of(
                        one.file(),
                        one.sheet() == null ? "" : "sheet " + one.sheet(),
                        one.row() == null ? "" : "row " + one.row(),
                        one.column() == null ? "" : "column " + one.column(),
                        one.cell() == null ? "" : one.cell())
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    /** A file of a run's outputs. */
    record FileRow(String name, String size) {}

    @GetMapping("/studies/{study}/runs/{run}/files")
    String files(@PathVariable String study, @PathVariable String run, Model model) throws IOException {
        return files(study, run, null, model);
    }

    private String files(String study, String run, @Nullable List<String> problems, Model model) throws IOException {
        StoredRun found = stores.run(study, run);
        List<FileRow> files = new ArrayList<>();
        String output = found.output();
        boolean there = output != null && Files.isDirectory(Path.of(output));
        if (there) {
            Path folder = Path.of(String.valueOf(output));
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    files.add(new FileRow(
                            folder.relativize(file).toString().replace('\\', '/'),
                            number(Files.size(file)) + " bytes"));
                }
            }
        }
        model.addAttribute("row", row(found));
        model.addAttribute("files", files);
        model.addAttribute("there", there);
        model.addAttribute("problems", problems);
        return "files";
    }

    @PostMapping("/studies/{study}/runs/{run}/files")
    String verify(@PathVariable String study, @PathVariable String run, Model model) throws IOException {
        StoredRun found = stores.run(study, run);
        List<String> problems = found.output() == null
                ? List.of("this run left no outputs")
                : Manifest.isOf(Path.of(found.output()), study, run)
                        ? Manifest.verify(Path.of(found.output()))
                        : List.of("the outputs are not where the run left them");
        return files(study, run, problems, model);
    }

    @GetMapping("/studies/{study}/runs/{run}/report")
    ResponseEntity<String> report(@PathVariable String study, @PathVariable String run) {
        return sandboxed(stores.text(stores.run(study, run), "report.html"));
    }

    @GetMapping("/studies/{study}/runs/{run}/quality")
    ResponseEntity<String> quality(@PathVariable String study, @PathVariable String run) {
        return sandboxed(stores.text(stores.run(study, run), "data-quality.html"));
    }

    /** A page of the run's own: whatever stands in it, it runs nothing and goes nowhere. */
    private static ResponseEntity<String> sandboxed(String html) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header(
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'")
                .body(html);
    }

    private User user(HttpServletRequest request) {
        return users.find(String.valueOf(request.getRemoteUser())).orElseThrow();
    }
}

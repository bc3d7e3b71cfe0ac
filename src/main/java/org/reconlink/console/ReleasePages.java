package org.reconlink.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.audit.ChainEnds;
import org.reconlink.console.Users.User;
import org.reconlink.publish.SafeOutputs;
import org.reconlink.release.Releases;
import org.reconlink.release.Releases.NotNowException;
import org.reconlink.release.Releases.Release;
import org.reconlink.release.Releases.Request;
import org.reconlink.release.Releases.State;
import org.reconlink.release.Releases.Vote;
import org.reconlink.release.SafeFolder;
import org.reconlink.release.SafeFolder.Fact;
import org.reconlink.release.SafeFolder.Table;
import org.reconlink.store.RunRegister.StoredRun;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Output checking: the tables of a run one by one, what each checker says of them, and their release. */
@Controller
final class ReleasePages {
    private static final int LONGEST_COMMENT = 2_000;

    private final StudyStores stores;
    private final Users users;
    private final Journal journal;
    private final Console.Settings settings;
    private final DateTimeFormatter time;

    ReleasePages(StudyStores stores, Users users, Journal journal, Console.Settings settings) {
        this.stores = stores;
        this.users = users;
        this.journal = journal;
        this.settings = settings;
        this.time = StudyPages.time(settings.clock());
    }

    private Releases releases(String study) {
        return new Releases(stores.folder(study), settings.output().resolve(study), settings.checkers());
    }

    /** Everybody who had a run made, by the study's events: on the command line the account is all that is known. */
    private Set<String> starters(String study, String run) {
        Set<String> starters = new TreeSet<>();
        for (AuditEvent event : stores.events(study)) {
            if (event.event().equals("run begun") && event.detail("run").equals(run)) {
                starters.add(event.detail("operator").toLowerCase(Locale.ROOT));
                starters.add(event.detail("account").toLowerCase(Locale.ROOT));
            }
        }
        return starters;
    }

    private Optional<Request> request(String study, StoredRun run) throws IOException {
        String output = run.output();
        return run.status() != StoredRun.Status.COMPLETED || output == null
                ? Optional.empty()
                : releases(study).request(run.id(), Path.of(output), starters(study, run.id()));
    }

    private Request request(String study, String run) throws IOException {
        return request(study, stores.run(study, run))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The tables of a run as they were when its folder was last read, of a state of its files. */
    private record Kept(String state, Optional<SafeFolder> safe) {}

    private final Map<Path, Kept> kept = new ConcurrentHashMap<>();

    /** Read anew when a file there is another: only to count, where who votes is shown what lies there now. */
    private Optional<SafeFolder> known(Path output) throws IOException {
        Path folder = output.resolve(SafeOutputs.FOLDER);
        StringBuilder state = new StringBuilder();
        for (Path file : StudyStores.files(folder)) {
            state.append(file.getFileName())
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file))
                    .append('\n');
        }
        Kept known = kept.get(output);
        if (known == null || !known.state.contentEquals(state)) {
            known = new Kept(state.toString(), SafeFolder.of(output));
            kept.put(output, known);
        }
        return known.safe;
    }

    /** How many tables of the last complete run somebody has still to say something of. */
    int toCheck(String study, String name) throws IOException {
        List<StoredRun> runs = stores.runs(study);
        Optional<StoredRun> last = runs.stream()
                .filter(run -> run.id().equals(StudyPages.latest(runs)))
                .findFirst();
        String output = last.map(StoredRun::output).orElse(null);
        Optional<Request> found = last.isEmpty() || output == null
                ? Optional.empty()
                : releases(study)
                        .request(
                                last.get().id(),
                                known(Path.of(output)),
                                starters(study, last.get().id()));
        return (int) found.stream()
                .flatMap(one -> one.safe().tables().stream()
                        .filter(table -> one.whyNot(table, name).isEmpty()
                                && one.vote(table, name).isEmpty()))
                .count();
    }

    private static Table table(Request request, String name) {
        return request.safe().table(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** How something stands, in a word and a colour. */
    record Tag(String colour, String words) {
        static Tag of(State state, int handedIn, int needed) {
            return switch (state) {
                case OPEN -> new Tag("open", "to check");
                case WAITING -> new Tag("busy", handedIn + " of " + needed + " checkers have handed in");
                case DISAGREEMENT -> new Tag("bad", "the checkers disagree");
                case CHANGES_ASKED -> new Tag("bad", "changes asked for");
                case APPROVED -> new Tag("good", "approved, not released");
                case RELEASED -> new Tag("good", "released");
            };
        }
    }

    /** A run with tables that may leave. */
    record RunRow(String id, String dataCut, int tables, Tag tag) {}

    /** What has left. */
    record ReleaseRow(int number, String run, String when, String by, int tables, String sha256) {}

    @GetMapping("/studies/{study}/releases")
    String releases(@PathVariable String study, Model model) throws IOException {
        List<RunRow> rows = new ArrayList<>();
        int complete = 0;
        for (StoredRun run : stores.runs(study)) {
            complete += run.status() == StoredRun.Status.COMPLETED ? 1 : 0;
            request(study, run)
                    .ifPresent(one -> rows.add(new RunRow(
                            run.id(),
                            run.dataCut().toString(),
                            one.safe().tables().size(),
                            Tag.of(one.state(), one.submitted().size(), one.needed()))));
        }
        List<ReleaseRow> released = new ArrayList<>();
        for (Release one : releases(study).all()) {
            released.add(0, row(one));
        }
        model.addAttribute("rows", rows);
        model.addAttribute("complete", complete);
        model.addAttribute("released", released);
        return "releases";
    }

    private ReleaseRow row(Release one) {
        return new ReleaseRow(
                one.number(),
                one.run(),
                time.format(one.at()),
                one.by(),
                one.tables().size(),
                one.sha256());
    }

    /**
     * A table in the list of a run.
     *
     * @param mine what the viewer said, in words; empty if nothing
     * @param others what the others said, as far as the viewer may know
     */
    record TableRow(
            String name,
            String title,
            boolean holds,
            int hidden,
            String mine,
            String colour,
            List<VoteRow> others,
            boolean fallen) {}

    /** What somebody said. */
    record VoteRow(String by, String words, String comment, String when) {}

    private VoteRow vote(Vote vote) {
        return new VoteRow(
                vote.by(), vote.approves() ? "approved" : "asked for changes", vote.comment(), time.format(vote.at()));
    }

    @GetMapping("/studies/{study}/releases/{run}")
    String release(@PathVariable String study, @PathVariable String run, Model model, HttpServletRequest request)
            throws IOException {
        User user = user(request);
        Request found = request(study, run);
        List<TableRow> rows = found.safe().tables().stream()
                .map(table -> {
                    Optional<Vote> mine = found.vote(table, user.name());
                    return new TableRow(
                            table.name(),
                            table.title(),
                            table.holds(),
                            table.small() + table.protecting(),
                            mine.map(vote -> vote.approves() ? "approved" : "changes asked for")
                                    .orElse(""),
                            mine.map(vote -> vote.approves() ? "good" : "bad").orElse("open"),
                            found.others(table, user.name()).stream()
                                    .map(this::vote)
                                    .toList(),
                            found.fallen().contains(table.name()));
                })
                .toList();
        boolean checks = user.is(Role.CHECKER, study);
        Release release = found.release();
        model.addAttribute("run", run);
        model.addAttribute("tables", rows);
        model.addAttribute("others", rows.stream().anyMatch(row -> !row.others.isEmpty()));
        model.addAttribute("rule", controls(found.safe()));
        model.addAttribute("tag", Tag.of(found.state(), found.submitted().size(), found.needed()));
        model.addAttribute("needed", found.needed());
        model.addAttribute("checks", checks);
        model.addAttribute("starter", found.starters().contains(user.name()));
        model.addAttribute("whyNotSubmit", found.whyNotSubmit(user.name()));
        model.addAttribute("whyNotRelease", found.whyNotRelease(user.name()));
        model.addAttribute("handedIn", found.submitted().contains(user.name()));
        model.addAttribute("release", release == null ? null : row(release));
        return "release";
    }

    /** The rule that held, a line for each of its parts. */
    private static Map<String, String> controls(SafeFolder safe) {
        Map<String, String> words = new LinkedHashMap<>();
        safe.controls().forEach((name, value) -> words.put(name.replace('_', ' '), value));
        return words;
    }

    /**
     * A line of a table.
     *
     * @param before the count that was released last; empty if there is none, or it is the same
     */
    record Line(String row, String column, String count, String perCent, String before, boolean total) {}

    @GetMapping("/studies/{study}/releases/{run}/tables/{table}")
    String table(
            @PathVariable String study,
            @PathVariable String run,
            @PathVariable String table,
            Model model,
            HttpServletRequest request)
            throws IOException {
        User user = user(request);
        Request found = request(study, run);
        Table shown = table(found, table);
        boolean checks = user.is(Role.CHECKER, study);
        if (checks) {
            releases(study).see(found, shown, user.name(), settings.clock().instant());
        }
        List<Table> all = found.safe().tables();
        int at = all.indexOf(shown);
        Optional<List<List<String>>> last = releases(study).lastReleased(table);
        List<Line> lines = lines(shown.rows(), last.orElse(List.of()));
        model.addAttribute("run", run);
        model.addAttribute("table", shown);
        model.addAttribute(
                "heading", shown.rows().isEmpty() ? List.of() : shown.rows().get(0));
        model.addAttribute("lines", lines);
        model.addAttribute("facts", shown.facts());
        model.addAttribute(
                "wrong",
                shown.facts().stream()
                        .filter(fact -> !fact.holds())
                        .map(Fact::words)
                        .toList());
        model.addAttribute("last", last.isPresent());
        model.addAttribute(
                "changed", lines.stream().filter(line -> !line.before.isEmpty()).count());
        model.addAttribute("checks", checks);
        model.addAttribute("whyNot", found.whyNot(shown, user.name()));
        model.addAttribute(
                "mine", found.vote(shown, user.name()).map(this::vote).orElse(null));
        model.addAttribute(
                "others",
                found.others(shown, user.name()).stream().map(this::vote).toList());
        model.addAttribute("fallen", found.fallen().contains(table));
        model.addAttribute("number", at + 1);
        model.addAttribute("of", all.size());
        model.addAttribute("next", at + 1 < all.size() ? all.get(at + 1).name() : "");
        return "release-table";
    }

    private static List<Line> lines(List<List<String>> rows, List<List<String>> last) {
        Map<List<String>, String> before = new HashMap<>();
        last.stream().skip(1).filter(row -> row.size() > 2).forEach(row -> before.put(row.subList(0, 2), row.get(2)));
        return rows.stream()
                .skip(1)
                .filter(row -> row.size() > 3)
                .map(row -> {
                    String was = before.get(row.subList(0, 2));
                    String said = last.isEmpty() ? "" : was == null ? "not there" : was.equals(row.get(2)) ? "" : was;
                    boolean total = row.get(0).equals("total") || row.get(1).equals("total");
                    return new Line(row.get(0), row.get(1), row.get(2), row.get(3), said, total);
                })
                .toList();
    }

    @PostMapping("/studies/{study}/releases/{run}/tables/{table}")
    String vote(
            @PathVariable String study,
            @PathVariable String run,
            @PathVariable String table,
            @RequestParam(defaultValue = "") String vote,
            @RequestParam(defaultValue = "") String sha256,
            @RequestParam(defaultValue = "") String comment,
            RedirectAttributes redirect,
            HttpServletRequest request)
            throws IOException {
        String page = "/studies/" + study + "/releases/" + run;
        return done(study, request, redirect, page + "/tables/" + table, () -> {
            if (!Set.of("approve", "changes").contains(vote)) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
            Request found = request(study, run);
            Table about = table(found, table);
            boolean approves = vote.equals("approve");
            releases(study)
                    .vote(
                            found,
                            about,
                            sha256,
                            approves,
                            limited(comment),
                            name(request),
                            settings.clock().instant());
            List<Table> all = found.safe().tables();
            int next = all.indexOf(about) + 1;
            return new Said(
                    approves ? "Approved: " + table + "." : "Changes asked for: " + table + ".",
                    next < all.size() ? page + "/tables/" + all.get(next).name() : page);
        });
    }

    @PostMapping("/studies/{study}/releases/{run}/changes")
    String changes(
            @PathVariable String study,
            @PathVariable String run,
            @RequestParam(defaultValue = "") String comment,
            RedirectAttributes redirect,
            HttpServletRequest request)
            throws IOException {
        String page = "/studies/" + study + "/releases/" + run;
        return done(study, request, redirect, page, () -> {
            releases(study)
                    .askForChanges(
                            request(study, run),
                            limited(comment),
                            name(request),
                            settings.clock().instant());
            return new Said("Changes asked for of every table.", page);
        });
    }

    @PostMapping("/studies/{study}/releases/{run}/submit")
    String submit(
            @PathVariable String study,
            @PathVariable String run,
            RedirectAttributes redirect,
            HttpServletRequest request)
            throws IOException {
        String page = "/studies/" + study + "/releases/" + run;
        return done(study, request, redirect, page, () -> {
            releases(study)
                    .submit(request(study, run), name(request), settings.clock().instant());
            return new Said("Your votes are handed in.", page);
        });
    }

    @PostMapping("/studies/{study}/releases/{run}")
    String let(
            @PathVariable String study,
            @PathVariable String run,
            RedirectAttributes redirect,
            HttpServletRequest request)
            throws IOException {
        String page = "/studies/" + study + "/releases/" + run;
        return done(study, request, redirect, page, () -> {
            Request found = request(study, run);
            String output = stores.run(study, run).output();
            AuditTrail trail = stores.begin(study, name(request), "release", Map.of("run", run));
            try {
                Release made = releases(study)
                        .release(
                                found,
                                Path.of(String.valueOf(output)),
                                name(request),
                                settings.clock().instant(),
                                trail);
                trail.end(0, "released");
                return new Said(
                        "Release " + made.number() + " is in "
                                + Path.of(study, Releases.FOLDER, String.valueOf(made.number()))
                                + " of the outputs.",
                        page);
            } catch (NotNowException e) {
                trail.end(2, "refused");
                throw e;
            } catch (IOException e) {
                trail.end(7, "failed");
                throw e;
            }
        });
    }

    @GetMapping("/studies/{study}/releases/{number}/archive")
    ResponseEntity<byte[]> archive(@PathVariable String study, @PathVariable String number) throws IOException {
        int n = number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0;
        byte[] archive =
                releases(study).archive(n).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header("Content-Disposition", "attachment; filename=\"" + study + "-release-" + n + ".zip\"")
                .body(archive);
    }

    /** What is said of an action, and where it leads. */
    private record Said(String words, String to) {}

    private interface Action {
        Said run() throws IOException;
    }

    /** One at a time: what is checked before still holds when it is written. */
    private synchronized String done(
            String study, HttpServletRequest request, RedirectAttributes redirect, String otherwise, Action action)
            throws IOException {
        try {
            Said said = action.run();
            Map<String, Object> told = new HashMap<>(ChainEnds.told(stores.folder(study)));
            told.put("study", study);
            journal.write("checks kept", name(request), told);
            redirect.addFlashAttribute("notice", said.words);
            return "redirect:" + said.to;
        } catch (NotNowException e) {
            redirect.addFlashAttribute(
                    "problem", SignIns.sentence(new Role.RefusedException(String.valueOf(e.getMessage()))));
            return "redirect:" + otherwise;
        }
    }

    private static String limited(String comment) {
        if (comment.length() > LONGEST_COMMENT) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return comment;
    }

    private String name(HttpServletRequest request) {
        return user(request).name();
    }

    private User user(HttpServletRequest request) {
        return users.find(String.valueOf(request.getRemoteUser())).orElseThrow();
    }
}

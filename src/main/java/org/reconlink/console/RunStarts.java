package org.reconlink.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reconlink.console.Role.RefusedException;
import org.reconlink.console.Users.User;
import org.reconlink.job.RunProgress;
import org.reconlink.job.StopRequest;
import org.reconlink.kernel.Permissions;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.StoreHolder;
import org.reconlink.study.StudyReader;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Starts runs as processes of their own, which go on when the console ends, and asks them to stop. */
@Controller
final class RunStarts {
    private static final Path FOLDER = Path.of("console", "runs");
    private static final int LEAST_REASON = 10;
    private static final int MOST_REASON = 500;
    private static final int MOST_SAID = 4_000;
    private static final Duration ENDING = Duration.ofSeconds(1);
    private static final File NOTHING = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    private static final String PROGRAM = "org.reconlink.Reconlink";

    /** The last command of each study that was given here. */
    private final Map<String, Process> started = new HashMap<>();

    private final StudyStores stores;
    private final Users users;
    private final Console.Settings settings;

    RunStarts(StudyStores stores, Users users, Console.Settings settings) {
        this.stores = stores;
        this.users = users;
        this.settings = settings;
    }

    @PostMapping("/studies/{study}/runs")
    String start(
            @PathVariable String study,
            @RequestParam(name = "cut", defaultValue = "") String cut,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        return done(redirect, "/studies/" + study + "/runs", () -> {
            Path protocol = stores.protocols().get(study);
            if (protocol == null) {
                throw new RefusedException("there is no protocol of this study in the folder of protocols");
            }
            List<String> command = new ArrayList<>(List.of("run", protocol.toString()));
            if (!cut.isBlank()) {
                command.addAll(List.of("--data-cut", date(cut).toString()));
            }
            start(study, command, request);
            return "The run has been started.";
        });
    }

    @PostMapping("/studies/{study}/runs/{run}/again")
    String again(
            @PathVariable String study,
            @PathVariable String run,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        return done(redirect, "/studies/" + study + "/runs/" + run, () -> {
            again(study, stores.run(study, run), reason, request);
            return "The run has been started again.";
        });
    }

    /** A complete run beside its earlier version, for a reason; one that did not complete goes on where it ended. */
    private void again(String study, StoredRun run, String reason, HttpServletRequest request) throws IOException {
        List<String> command = new ArrayList<>();
        if (run.status() == StoredRun.Status.COMPLETED) {
            command.addAll(List.of("rerun", run.id(), "--study", study, "--reason=" + checked(reason)));
        } else if (stores.runs(study).get(0).id().equals(run.id()) && run.status() != StoredRun.Status.PRUNED) {
            command.addAll(List.of("rerun", "--failed", "--study", study));
        } else {
            throw new RefusedException("only the last run can be gone on with, and only complete ones be run again");
        }
        start(study, command, request);
    }

    private static String checked(String reason) {
        String text = reason.strip().replaceAll("\\s+", " ");
        if (text.codePoints().filter(Character::isLetter).count() < LEAST_REASON || text.length() > MOST_REASON) {
            throw new RefusedException("say why in " + LEAST_REASON + " letters or more, at most " + MOST_REASON
                    + ": the register and the audit log keep it");
        }
        if (text.startsWith("-") || text.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedException("the reason begins with a word");
        }
        return text;
    }

    @PostMapping("/again")
    String againMany(
            @RequestParam(name = "study", defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        return done(redirect, "/", () -> {
            User user = user(request);
            List<String> studies = chosen.stream()
                    .filter(study -> Route.isName(study) && user.is(Role.OPERATOR, study))
                    .toList();
            if (studies.isEmpty()) {
                throw new RefusedException("choose the studies first");
            }
            checked(reason);
            List<String> refused = new ArrayList<>();
            for (String study : studies) {
                try {
                    List<StoredRun> runs = stores.runs(study);
                    if (runs.isEmpty()) {
                        throw new RefusedException("it has not run; start it from its own page");
                    }
                    again(study, runs.get(0), reason, request);
                } catch (RefusedException e) {
                    refused.add(study + ": " + e.getMessage());
                }
            }
            if (!refused.isEmpty()) {
                throw new RefusedException(
                        (studies.size() - refused.size()) + " started; not started: " + String.join("; ", refused));
            }
            return studies.size() == 1 ? "1 study was started." : studies.size() + " studies were started.";
        });
    }

    @PostMapping("/studies/{study}/stop")
    String stop(@PathVariable String study, RedirectAttributes redirect, HttpServletRequest request) {
        return done(redirect, "/studies/" + study + "/progress", () -> {
            StoreHolder holder = stores.holder(study).filter(StoreHolder::isRun).orElse(null);
            if (holder == null) {
                throw new RefusedException("no run of this study is under way");
            }
            StopRequest.ask(stores.folder(study), holder.process());
            return "The run was asked to stop: it ends at the next chunk, and the same command goes on from there.";
        });
    }

    /**
     * A data cut of a study and how it stands.
     *
     * @param colour of the word that says it
     * @param missing files and patterns, as the protocol writes them
     * @param run the latest of it, empty if there is none
     * @param offered whether it can be chosen
     * @param chosen whether it is before anybody does
     */
    record CutRow(
            String cut,
            String colour,
            String words,
            List<String> missing,
            String run,
            boolean offered,
            boolean chosen) {}

    @GetMapping("/studies/{study}/backfill")
    String backfill(@PathVariable String study, Model model) {
        Path protocol = stores.protocols().get(study);
        SortedMap<LocalDate, List<String>> found = protocol == null ? new TreeMap<>() : StudyReader.dataCuts(protocol);
        List<StoredRun> runs = stores.runs(study);
        SortedSet<LocalDate> cuts = new TreeSet<>(found.keySet());
        runs.forEach(run -> cuts.add(run.dataCut()));
        model.addAttribute(
                "cuts",
                cuts.stream()
                        .map(cut -> row(
                                cut,
                                found.get(cut),
                                runs.stream()
                                        .filter(run -> run.dataCut().equals(cut))
                                        .toList()))
                        .toList());
        model.addAttribute("found", !found.isEmpty());
        model.addAttribute("startable", protocol != null);
        return "backfill";
    }

    /** @param missing null where the protocol names no file by this data cut */
    private static CutRow row(LocalDate cut, @Nullable List<String> missing, List<StoredRun> runs) {
        StoredRun complete = runs.stream()
                .filter(run -> run.status() == StoredRun.Status.COMPLETED)
                .findFirst()
                .orElse(null);
        List<String> lacks = missing == null ? List.of() : missing;
        StoredRun latest = complete != null || runs.isEmpty() ? complete : runs.get(0);
        String run = latest == null ? "" : latest.id();
        String name = cut.toString();
        if (!lacks.isEmpty()) {
            return new CutRow(name, "bad", "missing file", lacks, run, false, false);
        }
        boolean offered = missing != null;
        return complete != null
                ? new CutRow(name, "good", "done", lacks, run, offered, false)
                : new CutRow(name, "open", runs.isEmpty() ? "to do" : "not complete", lacks, run, offered, offered);
    }

    @PostMapping("/studies/{study}/backfill")
    String fill(
            @PathVariable String study,
            @RequestParam(name = "cut", defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "") String cuts,
            RedirectAttributes redirect,
            HttpServletRequest request) {
        return done(redirect, "/studies/" + study + "/backfill", () -> {
            SortedSet<LocalDate> wanted = new TreeSet<>();
            for (String cut : (String.join(" ", chosen) + " " + cuts).strip().split("[\\s,;]+", -1)) {
                if (!cut.isEmpty()) {
                    wanted.add(date(cut));
                }
            }
            Path protocol = stores.protocols().get(study);
            if (wanted.isEmpty() || protocol == null) {
                throw new RefusedException(
                        protocol == null
                                ? "there is no protocol of this study in the folder of protocols"
                                : "choose data cuts, or give one a line, such as 2021-12-31");
            }
            String list =
                    String.join(",", wanted.stream().map(LocalDate::toString).toList());
            start(study, List.of("backfill", protocol.toString(), "--data-cuts", list), request);
            return wanted.size() + (wanted.size() == 1 ? " data cut" : " data cuts")
                    + " will be run, the oldest first.";
        });
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new RefusedException("a data cut is a date, written as 2021-12-31");
        }
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

    private synchronized void start(String study, List<String> what, HttpServletRequest request) throws IOException {
        boolean busy = isStill(started.get(study))
                || stores.progress(study).filter(RunProgress::goesOn).isPresent()
                || stores.holder(study).filter(StoreHolder::isRun).isPresent();
        if (busy) {
            throw new RefusedException("a run of this study is under way; wait for it, or stop it");
        }
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X") && !argument.startsWith("-Xrun"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
        command.addAll(what);
        command.addAll(List.of(
                "--work",
                settings.work().toString(),
                "--output",
                settings.output().toString(),
                "--operator",
                user(request).name(),
                "--plain"));
        settings.inputsFrom().forEach(folder -> command.addAll(List.of("--inputs-from", folder.toString())));
        Path said = settings.work().resolve(FOLDER).resolve(study + ".out");
        Files.createDirectories(said.getParent());
        Files.write(said, new byte[0]);
        Permissions.toOwner(said);
        started.put(
                study,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .redirectInput(NOTHING)
                        .start());
    }

    /** Whether a command is at work that was given here, which holds no store at first; one that is about to end may do so. */
    private static boolean isStill(@Nullable Process process) {
        try {
            return process != null && !process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The end of what the last command of a study said that was given here; empty if none was. */
    String said(String study) {
        Path file = settings.work().resolve(FOLDER).resolve(study + ".out");
        try {
            if (!Files.exists(file)) {
                return "";
            }
            String text = Files.readString(file, UTF_8);
            return text.length() <= MOST_SAID ? text : text.substring(text.length() - MOST_SAID);
        } catch (IOException e) {
            return "";
        }
    }

    private User user(HttpServletRequest request) {
        return users.find(String.valueOf(request.getRemoteUser())).orElseThrow();
    }
}

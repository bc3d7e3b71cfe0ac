package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.RunDifference;
import org.reconlink.inquiry.RunFigures;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.FileFacts;
import org.reconlink.job.ExitCode;
import org.reconlink.job.RunInquiry;
import org.reconlink.job.RunProgress;
import org.reconlink.job.StopRequest;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.StoreHolder;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code reconlink runs}: what has run, and how it went. */
@Command(
        name = "runs",
        subcommands = {QualityCommand.class, PruneCommand.class},
        description = "Lists the runs of all studies, or shows one.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink runs list",
            "  reconlink runs show 2021-12-31-1a2b3c4d",
            "  reconlink runs diff",
            "  reconlink runs diff 2021-12-31-1a2b3c4d 2021-12-31-5e6f7a8b",
            "  reconlink runs quality 2021-12-31-1a2b3c4d 2021-12-31-5e6f7a8b",
            "  reconlink runs progress",
            "  reconlink runs stop",
            "  reconlink runs prune --keep 12 --reason \"a year is kept\""
        })
final class RunsCommand implements Runnable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Longer than a run that was asked needs: it ends inside a step that takes longer. */
    private static final int STOP_SECONDS = 15;

    private static final int LOOKS_A_SECOND = 5;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: list, show, diff, quality, progress, stop or prune");
    }

    @Command(name = "list", description = "Lists every run, oldest first.", mixinStandardHelpOptions = true)
    int list(@Mixin Places places, @Option(names = "--json", description = "Print as JSON.") boolean json) {
        List<RunFigures> runs = new ArrayList<>();
        for (Path folder : Stores.all(places.work)) {
            try (WorkingStore store = Stores.read(folder, spec.commandLine().getErr())) {
                store.runs().all().forEach(run -> runs.add(RunInquiry.registered(run)));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writeValueAsString(runs.stream().map(RunFigures::fields).toList()));
            return ExitCode.DONE.code();
        }
        TextTable table = new TextTable("run", "study", "status", "exit", "started", "seconds", "output");
        runs.forEach(run -> table.row(
                run.id(),
                run.study(),
                run.status(),
                run.exitCode() == null ? "" : String.valueOf(run.exitCode()),
                TIME.format(run.started()),
                seconds(run.took()),
                run.output() == null ? "" : run.output()));
        table.print(out);
        if (runs.isEmpty()) {
            spec.commandLine().getErr().println("no study has run here yet");
        }
        return ExitCode.DONE.code();
    }

    @Command(
            name = "show",
            description =
                    "Shows one run: how it ended, its inputs, its findings by rule and how offences were classified.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "RUN", description = "A run as listed by: reconlink runs list") String id,
            @Mixin Places places) {
        for (Path folder : Stores.all(places.work)) {
            try (WorkingStore store = Stores.read(folder, spec.commandLine().getErr())) {
                StoredRun run = store.runs().find(id).orElse(null);
                if (run != null) {
                    print(RunInquiry.figures(run, store), spec.commandLine().getOut());
                    return ExitCode.DONE.code();
                }
            }
        }
        throw new UsageException("there is no run " + id + "; see: reconlink runs list");
    }

    @Command(
            name = "diff",
            description =
                    "Says what differs between two runs of a study: what they were given, and what they made of it. Without"
                            + " runs: between the latest and the one before.",
            mixinStandardHelpOptions = true)
    int diff(
            @Parameters(paramLabel = "RUN", arity = "0..2", description = "The earlier run and the later one.")
                    @Nullable
                    List<String> ids,
            @Option(
                            names = "--study",
                            paramLabel = "ID",
                            description = "The study, where no run is named (default: the only one that has run).")
                    @Nullable
                    String study,
            @Mixin Places places)
            throws IOException {
        if (ids == null || ids.isEmpty()) {
            return diffOfLast(Stores.one(places.work, study));
        }
        if (ids.size() == 1) {
            throw new UsageException("name two runs, or none to compare the latest with the one before");
        }
        String a = ids.get(0);
        String b = ids.get(1);
        for (Path folder : Stores.all(places.work)) {
            try (WorkingStore store = Stores.read(folder, spec.commandLine().getErr())) {
                StoredRun before = store.runs().find(a).orElse(null);
                StoredRun after = store.runs().find(b).orElse(null);
                if (before != null && after != null) {
                    print(
                            RunInquiry.difference(complete(store, before), complete(store, after), store, key()),
                            spec.commandLine().getOut());
                    return ExitCode.DONE.code();
                }
            }
        }
        throw new UsageException("there is no study with both runs; see: reconlink runs list");
    }

    @Command(
            name = "progress",
            description =
                    "Says how far the study's run is, or how the last one ended, whoever began it; opens no store.",
            mixinStandardHelpOptions = true)
    int progress(
            @Option(
                            names = "--study",
                            paramLabel = "ID",
                            description = "The study (default: the only one that has run).")
                    @Nullable
                    String study,
            @Option(names = "--json", description = "Print as JSON.") boolean json,
            @Mixin Places places)
            throws IOException {
        RunProgress progress = RunProgress.read(Stores.one(places.work, study))
                .orElseThrow(() -> new UsageException("no run of this study has told how far it is"));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(progress));
        } else {
            print(progress, out);
        }
        return ExitCode.DONE.code();
    }

    private static void print(RunProgress progress, PrintWriter out) {
        out.println("run       " + progress.run());
        out.println("begun     " + TIME.format(progress.begun()) + " by " + progress.process());
        out.println();
        TextTable table = new TextTable("step", "seconds", "");
        for (RunProgress.Step step : progress.steps()) {
            table.row(step.name(), step.took() == null ? "" : seconds(step.took()), far(step));
            step.pairs().forEach((rule, pairs) -> table.row("", "", Words.number(pairs) + " pairs by " + rule));
        }
        table.print(out);
        out.println();
        RunProgress.End end = progress.end();
        out.println(
                end != null
                        ? "ended     " + TIME.format(end.at()) + " with " + end.exitCode() + ": " + end.meaning()
                        : progress.goesOn()
                                ? "goes on"
                                : "cut off: its process is gone; give its command again to go on from there");
    }

    private static String far(RunProgress.Step step) {
        if (step.file().isEmpty()) {
            return step.summary();
        }
        return Words.number(step.rows()) + (step.expected() == 0 ? "" : " of about " + Words.number(step.expected()))
                + " rows of " + step.file();
    }

    @Command(
            name = "stop",
            description = {
                "Stops the run of a study that is under way, whoever began it, where the same command goes on later.",
                "Ends with 0 when it has stopped, 6 if there is none, 5 if it is still at work after " + STOP_SECONDS
                        + " seconds."
            },
            mixinStandardHelpOptions = true)
    int stop(
            @Option(
                            names = "--study",
                            paramLabel = "ID",
                            description = "The study (default: the only one that has run).")
                    @Nullable
                    String study,
            @Mixin Places places)
            throws IOException {
        Path folder = Stores.one(places.work, study);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return Audited.of(places, folder, "runs stop", Map.of(), err, trail -> {
            StoreHolder holder = WorkingStore.holder(folder).orElse(null);
            if (holder == null || !holder.isRun()) {
                out.println("no run of the study " + folder.getFileName() + " is under way");
                return ExitCode.NOTHING_NEW;
            }
            trail.append(
                    "asking run to stop",
                    Map.of(
                            "its_host", holder.process().host(),
                            "its_process", holder.process().pid()));
            StopRequest.ask(folder, holder.process());
            for (int i = 0; i < STOP_SECONDS * LOOKS_A_SECOND; i++) {
                Thread.sleep(1_000 / LOOKS_A_SECOND);
                StoreHolder now = WorkingStore.holder(folder).orElse(null);
                if (now == null || !now.process().equals(holder.process())) {
                    out.println("stopped: " + holder.process() + "; its command goes on from there");
                    return ExitCode.DONE;
                }
            }
            out.println("asked, but still at work: " + holder.process());
            return ExitCode.ALREADY_RUNNING;
        });
    }

    private int diffOfLast(Path folder) throws IOException {
        try (WorkingStore store = Stores.read(folder, spec.commandLine().getErr())) {
            List<StoredRun> runs = store.runs().complete();
            if (runs.size() < 2) {
                throw new UsageException("fewer than two runs of this study are complete; see: reconlink runs list");
            }
            List<StoredRun> last = runs.subList(runs.size() - 2, runs.size());
            print(
                    RunInquiry.difference(complete(store, last.get(0)), complete(store, last.get(1)), store, key()),
                    spec.commandLine().getOut());
            return ExitCode.DONE.code();
        }
    }

    private static @Nullable String key() {
        return System.getenv(PseudonymKey.ENVIRONMENT_VARIABLE);
    }

    private static StoredRun complete(WorkingStore store, StoredRun run) {
        if (run.status() != StoredRun.Status.COMPLETED) {
            throw new UsageException("run " + run.id() + " did not complete; only complete runs can be compared");
        }
        return Stores.runWithData(store, run.id());
    }

    private static void print(RunFigures run, PrintWriter out) {
        out.println("run       " + run.id() + (run.version() == 1 ? "" : ", version " + run.version()));
        out.println("study     " + run.study() + ", protocol " + run.protocol());
        out.println("status    " + run.status() + (run.exitCode() == null ? "" : ", exit code " + run.exitCode()));
        Duration took = run.took();
        out.println("started   " + TIME.format(run.started()) + (took == null ? "" : ", " + seconds(took) + " s"));
        out.println("identity  " + run.identity());
        if (run.reason() != null) {
            out.println("forced    " + run.reason());
        }
        if (run.output() != null) {
            out.println("output    " + run.output());
        }
        out.println();
        TextTable inputs = new TextTable("input", "section", "rows", "rejected", "format", "sha256");
        for (FileFacts file : run.inputs()) {
            inputs.row(
                    file.file(),
                    file.section(),
                    Words.number(file.rowsRead()),
                    Words.number(file.rowsRejected()),
                    file.format(),
                    file.sha256().substring(0, 16));
        }
        inputs.print(out);
        out.println();
        TextTable findings = new TextTable("findings", "severity", "rule");
        run.findings().forEach(rule -> findings.row(Words.number(rule.findings()), rule.severity(), rule.rule()));
        findings.print(out);
        if (run.offences() > 0) {
            out.println();
            out.println("offences of the linked whose court mode is known: "
                    + Words.share(run.classified(), run.offences()));
            TextTable evidence = new TextTable("offences", "court mode by");
            run.evidence().forEach(by -> evidence.row(Words.number(by.offences()), by.evidence()));
            evidence.print(out);
        }
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "" : String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    private static void print(RunDifference difference, PrintWriter out) {
        out.println("what they were given");
        TextTable table = new TextTable("", difference.before(), difference.after());
        difference.given().forEach(given -> table.row(given.what(), given.was(), given.is()));
        if (difference.given().isEmpty()) {
            out.println("  the same");
        }
        table.print(out, "  ");
        out.println();
        out.println("what they made of it");
        difference.made().forEach((what, n) -> out.println("  " + Words.number(n) + " " + what));
        List<RunDifference.Changed> who = difference.who().stream()
                .filter(one -> !one.pseudonym().isEmpty())
                .toList();
        if (!who.isEmpty()) {
            out.println();
            out.println("of whom, by pseudonym");
            TextTable people = new TextTable("", "");
            who.forEach(one -> people.row(one.pseudonym(), String.join("; ", one.what())));
            people.print(out, "  ");
        }
    }
}

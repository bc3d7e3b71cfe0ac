package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileAccess;
import org.reconlink.job.ExitCode;
import org.reconlink.job.ExtractOnCluster;
import org.reconlink.job.InputFiles;
import org.reconlink.job.MemoryPlan;
import org.reconlink.job.Progress;
import org.reconlink.job.RunReport;
import org.reconlink.job.StopRequest;
import org.reconlink.job.StudyRun;
import org.reconlink.job.TraceFiles;
import org.reconlink.publish.Checkpoint;
import org.reconlink.study.ProtocolException;
import org.reconlink.study.Study;
import org.reconlink.study.StudyReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a study as a command does: where it works, what it prints and how it ends. */
final class StudyRunner {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Mixin
    private final AllowedFolders allowed = new AllowedFolders();

    @Mixin
    private final OutputFolder output = new OutputFolder();

    @Option(names = "--json", description = "Print the closing summary as JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors; with --json also the closing summary.")
    private boolean quiet;

    @Option(names = "--plain", description = "No line that moves and none that is wrapped, as where no terminal is.")
    private boolean plain;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Write counts and durations of the run in Prometheus' text format.")
    private @Nullable Path metrics;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Add a line of JSON for each step begun and ended, with study and run, to this file.")
    private @Nullable Path log;

    @Option(
            names = "--lineage",
            paramLabel = "FILE",
            description = "Add the run's OpenLineage events, a line of JSON each, to this file.")
    private @Nullable Path lineage;

    @Option(
            names = "--traces",
            paramLabel = "URL",
            description =
                    "Send the run's trace, a span for each step with counts, by OTLP over HTTP to this address of a collector, such"
                            + " as http://127.0.0.1:4318/v1/traces.")
    private @Nullable URI spans;

    @Mixin
    private final CheckpointTo checkpointTo = new CheckpointTo();

    @Option(
            names = "--overwrite",
            description =
                    "Let --metrics, --log, --lineage and --checkpoint-to write into files that something else made.")
    private boolean overwrite;

    @Mixin
    private final Notification notification = new Notification();

    @Option(
            names = "--succeed-on",
            paramLabel = "CODE",
            split = ",",
            description = "End with 0 instead of these exit codes, for build tools and schedulers that know only zero.")
    private List<Integer> succeedOn = List.of();

    Places places() {
        return places;
    }

    /** Says what a run would do, and does nothing. */
    int tell(Path protocol, @Nullable LocalDate dataCut) throws IOException {
        Study study = StudyReader.read(protocol, dataCut);
        allowed.require(study);
        DryRun.print(study, places.work, output.path, spec.commandLine().getOut());
        return ExitCode.DONE.code();
    }

    /**
     * Runs to an end and returns its exit code.
     *
     * @param force why to run again what is complete; null: do not
     * @param dataCut another data cut than the protocol's; null: the protocol's
     */
    int run(Path protocol, @Nullable String force, @Nullable LocalDate dataCut) {
        return run(protocol, force, dataCut, new StudyCluster());
    }

    /**
     * The same.
     *
     * @param cluster that reads the conviction extract, if one is asked for
     */
    int run(Path protocol, @Nullable String force, @Nullable LocalDate dataCut, StudyCluster cluster) {
        PrintWriter err = spec.commandLine().getErr();
        if (!quiet) {
            err.println("reconlink " + Version.current() + ": " + protocol
                    + (dataCut == null ? "" : ", data cut " + dataCut));
        }
        if (!outputsMayBeWritten(List.of(protocol), err)) {
            return ExitCode.USAGE.code();
        }
        ExitCode code;
        try {
            Path folder = StudyReader.id(protocol).map(places.work::resolve).orElse(places.work);
            AuditTrail trail = Audited.begin(places, folder, command(), asked(protocol, force, dataCut, cluster));
            try {
                code = run(protocol, force, dataCut, cluster, trail, err);
            } catch (Error e) {
                Audited.end(trail, ExitCode.UNEXPECTED, err);
                throw e;
            }
            code = Audited.end(trail, code, err);
        } catch (IOException e) {
            code = Failures.report(e, err, named());
            endedEarly(name(protocol), code, err);
        }
        return succeedOn.contains(code.code()) ? 0 : code.code();
    }

    private String command() {
        return spec.qualifiedName().replaceFirst("^reconlink ", "");
    }

    private static Map<String, @Nullable Object> asked(
            Path protocol, @Nullable String force, @Nullable LocalDate dataCut, StudyCluster cluster) {
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("protocol", protocol.toString());
        asked.put("data_cut", dataCut);
        asked.put("reason", force);
        if (cluster.master() != null) {
            asked.put("spark", cluster.master());
        }
        return asked;
    }

    /** A protocol's, for a study whose id cannot be read. */
    private static String name(Path protocol) {
        return String.valueOf(protocol.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    private ExitCode run(
            Path protocol,
            @Nullable String force,
            @Nullable LocalDate dataCut,
            StudyCluster cluster,
            AuditTrail trail,
            PrintWriter err) {
        String id = name(protocol);
        ExitCode code;
        try {
            checkpointTo.check();
            Study study = StudyReader.read(protocol, dataCut);
            id = study.id();
            allowed.require(study);
            if (!outputsMayBeWritten(AllowedFolders.files(study), err)) {
                return ExitCode.USAGE;
            }
            code = run(study, force, cluster, trail, err);
        } catch (IOException | RuntimeException e) {
            if (e instanceof ProtocolException wrong) {
                id = wrong.study();
            }
            code = ExitCode.of(CommandLineEntry.report(e, err, named()));
            endedEarly(id, code, err);
        } catch (OutOfMemoryError e) {
            code = Failures.report(e, err, named());
            endedEarly(id, code, err);
        }
        return code;
    }

    private List<Path> named() {
        return CommandLineEntry.named(spec);
    }

    /** If not, it is said here and nowhere else: what is told of a run that ends early goes into the same files. */
    private boolean outputsMayBeWritten(List<Path> inputs, PrintWriter err) {
        OutputFiles outputs = new OutputFiles(new ArrayList<>(inputs), overwrite);
        try {
            outputs.require("--metrics", metrics, "# HELP ");
            outputs.require("--log", log, "{\"");
            outputs.require("--lineage", lineage, "{\"");
            outputs.require("--checkpoint-to", checkpointTo.file(), Checkpoint.BEGINNING);
            if (spans != null
                    && (spans.getHost() == null
                            || !String.valueOf(spans.getScheme()).matches("https?"))) {
                throw new UsageException(
                        "--traces is the address of a collector, such as http://127.0.0.1:4318/v1/traces");
            }
            return true;
        } catch (IOException | UsageException e) {
            CommandLineEntry.report(e, err, named());
            return false;
        }
    }

    private ExitCode run(Study study, @Nullable String force, StudyCluster cluster, AuditTrail trail, PrintWriter err)
            throws IOException {
        StudyRun.Options options = new StudyRun.Options(
                places.work, output.path, force, System.getenv("RECONLINK_KEY"), Version.current(), traces(err));
        StopRequest stop = StopSignal.alsoInAFile();
        StopSignal.hear(stop, err, () -> {
            Audited.end(trail, StopSignal.heard(), err);
            notification.failed(study.id(), StopSignal.heard(), err);
        });
        try {
            ExitCode code = cluster.master() == null
                    ? here(study, options, trail, stop, err)
                    : onCluster(study, options, cluster, trail, stop, err);
            return Audited.end(trail, code, err); // before a signal's patience ends the process
        } finally {
            stop.ended();
        }
    }

    private ExitCode here(Study study, StudyRun.Options options, AuditTrail trail, StopRequest stop, PrintWriter err)
            throws IOException {
        InputFiles.tooOld(study, Clock.systemUTC(), null).forEach(err::println);
        MemoryPlan.shortageOf(study).ifPresent(err::println);
        SecondCompiler.allowRows(study.convictions().files());
        return run(study, options, null, trail, stop, err);
    }

    private ExitCode onCluster(
            Study study,
            StudyRun.Options options,
            StudyCluster cluster,
            AuditTrail trail,
            StopRequest stop,
            PrintWriter err)
            throws IOException {
        try (StudyCluster.Session session = cluster.open(study, err)) {
            ExtractOnCluster extract = session.extract();
            InputFiles.tooOld(extract.study(), Clock.systemUTC(), extract).forEach(err::println);
            return run(extract.study(), options, extract, trail, stop, err);
        }
    }

    private TraceFiles traces(PrintWriter err) {
        return new TraceFiles(
                metrics, log, lineage, spans == null ? null : new TraceFiles.Collector(spans, err::println));
    }

    /** Of a run that could not begin: whoever reads the log or the metrics of many sees that it did not. */
    private void endedEarly(String study, ExitCode code, PrintWriter err) {
        try {
            traces(err).tellEarlyEnd(study, code, Clock.systemUTC());
        } catch (IOException | UncheckedIOException e) {
            err.println("log or metrics cannot be written (" + e.getClass().getSimpleName() + ")");
        }
        notification.failed(study, code, err);
    }

    private ExitCode run(
            Study study,
            StudyRun.Options options,
            @Nullable ExtractOnCluster extract,
            AuditTrail trail,
            StopRequest stop,
            PrintWriter err)
            throws IOException {
        RunReport report;
        try (TerminalProgress progress = new TerminalProgress(err, quiet, plain)) {
            Clock clock = Clock.systemUTC();
            report = (extract == null
                            ? new StudyRun(study, options, progress, stop, clock)
                            : new StudyRun(extract, options, progress, stop, clock))
                    .run(trail);
        }
        if (report.exitCode().isStop()) {
            err.println("stopped; give the same command again to go on from here");
            notification.failed(study.id(), report.exitCode(), err);
            return report.exitCode();
        }
        boolean silent = quiet && !report.exitCode().isFailure();
        Path output = report.output();
        if (!silent && output == null) {
            Findings.print(report.findings(), err);
        }
        if (report.exitCode() == ExitCode.INPUT_REJECTED) {
            rejected(study, err);
        }
        ExitCode code = report.failure() == null || report.exitCode() == ExitCode.INPUT_REJECTED
                ? report.exitCode()
                : Failures.report(report.failure(), err, named());
        RunSummary summary = RunSummary.of(study, report);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            summary.printJson(out);
        } else if (!silent) {
            summary.print(out);
        }
        if (!silent && output != null) {
            Findings.print(report.findings(), output.resolve("findings.csv"), err);
        }
        if (!silent && !json) {
            summary.printNext(out);
        }
        if (code == ExitCode.DONE || code == ExitCode.DONE_WITH_OPEN_CASES) {
            code = checkpoint(study, report, code, trail, err);
        }
        notification.failed(study.id(), code, err);
        return code;
    }

    /** The outputs are there; whether they were changed later only a checkpoint kept elsewhere tells. */
    private ExitCode checkpoint(Study study, RunReport report, ExitCode code, AuditTrail trail, PrintWriter err) {
        Path outputs = report.output();
        if (outputs == null) {
            return code;
        }
        try {
            checkpointTo.send(study, outputs, trail, Clock.systemUTC().instant());
            return code;
        } catch (IOException e) {
            err.println("the run is complete, but its checkpoint could not be sent ("
                    + (e.getClass() == IOException.class
                            ? e.getMessage()
                            : e.getClass().getSimpleName())
                    + "); make it by hand: reconlink audit checkpoint " + outputs);
            return ExitCode.STORAGE;
        }
    }

    private void rejected(Study study, PrintWriter err) {
        Path folder = places.work.resolve(study.id());
        err.println("The run stopped and wrote no output. All findings are in " + folder.resolve("findings.csv") + ".");
        Path page = folder.resolve("data-quality.html");
        if (Files.exists(page)) {
            err.println("What to mend first, file by file: " + page + ".");
        }
        err.println(
                "Mend the input, or accept more with \"rejected rows at most\" or \"failed checks at most\" in the protocol's"
                        + " intake section.");
    }

    /** Folders that inputs may come from, so that a protocol cannot lead a scheduled run to other files. */
    private static final class AllowedFolders {
        @Option(
                names = "--inputs-from",
                paramLabel = "DIR",
                description = "Refuse inputs from outside this folder, links followed; may be given several times.")
        private List<Path> folders = List.of();

        /** Refuses a study of which a file really lies elsewhere. */
        void require(Study study) throws IOException {
            if (folders.isEmpty()) {
                return;
            }
            List<Path> real = new ArrayList<>();
            for (Path folder : folders) {
                real.add(folder.toRealPath());
            }
            for (Path file : files(study)) {
                if (FileAccess.url(file) != null) {
                    throw new UsageException(FileAccess.url(file)
                            + ": --inputs-from names folders of this machine, and a cluster reads this; leave the option"
                            + " out, or name files of this machine");
                }
                Path target = file.toRealPath();
                if (real.stream().noneMatch(target::startsWith)) {
                    throw new UsageException(
                            file + " lies outside the folders of --inputs-from; move it there, or allow its folder");
                }
            }
        }

        /** All that a study reads. */
        static List<Path> files(Study study) {
            List<Path> files = new ArrayList<>(study.offence().scaleTables());
            Stream.of(study.participants(), study.convictions(), study.custody())
                    .filter(Objects::nonNull)
                    .map(ExtractSettings::files)
                    .forEach(files::addAll);
            Stream.of(
                            study.linkage().model(),
                            study.offence().table(),
                            study.offence().titles())
                    .filter(Objects::nonNull)
                    .forEach(files::add);
            return files;
        }
    }

    /** Shows progress: a moving line with rate on a terminal, plain lines elsewhere, nothing if asked to be quiet. */
    private static final class TerminalProgress implements Progress, AutoCloseable {
        private static final int NAME_WIDTH = 20;

        private final PrintWriter err;
        private final boolean quiet;
        private final boolean terminal;
        private final long begun = System.nanoTime();
        private long stepBegun;
        private @Nullable ProgressBar bar;
        private @Nullable String barFile;

        @SuppressWarnings("SystemConsoleNull") // on Java 22 and later "isTerminal" would have to be asked too
        TerminalProgress(PrintWriter err, boolean quiet, boolean plain) {
            this.err = err;
            this.quiet = quiet;
            this.terminal = !plain && System.console() != null && System.getenv("NO_COLOR") == null;
        }

        @Override
        public void stepStarted(String step) {
            stepBegun = System.nanoTime();
        }

        @Override
        public void rowsRead(String file, long rows, long expected) {
            if (quiet || !terminal) {
                return;
            }
            if (!file.equals(barFile)) {
                closeBar();
            }
            if (bar == null) {
                barFile = file;
                bar = new ProgressBarBuilder()
                        .setTaskName(file)
                        .setInitialMax(expected == 0 ? -1 : expected)
                        .setUnit(" rows", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .showSpeed()
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .build();
            }
            bar.stepTo(rows);
        }

        @Override
        public void pairsFound(Map<String, Long> byRule) {
            if (!quiet) {
                byRule.forEach((rule, pairs) -> err.println(
                        " ".repeat(NAME_WIDTH) + String.format(Locale.ROOT, "%,d", pairs) + " pairs by " + rule));
            }
        }

        @Override
        public void stepEnded(String step, String summary) {
            closeBar();
            if (!quiet) {
                err.println(step + " ".repeat(Math.max(1, NAME_WIDTH - step.length())) + seconds(stepBegun) + "  "
                        + summary);
            }
        }

        private static String seconds(long since) {
            return String.format(Locale.ROOT, "%6.1f s", (System.nanoTime() - since) / 1e9);
        }

        private void closeBar() {
            if (bar != null) {
                bar.close();
                bar = null;
                barFile = null;
            }
        }

        @Override
        public void close() {
            closeBar();
            if (!quiet) {
                err.println("total" + " ".repeat(NAME_WIDTH - "total".length()) + seconds(begun));
            }
        }
    }
}

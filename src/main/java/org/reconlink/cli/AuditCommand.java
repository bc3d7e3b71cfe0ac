package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.AuditTrail.AuditEvent;
import org.reconlink.audit.ChainEnds;
import org.reconlink.audit.ChainFile;
import org.reconlink.job.ExitCode;
import org.reconlink.publish.Checkpoint;
import org.reconlink.publish.Manifest;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.publish.Publication;
import org.reconlink.publish.SigningKey;
import org.reconlink.publish.TimeStamp;
import org.reconlink.store.RunRegister.StoredRun;
import org.reconlink.store.StoreException;
import org.reconlink.store.WorkingStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code reconlink audit}: are the outputs of a run as it left them? */
@Command(
        name = "audit",
        description = {
            "Checks the outputs of a run against its manifest, the chain of its audit log and the study's events;"
                    + " shows who did what with a study, when and how it ended."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink audit show resettle-iirms",
            "  reconlink audit verify output/resettle-iirms/2021-12-31-1a2b3c4d",
            "  reconlink audit verify work/resettle-iirms",
            "  reconlink audit checkpoint output/resettle-iirms/2021-12-31-1a2b3c4d --key-file key.txt > checkpoint.json",
            "  reconlink audit verify output/resettle-iirms/2021-12-31-1a2b3c4d --checkpoint checkpoint.json --key-file key.txt"
        })
final class AuditCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: show, verify or checkpoint");
    }

    @Command(
            name = "verify",
            description = "Ends with 8 and says what is wrong if a file was changed, added or removed.",
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(
                            paramLabel = "DIR",
                            description =
                                    "The output folder of a run, with which the study's events in its folder under --work are"
                                            + " checked, or that folder for the events alone.")
                    Path folder,
            @Option(
                            names = "--checkpoint",
                            paramLabel = "FILE",
                            description = "A checkpoint of the run that was kept elsewhere.")
                    @Nullable
                    Path checkpoint,
            @Option(
                            names = "--public-key",
                            paramLabel = "FILE",
                            description = "The public key of a checkpoint that was signed with --signing-key.")
                    @Nullable
                    Path publicKey,
            @Option(
                            names = "--time-stamp-authority",
                            paramLabel = "FILE",
                            description =
                                    "Certificates (PEM) that vouch for whoever gave the checkpoint's time stamp, which it must"
                                            + " then have.")
                    @Nullable
                    Path authority,
            @Mixin StudyKey key,
            @Mixin Places places)
            throws IOException {
        if (Files.notExists(folder.resolve("audit.jsonl")) && Files.exists(folder.resolve(AuditTrail.FILE))) {
            List<Path> beside = ChainFile.besideEvents(folder);
            return said(
                    events(folder, folder.resolve(AuditTrail.FILE)),
                    "the chain of the study's events is whole"
                            + beside.stream()
                                    .map(file -> ", and that of " + file.getFileName())
                                    .collect(Collectors.joining()));
        }
        log(folder);
        List<String> problems = new ArrayList<>(Checkpoint.problems(folder));
        Checkpoint kept = checkpoint == null ? null : Checkpoint.among(lines(checkpoint), folder);
        if (kept != null) {
            problems.addAll(
                    publicKey == null
                            ? kept.verify(folder, key.read())
                            : kept.verify(folder, SigningKey.readPublic(publicKey)));
            problems.addAll(kept.stampProblems(authority == null ? Set.of() : TimeStamp.certificates(authority)));
            TimeStamp stamp = kept.stamp();
            if (stamp != null && problems.isEmpty()) {
                spec.commandLine()
                        .getOut()
                        .println("the checkpoint was there at " + stamp.at() + ", says " + stamp.authority()
                                + (authority == null
                                        ? "; who that is was not asked: give its certificates with --time-stamp-authority"
                                        : ""));
            }
        }
        String whole = "every file is as the run left it, and the audit log's chain is whole";
        Path working = working(folder, places.work);
        if (working == null) {
            return said(
                    problems,
                    whole
                            + "; the study's events are not here: to check them, too, name the folder of working stores with"
                            + " --work");
        }
        Path events = working.resolve(AuditTrail.FILE);
        if (Files.exists(events) && Files.exists(folder.resolve(Manifest.FILE))) {
            problems.addAll(Publication.problems(folder, events));
        }
        problems.addAll(events(working, events));
        if (isPruned(folder, working)) {
            problems.add(
                    "the run was pruned: what of its outputs is missing was removed by runs prune, as the study's events tell");
        }
        problems.addAll(kept == null ? List.of() : AuditTrail.missing(events, kept.events()));
        return said(
                problems.stream().distinct().toList(),
                whole + (Files.exists(events) ? ", and so is that of the study's events, which tell of it" : ""));
    }

    /** The study's folder of working data; null if it is not here. */
    private static @Nullable Path working(Path outputs, Path work) throws IOException {
        if (!Files.isDirectory(work)) {
            return null;
        }
        String study = Manifest.study(outputs);
        try (Stream<Path> folders = Files.list(work)) {
            return folders.filter(folder -> String.valueOf(folder.getFileName()).equals(study))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Whether the run that left the outputs is marked as one whose outputs were to be removed. */
    private boolean isPruned(Path outputs, Path working) throws IOException {
        if (!WorkingStore.exists(working)) {
            return false;
        }
        Path name = outputs.toAbsolutePath().normalize().getFileName();
        try (WorkingStore store = Stores.read(working, spec.commandLine().getErr())) {
            return store.runs()
                    .find(String.valueOf(name))
                    .filter(run -> run.status() == StoredRun.Status.PRUNED)
                    .isPresent();
        } catch (StoreException e) {
            return false; // what is wrong with the store is said of the events
        }
    }

    /** What is wrong with a study's events in themselves, or as its working store took note of them. */
    private List<String> events(Path working, Path events) throws IOException {
        List<String> problems = new ArrayList<>();
        if (Files.exists(events)) {
            AuditTrail.verify(events).forEach(problem -> problems.add(AuditTrail.FILE + ", " + problem));
        }
        for (Path file : ChainFile.besideEvents(working)) {
            ChainFile.problems(file).forEach(problem -> problems.add(file.getFileName() + ", " + problem));
        }
        problems.addAll(ChainEnds.missing(working));
        if (WorkingStore.exists(working)) {
            PrintWriter err = spec.commandLine().getErr();
            try (WorkingStore store = Stores.read(working, err)) {
                problems.addAll(AuditTrail.missing(events, store.eventsHead()));
            } catch (StoreException e) {
                err.println("whether the events' end was cut off could not be asked: " + e.getMessage());
            }
        }
        return problems;
    }

    @Command(
            name = "show",
            description = "Prints who did what with a study, when, and how it ended, the earliest first.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(
                            paramLabel = "STUDY",
                            arity = "0..1",
                            description = "The study; without one: what belongs to no study, such as keys made.")
                    @Nullable
                    String study,
            @Option(names = "--run", paramLabel = "RUN", description = "Only commands that tell of this run.") @Nullable
                    String run,
            @Mixin Places places)
            throws IOException {
        Path events = (study == null ? places.work : places.work.resolve(study)).resolve(AuditTrail.FILE);
        if (Files.notExists(events)) {
            throw new UsageException(
                    "there is no " + events + "; name a study that has run, and its folder with --work");
        }
        new EventTable(AuditTrail.read(events), run).print(spec.commandLine().getOut());
        return ExitCode.DONE.code();
    }

    private int said(List<String> problems, String whole) {
        if (problems.isEmpty()) {
            spec.commandLine().getOut().println(whole);
            return ExitCode.DONE.code();
        }
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(err::println);
        return ExitCode.INTEGRITY.code();
    }

    @Command(
            name = "checkpoint",
            description =
                    "Prints what the run left and when, signed; keep it where the outputs are not. Ends with 8 and"
                            + " signs nothing if the outputs are not as the run left them.",
            mixinStandardHelpOptions = true)
    int checkpoint(
            @Parameters(paramLabel = "DIR", description = "The output folder of a run.") Path folder,
            @Option(names = "--signing-key", paramLabel = "FILE", description = CheckpointTo.SIGNING_KEY) @Nullable
                    Path signingKey,
            @Option(names = "--time-stamp", paramLabel = "URL", description = CheckpointTo.TIME_STAMP) @Nullable
                    URI timeStamp,
            @Mixin StudyKey key,
            @Mixin Places places)
            throws IOException {
        log(folder);
        Path working = working(folder, places.work);
        if (working == null) {
            return checkpoint(folder, AuditTrail.Head.NONE, signingKey, timeStamp, key)
                    .code();
        }
        Map<String, String> asked =
                Map.of("output", folder.toAbsolutePath().normalize().toString());
        return Audited.of(
                places,
                working,
                "audit checkpoint",
                asked,
                spec.commandLine().getErr(),
                trail -> checkpoint(folder, AuditTrail.head(trail.file()), signingKey, timeStamp, key));
    }

    private ExitCode checkpoint(
            Path folder, AuditTrail.Head events, @Nullable Path signingKey, @Nullable URI timeStamp, StudyKey key)
            throws IOException {
        List<String> problems = Checkpoint.problems(folder);
        if (!problems.isEmpty()) {
            problems.forEach(spec.commandLine().getErr()::println);
            return ExitCode.INTEGRITY;
        }
        Instant now = Clock.systemUTC().instant();
        Checkpoint made = signingKey == null
                ? Checkpoint.of(folder, events, key.read(), now)
                : Checkpoint.of(folder, events, SigningKey.readPrivate(signingKey), now);
        try {
            Checkpoint kept = CheckpointTo.stamped(made, timeStamp);
            spec.commandLine().getOut().println(kept.json());
        } catch (IOException e) {
            throw new UsageException(
                    "--time-stamp " + timeStamp + ": no time stamp was given (" + e.getMessage() + ")");
        }
        return ExitCode.DONE;
    }

    private static List<String> lines(Path checkpoint) throws IOException {
        try {
            return Files.readAllLines(checkpoint);
        } catch (CharacterCodingException e) {
            throw new UsageException("--checkpoint " + checkpoint + ": this is no checkpoint, as it is no text");
        } catch (NoSuchFileException e) {
            throw new UsageException("--checkpoint " + checkpoint + ": there is no such file");
        }
    }

    private static Path log(Path folder) {
        Path log = folder.resolve("audit.jsonl");
        if (!Files.isRegularFile(log)) {
            throw new UsageException("there is no audit.jsonl in " + folder + "; give the output folder of a run");
        }
        return log;
    }

    /** The study's key, from a file or the environment; never from the command line, which others can see. */
    private static final class StudyKey {
        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                description = "The file with the study's key (default: the environment variable RECONLINK_KEY).")
        private @Nullable Path file;

        PseudonymKey read() {
            return PseudonymKey.read(file, System.getenv(PseudonymKey.ENVIRONMENT_VARIABLE));
        }
    }

    /** A study's events as people read them: a line for each, those of a command below its beginning. */
    static final class EventTable {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        /** What the table has columns for, and hashes, which nobody reads. */
        private static final Set<String> ELSEWHERE = Set.of(
                "seq",
                "event",
                "prev",
                "hash",
                "at",
                "account",
                "operator",
                "host",
                "process",
                "started",
                "version",
                "of",
                "command",
                "outcome",
                "exit_code",
                "entries",
                "verdicts_entries",
                "verdicts_sha256",
                "releases_entries",
                "releases_sha256",
                "identity",
                "protocol_sha256",
                "audit_sha256",
                "manifest_sha256");

        private final Map<Long, List<AuditEvent>> commands;
        private final Set<Long> open;

        /** @param run only commands that tell of it; null: all */
        EventTable(List<AuditEvent> events, @Nullable String run) {
            this.open = AuditTrail.open(events).stream().map(AuditEvent::seq).collect(Collectors.toSet());
            this.commands = events.stream()
                    .collect(Collectors.groupingBy(
                            event -> event.command() == 0 ? event.seq() : event.command(),
                            LinkedHashMap::new,
                            Collectors.toList()));
            if (run != null) {
                commands.values()
                        .removeIf(all -> all.stream()
                                .noneMatch(event -> event.detail("run").equals(run)));
            }
        }

        void print(PrintWriter out) {
            TextTable table = new TextTable("entry", "when", "who", "what", "outcome");
            commands.values().forEach(events -> {
                for (AuditEvent event : events) {
                    table.row(
                            String.valueOf(event.seq()),
                            TIME.format(Instant.parse(event.detail("at"))),
                            event.command() == event.seq() || event.command() == 0 ? who(event) : "",
                            what(event),
                            outcome(event));
                }
            });
            table.print(out);
        }

        private static String who(AuditEvent event) {
            String operator = event.detail("operator");
            return (operator.isEmpty() ? "" : operator + " as ") + event.detail("account") + " on "
                    + event.detail("host") + ", reconlink " + event.detail("version");
        }

        private static String what(AuditEvent event) {
            String details = new TreeMap<>(event.details())
                    .entrySet().stream()
                            .filter(detail -> !ELSEWHERE.contains(detail.getKey()))
                            .map(detail -> detail.getKey().replace('_', ' ') + " " + detail.getValue())
                            .collect(Collectors.joining(", "));
            boolean begins = event.event().equals(AuditTrail.BEGUN);
            String name = begins ? event.detail("command") : "  " + event.event();
            return details.isEmpty() ? name : name + ": " + details;
        }

        private String outcome(AuditEvent event) {
            if (event.event().equals(AuditTrail.BEGUN)) {
                return open.contains(event.seq()) ? "not ended" : "";
            }
            String code = event.detail("exit_code");
            return code.isEmpty() ? "" : code + ": " + event.detail("outcome");
        }
    }
}

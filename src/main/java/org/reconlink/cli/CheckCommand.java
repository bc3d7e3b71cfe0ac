package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.IntakeException;
import org.reconlink.job.ExitCode;
import org.reconlink.job.InputCheck;
import org.reconlink.job.InputFiles;
import org.reconlink.job.InputFiles.InputFile;
import org.reconlink.job.MemoryPlan;
import org.reconlink.job.StudyGroups;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.linkage.study.Model;
import org.reconlink.linkage.study.Model.ModelFileException;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.publish.PseudonymKey.PseudonymKeyException;
import org.reconlink.result.PublishSettings.DatabaseSettings;
import org.reconlink.store.research.ResearchDatabase;
import org.reconlink.study.ProtocolException;
import org.reconlink.study.ProtocolException.ProtocolError;
import org.reconlink.study.ProtocolReference;
import org.reconlink.study.Study;
import org.reconlink.study.StudyReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code reconlink check}: is the protocol right, and are the headings there? */
@Command(
        name = "check",
        description =
                "Checks a protocol, its files and how old they are, their headings and a sample of their rows, carried columns and"
                        + " study groups in full, the key for pseudonyms, and whether the research database can be loaded; links nothing, writes nothing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  reconlink check jobs/resettle.yml", "  reconlink check --keys"})
final class CheckCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            paramLabel = "PROTOCOL",
            arity = "0..1",
            description = "The study's protocol, for example jobs/resettle.yml.")
    private @Nullable Path protocol;

    @Option(names = "--keys", description = "List every key that a protocol may have, with its default and meaning.")
    private boolean keys;

    @Option(
            names = "--text-only",
            description =
                    "Check the protocol's text alone: no file that it names is looked at, nor whether it is there.")
    private boolean textOnly;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (keys) {
            ProtocolReference.lines().forEach(out::println);
            return ExitCode.DONE.code();
        }
        if (protocol == null) {
            throw new ParameterException(spec.commandLine(), "name the protocol to check, or ask for --keys");
        }
        if (textOnly) {
            return text(protocol).code();
        }
        Study study;
        try {
            study = StudyReader.read(protocol);
        } catch (ProtocolException wrong) {
            return wrong(protocol, wrong);
        }
        out.println("protocol: " + study.title() + " (" + study.id() + "), data cut "
                + study.outcome().dataCut());
        List<Participant> participants = new ArrayList<>();
        List<ExitCode> codes = new ArrayList<>(List.of(files(study), rows(study, participants)));
        codes.add(key(study, participants));
        codes.add(participants.isEmpty() ? ExitCode.DONE : together(study, participants));
        codes.add(model(study));
        codes.add(database(study));
        if (codes.stream().allMatch(code -> code == ExitCode.DONE)) {
            out.println("next: reconlink run " + protocol);
        }
        return ExitCode.worst(codes).code();
    }

    private ExitCode text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException(file + " is no file; name a protocol, such as jobs/resettle.yml");
        }
        List<ProtocolError> wrong = StudyReader.check(file.toString(), Files.readAllBytes(file));
        wrong.forEach(spec.commandLine().getErr()::println);
        if (wrong.isEmpty()) {
            spec.commandLine().getOut().println("the text is right; no file that it names was looked at");
        }
        return wrong.isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
    }

    /** What is wrong with a protocol, and with the headings of those of its files that it names all the same. */
    private int wrong(Path file, ProtocolException wrong) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        List<Finding> headings = InputCheck.headings(StudyReader.inputs(file));
        if (headings.isEmpty()) {
            return CommandLineEntry.report(wrong, err, List.of());
        }
        wrong.errors().forEach(err::println);
        Findings.print(headings, err);
        err.println(Words.count(wrong.errors().size(), "error") + " in the protocol; no more than headings was read");
        return (wrong.isMissingInput() ? ExitCode.INPUT_REJECTED : ExitCode.USAGE).code();
    }

    private ExitCode files(Study study) throws IOException {
        TextTable table = new TextTable("section", "file", "MB", "changed (UTC)", "days old", "freshness");
        for (InputFile file : InputFiles.of(study, Clock.systemUTC())) {
            table.row(
                    file.section(),
                    String.valueOf(file.file().getFileName()),
                    String.format(Locale.ROOT, "%.1f", file.bytes() / 1e6),
                    TIME.format(file.changed()),
                    Words.number(file.days()),
                    file.most() == null ? "" : file.most() + (file.isTooOld() ? ": too old" : ""));
        }
        table.print(spec.commandLine().getOut());
        MemoryPlan.shortageOf(study).ifPresent(spec.commandLine().getErr()::println);
        List<String> tooOld = InputFiles.tooOld(study, Clock.systemUTC(), null);
        tooOld.forEach(spec.commandLine().getErr()::println);
        return tooOld.isEmpty() ? ExitCode.DONE : ExitCode.INPUT_REJECTED;
    }

    /**
     * What is wrong with headings and rows: of the participant sheet all of them, of the other files a sample.
     *
     * @param participants takes those who can be used; nobody where a file cannot be read
     */
    private ExitCode rows(Study study, List<Participant> participants) throws IOException {
        Set<Finding> findings = new TreeSet<>(InputCheck.of(study));
        if (findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR)) {
            try {
                participants.addAll(InputCheck.participants(study, findings::add));
            } catch (IntakeException e) {
                findings.addAll(e.findings());
            }
        }
        Findings.print(List.copyOf(findings), spec.commandLine().getErr());
        boolean accepted = study.intake().rejectedRowsAtMost() > 0;
        if (findings.stream()
                .map(Finding::severity)
                .anyMatch(severity ->
                        severity == Finding.Severity.ERROR || (severity == Finding.Severity.REJECTED && !accepted))) {
            return ExitCode.INPUT_REJECTED;
        }
        spec.commandLine().getOut().println("headings: found in every file; a sample of rows can be read");
        return ExitCode.DONE;
    }

    /** What only all participants tell: who is there twice, and the groups. */
    private ExitCode together(Study study, List<Participant> participants) {
        List<Finding> findings = new ArrayList<>(InputCheck.repeated(study, participants));
        StudyGroups groups = InputCheck.groups(study, participants);
        if (groups.line() != null) {
            spec.commandLine().getOut().println("groups: " + groups.line());
        }
        findings.addAll(groups.findings());
        Findings.print(findings, spec.commandLine().getErr());
        return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)
                ? ExitCode.INPUT_REJECTED
                : ExitCode.DONE;
    }

    /** The key, and, where rows can be read, what it does to the participants. */
    private ExitCode key(Study study, List<Participant> participants) {
        try {
            PseudonymKey key =
                    PseudonymKey.read(study.publish().keyFile(), System.getenv(PseudonymKey.ENVIRONMENT_VARIABLE));
            if (!participants.isEmpty()) {
                Findings.print(
                        InputCheck.people(study, participants, key),
                        spec.commandLine().getErr());
            }
            spec.commandLine().getOut().println("key for pseudonyms: " + key.id() + ", as manifests name it");
            return ExitCode.DONE;
        } catch (PseudonymKeyException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    /** The parameters that linkage starts from, where the protocol names a file of them. */
    private ExitCode model(Study study) {
        try {
            if (study.linkage().model() != null) {
                Model.read(study.linkage().model());
            }
            return ExitCode.DONE;
        } catch (ModelFileException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private ExitCode database(Study study) {
        DatabaseSettings database = study.publish().database();
        if (database == null) {
            return ExitCode.DONE;
        }
        Optional<String> problem = new ResearchDatabase(database).problem(study.id());
        problem.ifPresentOrElse(
                spec.commandLine().getErr()::println,
                () -> spec.commandLine()
                        .getOut()
                        .println("research database: can be loaded (" + database.target() + ")"));
        return problem.isEmpty() ? ExitCode.DONE : ExitCode.STORAGE;
    }
}

package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.ExtractProposal;
import org.reconlink.intake.ExtractProposal.Proposed;
import org.reconlink.intake.ExtractProposal.Sureness;
import org.reconlink.intake.FilesSurvey;
import org.reconlink.intake.TableSurvey;
import org.reconlink.job.ExitCode;
import org.reconlink.kernel.EnumWords;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.study.ProtocolDraft;
import org.reconlink.study.ProtocolDraft.Design;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reconlink init}: a protocol for files that nobody has described yet. */
@Command(
        name = "init",
        description =
                "Reads the headings and a sample of the rows of a study's files, and writes a protocol to be read and"
                        + " corrected: which file is what, which heading is which field and how sure that is, what is missing"
                        + " and what that costs. No value of a row is shown.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink init clients.xlsx pnc-*.csv custody.csv --name resettle",
            "  reconlink check jobs/resettle.yml",
            "  reconlink run jobs/resettle.yml"
        })
final class InitCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 40;
    private static final String NAMES = "[a-z0-9]+(-[a-z0-9]+)*";

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The study's tables: participants, convictions, custody; .xlsx, .xls or CSV.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "my-study",
            description = "Short name of the study and of its protocol (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    @Option(
            names = "--jobs",
            paramLabel = "DIR",
            defaultValue = "jobs",
            description = "Folder of the protocol (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path jobs;

    @Option(
            names = "--data-cut",
            paramLabel = "DATE",
            description = "The last day that the convictions cover, such as 2021-12-31.")
    private @Nullable LocalDate dataCut;

    @Option(
            names = "--design",
            paramLabel = "DESIGN",
            description = "before-and-after, two-arms or national-measure (default: what the columns suit).")
    private @Nullable Design design;

    @Option(names = "--overwrite", description = "Replace a protocol of this name.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        if (!name.matches(NAMES) || name.length() > LONGEST_NAME) {
            throw new UsageException("--name " + name + ": use at most " + LONGEST_NAME
                    + " small letters, digits and single hyphens, such as resettle-2021");
        }
        Path protocol = jobs.resolve(name + ".yml");
        if (Files.exists(protocol) && !overwrite) {
            throw new UsageException(
                    protocol + " is there already; name another with --name, or replace it with" + " --overwrite");
        }
        List<TableSurvey> tables = new ArrayList<>();
        for (Path file : files) {
            tables.addAll(TableSurvey.of(file));
        }
        FilesSurvey survey = FilesSurvey.of(tables);
        return Audited.of(
                places,
                places.work,
                "init",
                Map.of("protocol", protocol.toString()),
                spec.commandLine().getErr(),
                trail -> write(survey, protocol, trail));
    }

    private ExitCode write(FilesSurvey survey, Path protocol, AuditTrail trail) throws IOException {
        Path key = System.getenv(PseudonymKey.ENVIRONMENT_VARIABLE) == null ? key(trail) : null;
        ProtocolDraft draft = ProtocolDraft.of(survey, new ProtocolDraft.Asked(name, jobs, dataCut, key, design));
        Files.createDirectories(jobs);
        Files.writeString(protocol, draft.text());
        PrintWriter out = spec.commandLine().getOut();
        show(survey.participants(), List.of(), out);
        show(survey.convictions(), survey.convictionTables(), out);
        show(survey.custody(), survey.custodyTables(), out);
        survey.leftOut().forEach((table, why) -> out.println(table + ": not used; " + why));
        out.println("written: " + protocol + (key == null ? "" : ", with its key for pseudonyms in " + key));
        if (draft.open().isEmpty()) {
            out.println("next: read it, then reconlink check " + protocol);
            return ExitCode.DONE;
        }
        PrintWriter err = spec.commandLine().getErr();
        draft.open().forEach(err::println);
        err.println(Words.count(draft.open().size(), "thing") + " missing; " + protocol + " cannot be run before");
        return ExitCode.INPUT_REJECTED;
    }

    private Path key(AuditTrail trail) throws IOException {
        Path file = jobs.toAbsolutePath().normalize().resolveSibling("keys").resolve(name + ".txt");
        Path shown = Path.of("").toAbsolutePath().relativize(file);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            KeyCommand.make(file, trail);
        }
        return shown;
    }

    private static void show(@Nullable ExtractProposal extract, List<TableSurvey> tables, PrintWriter out) {
        if (extract == null) {
            return;
        }
        out.println(extract.kind().section() + ": "
                + (tables.size() > 1
                        ? tables.stream().map(TableSurvey::name).collect(Collectors.joining(", "))
                        : extract.table().name()));
        Map<Sureness, Long> counts = new EnumMap<>(Sureness.class);
        extract.columns().forEach(column -> counts.merge(column.sureness(), 1L, Long::sum));
        out.println("  headings: "
                + counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + EnumWords.of(entry.getKey()))
                        .collect(Collectors.joining(", "))
                + ", " + (extract.others().size() + extract.identifying().size()) + " not used");
        for (Proposed column : extract.columns()) {
            if (column.sureness() != Sureness.SURE) {
                out.println("  " + EnumWords.of(column.sureness()) + ": \"" + column.heading() + "\" as "
                        + column.field() + "; " + column.why());
            }
        }
    }
}

package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FindingsFile;
import org.reconlink.job.ExitCode;
import org.reconlink.job.RunReport;
import org.reconlink.job.StudyRun;
import org.reconlink.study.Study;
import org.reconlink.study.StudyReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reconlink run}: the whole study. */
@Command(
        name = "run",
        description = "Runs a study: reads its extracts, links, derives the outcomes, writes dataset and report.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink run jobs/resettle.yml",
            "  reconlink run jobs/resettle.yml --force \"the extract was checked again\"",
            "  reconlink run jobs/resettle.yml --json --quiet",
            "",
            "The same study, protocol, inputs, verdicts and version again is nothing new to do (6).",
            "The key for pseudonyms is in the protocol's key file or in RECONLINK_KEY."
        })
final class RunCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "PROTOCOL", description = "The study's protocol, for example jobs/resettle.yml.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path protocol;

    @Mixin
    private final Places places = new Places();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "output",
            description = "Folder of the outputs (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path output;

    @Option(
            names = "--force",
            paramLabel = "REASON",
            description = "Run again what is complete, beside the earlier version; the audit log keeps the reason.")
    private @Nullable String force;

    @Option(names = "--json", description = "Print the closing summary as JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress; findings, summary and errors only.")
    private boolean quiet;

    @Option(
            names = "--succeed-on",
            paramLabel = "CODE",
            split = ",",
            description = "End with 0 instead of these exit codes, for build tools and schedulers that know only zero.")
    private List<Integer> succeedOn = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Study study = StudyReader.read(protocol);
        StudyRun.Options options =
                new StudyRun.Options(places.work, output, force, System.getenv("RECONLINK_KEY"), Version.current());
        RunReport report;
        try (TerminalProgress progress = new TerminalProgress(err, quiet)) {
            report = new StudyRun(study, options, progress, Clock.systemUTC()).run();
        }
        Findings.print(report.findings(), err);
        if (report.exitCode() == ExitCode.INPUT_REJECTED) {
            stopped(study, report, err);
        }
        ExitCode code = report.failure() == null || report.exitCode() == ExitCode.INPUT_REJECTED
                ? report.exitCode()
                : Failures.report(report.failure(), err);
        Summary.of(study, report).print(spec.commandLine().getOut(), json);
        return succeedOn.contains(code.code()) ? 0 : code.code();
    }

    private void stopped(Study study, RunReport report, PrintWriter err) throws IOException {
        Path findings = places.work.resolve(study.id()).resolve("findings.csv");
        FindingsFile.write(findings, report.findings());
        err.println("The run stopped before linkage; no output was written. All findings are in " + findings + ".");
        err.println(
                "Mend the input, or accept rejected rows with \"rejected rows at most\" in the protocol's intake section.");
    }
}

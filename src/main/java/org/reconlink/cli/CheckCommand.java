package org.reconlink.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import org.reconlink.job.InputCheck;
import org.reconlink.job.StudyGroups;
import org.reconlink.kernel.Finding;
import org.reconlink.publish.PseudonymKey;
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
                "Checks a protocol, the headings of its files and a sample of their rows, and carried columns and study groups in full;"
                        + " links nothing, writes nothing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  reconlink check jobs/resettle.yml", "  reconlink check --keys"})
final class CheckCommand implements Callable<Integer> {
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
        Study study = StudyReader.read(protocol);
        out.println("protocol: " + study.title() + " (" + study.id() + "), data cut "
                + study.outcome().dataCut());
        List<Finding> findings = InputCheck.of(study);
        Findings.print(findings, spec.commandLine().getErr());
        if (findings.stream().anyMatch(f -> f.severity() != Finding.Severity.WARNING)) {
            return ExitCode.INPUT_REJECTED.code();
        }
        PseudonymKey key =
                PseudonymKey.read(study.publish().keyFile(), System.getenv(PseudonymKey.ENVIRONMENT_VARIABLE));
        Findings.print(InputCheck.people(study, key), spec.commandLine().getErr());
        StudyGroups groups = InputCheck.groups(study);
        if (groups.line() != null) {
            out.println("groups: " + groups.line());
        }
        Findings.print(groups.findings(), spec.commandLine().getErr());
        if (groups.findings().stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)) {
            return ExitCode.INPUT_REJECTED.code();
        }
        out.println("headings: found in every file; a sample of rows can be read");
        out.println("next: reconlink run " + protocol);
        return ExitCode.DONE.code();
    }
}

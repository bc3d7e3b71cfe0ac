package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.ExitCode;
import org.reconlink.job.RemovalLogs;
import org.reconlink.publish.Checkpoint;
import org.reconlink.publish.SigningKey;
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
        description = "Checks the outputs of a run against its manifest, and the chain of its audit log.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink audit verify output/resettle-iirms/2021-12-31-1a2b3c4d",
            "  reconlink audit checkpoint output/resettle-iirms/2021-12-31-1a2b3c4d --key-file key.txt > checkpoint.json",
            "  reconlink audit verify output/resettle-iirms/2021-12-31-1a2b3c4d --checkpoint checkpoint.json --key-file key.txt"
        })
final class AuditCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: verify or checkpoint");
    }

    @Command(
            name = "verify",
            description = "Ends with 8 and says what is wrong if a file was changed, added or removed.",
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(
                            paramLabel = "DIR",
                            description = "The output folder of a run, or the folder removals beside it.")
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
            @Mixin StudyKey key,
            @Mixin Places places)
            throws IOException {
        if (!Files.exists(folder.resolve("audit.jsonl")) && RemovalLogs.isOne(folder)) {
            return removals(folder, places.work);
        }
        log(folder);
        List<String> problems = new ArrayList<>(Checkpoint.problems(folder));
        if (checkpoint != null) {
            Checkpoint kept = Checkpoint.among(Files.readAllLines(checkpoint), folder);
            problems.addAll(
                    publicKey == null
                            ? kept.verify(folder, key.read())
                            : kept.verify(folder, SigningKey.readPublic(publicKey)));
        }
        return said(problems, "every file is as the run left it, and the audit log's chain is whole");
    }

    private int removals(Path folder, Path work) throws IOException {
        Path study = folder.toAbsolutePath().normalize().resolveSibling("").getFileName();
        Path stored = work.resolve(String.valueOf(study));
        String whole = "the logs of removals are whole, each with the hash of the one before";
        if (!WorkingStore.exists(stored)) {
            String unknown =
                    "; whether the last ones are missing only the study's working store knows: give it with --work";
            return said(RemovalLogs.verify(folder, List.of()), whole + unknown);
        }
        try (WorkingStore store = WorkingStore.open(stored)) {
            return said(
                    RemovalLogs.verify(folder, store.removals().all()),
                    whole + "; the working store knows of no others");
        }
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
            @Mixin StudyKey key)
            throws IOException {
        log(folder);
        List<String> problems = Checkpoint.problems(folder);
        if (!problems.isEmpty()) {
            return said(problems, "");
        }
        Instant now = Clock.systemUTC().instant();
        Checkpoint made = signingKey == null
                ? Checkpoint.of(folder, key.read(), now)
                : Checkpoint.of(folder, SigningKey.readPrivate(signingKey), now);
        spec.commandLine().getOut().println(made.json());
        return ExitCode.DONE.code();
    }

    private static Path log(Path folder) {
        Path log = folder.resolve("audit.jsonl");
        if (!Files.isRegularFile(log)) {
            throw new UsageException("there is no audit.jsonl in " + folder + "; give the output folder of a run");
        }
        return log;
    }
}

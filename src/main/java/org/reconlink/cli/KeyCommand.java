package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Map;
import org.reconlink.audit.AuditTrail;
import org.reconlink.job.ExitCode;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.publish.SigningKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code reconlink key}: the key that a study's pseudonyms are made with. */
@Command(
        name = "key",
        description = "Makes keys for pseudonyms and for checkpoints.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink key new ../keys/resettle.txt",
            "  reconlink key new --signing ../keys/auditor.pem"
        })
final class KeyCommand implements Runnable {
    private static final int BYTES = 32;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(
            name = "new",
            description = "Writes a new key of 256 random bits into a file that only you can read.",
            mixinStandardHelpOptions = true)
    int make(
            @Option(
                            names = "--signing",
                            description = "A key of Ed25519 that signs checkpoints, and its public half in FILE.pub.")
                    boolean signing,
            @Mixin Places places,
            @Parameters(paramLabel = "FILE", description = "The file; it must not be there yet.") Path file)
            throws IOException {
        return Audited.of(
                places,
                places.work,
                "key new",
                Map.of(
                        "signing",
                        signing,
                        "file",
                        file.toAbsolutePath().normalize().toString()),
                spec.commandLine().getErr(),
                trail -> signing ? makeSigning(file, trail) : makeStudys(file, trail));
    }

    /** A new key for pseudonyms, of which the events tell no more than its name. */
    static PseudonymKey make(Path file, AuditTrail trail) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        PseudonymKey key = PseudonymKey.write(file, random);
        trail.append("key made", Map.of("key", key.id()));
        return key;
    }

    private ExitCode makeStudys(Path file, AuditTrail trail) throws IOException {
        try {
            PseudonymKey key = make(file, trail);
            spec.commandLine().getOut().println("key " + key.id() + " in " + file + ", for you alone to read");
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(file + " is there already, and outputs may depend on it; name another file");
        }
        spec.commandLine()
                .getOut()
                .println(
                        "next: name it in the protocol under publish, key file; keep a copy where neither data nor outputs are,"
                                + " since without it no later run has the same pseudonyms");
        return ExitCode.DONE;
    }

    private ExitCode makeSigning(Path file, AuditTrail trail) throws IOException, GeneralSecurityException {
        try {
            SigningKey key = SigningKey.write(
                    file, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            trail.append("key made", Map.of("key", key.id()));
            spec.commandLine()
                    .getOut()
                    .println("signing key " + key.id() + " in " + file
                            + ", for you alone to read; the public key that verifies is in "
                            + SigningKey.publicFile(file));
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(file + " is there already; name another file");
        }
        return ExitCode.DONE;
    }
}

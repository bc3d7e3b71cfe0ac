package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.console.Console;
import org.reconlink.console.Oidc;
import org.reconlink.console.Role.RefusedException;
import org.reconlink.console.ServedCertificate;
import org.reconlink.job.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reconlink serve}: the console. */
@Command(
        name = "serve",
        description = "Serves the console to browsers: last night, runs, files and users, each with who may see it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink users add alex --role resettle-iirms:operator",
            "  reconlink serve",
            "  reconlink serve --listen 10.1.2.3 --name reconlink.example.org --certificate tls.pem --key tls.key",
            "  reconlink serve --name reconlink.example.org --behind-proxy 127.0.0.1",
            "",
            "It answers on this machine alone, unless it has a certificate. Runs that it starts go on when it ends."
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Mixin
    private final OutputFolder output = new OutputFolder();

    @Option(
            names = "--jobs",
            paramLabel = "DIR",
            defaultValue = "jobs",
            description = "Folder of the protocols that may be run from a page (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path jobs;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "The address to answer on (default: ${DEFAULT-VALUE}); any but this machine's own needs a certificate.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private InetAddress address;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8750",
            description = "The port (default: ${DEFAULT-VALUE}); 0 takes any that is free.")
    private int port;

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description = "A name of this host that browsers ask for; may be given several times. Others are refused.")
    private List<String> names = List.of();

    @Option(names = "--certificate", paramLabel = "FILE", description = "The certificate chain for TLS, as PEM.")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "The certificate's private key, as PEM.")
    private @Nullable Path key;

    @Option(
            names = "--behind-proxy",
            paramLabel = "ADDRESS",
            description =
                    "A proxy at this address has the certificate, and says who asks (X-Forwarded-For, X-Forwarded-Proto): it is"
                            + " believed and nobody else, and whoever comes by another way is refused; may be given several times.")
    private List<InetAddress> proxies = List.of();

    @Option(
            names = "--inputs-from",
            paramLabel = "DIR",
            description = "Have runs refuse inputs from outside this folder; may be given several times.")
    private List<Path> inputsFrom = List.of();

    @Option(
            names = "--checkers",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many have to approve outputs before they leave: 1 or 2, who do not see each other's votes"
                            + " until both have handed in (default: ${DEFAULT-VALUE}).")
    private int checkers;

    @Option(
            names = "--oidc",
            paramLabel = "FILE",
            description =
                    "Have people sign in at the organisation's own identity provider (OpenID Connect), which this file names, and"
                            + " not with a pass phrase. Who may come in is still what users says.")
    private @Nullable Path oidc;

    @Option(names = "--local-too", description = "With --oidc: let names and pass phrases go on beside it.")
    private boolean localToo;

    @Override
    public Integer call() throws IOException {
        if ((certificate == null) != (key == null)) {
            throw new UsageException("--certificate and --key go together");
        }
        if (!address.isLoopbackAddress() && certificate == null) {
            throw new UsageException("--listen " + address.getHostAddress()
                    + " is not this machine alone: names and pass phrases would go over the network as they are typed. Give"
                    + " --certificate and --key, or leave --listen away");
        }
        if (!proxies.isEmpty() && names.isEmpty()) {
            throw new UsageException("--behind-proxy goes with --name: the host that browsers ask the proxy for");
        }
        if (checkers < 1 || checkers > 2) {
            throw new UsageException("--checkers is 1 or 2");
        }
        if (localToo && oidc == null) {
            throw new UsageException("--local-too goes with --oidc; without it people sign in with pass phrases alone");
        }
        for (Path file : new Path[] {certificate, key}) {
            if (file != null && !Files.isReadable(file)) {
                throw new UsageException(file + " cannot be read");
            }
        }
        Clock clock = Clock.system(ZoneId.systemDefault());
        boolean selfSigned = certificate != null && isSelfSigned(certificate, clock);
        PrintWriter out = spec.commandLine().getOut();
        Console.Settings settings = new Console.Settings(
                places.work.toAbsolutePath().normalize(),
                output.path.toAbsolutePath().normalize(),
                jobs.toAbsolutePath().normalize(),
                address,
                port,
                names,
                certificate == null ? null : certificate.toAbsolutePath(),
                key == null ? null : key.toAbsolutePath(),
                proxies,
                inputsFrom.stream().map(Path::toAbsolutePath).toList(),
                checkers,
                provider(),
                new AuditTrail.Author(System.getProperty("user.name", ""), places.operator, Version.current()),
                clock);
        try (Console console = Console.start(settings)) {
            out.println("reconlink " + Version.current() + ": " + settings.url(console.port()));
            out.println("folders: " + settings.work() + ", " + settings.output() + ", protocols in " + settings.jobs());
            if (settings.oidc() != null) {
                out.println("people sign in at " + settings.oidc().host()
                        + ", where this has to be registered to come back to: " + settings.url(console.port())
                        + Oidc.BACK);
            }
            if (selfSigned) {
                out.println("nobody but itself vouches for " + certificate + ": browsers will warn of it");
            }
            if (console.hasNobody()) {
                out.println("nobody may sign in yet: reconlink users add NAME --role STUDY:ROLE");
            }
            out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(console::close, "console"));
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever had it serve ends it
        } catch (RefusedException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.STORAGE.code();
        }
        return ExitCode.DONE.code();
    }

    private boolean isSelfSigned(Path file, Clock clock) {
        try {
            ServedCertificate read = ServedCertificate.read(file);
            read.problem(names, clock.instant()).ifPresent(problem -> {
                throw new UsageException("--certificate " + file + ": " + problem);
            });
            return read.isSelfSigned();
        } catch (RefusedException e) {
            throw new UsageException("--certificate " + e.getMessage());
        }
    }

    private @Nullable Oidc provider() {
        try {
            return oidc == null ? null : Oidc.read(oidc, localToo);
        } catch (RefusedException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}

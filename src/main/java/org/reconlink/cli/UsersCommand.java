package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.reconlink.audit.AuditTrail;
import org.reconlink.console.Role.RefusedException;
import org.reconlink.console.Users;
import org.reconlink.job.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code reconlink users}: who may sign in to the console. */
@Command(
        name = "users",
        description = "Says who may sign in to the console, and as what. There is no user that nobody added.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink users add alex --role resettle-iirms:operator",
            "  reconlink users add sam --role *:administrator",
            "  reconlink users list",
            "",
            "Roles: viewer, operator, reviewer, adjudicator, tracer, output checker, auditor, administrator."
        })
final class UsersCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: add, list, roles, code, disable or enable");
    }

    @Command(
            name = "add",
            description =
                    "Adds somebody and prints the link with which they choose a pass phrase, once and within a day.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "What they sign in as.") String name,
            @Option(
                            names = "--role",
                            paramLabel = "STUDY:ROLE",
                            required = true,
                            description = "A role in a study; may be given several times.")
                    List<String> roles,
            @Option(names = "--url", paramLabel = "URL", defaultValue = URL, description = URL_WORDS) String url,
            @Mixin Places places)
            throws IOException {
        return with(places, "users add", users -> link(users.add(name, roles, ""), url));
    }

    private static final String URL = "http://reconlink.localhost:8750";
    private static final String URL_WORDS = "Where the console is, for the link (default: ${DEFAULT-VALUE}).";

    @Command(name = "list", description = "Prints everybody, with their roles.", mixinStandardHelpOptions = true)
    int list(@Mixin Places places) throws IOException {
        return with(places, "users list", users -> {
            TextTable table = new TextTable("user", "roles", "");
            users.all().values().forEach(user -> table.row(user.name(), String.join(", ", user.roles()), user.state()));
            table.print(out());
        });
    }

    @Command(
            name = "roles",
            description = "Gives somebody these roles and no others; their sessions end.",
            mixinStandardHelpOptions = true)
    int roles(
            @Parameters(paramLabel = "NAME", description = "Who.") String name,
            @Option(
                            names = "--role",
                            paramLabel = "STUDY:ROLE",
                            required = true,
                            description = "A role in a study; may be given several times.")
                    List<String> roles,
            @Mixin Places places)
            throws IOException {
        return with(places, "users roles", users -> users.give(name, roles, ""));
    }

    @Command(
            name = "code",
            description = "Prints a new link for somebody who has lost theirs, or their pass phrase.",
            mixinStandardHelpOptions = true)
    int code(
            @Parameters(paramLabel = "NAME", description = "Who.") String name,
            @Option(names = "--url", paramLabel = "URL", defaultValue = URL, description = URL_WORDS) String url,
            @Mixin Places places)
            throws IOException {
        return with(places, "users code", users -> link(users.code(name, ""), url));
    }

    @Command(
            name = "disable",
            description = "Ends somebody's sessions and lets them begin none.",
            mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "NAME", description = "Who.") String name, @Mixin Places places)
            throws IOException {
        return with(places, "users disable", users -> users.disable(name, ""));
    }

    @Command(
            name = "enable",
            description = "Lets somebody in again, who then needs a new link.",
            mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "NAME", description = "Who.") String name, @Mixin Places places)
            throws IOException {
        return with(places, "users enable", users -> users.enable(name, ""));
    }

    private void link(String code, String url) {
        out().println(url.replaceFirst("/+$", "") + "/activate/" + code);
    }

    /** What is done with the users. */
    private interface Work {
        void with(Users users) throws IOException;
    }

    private int with(Places places, String command, Work work) throws IOException {
        Path folder = places.work.toAbsolutePath().normalize();
        Users users = Users.in(
                folder,
                new AuditTrail.Author(System.getProperty("user.name", ""), places.operator, Version.current()),
                Clock.systemUTC(),
                command);
        try {
            work.with(users);
        } catch (RefusedException e) {
            users.trail().end(ExitCode.USAGE.code(), ExitCode.USAGE.meaning());
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        users.trail().end(ExitCode.DONE.code(), ExitCode.DONE.meaning());
        return ExitCode.DONE.code();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

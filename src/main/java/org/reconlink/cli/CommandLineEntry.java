package org.reconlink.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER_HEADING;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.IntakeException;
import org.reconlink.job.ExitCode;
import org.reconlink.job.OutputsException;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Spelling;
import org.reconlink.publish.PseudonymKey.PseudonymKeyException;
import org.reconlink.review.ReviewException;
import org.reconlink.store.StoreException;
import org.reconlink.study.ProtocolDraft.Design;
import org.reconlink.study.ProtocolException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code reconlink} and what all its subcommands share. */
@Command(
        name = "reconlink",
        description = "Links the participants of a study to conviction records and derives what happened to them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            RerunCommand.class,
            BackfillCommand.class,
            InitCommand.class,
            CheckCommand.class,
            RunsCommand.class,
            ExplainCommand.class,
            OffenceCommand.class,
            ReviewCommand.class,
            AuditCommand.class,
            ReleasesCommand.class,
            ServeCommand.class,
            UsersCommand.class,
            KeyCommand.class,
            StoreCommand.class,
            LinkCommand.class,
            DedupeCommand.class,
            ProposeCommand.class,
            GenerateCommand.class,
            EvaluateCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:unexpected error",
            "2:the command or the protocol is wrong",
            "3:the input cannot be used",
            "4:done, but rows were rejected or cases await review",
            "5:the study is being run by another process",
            "6:nothing new to do",
            "7:a folder or database cannot be used",
            "8:outputs are not as the run left them",
            "130, 143:stopped by Ctrl-C or SIGTERM; the same command goes on from there"
        },
        footer = {
            "",
            "Examples:",
            "  reconlink init people.xlsx pnc-*.csv  a protocol for your own files",
            "  reconlink check jobs/resettle.yml     protocol and headings",
            "  reconlink run jobs/resettle.yml       the whole study, into output/",
            "  reconlink explain RS-001              why this outcome"
        })
public final class CommandLineEntry implements Runnable {
    private static final int MOST_PROBLEMS = 50;
    /** The share of letters that may be wrong in the name of a command. */
    private static final double NEAR = 0.5;

    private static final String NO_COMMAND = "a command is missing";
    private static final String BLANK_LINE = "blankLine";
    private static final Set<String> LONG = Set.of("run", "rerun", "link", "dedupe", "propose");
    /** Of these what goes to standard output is told to people, too, and no table. */
    private static final Set<String> PROSE = Set.of("run", "rerun", "backfill", "init", "check");

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    private CommandLineEntry() {}

    /** Runs one command line and returns its exit code. */
    public static int run(String... args) {
        if (args.length > 0 && LONG.contains(args[0])) {
            SecondCompiler.begin();
        }
        boolean terminal = isTerminal(args);
        boolean prose = terminal
                && args.length > 0
                && PROSE.contains(args[0])
                && !List.of(args).contains("--json");
        return run(lines(System.out, prose), lines(System.err, terminal), args);
    }

    @SuppressWarnings("SystemConsoleNull") // on Java 22 and later "isTerminal" would have to be asked too
    private static boolean isTerminal(String... args) {
        return System.console() != null && !List.of(args).contains("--plain");
    }

    /** What is for people has its words whole on a terminal. */
    private static PrintWriter lines(OutputStream to, boolean wrapped) {
        return wrapped ? new WrappedLines(to) : new PrintWriter(to, true, StandardCharsets.UTF_8);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        Class<?> asked = args.length == 0 ? null : command(args[0]);
        if (asked == null && args.length > 0 && !args[0].startsWith("-") && !args[0].equals("help")) {
            err.println("there is no command \"" + args[0] + "\""
                    + Spelling.nearest(args[0], names(), UnaryOperator.identity(), NEAR)
                            .map(name -> "; did you mean \"" + name + "\"?")
                            .orElse(""));
            err.println("all commands: reconlink --help");
            return ExitCode.USAGE.code();
        }
        CommandLine line = new CommandLine(asked == null ? new CommandLineEntry() : asked);
        if (asked != null) {
            line.setCommandName("reconlink " + args[0]);
        }
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Design.class, CommandLineEntry::design);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(CommandLineEntry::misused);
        examplesFirst(line);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> report(failure, command.getErr(), named(command.getCommandSpec())));
        try {
            return line.execute(asked == null ? args : Arrays.copyOfRange(args, 1, args.length));
        } catch (OutOfMemoryError e) {
            return Failures.report(e, err, List.of()).code();
        }
    }

    /** With all commands, as the help shows them. */
    static CommandLine all() {
        return new CommandLine(new CommandLineEntry());
    }

    /** Whoever asks for help looks for an example first. */
    private static void examplesFirst(CommandLine line) {
        List<String> sections = new ArrayList<>(line.getHelpSectionKeys());
        List<String> examples = List.of(SECTION_KEY_FOOTER_HEADING, SECTION_KEY_FOOTER);
        sections.removeAll(examples);
        sections.addAll(sections.indexOf(SECTION_KEY_DESCRIPTION) + 1, examples);
        sections.add(sections.indexOf(SECTION_KEY_FOOTER) + 1, BLANK_LINE);
        line.getHelpSectionMap().put(BLANK_LINE, help -> "%n".formatted());
        line.setHelpSectionKeys(sections);
        line.getSubcommands().values().forEach(CommandLineEntry::examplesFirst);
    }

    /** By the words that help and documentation have for it. */
    private static Design design(String words) {
        return Arrays.stream(Design.values())
                .filter(design -> EnumWords.of(design).replace(' ', '-').equalsIgnoreCase(words.replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new CommandLine.TypeConversionException(
                        "there is no design \"" + words + "\": say before-and-after, two-arms or national-measure"));
    }

    /** What is wrong stands last, where it is seen: whoever mistyped needs the word, and whoever gave no command the list of them. */
    private static int misused(ParameterException wrong, String... args) {
        CommandLine line = wrong.getCommandLine();
        PrintWriter err = line.getErr();
        boolean bare = NO_COMMAND.equals(wrong.getMessage());
        if (bare) {
            line.usage(err);
        }
        err.println(wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, err) && !bare) {
            err.println("how it is given: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** The files and folders that a command was told of, or takes where it is not. */
    static List<Path> named(CommandLine.Model.CommandSpec command) {
        List<Path> named = new ArrayList<>();
        for (CommandLine.Model.ArgSpec argument : command.args()) {
            if (argument.getValue() instanceof Path path) {
                named.add(path);
            }
        }
        return named;
    }

    private static List<String> names() {
        return Stream.of(CommandLineEntry.class.getAnnotation(Command.class).subcommands())
                .map(command -> command.getAnnotation(Command.class).name())
                .toList();
    }

    /** The command of a name; null if there is none. It alone is then made: what all can be told takes a while to read. */
    private static @Nullable Class<?> command(String name) {
        for (Class<?> command :
                CommandLineEntry.class.getAnnotation(Command.class).subcommands()) {
            if (command.getAnnotation(Command.class).name().equals(name)) {
                return command;
            }
        }
        return null;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), NO_COMMAND);
    }

    /**
     * Says what failed and returns the exit code that means it.
     *
     * @param named files and folders that the command was told of
     */
    static int report(Exception failure, PrintWriter err, List<Path> named) {
        if (failure instanceof ProtocolException protocol) {
            protocol.errors().forEach(error -> err.println(error));
            if (protocol.isMissingInput()) {
                err.println(Words.count(protocol.errors().size(), "input") + " missing; nothing was read");
                return ExitCode.INPUT_REJECTED.code();
            }
            err.println(Words.count(protocol.errors().size(), "error") + " in the protocol; nothing was read");
            return ExitCode.USAGE.code();
        }
        if (failure instanceof StoreException store) {
            err.println(store.getMessage());
            return (store.isLocked() ? ExitCode.ALREADY_RUNNING : ExitCode.STORAGE).code();
        }
        if (failure instanceof OutputsException outputs) {
            outputs.problems().forEach(err::println);
            return outputs.code().code();
        }
        if (failure instanceof IntakeException unusable) {
            Findings.print(unusable.findings(), err);
            return ExitCode.INPUT_REJECTED.code();
        }
        if (failure instanceof ReviewException review) {
            review.problems().stream().limit(MOST_PROBLEMS).forEach(err::println);
            if (review.problems().size() > MOST_PROBLEMS) {
                err.println("... and " + Words.number(review.problems().size() - MOST_PROBLEMS) + " more");
            }
            err.println(Words.count(review.problems().size(), "problem") + "; no verdict was taken");
            return ExitCode.INPUT_REJECTED.code();
        }
        if (failure instanceof UsageException || failure instanceof PseudonymKeyException) {
            err.println(failure.getMessage());
            return ExitCode.USAGE.code();
        }
        return Failures.report(failure, err, named).code();
    }

    /** Lines for a terminal: none wider than it, words whole, the second line of one a little further in. */
    static final class WrappedLines extends PrintWriter {
        private static final int WIDTH = 80;
        private static final String FURTHER_IN = "    ";

        WrappedLines(OutputStream terminal) {
            super(terminal, true, StandardCharsets.UTF_8);
        }

        @Override
        public void println(String line) {
            wrapped(String.valueOf(line)).forEach(super::println);
        }

        @Override
        public void println(Object line) {
            println(String.valueOf(line));
        }

        /** The line in parts of which each fits; a word that is wider than the terminal stands alone. */
        static List<String> wrapped(String line) {
            List<String> parts = new ArrayList<>();
            String rest = line;
            while (rest.length() > WIDTH) {
                int indent = rest.length() - rest.stripLeading().length();
                int at = rest.lastIndexOf(' ', WIDTH);
                at = at > indent ? at : rest.indexOf(' ', WIDTH);
                if (at < 0) {
                    break;
                }
                parts.add(rest.substring(0, at).stripTrailing());
                rest = FURTHER_IN + rest.substring(at).strip();
            }
            parts.add(rest);
            return parts;
        }
    }
}

package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.Blocker.QuadraticBlockException;
import org.reconlink.spark.SparkInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code link}, {@code dedupe} and the reading of a study's extract as {@code spark-submit} gives them to the driver: the words and exit codes of one machine. */
@Command(
        name = "reconlink-spark.jar",
        subcommands = {SparkCommands.Link.class, SparkCommands.Dedupe.class, SparkCommands.Extract.class})
public final class SparkCommands {
    /** Those of a command, by what they mean; {@code job.ExitCode} has them all. */
    private static final int UNEXPECTED = 1;

    private static final int USAGE = 2;
    private static final int INPUT_REJECTED = 3;
    private static final int STORAGE = 7;
    /** What an executor found wrong with an input, as it stands in the message of the failed job where the exception itself does not come. */
    private static final Pattern OF_EXECUTOR = Pattern.compile("SparkInputException(\\$OfId)?: (.*)");

    private SparkCommands() {}

    /** Runs one command line and returns its exit code. */
    public static int run(String... arguments) {
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments);
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new SparkCommands());
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
        try {
            return line.execute(arguments);
        } catch (Error e) {
            return report(e, err); // as any other: Java would print its message
        }
    }

    /** Which rows of two tables are the same person. */
    @Command(name = "link", mixinStandardHelpOptions = true)
    static final class Link implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandLine.Model.CommandSpec spec;

        @Parameters(index = "0", paramLabel = "LEFT", description = "The first table.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String left;

        @Parameters(index = "1", paramLabel = "RIGHT", description = "The second table.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String right;

        @Option(names = "--many", paramLabel = "TABLE", description = "As on one machine.")
        private @Nullable String many;

        @Mixin
        private final TableOptions options = new TableOptions();

        @Override
        public Integer call() throws IOException {
            CommandLine line = spec.commandLine();
            if (TableOptions.many(many) != null) {
                throw new UsageException(
                        "--many: on Spark every row has one partner at most; link on one machine where a person"
                                + " may have several rows");
            }
            return new SparkRun(options, line).link(left, right);
        }
    }

    /** Which rows of one table are the same person. */
    @Command(name = "dedupe", mixinStandardHelpOptions = true)
    static final class Dedupe implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandLine.Model.CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The table.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String file;

        @Mixin
        private final TableOptions options = new TableOptions();

        @Option(names = "--clusters", paramLabel = "DIR", description = "As on one machine, in a folder.")
        private @Nullable String clusters;

        @Option(names = "--distinct", paramLabel = "COLUMN[=VALUE]", description = "As on one machine.")
        private List<String> distinct = new ArrayList<>();

        @Override
        public Integer call() throws IOException {
            CommandLine line = spec.commandLine();
            if (!distinct.isEmpty()) {
                throw new UsageException(
                        "--distinct: on Spark any two rows may be one person; dedupe on one machine where some"
                                + " may not");
            }
            return new SparkRun(options, line).dedupe(file);
        }
    }

    /** The conviction extract of a study for {@code reconlink run}, which starts this and asks by standard input. */
    @Command(name = "extract", hidden = true)
    static final class Extract implements Callable<Integer> {
        @Option(names = "--work", required = true, description = "Folder of this run alone; it is removed.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String work;

        @Override
        public Integer call() throws IOException {
            return new ExtractRun(work).call(System.in, System.out);
        }
    }

    /** Of an exception that is not our own only the class and the place are shown: its message may quote a row. */
    static int report(Throwable failure, PrintWriter err) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UsageException || t instanceof QuadraticBlockException) {
                err.println(t.getMessage());
                return USAGE;
            }
            if (t instanceof SparkInputException) {
                err.println(t.getMessage());
                return t instanceof SparkInputException.OfId ? USAGE : INPUT_REJECTED;
            }
            if (t instanceof OutOfMemoryError) {
                err.println(
                        "memory ran out: give it more, as in --spark-conf spark.executor.memory=32g or, for the driver,"
                                + " spark.driver.memory=32g, or rules that find fewer pairs; then give the same command again");
                return STORAGE;
            }
        }
        String told = String.valueOf(failure.getMessage());
        Matcher ofExecutor = OF_EXECUTOR.matcher(told);
        if (ofExecutor.find()) {
            err.println(ofExecutor.group(2));
            return ofExecutor.group(1) != null ? USAGE : INPUT_REJECTED;
        }
        if (told.contains("ExecutorLostFailure") || told.contains("OutOfMemoryError")) {
            err.println(
                    "executors were lost again and again, most often because their memory ran out: give them more, as in"
                            + " --spark-conf spark.executor.memory=32g or spark.executor.memoryOverhead=4g; then give the same command"
                            + " again");
            return STORAGE;
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException) {
                err.println("reading or writing failed (" + t.getClass().getSimpleName()
                        + "); check the disk and the folders, then give the same command again");
                return STORAGE;
            }
        }
        err.println("unexpected error; please report these lines, which hold no data:");
        for (Throwable t = failure; t != null; t = t.getCause()) {
            err.println("  " + t.getClass().getName());
            for (StackTraceElement frame : t.getStackTrace()) {
                err.println("    at " + frame);
            }
        }
        return UNEXPECTED;
    }
}

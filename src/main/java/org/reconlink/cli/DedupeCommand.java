package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reconlink dedupe}: which rows of one table are the same person. */
@Command(
        name = "dedupe",
        description = "Finds the rows of one table (CSV or a spreadsheet) that are the same person.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink dedupe a.csv --clusters persons.csv",
            "  reconlink dedupe a.csv --threshold 0.5 --truth known-pairs.csv",
            "  reconlink dedupe all.csv --distinct source=register --persons persons.csv"
        })
final class DedupeCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The table.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Mixin
    private final TableOptions options = new TableOptions();

    @Option(
            names = "--clusters",
            paramLabel = "FILE",
            description = "Write each row's cluster here as CSV: the identifier of the cluster's first row.")
    private @Nullable Path clusters;

    @Option(
            names = "--distinct",
            paramLabel = "COLUMN[=VALUE]",
            description =
                    "Rows that have VALUE in COLUMN are different people, as those of a register; may be repeated."
                            + " Without =VALUE: rows that have the same value, whichever it is.")
    private List<String> distinct = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        if (options.spark != null) {
            options.check();
            return new SparkSubmit(System.getenv(), line.getErr())
                    .run("dedupe", options, line.getParseResult().expandedArgs());
        }
        return new TablesRun(options, line.getOut(), line.getErr())
                .dedupe(file, distinct, clusters)
                .code();
    }
}

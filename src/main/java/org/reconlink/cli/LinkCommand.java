package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reconlink link}: which rows of two tables are the same person. */
@Command(
        name = "link",
        description = "Links the rows of two tables (CSV or spreadsheets), one partner at most for each row.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink link a.csv b.csv --out pairs.csv",
            "  reconlink link a.csv b.csv --columns \"forename=First,surname=Last:Family name,date of birth=DOB\"",
            "  reconlink link a.csv b.csv --truth known-pairs.csv"
        })
final class LinkCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LEFT", description = "The first table.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path left;

    @Parameters(index = "1", paramLabel = "RIGHT", description = "The second table.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path right;

    @Mixin
    private final TableOptions options = new TableOptions();

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        return new TablesRun(options, line.getOut(), line.getErr())
                .run(left, right, null)
                .code();
    }
}

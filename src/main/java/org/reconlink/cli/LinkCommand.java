package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reconlink link}: which rows of two tables are the same person. */
@Command(
        name = "link",
        description =
                "Links the rows of two tables (CSV or spreadsheets), one partner at most for each row unless --many"
                        + " says that a person may have several rows.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  reconlink link a.csv b.csv --out pairs.csv",
            "  reconlink link a.csv b.csv --columns \"forename=First,surname=Last:Family name,date of birth=DOB\"",
            "  reconlink link people.csv convictions.csv --many right --persons persons.csv",
            "  reconlink link a.csv b.csv --truth known-pairs.csv --errors errors.csv"
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

    @Option(
            names = "--many",
            paramLabel = "TABLE",
            description =
                    "The table in which a person may have several rows: left, right or both (default: none). Rows of"
                            + " the other are different people; rows of one person are found and linked together.")
    private @Nullable String many;

    @Mixin
    private final TableOptions options = new TableOptions();

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        if (options.spark != null) {
            options.check();
            return new SparkSubmit(System.getenv(), line.getErr())
                    .run("link", options, line.getParseResult().expandedArgs());
        }
        return new TablesRun(options, line.getOut(), line.getErr())
                .link(left, right, TableOptions.many(many))
                .code();
    }
}

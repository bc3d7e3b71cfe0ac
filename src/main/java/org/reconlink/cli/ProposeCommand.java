package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.IntakeException;
import org.reconlink.job.ExitCode;
import org.reconlink.linkage.tables.RuleProposal;
import org.reconlink.linkage.tables.RuleProposal.Proposed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reconlink propose}: which blocking rules suit the data. */
@Command(
        name = "propose",
        description =
                "Proposes blocking rules for one table or two, from how complete their columns are, how many pairs"
                        + " each rule would find, and how often such columns usually agree between records of one person.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  reconlink propose a.csv b.csv --pairs 5000000", "  reconlink propose a.csv"})
final class ProposeCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LEFT", description = "The first table, or the only one.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path left;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RIGHT", description = "The second table.")
    private @Nullable Path right;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Pairs that all rules may find together (default: 20 for each row).")
    private long pairs;

    @Option(
            names = "--columns",
            paramLabel = "MEANING=COLUMN",
            split = ",",
            description = "What columns mean, as link has it (default: by their headings).")
    private List<String> columns = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        if (pairs < 0) {
            throw new UsageException("--pairs must be 1 or more");
        }
        TableOptions options = new TableOptions();
        options.columns = columns;
        PrintWriter out = spec.commandLine().getOut();
        try {
            TablesRead files = TablesRead.read(options, left, right);
            long rows =
                    files.left().size() + (right == null ? 0L : files.right().size());
            files.remarks().forEach(remark -> out.println("! " + remark));
            print(out, RuleProposal.of(files.plan(), files.left(), files.right(), pairs > 0 ? pairs : 20 * rows));
            return ExitCode.DONE.code();
        } catch (IntakeException e) {
            e.findings().forEach(spec.commandLine().getErr()::println);
            return ExitCode.INPUT_REJECTED.code();
        }
    }

    private static void print(PrintWriter out, List<Proposed> rules) {
        if (rules.isEmpty()) {
            out.println("no rule finds so few pairs; allow more with --pairs");
            return;
        }
        TextTable table = new TextTable(
                "Blocking rule", "Left complete", "Right complete", "Pairs", "Adds", "Matches found so far");
        for (Proposed rule : rules) {
            table.row(
                    rule.rule(),
                    share(rule.leftComplete()),
                    share(rule.rightComplete()),
                    Words.number(rule.pairs()),
                    share(rule.adds()),
                    share(rule.soFar()));
        }
        table.print(out);
        out.println();
        out.println("for link and dedupe:");
        rules.forEach(rule -> out.println("  --block \"" + rule.rule() + "\""));
        out.println("for a protocol, under linkage and block on:");
        rules.forEach(rule -> out.println("  - [" + rule.rule().replace(" + ", ", ") + "]"));
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }
}

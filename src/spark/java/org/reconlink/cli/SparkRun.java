package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.reconlink.cli.TableColumnReport.CellCounts;
import org.reconlink.cli.TableColumns.Headings;
import org.reconlink.cli.TableSummary.Linkage;
import org.reconlink.kernel.CellRule.Outcome;
import org.reconlink.linkage.model.ParameterFile;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.tables.LinkagePlan;
import org.reconlink.linkage.tables.LinkedPairs;
import org.reconlink.linkage.tables.PairDecisions;
import org.reconlink.spark.Discretion;
import org.reconlink.spark.LinkedOnSpark;
import org.reconlink.spark.SparkLinkage;
import org.reconlink.spark.SparkSettings;
import org.reconlink.spark.SparkTable;
import org.reconlink.spark.SparkTable.Format;
import org.reconlink.spark.TableFiles;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** One command {@code link} or {@code dedupe} on a cluster, from its tables to what it prints and writes. */
final class SparkRun {
    private static final int DONE = 0;
    private static final int DONE_WITH_OPEN_CASES = 4;

    /** Options that need rows on one machine, or files that a cluster does not read. */
    private static final List<String> ONE_MACHINE = List.of(
            "--truth", "--errors", "--persons", "--hidden-rows", "--struck-out-rows", "--rejected-rows-at-most");

    private final TableOptions options;
    private final CommandLine line;
    private final PrintWriter out;

    SparkRun(TableOptions options, CommandLine line) {
        this.options = options;
        this.line = line;
        out = line.getOut();
    }

    /** Links two tables; answers the exit code. */
    int link(String left, String right) throws IOException {
        if (left.equals(right)) {
            throw new UsageException(
                    "both tables are the same file, in which every row is itself: reconlink dedupe finds"
                            + " rows of one person in one file");
        }
        return run(left, right);
    }

    /** Finds the rows of one person in one table; answers the exit code. */
    int dedupe(String table) throws IOException {
        return run(table, null);
    }

    private int run(String left, @Nullable String right) throws IOException {
        options.check();
        requireNothingElse();
        try (SparkSession session = SparkSession.builder()
                .appName("reconlink " + line.getCommandName())
                .config("spark.plugins", Discretion.class.getName())
                .getOrCreate()) {
            Configuration hadoop = session.sparkContext().hadoopConfiguration();
            String pairs = folder(hadoop, "--out", left, right);
            String clusters = folder(hadoop, "--clusters", left, right);
            Inputs inputs = inputs(session, left, right);
            Map<String, Parameters.Comparison> fixed = options.fixed(inputs.plan);
            SparkLinkage linkage = new SparkLinkage(session, inputs.plan, work(session, hadoop), SparkSettings.usual());
            LinkedOnSpark linked =
                    right == null ? linkage.dedupe(inputs.left, fixed) : linkage.link(inputs.left, inputs.right, fixed);
            PairDecisions decided = new PairDecisions(linked.pairs(), options.threshold);
            if (options.saveModel != null) {
                Files.writeString(
                        options.saveModel, ParameterFile.write(linked.pairs().parameters()), StandardCharsets.UTF_8);
            }
            if (pairs != null) {
                remove(hadoop, pairs);
                linked.writePairs(pairs, format(pairs), decided, options.pairsFrom);
            }
            if (clusters != null) {
                remove(hadoop, clusters);
                linked.writeClusters(clusters, format(clusters), decided);
            }
            print(inputs, linked, decided, right != null);
            return decided.inReview() > 0 ? DONE_WITH_OPEN_CASES : DONE;
        }
    }

    /** What one machine has and a cluster has not is refused rather than left out. */
    private void requireNothingElse() {
        for (String option : ONE_MACHINE) {
            if (line.getParseResult().hasMatchedOption(option)) {
                throw new UsageException(
                        option + " is not there on Spark; leave it out, or give the command to one machine");
            }
        }
    }

    /** As it was given: a path would lose a slash of a URL. */
    private @Nullable String text(String option) {
        OptionSpec given = line.getParseResult().matchedOption(option); // null, too, where there is no such option
        return given == null ? null : given.originalStringValues().get(0);
    }

    private String work(SparkSession session, Configuration hadoop) throws IOException {
        if (options.sparkWork != null) {
            return whole(hadoop, options.sparkWork).toString();
        }
        if (!session.sparkContext().isLocal()) {
            throw new UsageException(
                    "--work is needed on a cluster: a folder or URL that all of its machines reach, in which it"
                            + " keeps packed rows, so that the same command goes on from there");
        }
        java.nio.file.Path folder = Files.createTempDirectory("reconlink");
        FileSystem files = FileSystem.getLocal(session.sparkContext().hadoopConfiguration());
        files.deleteOnExit(new Path(folder.toString()));
        return folder.toUri().toString();
    }

    /** What is read, and how it is compared. */
    private record Inputs(TableColumns columns, LinkagePlan plan, SparkTable left, SparkTable right) {}

    private Inputs inputs(SparkSession session, String left, @Nullable String right) throws IOException {
        Headings lefts = headings(session, left);
        Headings rights = right == null ? lefts : headings(session, right);
        TableColumns columns = TableColumns.of(options.columns, lefts, id(lefts), rights, id(rights));
        return new Inputs(
                columns,
                options.plan(columns.fields()),
                table("left", left, columns.left()),
                table("right", right == null ? left : right, columns.right()));
    }

    private static Headings headings(SparkSession session, String table) throws IOException {
        String name = new Path(table).getName();
        return new Headings(name, TableFiles.headings(session, name, List.of(table), format(table)));
    }

    private String id(Headings table) {
        String id = options.idHeading(table, Set.of());
        if (id == null) {
            throw new UsageException(
                    table.file() + ": no column's heading says that it identifies a row, and rows that lie on"
                            + " many machines have no number; say with --id which column does");
        }
        return id;
    }

    private SparkTable table(String name, String path, TableColumns.Side side) {
        options.settings(name, false); // so that a format of dates that is none is told
        List<SparkTable.Column> columns = new ArrayList<>();
        for (TableColumns.Used used : side.compared()) {
            String beside = side.nameBeside(used);
            columns.add(new SparkTable.Column(used.headings(), used.kind(), beside == null ? "" : beside));
        }
        return new SparkTable(
                side.file(),
                List.of(path),
                format(path),
                side.headings(),
                columns,
                String.valueOf(side.id()),
                new SparkTable.Reading(
                        options.missing,
                        options.dateFormats(name),
                        options.twoDigitYears,
                        options.zone().getId()));
    }

    /** By the name of the file or folder. */
    private static Format format(String path) {
        return path.replaceAll("[/*]+$", "").endsWith(".parquet") ? Format.PARQUET : Format.CSV;
    }

    /** A folder to write: none is there, or it may go; null if the option is not given. */
    private @Nullable String folder(Configuration hadoop, String option, String left, @Nullable String right)
            throws IOException {
        String asked = text(option);
        if (asked == null) {
            return null;
        }
        Path path = whole(hadoop, asked);
        if (path.equals(whole(hadoop, left)) || (right != null && path.equals(whole(hadoop, right)))) {
            throw new UsageException(option + " " + asked + ": this file is read by the same command; name another");
        }
        if (!options.overwrite && path.getFileSystem(hadoop).exists(path)) {
            throw new UsageException(
                    option + " " + asked + ": this folder exists; name another, or let it go with --overwrite");
        }
        return path.toString();
    }

    /** With its file system, and from its root on: executors have other folders that they work in. */
    private static Path whole(Configuration hadoop, String asked) throws IOException {
        Path path = new Path(asked);
        return path.getFileSystem(hadoop).makeQualified(path);
    }

    private static void remove(Configuration hadoop, String folder) throws IOException {
        Path path = new Path(folder);
        path.getFileSystem(hadoop).delete(path, true);
    }

    private void print(Inputs inputs, LinkedOnSpark linked, PairDecisions decided, boolean two) throws IOException {
        LinkedPairs pairs = linked.pairs();
        List<TableColumnReport> reports = TableColumnReport.of(
                inputs.columns,
                new Counts(linked, true, pairs.lefts()),
                two ? new Counts(linked, false, pairs.rights()) : null,
                options.twoDigitYears);
        if (options.columnsOut != null) {
            TableColumnReport.write(options.columnsOut, reports);
        }
        new TableSummary(
                        inputs.columns.fields(),
                        reports,
                        linked.remarks(),
                        0,
                        two ? List.of(inputs.left.name(), inputs.right.name()) : List.of(inputs.left.name()),
                        new Linkage(
                                pairs.rules(),
                                pairs.rulesLeftOut(),
                                pairs.training(),
                                pairs.parameters(),
                                pairs.candidates(),
                                decided.links(),
                                decided.inReview(),
                                decided.unnamed(),
                                pairs.grouped() ? decided.clusters() : 0,
                                List.of(),
                                pairs.oneTable(),
                                pairs.grouped()),
                        null)
                .print(out, options.json);
    }

    /** The cells of a table on the cluster; how often its values occur is not asked for. */
    private record Counts(LinkedOnSpark linked, boolean ofLeft, long rows) implements CellCounts {
        @Override
        public long cells(int column, Outcome outcome) {
            return linked.cells(ofLeft, column, outcome);
        }

        @Override
        public int differentValues(int column) {
            return Integer.MAX_VALUE;
        }

        @Override
        public long mostFrequent(int column) {
            return 0;
        }
    }
}

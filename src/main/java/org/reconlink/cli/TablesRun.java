package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.IntakeException;
import org.reconlink.intake.PlainRows;
import org.reconlink.job.ExitCode;
import org.reconlink.linkage.tables.Field;
import org.reconlink.linkage.tables.LinkedTables;
import org.reconlink.linkage.tables.PlainTable;
import org.reconlink.linkage.tables.TableLinkage;
import org.reconlink.linkage.tables.Truth;
import org.reconlink.linkage.training.ParameterFile;
import org.reconlink.linkage.training.Parameters;

/** One command {@code link} or {@code dedupe}, from its files to what it prints and writes. */
final class TablesRun {
    private final TableOptions options;
    private final PrintWriter out;
    private final PrintWriter err;

    TablesRun(TableOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Links two files, or finds the records of one person in one if {@code rightFile} is null. */
    ExitCode run(Path leftFile, @Nullable Path rightFile, @Nullable Path clusters) throws IOException {
        options.check();
        PlainTable left;
        PlainTable right;
        List<String[]> truth;
        try {
            left = TableOptions.table(PlainRows.read(leftFile));
            right = rightFile == null ? left : TableOptions.table(PlainRows.read(rightFile));
            truth = options.truth == null ? null : PlainRows.read(options.truth).rows();
        } catch (IntakeException e) {
            e.findings().forEach(err::println);
            return ExitCode.INPUT_REJECTED;
        }
        List<Field> fields = options.fields(left, right);
        List<String> leftIds = options.ids(left);
        List<String> rightIds = rightFile == null ? leftIds : options.ids(right);
        Map<String, Parameters.Comparison> fixed = options.fixed(fields);
        LinkedTables linked = rightFile == null
                ? TableLinkage.dedupe(left, fields, fixed)
                : TableLinkage.link(left, right, fields, fixed);
        TableResult result = new TableResult(linked, options.threshold, leftIds, rightIds);
        write(result, clusters);
        Truth.@Nullable Verdict verdict = verdict(linked, truth, leftIds, rightIds);
        new TableSummary(fields, linked, result, verdict).print(out, options.json);
        return result.inReview() > 0 ? ExitCode.DONE_WITH_OPEN_CASES : ExitCode.DONE;
    }

    private void write(TableResult result, @Nullable Path clusters) throws IOException {
        if (options.saveModel != null) {
            Files.writeString(
                    options.saveModel, ParameterFile.write(result.linked().parameters()), StandardCharsets.UTF_8);
        }
        if (options.out != null) {
            Files.writeString(options.out, result.pairsCsv(), StandardCharsets.UTF_8);
        }
        if (clusters != null) {
            Files.writeString(clusters, result.clustersCsv(), StandardCharsets.UTF_8);
        }
    }

    private static Truth.@Nullable Verdict verdict(
            LinkedTables linked, @Nullable List<String[]> truth, List<String> leftIds, List<String> rightIds) {
        if (truth == null) {
            return null;
        }
        if (!truth.isEmpty() && truth.get(0).length < 2) {
            throw new UsageException("the truth has one column; give two, a pair of identifiers in each row");
        }
        try {
            return new Truth(linked.oneTable(), truth, leftIds, rightIds).of(linked);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}

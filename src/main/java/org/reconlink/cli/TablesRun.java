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
import org.reconlink.linkage.engine.QuadraticBlockException;
import org.reconlink.linkage.tables.LinkedTables;
import org.reconlink.linkage.tables.TableLinkage;
import org.reconlink.linkage.tables.TableRows;
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
        try {
            return link(leftFile, rightFile, clusters);
        } catch (IntakeException e) {
            e.findings().forEach(err::println);
            return ExitCode.INPUT_REJECTED;
        } catch (QuadraticBlockException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private ExitCode link(Path leftFile, @Nullable Path rightFile, @Nullable Path clusters) throws IOException {
        List<String[]> truth =
                options.truth == null ? null : PlainRows.read(options.truth).rows();
        TableFiles files = TableFiles.read(options, leftFile, rightFile);
        Map<String, Parameters.Comparison> fixed = options.fixed(files.plan());
        TableRows left = files.left();
        TableRows right = files.right();
        LinkedTables linked = left == right
                ? TableLinkage.dedupe(files.plan(), left, fixed)
                : TableLinkage.link(files.plan(), left, right, fixed);
        TableResult result = new TableResult(linked, options.threshold);
        write(result, clusters);
        Truth.@Nullable Verdict verdict = verdict(linked, truth);
        new TableSummary(files.fields(), linked, result, verdict).print(out, options.json);
        return result.inReview() > 0 ? ExitCode.DONE_WITH_OPEN_CASES : ExitCode.DONE;
    }

    private void write(TableResult result, @Nullable Path clusters) throws IOException {
        if (options.saveModel != null) {
            Files.writeString(
                    options.saveModel, ParameterFile.write(result.linked().parameters()), StandardCharsets.UTF_8);
        }
        if (options.out != null) {
            result.writePairs(options.out);
        }
        if (clusters != null) {
            result.writeClusters(clusters);
        }
    }

    private static Truth.@Nullable Verdict verdict(LinkedTables linked, @Nullable List<String[]> truth) {
        if (truth == null) {
            return null;
        }
        if (!truth.isEmpty() && truth.get(0).length < 2) {
            throw new UsageException("the truth has one column; give two, a pair of identifiers in each row");
        }
        try {
            return new Truth(linked.left(), linked.right(), truth).of(linked);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}

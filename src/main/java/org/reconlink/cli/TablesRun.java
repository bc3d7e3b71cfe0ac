package org.reconlink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reconlink.cli.Failures.FullDisk;
import org.reconlink.cli.TableSummary.Measured;
import org.reconlink.inquiry.Words;
import org.reconlink.intake.IntakeException;
import org.reconlink.intake.PlainReader;
import org.reconlink.intake.PlainRows;
import org.reconlink.job.ExitCode;
import org.reconlink.job.MemoryPlan;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Permissions;
import org.reconlink.linkage.blocking.Blocker.QuadraticBlockException;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.model.ParameterFile;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.tables.LinkedTables;
import org.reconlink.linkage.tables.Mistakes;
import org.reconlink.linkage.tables.Mistakes.Kind;
import org.reconlink.linkage.tables.Mistakes.Mistake;
import org.reconlink.linkage.tables.NumberedText;
import org.reconlink.linkage.tables.PairDecisions;
import org.reconlink.linkage.tables.Persons;
import org.reconlink.linkage.tables.TableLinkage;
import org.reconlink.linkage.tables.TableLinkage.Many;
import org.reconlink.linkage.tables.TableRows;
import org.reconlink.linkage.tables.Truth;

/** One command {@code link} or {@code dedupe}, from its files to what it prints and writes. */
final class TablesRun {
    private static final int MOST_FINDINGS = 100;

    private final TableOptions options;
    private final PrintWriter out;
    private final PrintWriter err;

    TablesRun(TableOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /**
     * Links two files.
     *
     * @param many where a person may have several rows; null if every row has one partner at most
     */
    ExitCode link(Path leftFile, Path rightFile, @Nullable Many many) throws IOException {
        return run(
                leftFile,
                rightFile,
                null,
                (files, fixed) -> many == null
                        ? TableLinkage.link(files.plan(), files.left(), files.right(), fixed)
                        : TableLinkage.link(files.plan(), files.left(), files.right(), fixed, many));
    }

    /**
     * Finds the rows of one person in one file.
     *
     * @param distinct which rows are different people, as {@link Sources} reads it; none if empty
     */
    ExitCode dedupe(Path file, List<String> distinct, @Nullable Path clusters) throws IOException {
        return run(
                file,
                null,
                clusters,
                (files, fixed) -> distinct.isEmpty()
                        ? TableLinkage.dedupe(files.plan(), files.left(), fixed)
                        : TableLinkage.dedupe(
                                files.plan(),
                                files.left(),
                                fixed,
                                Sources.distinct(distinct, file, options, files.left())));
    }

    /** How files that were read are linked. */
    private interface Linking {
        LinkedTables link(TablesRead files, Map<String, Parameters.Comparison> fixed) throws IOException;
    }

    private ExitCode run(Path leftFile, @Nullable Path rightFile, @Nullable Path clusters, Linking linking)
            throws IOException {
        options.check();
        options.requireNoCluster();
        requireOutputs(leftFile, rightFile, clusters);
        try {
            return linked(leftFile, rightFile, clusters, linking);
        } catch (IntakeException e) {
            print(e.findings());
            return ExitCode.INPUT_REJECTED;
        } catch (QuadraticBlockException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private ExitCode linked(Path leftFile, @Nullable Path rightFile, @Nullable Path clusters, Linking linking)
            throws IOException {
        PlainRows pairs = options.truth == null ? null : PlainRows.read(options.truth);
        List<Path> tables = rightFile == null ? List.of(leftFile) : List.of(leftFile, rightFile);
        MemoryPlan.shortageOfTables(tables).ifPresent(err::println);
        SecondCompiler.allowPairs(tables);
        TablesRead files = TablesRead.read(options, leftFile, rightFile);
        if (rightFile != null && Files.isSameFile(leftFile, rightFile)) {
            throw new UsageException(
                    "both tables are the same file, in which every row is itself: reconlink dedupe finds"
                            + " rows of one person in one file");
        }
        print(files.rejected());
        Truth truth = truth(files, pairs);
        LinkedTables linked = linking.link(files, options.fixed(files.plan()));
        TableResult result = new TableResult(linked, options.threshold);
        write(result, clusters);
        Measured measured = truth == null ? null : measured(linked, truth, result);
        List<String> names = rightFile == null ? List.of(name(leftFile)) : List.of(name(leftFile), name(rightFile));
        write(options.columnsOut, file -> TableColumnReport.write(file, files.reports()));
        new TableSummary(
                        files.fields(),
                        files.reports(),
                        files.remarks(),
                        files.rejected().size(),
                        names,
                        TableSummary.of(linked, result),
                        measured)
                .print(out, options.json);
        return result.inReview() > 0 || !files.rejected().isEmpty() ? ExitCode.DONE_WITH_OPEN_CASES : ExitCode.DONE;
    }

    private void requireOutputs(Path left, @Nullable Path right, @Nullable Path clusters) throws IOException {
        OutputFiles outputs =
                new OutputFiles(Arrays.asList(left, right, options.truth, options.model), options.overwrite);
        outputs.require("--out", options.out, PairDecisions.HEADINGS);
        outputs.require("--clusters", clusters, PairDecisions.CLUSTER_HEADINGS);
        outputs.require("--persons", options.persons, PersonsFile.HEADINGS, PersonsFile.HEADINGS_OF_TWO);
        outputs.require("--errors", options.errors, ErrorsFile.HEADINGS);
        outputs.require("--columns-out", options.columnsOut, TableColumnReport.HEADINGS);
        outputs.require("--save-model", options.saveModel, ParameterFile.BEGINNING);
    }

    /** All of them, unless they are so many that the first ones say it. */
    private void print(List<Finding> findings) {
        findings.stream().limit(MOST_FINDINGS).forEach(err::println);
        if (findings.size() > MOST_FINDINGS) {
            err.println("and " + Words.count(findings.size() - MOST_FINDINGS, "row") + " more");
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private void write(TableResult result, @Nullable Path clusters) throws IOException {
        write(
                options.saveModel,
                file -> Files.writeString(
                        file, ParameterFile.write(result.linked().parameters()), StandardCharsets.UTF_8));
        write(options.out, file -> {
            result.writePairs(file, options.pairsFrom);
            Permissions.toGroup(file);
        });
        write(clusters, file -> {
            result.writeClusters(file);
            Permissions.toGroup(file);
        });
        write(options.persons, file -> {
            new PersonsFile(result.linked(), new Persons(result.linked(), result.persons())).write(file);
            Permissions.toGroup(file);
        });
    }

    /** What writes one file. */
    private interface Writing {
        void write(Path file) throws IOException;
    }

    private static void write(@Nullable Path file, Writing writing) throws IOException {
        if (file != null) {
            FullDisk.naming(file, () -> writing.write(file));
        }
    }

    private static @Nullable Truth truth(TablesRead files, @Nullable PlainRows truth) {
        if (truth == null) {
            return null;
        }
        List<String[]> pairs = truth.rows();
        if (pairs.isEmpty()) {
            throw new UsageException("the truth has no pairs; give a row for each pair under the row of headings");
        }
        if (pairs.get(0).length != 2) {
            throw new UsageException("the truth has " + Words.count(pairs.get(0).length, "column")
                    + "; give two, a pair of identifiers that belong together in each row, the first table's first");
        }
        if (files.left().place(truth.headings().get(0)) >= 0
                && files.right().place(truth.headings().get(1)) >= 0) {
            throw new UsageException(
                    "the first row of the truth is a pair of records and would be taken for headings; put a"
                            + " row of headings above it");
        }
        try {
            return new Truth(files.left(), files.right(), pairs);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Measured measured(LinkedTables linked, Truth truth, TableResult result) throws IOException {
        ErrorsFile errors = new ErrorsFile(linked, Mistakes.of(linked, truth, result.persons(), options.threshold));
        write(options.errors, file -> {
            errors.write(file);
            Permissions.toGroup(file);
        });
        return new Measured(truth.of(linked), errors.counts());
    }

    /** Pairs that a linkage got wrong, by identifier: no value of a person is written. */
    private record ErrorsFile(LinkedTables linked, List<Mistake> mistakes) {
        static final String HEADINGS = "kind,left_id,right_id,match_probability,match_weight";

        ErrorsFile {
            mistakes = List.copyOf(mistakes);
        }

        /** How many there are of each kind, also of those that there are none of. */
        Map<Kind, Long> counts() {
            Map<Kind, Long> counts = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                counts.put(
                        kind,
                        mistakes.stream()
                                .filter(mistake -> mistake.kind() == kind)
                                .count());
            }
            return counts;
        }

        void write(Path file) throws IOException {
            try (NumberedText csv = new NumberedText(file)) {
                csv.text(HEADINGS);
                for (String comparison : linked.again().comparisons()) {
                    csv.text(",");
                    csv.cell(comparison);
                }
                csv.text("\n");
                for (Mistake mistake : mistakes) {
                    csv.text(EnumWords.of(mistake.kind()) + ",");
                    csv.cell(linked.rows().id(mistake.one()));
                    csv.text(",");
                    csv.cell(linked.rows().id(mistake.other()));
                    csv.text(",");
                    if (mistake.pair() >= 0) {
                        csv.number(linked.probabilities()[mistake.pair()], 6);
                        csv.text(",");
                        csv.number(linked.pairs().get(mistake.pair()).bits(), 3);
                    } else {
                        csv.text(",");
                    }
                    for (String level : mistake.levels()) {
                        csv.text(",");
                        csv.cell(level);
                    }
                    csv.text("\n");
                }
            }
        }
    }

    /**
     * Where each row of a table came from, as one of its columns says, and which sources list nobody twice.
     *
     * @param column that names the source
     * @param values the sources that list nobody twice; all if empty
     */
    private record Sources(String column, List<String> values) {
        Sources {
            values = List.copyOf(values);
        }

        /** Reads {@code COLUMN} or any number of {@code COLUMN=VALUE}. */
        static Sources of(List<String> asked, PlainReader table) {
            TreeSet<String> columns = new TreeSet<>();
            List<String> values = new ArrayList<>();
            for (String text : asked) {
                boolean whole = table.headings().contains(text);
                int equals = whole ? -1 : text.indexOf('=');
                String column = equals < 0 ? text : text.substring(0, equals);
                TablesRead.headings(table).require(column);
                columns.add(column);
                if (equals >= 0) {
                    values.add(text.substring(equals + 1).strip());
                }
            }
            if (columns.size() > 1) {
                throw new UsageException("--distinct names " + String.join(" and ", columns)
                        + "; a row comes from one source: name one column");
            }
            if (!values.isEmpty() && values.size() < asked.size()) {
                throw new UsageException("--distinct " + columns.first()
                        + " already says it of every value of the column;" + " leave the others out");
            }
            return new Sources(columns.first(), values);
        }

        /** Which rows are different people, in one more reading of the file. */
        static Distinct distinct(List<String> asked, Path file, TableOptions options, TableRows rows)
                throws IOException {
            try (PlainReader table = PlainReader.open(file, options.rows())) {
                return of(asked, table).of(table, rows);
            }
        }

        private Distinct of(PlainReader table, TableRows rows) throws IOException {
            int cell = table.headings().indexOf(column);
            List<String> cells = new ArrayList<>();
            for (String[] row = table.next(); row != null; row = table.next()) {
                cells.add(row[cell].strip().intern());
            }
            TreeSet<String> sources = new TreeSet<>(cells);
            sources.remove("");
            for (String value : values) {
                if (!sources.contains(value)) {
                    throw new UsageException(
                            "--distinct " + column + "=" + value + ": no row of " + table.file() + " has this value");
                }
            }
            Map<String, Integer> numbers = new HashMap<>();
            for (String source : values.isEmpty() ? sources : values) {
                numbers.putIfAbsent(source, numbers.size());
            }
            int[] of = new int[rows.size()];
            Arrays.setAll(of, place -> numbers.getOrDefault(cells.get(rows.row(place)), Distinct.ANY));
            return new Distinct(of);
        }
    }
}

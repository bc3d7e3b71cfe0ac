package org.reconlink.cli;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.inquiry.Words;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;

/**
 * Prints findings: how many there are, then the gravest first. What stops a file or rejects a row has a line for each problem and
 * column, twenty at most; warnings have one for each rule, those of most rows first, and below it one for each further file, six
 * rules at most. A line names the first rows and how many more there are.
 */
final class Findings {
    private static final int GRAVE = 20;
    private static final int RULES_THAT_WARN = 6;
    /** Places that a line names. */
    private static final int NAMED = 3;

    private Findings() {}

    static void print(List<Finding> findings, PrintWriter err) {
        print(findings, null, err);
    }

    /** @param all the file that has every finding; null where none was written */
    static void print(List<Finding> findings, @Nullable Path all, PrintWriter err) {
        if (findings.isEmpty()) {
            return;
        }
        err.println(Words.count(findings.size(), "finding") + ": "
                + count(findings, Finding.Severity.ERROR) + " stop a file, "
                + count(findings, Finding.Severity.REJECTED) + " reject a row, "
                + count(findings, Finding.Severity.WARNING) + " are warnings");
        List<Finding> gravestFirst = findings.stream()
                .sorted(comparing(Finding::severity).thenComparing(naturalOrder()))
                .toList();
        long left = grave(of(gravestFirst, false), err) + warned(of(gravestFirst, true), err);
        String where =
                all == null ? "findings.csv of a run that ends" : all.toString().replace('\\', '/');
        if (left > 0) {
            err.println("... and " + Words.number(left) + " more; all are in " + where);
        } else if (all != null) {
            err.println("all with row and column in " + where);
        }
    }

    private static List<Finding> of(List<Finding> findings, boolean warnings) {
        return findings.stream()
                .filter(finding -> (finding.severity() == Finding.Severity.WARNING) == warnings)
                .toList();
    }

    /** Returns how many are not told of. */
    private static long grave(List<Finding> findings, PrintWriter err) {
        List<List<Finding>> lines = grouped(findings, Findings::kind).stream()
                .flatMap(same ->
                        same.size() > NAMED ? Stream.of(same) : same.stream().map(List::of))
                .toList();
        lines.stream().limit(GRAVE).forEach(same -> err.println(begin(same) + places(same) + ": " + said(same)));
        return lines.stream().skip(GRAVE).mapToLong(List::size).sum();
    }

    /** All but the place within the column; what concerns a whole file is a kind of its own. */
    private static Object kind(Finding finding) {
        return finding.row() == null
                ? finding
                : new Finding(
                        finding.severity(),
                        finding.rule(),
                        finding.file(),
                        finding.sheet(),
                        null,
                        finding.column(),
                        finding.problem(),
                        finding.advice());
    }

    private static long warned(List<Finding> findings, PrintWriter err) {
        List<List<Finding>> rules = mostFirst(grouped(findings, Finding::rule));
        rules.stream().limit(RULES_THAT_WARN).forEach(rule -> {
            List<List<Finding>> files = mostFirst(grouped(rule, f -> f.file() + "\n" + f.sheet()));
            err.println(begin(rule) + places(files.get(0)) + ": " + said(files.get(0)));
            files.stream().skip(1).limit(NAMED).forEach(file -> err.println("  likewise " + places(file)));
            if (files.size() > NAMED + 1) {
                err.println("  likewise in " + Words.count(files.size() - NAMED - 1, "further file"));
            }
        });
        return rules.stream().skip(RULES_THAT_WARN).mapToLong(List::size).sum();
    }

    private static Collection<List<Finding>> grouped(List<Finding> findings, Function<Finding, Object> by) {
        Map<Object, List<Finding>> groups = new LinkedHashMap<>();
        findings.forEach(finding -> groups.computeIfAbsent(by.apply(finding), key -> new ArrayList<>())
                .add(finding));
        return groups.values();
    }

    private static List<List<Finding>> mostFirst(Collection<List<Finding>> groups) {
        return groups.stream()
                .sorted(comparing((List<Finding> group) -> -group.size()))
                .toList();
    }

    private static String begin(List<Finding> same) {
        return EnumWords.of(same.get(0).severity()) + ": ";
    }

    /** Findings of one file and sheet: {@code a.csv, column DOB, rows 2, 3, 4 and 1,201 more}. */
    private static String places(List<Finding> same) {
        Finding first = same.get(0);
        if (same.size() == 1) {
            return first.place();
        }
        List<String> columns = same.stream()
                .map(Finding::column)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<Long> rows =
                same.stream().map(Finding::row).filter(Objects::nonNull).toList();
        return first.file()
                + (first.sheet() == null ? "" : ", sheet " + first.sheet())
                + (columns.isEmpty() ? "" : ", column" + named(columns, columns.size()))
                + (rows.isEmpty() ? "" : ", row" + named(rows, same.size()));
    }

    private static String named(List<?> places, int of) {
        String names = places.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return (of == 1 ? " " : "s ") + names + (of > NAMED ? " and " + Words.number(of - NAMED) + " more" : "");
    }

    /** What is wrong and what to do; where rows or values have their own, that of the first. */
    private static String said(List<Finding> same) {
        Finding first = same.get(0);
        boolean alike = same.stream().allMatch(finding -> finding.problem().equals(first.problem()));
        String which = first.row() == null ? "the first of " + same.size() + ": " : "of row " + first.row() + ", ";
        return (alike ? "" : which) + first.problem() + "; " + first.advice();
    }

    private static String count(List<Finding> findings, Finding.Severity severity) {
        return Words.number(
                findings.stream().filter(f -> f.severity() == severity).count());
    }
}

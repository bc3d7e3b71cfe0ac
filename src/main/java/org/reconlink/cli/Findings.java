package org.reconlink.cli;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;

/**
 * Prints findings: how many there are, then the gravest first, what is said of many rows of a column once with the first rows and
 * their number, twenty lines, then how many more there are.
 */
final class Findings {
    private static final int LINES = 20;
    /** Rows of which the same is said and which have a line each all the same. */
    private static final int ONE_BY_ONE = 3;

    private Findings() {}

    static void print(List<Finding> findings, PrintWriter err) {
        Map<Object, List<Finding>> alike = new LinkedHashMap<>();
        findings.stream()
                .sorted(comparing(Finding::severity).thenComparing(naturalOrder()))
                .forEach(finding -> alike.computeIfAbsent(kind(finding), kind -> new ArrayList<>())
                        .add(finding));
        Collection<List<Finding>> lines = alike.values().stream()
                .flatMap(same -> same.size() > ONE_BY_ONE
                        ? Stream.of(same)
                        : same.stream().map(List::of))
                .toList();
        if (!findings.isEmpty()) {
            err.println(Words.count(findings.size(), "finding") + ": "
                    + count(findings, Finding.Severity.ERROR) + " stop a file, "
                    + count(findings, Finding.Severity.REJECTED) + " reject a row, "
                    + count(findings, Finding.Severity.WARNING) + " are warnings");
        }
        lines.stream().limit(LINES).forEach(same -> err.println(line(same)));
        long left = lines.stream().skip(LINES).mapToLong(List::size).sum();
        if (left > 0) {
            err.println("... and " + Words.number(left) + " more; all are in findings.csv of a run that ends");
        }
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

    private static String line(List<Finding> same) {
        Finding first = same.get(0);
        if (same.size() == 1) {
            return first.toString();
        }
        String rows = same.stream()
                .limit(ONE_BY_ONE)
                .map(finding -> String.valueOf(finding.row()))
                .collect(Collectors.joining(", "));
        return EnumWords.of(first.severity()) + ": " + first.file()
                + (first.sheet() == null ? "" : ", sheet " + first.sheet())
                + (first.column() == null ? "" : ", column " + first.column())
                + ", rows " + rows + " and " + Words.number(same.size() - ONE_BY_ONE) + " more: " + first.problem()
                + "; " + first.advice();
    }

    private static String count(List<Finding> findings, Finding.Severity severity) {
        return Words.number(
                findings.stream().filter(f -> f.severity() == severity).count());
    }
}

package org.reconlink.cli;

import java.io.PrintWriter;
import java.util.List;
import org.reconlink.kernel.Finding;

/** Prints findings: the gravest first, the first twenty, then how many there are. */
final class Findings {
    private static final int SHOWN = 20;

    private Findings() {}

    static void print(List<Finding> findings, PrintWriter err) {
        List<Finding> gravestFirst = findings.stream()
                .sorted(java.util.Comparator.comparing(Finding::severity)
                        .thenComparing(java.util.Comparator.naturalOrder()))
                .toList();
        gravestFirst.stream().limit(SHOWN).forEach(finding -> err.println(finding));
        if (findings.size() > SHOWN) {
            err.println("... and " + Words.number(findings.size() - SHOWN) + " more");
        }
        if (!findings.isEmpty()) {
            err.println(Words.count(findings.size(), "finding") + ": "
                    + count(findings, Finding.Severity.ERROR) + " stop a file, "
                    + count(findings, Finding.Severity.REJECTED) + " reject a row, "
                    + count(findings, Finding.Severity.WARNING) + " are warnings");
        }
    }

    private static String count(List<Finding> findings, Finding.Severity severity) {
        return Words.number(
                findings.stream().filter(f -> f.severity() == severity).count());
    }
}

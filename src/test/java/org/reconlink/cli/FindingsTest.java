package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.reconlink.cli.CommandLineEntry.WrappedLines;
import org.reconlink.kernel.Finding;

class FindingsTest {
    private static Finding at(Finding.Severity severity, Long row, String column, String problem) {
        return new Finding(severity, "rule", "a.csv", null, row, column, problem, "do this");
    }

    private static Finding of(String rule, String file, Long row, String problem) {
        return new Finding(Finding.Severity.WARNING, rule, file, null, row, null, problem, "do this");
    }

    private static List<String> printed(List<Finding> findings) {
        StringWriter text = new StringWriter();
        PrintWriter err = new PrintWriter(text);
        Findings.print(findings, Path.of("out", "findings.csv"), err);
        err.flush();
        return text.toString().lines().toList();
    }

    @Test
    void warningsAreToldByRuleAndFileAndWhatIsGraverByProblem() {
        List<Finding> findings = new ArrayList<>(LongStream.rangeClosed(2, 1_205)
                .mapToObj(row -> at(Finding.Severity.WARNING, row, "DOB", "this is no date"))
                .toList());
        findings.add(at(Finding.Severity.REJECTED, 9L, "DOB", "there is no name"));
        findings.add(at(Finding.Severity.WARNING, 4L, "PNC", "this is no date"));
        findings.add(of("rule", "b.csv", 7L, "this is no date"));
        findings.add(of("other", "b.csv", 8L, "row 7 is the same"));
        findings.add(of("other", "b.csv", 9L, "row 8 is the same"));

        assertThat(printed(findings))
                .containsExactly(
                        "1,209 findings: 0 stop a file, 1 reject a row, 1,208 are warnings",
                        "rejected: a.csv, row 9, column DOB: there is no name; do this",
                        "warning: a.csv, columns DOB, PNC, rows 2, 3, 4 and 1,202 more: this is no date; do this",
                        "  likewise b.csv, row 7",
                        "warning: b.csv, rows 8, 9: of row 8, row 7 is the same; do this",
                        "all with row and column in out/findings.csv");
    }

    @Test
    void whatStopsAFileHasALineForEachProblemOfUpToThreeRows() {
        assertThat(printed(LongStream.of(5, 3, 4)
                        .mapToObj(row -> at(Finding.Severity.REJECTED, row, "DOB", "this is no date"))
                        .toList()))
                .hasSize(5)
                .startsWith(
                        "3 findings: 0 stop a file, 3 reject a row, 0 are warnings",
                        "rejected: a.csv, row 3, column DOB: this is no date; do this");
    }

    @Test
    void afterTwentyProblemsAndSixRulesTheRestIsANumber() {
        List<Finding> findings = new ArrayList<>(LongStream.rangeClosed(1, 30)
                .mapToObj(row -> at(Finding.Severity.REJECTED, row, "DOB", "problem " + row))
                .toList());
        LongStream.rangeClosed(1, 9).forEach(rule -> {
            findings.add(of("rule " + rule, "a.csv", rule, "problem"));
            findings.add(of("rule " + rule, "a.csv", rule + 1, "problem"));
        });
        assertThat(printed(findings)).hasSize(28).endsWith("... and 16 more; all are in out/findings.csv");
    }

    @Test
    void ofManyFilesThreeFollowTheFirst() {
        assertThat(printed(LongStream.rangeClosed(1, 9)
                        .mapToObj(file -> of("date", "file-" + file + ".csv", 2L, "this is no date"))
                        .toList()))
                .hasSize(7)
                .contains("  likewise file-4.csv, row 2", "  likewise in 5 further files");
    }

    @Test
    void onATerminalWordsStayWhole() {
        String line =
                "warning: a.csv, column DOB, rows 2, 3, 4 and 1,201 more: this is no date as the protocol states; do this";
        assertThat(WrappedLines.wrapped(line))
                .containsExactly(
                        "warning: a.csv, column DOB, rows 2, 3, 4 and 1,201 more: this is no date as the",
                        "    protocol states; do this");
        assertThat(WrappedLines.wrapped("  " + "x".repeat(100) + " y"))
                .containsExactly("  " + "x".repeat(100), "    y");
        assertThat(WrappedLines.wrapped("")).containsExactly("");
    }
}

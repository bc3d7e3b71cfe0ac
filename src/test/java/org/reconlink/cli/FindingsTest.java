package org.reconlink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.reconlink.kernel.Finding;

class FindingsTest {
    private static Finding at(Finding.Severity severity, Long row, String column, String problem) {
        return new Finding(severity, "rule", "a.csv", null, row, column, problem, "do this");
    }

    private static List<String> printed(List<Finding> findings) {
        StringWriter text = new StringWriter();
        PrintWriter err = new PrintWriter(text);
        Findings.print(findings, err);
        err.flush();
        return text.toString().lines().toList();
    }

    @Test
    void whatIsSaidOfManyRowsIsSaidOnce() {
        List<Finding> findings = new ArrayList<>(LongStream.rangeClosed(2, 1_205)
                .mapToObj(row -> at(Finding.Severity.WARNING, row, "DOB", "this is no date"))
                .toList());
        findings.add(at(Finding.Severity.REJECTED, 9L, "DOB", "there is no name"));
        findings.add(at(Finding.Severity.WARNING, 4L, "PNC", "this is no date"));

        assertThat(printed(findings))
                .containsExactly(
                        "1,206 findings: 0 stop a file, 1 reject a row, 1,205 are warnings",
                        "rejected: a.csv, row 9, column DOB: there is no name; do this",
                        "warning: a.csv, column DOB, rows 2, 3, 4 and 1,201 more: this is no date; do this",
                        "warning: a.csv, row 4, column PNC: this is no date; do this");
    }

    @Test
    void threeRowsHaveALineEach() {
        assertThat(printed(LongStream.of(5, 3, 4)
                        .mapToObj(row -> at(Finding.Severity.WARNING, row, "DOB", "this is no date"))
                        .toList()))
                .hasSize(4)
                .startsWith(
                        "3 findings: 0 stop a file, 0 reject a row, 3 are warnings",
                        "warning: a.csv, row 3, column DOB: this is no date; do this");
    }

    @Test
    void afterTwentyLinesTheRestIsANumber() {
        assertThat(printed(LongStream.rangeClosed(1, 30)
                        .mapToObj(row -> at(Finding.Severity.WARNING, row, "DOB", "problem " + row))
                        .toList()))
                .hasSize(22)
                .contains("... and 10 more; all are in findings.csv of a run that ends");
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

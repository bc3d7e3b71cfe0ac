package org.reconlink.intake;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Reading.Problem;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Finding.Severity;

/** Says what is wrong with the row at hand, and remembers whether it is rejected. */
final class RowLog {
    private final Consumer<Finding> sink;
    private final String file;
    private final @Nullable String sheet;
    private long row;
    private boolean rejected;
    private long said;

    RowLog(Consumer<Finding> sink, String file, @Nullable String sheet) {
        this.sink = sink;
        this.file = file;
        this.sheet = sheet;
    }

    void begin(TableRow next) {
        row = next.number();
        rejected = false;
    }

    /** How much was said of all rows so far. */
    long said() {
        return said;
    }

    boolean rejected() {
        return rejected;
    }

    void warn(Column<?> column, Problem problem) {
        say(Severity.WARNING, column, problem);
    }

    void reject(Column<?> column, Problem problem) {
        rejected = true;
        say(Severity.REJECTED, column, problem);
    }

    void rejectRow(Problem problem) {
        rejected = true;
        said++;
        sink.accept(new Finding(
                Severity.REJECTED, problem.rule(), file, sheet, row, null, problem.problem(), problem.advice()));
    }

    void warnRow(Problem problem) {
        said++;
        sink.accept(new Finding(
                Severity.WARNING, problem.rule(), file, sheet, row, null, problem.problem(), problem.advice()));
    }

    /** Says something about the table as a whole. */
    void warnTable(Problem problem) {
        sink.accept(new Finding(
                Severity.WARNING, problem.rule(), file, sheet, null, null, problem.problem(), problem.advice()));
    }

    /** Says something about a column as a whole. */
    void warnColumn(Column<?> column, Problem problem) {
        sink.accept(new Finding(
                Severity.WARNING,
                problem.rule(),
                file,
                sheet,
                null,
                column.heading(),
                problem.problem(),
                problem.advice()));
    }

    private void say(Severity severity, Column<?> column, Problem problem) {
        said++;
        sink.accept(new Finding(
                severity,
                problem.rule(),
                file,
                sheet,
                row,
                column.heading(),
                sheet == null ? null : CellNames.letters(column.index()) + row,
                problem.problem(),
                problem.advice()));
    }
}

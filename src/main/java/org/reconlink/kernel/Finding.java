package org.reconlink.kernel;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with the input: where, what, and what to do. Never holds the value itself.
 *
 * @param rule short stable name of the rule that found it: {@code pnc id check letter}
 * @param file file name without its folder
 * @param sheet null for CSV
 * @param row 1 is the first row of the file; null when it concerns the whole file
 * @param column heading as the file writes it; null when it concerns the whole row
 * @param cell name of the cell in a spreadsheet, {@code B17}; null where there is none to point at
 * @param problem what is wrong, without the value
 * @param advice what to do
 */
public record Finding(
        Severity severity,
        String rule,
        String file,
        @Nullable String sheet,
        @Nullable Long row,
        @Nullable String column,
        @Nullable String cell,
        String problem,
        String advice)
        implements Comparable<Finding> {

    /** Shows no control characters that names of files, sheets or columns have. */
    public Finding {
        file = OthersText.shown(file);
        sheet = sheet == null ? null : OthersText.shown(sheet);
        column = column == null ? null : OthersText.shown(column);
        problem = OthersText.shown(problem);
        advice = OthersText.shown(advice);
    }

    /** A finding that points at no cell of a spreadsheet. */
    public Finding(
            Severity severity,
            String rule,
            String file,
            @Nullable String sheet,
            @Nullable Long row,
            @Nullable String column,
            String problem,
            String advice) {
        this(severity, rule, file, sheet, row, column, null, problem, advice);
    }

    /** What a finding does to the run. */
    public enum Severity {
        /** The file cannot be used: the run stops. */
        ERROR,
        /** The row cannot be used and is rejected. */
        REJECTED,
        /** The row is used, without the value. */
        WARNING
    }

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
            .thenComparing(f -> f.sheet() == null ? "" : f.sheet())
            .thenComparing(f -> f.row() == null ? 0L : f.row())
            .thenComparing(f -> f.column() == null ? "" : f.column())
            .thenComparing(Finding::rule)
            .thenComparing(Finding::problem);

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /** One line for a console: {@code rejected: participants.xlsx, sheet Referrals, row 12, column DOB: ...}. */
    @Override
    public String toString() {
        return EnumWords.of(severity) + ": " + place() + ": " + problem + "; " + advice;
    }

    /** Where it is, for a console: {@code participants.xlsx, sheet Referrals, row 12, column DOB}. */
    public String place() {
        StringBuilder line = new StringBuilder(file);
        if (sheet != null) {
            line.append(", sheet ").append(sheet);
        }
        if (row != null) {
            line.append(", row ").append(row);
        }
        if (column != null) {
            line.append(", column ").append(column);
        }
        return line.toString();
    }

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        int hash = Objects.hashCode(severity);
        hash = 31 * hash + Objects.hashCode(rule);
        hash = 31 * hash + Objects.hashCode(file);
        hash = 31 * hash + Objects.hashCode(sheet);
        hash = 31 * hash + Objects.hashCode(row);
        hash = 31 * hash + Objects.hashCode(column);
        hash = 31 * hash + Objects.hashCode(cell);
        hash = 31 * hash + Objects.hashCode(problem);
        return 31 * hash + Objects.hashCode(advice);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Finding that
                && Objects.equals(severity, that.severity)
                && Objects.equals(rule, that.rule)
                && Objects.equals(file, that.file)
                && Objects.equals(sheet, that.sheet)
                && Objects.equals(row, that.row)
                && Objects.equals(column, that.column)
                && Objects.equals(cell, that.cell)
                && Objects.equals(problem, that.problem)
                && Objects.equals(advice, that.advice);
    }
}

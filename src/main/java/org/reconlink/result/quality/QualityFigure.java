package org.reconlink.result.quality;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ColumnFacts;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.EnumWords;

/**
 * One number of the quality of a file.
 *
 * @param section of the protocol
 * @param sheet null for CSV
 * @param part {@code file} for counts of rows, {@code column} for completeness, else the level of the check
 * @param figure what is counted, or the rule of the check
 * @param column heading; empty where it is about no column in particular
 * @param outcome of a check; empty for a count
 * @param count those who failed the check, or are counted; 0 if the check does not apply
 * @param of all who were looked at; 0 if the check does not apply
 */
public record QualityFigure(
        String section,
        String file,
        @Nullable String sheet,
        String part,
        String figure,
        String column,
        String outcome,
        long count,
        long of) {
    public static final String FILE = "file";
    public static final String COLUMN = "column";
    public static final String REJECTED_ROWS = "rows rejected";
    public static final String FILLED = "filled";
    public static final String USABLE = "usable";

    static List<QualityFigure> of(FileQuality quality) {
        FileFacts facts = quality.facts();
        List<QualityFigure> figures = new ArrayList<>();
        figures.add(of(facts, FILE, REJECTED_ROWS, "", "", facts.rowsRejected(), facts.rowsRead()));
        for (ColumnFacts column : facts.table().columns()) {
            String name = column.ignored() ? "column " + column.letters() : column.heading();
            long rows = facts.table().rows();
            figures.add(of(facts, COLUMN, FILLED, name, "", column.filled(), rows));
            if (!column.ignored()) {
                figures.add(of(facts, COLUMN, USABLE, name, "", column.usable(), rows));
            }
        }
        for (CheckResult result : quality.results()) {
            figures.add(of(
                    facts,
                    EnumWords.of(result.check().scope().level()),
                    result.check().rule(),
                    result.column().isEmpty() ? result.field() : result.column(),
                    EnumWords.of(result.outcome()),
                    result.findings().size(),
                    result.of()));
        }
        return figures;
    }

    private static QualityFigure of(
            FileFacts facts, String part, String figure, String column, String outcome, long count, long of) {
        return new QualityFigure(
                facts.section(), facts.file(), facts.table().sheet(), part, figure, column, outcome, count, of);
    }

    /** Whether the check does not apply to the file. */
    public boolean notApplicable() {
        return outcome.equals(EnumWords.of(CheckResult.Outcome.NOT_APPLICABLE));
    }

    /** How many failed the check; 0 for a count. */
    public long failures() {
        return outcome.isEmpty() ? 0 : count;
    }
}

package org.reconlink.result.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.FileFacts.ColumnFacts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.result.quality.DataQuality.FileQuality;

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

    /**
     * The quality of the input of one run in a few numbers, to be set beside those of other runs.
     *
     * @param sections in the order of the protocol's sections
     */
    public record QualityTotals(String run, List<Section> sections) {
        public QualityTotals {
            sections = List.copyOf(sections);
        }

        /**
         * The files of one section of the protocol.
         *
         * @param failures findings of all checks
         * @param usable cells that a value could be made of
         * @param cells all cells of mapped and carried columns
         */
        public record Section(String section, long rejected, long rows, long failures, long usable, long cells) {
            private Section plus(QualityFigure figure) {
                return switch (figure.figure()) {
                    case QualityFigure.REJECTED_ROWS ->
                        new Section(section, rejected + figure.count(), rows + figure.of(), failures, usable, cells);
                    case QualityFigure.USABLE ->
                        new Section(section, rejected, rows, failures, usable + figure.count(), cells + figure.of());
                    default -> new Section(section, rejected, rows, failures + figure.failures(), usable, cells);
                };
            }
        }

        /** The sums of a run's figures, which are in order of section. */
        public static QualityTotals of(String run, List<QualityFigure> figures) {
            Map<String, Section> sections = new LinkedHashMap<>();
            for (QualityFigure figure : figures) {
                String name = figure.section();
                sections.put(
                        name,
                        sections.getOrDefault(name, new Section(name, 0, 0, 0, 0, 0))
                                .plus(figure));
            }
            return new QualityTotals(run, List.copyOf(sections.values()));
        }
    }
}

package org.reconlink.result.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

package org.reconlink.publish;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.reconlink.kernel.OthersText;
import org.reconlink.result.quality.QualityFigure;
import org.reconlink.statistics.Proportion;

/** The numbers of the data-quality report, a line each, so that two extracts can be compared by a program. */
public final class QualityFile {
    private QualityFile() {}

    /** Writes CSV in UTF-8; a check that does not apply has neither count nor share. */
    public static void write(Path file, List<QualityFigure> figures) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
            csv.writeRecord(
                    "section", "file", "sheet", "part", "figure", "column", "outcome", "count", "of", "per_cent");
            for (QualityFigure figure : figures) {
                boolean counted = !figure.notApplicable();
                csv.writeRecord(
                        figure.section(),
                        OthersText.inCsv(figure.file()),
                        OthersText.inCsv(Objects.requireNonNullElse(figure.sheet(), "")),
                        figure.part(),
                        figure.figure(),
                        OthersText.inCsv(figure.column()),
                        figure.outcome(),
                        counted ? Long.toString(figure.count()) : "",
                        counted ? Long.toString(figure.of()) : "",
                        counted ? perCent(figure) : "");
            }
        }
    }

    private static String perCent(QualityFigure figure) {
        return new Proportion(figure.count(), figure.of())
                .percent()
                .map(BigDecimal::toPlainString)
                .orElse("");
    }
}

package org.reconlink.intake;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.OthersText;

/** The file of all findings of a run, for whoever keeps the inputs: one line each, in the order of files and rows. */
public final class FindingsFile {
    private FindingsFile() {}

    /** Writes CSV in UTF-8; without findings, the headings alone. */
    public static void write(Path file, List<Finding> findings) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
            csv.writeRecord("severity", "rule", "file", "sheet", "row", "column", "cell", "problem", "advice");
            for (Finding finding : findings.stream().sorted().toList()) {
                csv.writeRecord(
                        EnumWords.of(finding.severity()),
                        finding.rule(),
                        OthersText.inCsv(finding.file()),
                        OthersText.inCsv(text(finding.sheet())),
                        text(finding.row()),
                        OthersText.inCsv(text(finding.column())),
                        text(finding.cell()),
                        finding.problem(),
                        finding.advice());
            }
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}

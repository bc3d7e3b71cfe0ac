package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.disclosure.NumberText;
import org.reconlink.result.ReportWords;
import org.reconlink.result.quality.QualityTotals;

/** This run beside those that it follows. */
final class QualityTrend {
    private QualityTrend() {}

    /** @param earlier the latest first */
    static Chapter of(QualityTotals run, List<QualityTotals> earlier) {
        List<PagePart> body = new ArrayList<>();
        if (earlier.isEmpty()) {
            body.add(Html.p("No earlier run of the study with other inputs is on record."));
        } else {
            body.add(table(run, earlier));
            body.add(Html.note("Each run stands on the complete run above it in its group. “reconlink runs quality A B”"
                    + " compares two runs file by file and check by check."));
        }
        return new Chapter("trend", "audit", "Earlier runs", body);
    }

    private static Element table(QualityTotals run, List<QualityTotals> earlier) {
        List<QualityTotals> runs = new ArrayList<>();
        earlier.forEach(totals -> runs.add(0, totals));
        runs.add(run);
        DataTable table = new DataTable("Quality by run", "Run", "Rows rejected", "Findings", "Cells usable");
        for (QualityTotals.Section section : run.sections()) {
            table.group(ReportWords.sentence(section.section()));
            for (QualityTotals each : runs) {
                each.sections().stream()
                        .filter(of -> of.section().equals(section.section()))
                        .forEach(of -> row(table, each.equals(run) ? each.run() + ", this run" : each.run(), of));
            }
        }
        return table.build();
    }

    private static void row(DataTable table, String run, QualityTotals.Section section) {
        table.row(
                run,
                DataTable.figure(QualityPage.share(section.rejected(), section.rows())),
                DataTable.figure(NumberText.whole(section.failures())),
                DataTable.figure(QualityPage.share(section.usable(), section.cells())));
    }
}

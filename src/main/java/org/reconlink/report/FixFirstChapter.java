package org.reconlink.report;

import java.util.List;
import org.reconlink.kernel.Finding;
import org.reconlink.result.ReportWords;
import org.reconlink.result.quality.Cost;
import org.reconlink.result.quality.Fix;

/** What to mend in the inputs, the dearest first. */
final class FixFirstChapter {
    private static final int PLACES = 3;

    private FixFirstChapter() {}

    /** @param fixes in order of cost */
    static Chapter of(List<Fix> fixes) {
        if (fixes.isEmpty()) {
            return chapter(List.of(Html.p("Nothing: no check found anything.")));
        }
        DataTable table = new DataTable("What to fix first", "What is wrong", "How many", "Where", "What to do");
        Cost cost = null;
        for (Fix fix : fixes) {
            if (fix.result().cost() != cost) {
                cost = fix.result().cost();
                table.group(ReportWords.sentence(cost.words()));
            }
            row(table, fix);
        }
        return chapter(
                List.of(
                        table.build(),
                        Html.note(
                                "In order of what a problem costs the study: rows that are lost, people who can hardly be"
                                        + " linked, values that linkage or outcomes have to do without, and what costs nothing. Within"
                                        + " that, the largest share of those looked at first. The first places are named, more of them under each file.")));
    }

    private static Chapter chapter(List<PagePart> body) {
        return new Chapter("fix-first", "intake", "What to fix first", body);
    }

    private static void row(DataTable table, Fix fix) {
        Finding first = fix.result().findings().get(0);
        String column = fix.result().column();
        table.row(
                ReportWords.sentence(FileChapter.problem(fix.result())),
                (column.isEmpty() ? "" : column + ", ") + fix.file().file(),
                List.of(
                        DataTable.figure(QualityPage.share(
                                fix.result().findings().size(), fix.result().of())),
                        DataTable.words(FindingPlaces.of(fix.result().findings(), PLACES)),
                        DataTable.words(ReportWords.sentence(first.advice()))));
    }
}

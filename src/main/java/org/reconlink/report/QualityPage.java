package org.reconlink.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.result.KeyFigure;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.CheckResult.Outcome;
import org.reconlink.result.quality.DataQuality;
import org.reconlink.result.quality.QualityTotals;
import org.reconlink.statistics.Proportion;

/** The data-quality report: one page for whoever keeps the inputs, with places and counts and never a value. */
public final class QualityPage {
    private static final SmallCounts ALL_SHOWN = SmallCounts.below(0);

    private QualityPage() {}

    /**
     * Writes the page of a run; the same result, run id and earlier runs give the same bytes.
     *
     * @param earlier totals of the runs that the run follows, the latest first
     * @param refused why the run went no further than the files of this page; empty if it completed
     * @throws IOException if the file cannot be written
     */
    public static void write(
            Path file,
            StudyResult study,
            String runId,
            DataQuality quality,
            List<QualityTotals> earlier,
            String refused)
            throws IOException {
        QualityTotals totals = QualityTotals.of(runId, quality.figures());
        List<Chapter> chapters = new ArrayList<>();
        chapters.add(FixFirstChapter.of(quality.fixes()));
        for (int i = 0; i < quality.files().size(); i++) {
            chapters.add(FileChapter.of(i + 1, quality.files().get(i)));
        }
        chapters.add(QualityTrend.of(totals, earlier));
        Page page = new Page(
                "Reconlink data-quality report",
                study.title(),
                Page.facts(study, runId),
                headline(quality, totals, refused),
                chapters);
        Files.writeString(file, page.text());
    }

    /** A count with its denominator; nobody is counted by name, so nothing is withheld. */
    static String share(long count, long of) {
        return ALL_SHOWN.share(new Proportion(count, of));
    }

    private static Element headline(DataQuality quality, QualityTotals totals, String refused) {
        List<KeyFigure> figures = new ArrayList<>();
        totals.sections()
                .forEach(section -> figures.add(figure(
                        "Rows rejected, " + section.section(),
                        share(section.rejected(), section.rows()),
                        "Of the rows read: not headings, blank rows, notes or totals.")));
        totals.sections()
                .forEach(section -> figures.add(figure(
                        "Cells usable, " + section.section(),
                        ALL_SHOWN.percent(new Proportion(section.usable(), section.cells())),
                        NumberText.whole(section.usable()) + " of the " + NumberText.whole(section.cells())
                                + " cells of mapped and carried columns; blank ones are not usable.")));
        figures.add(figure(
                "Checks passed",
                NumberText.whole(quality.count(Outcome.PASSED)),
                "Every check of every column of every file is counted once."));
        figures.add(figure(
                "Checks that found something",
                NumberText.whole(quality.count(Outcome.REJECTED) + quality.count(Outcome.WARNING)),
                "Of these, " + NumberText.whole(quality.count(Outcome.REJECTED)) + " rejected rows."));
        figures.add(figure(
                "Checks that do not apply",
                NumberText.whole(quality.count(Outcome.NOT_APPLICABLE)),
                "There is nothing to check: the reason stands beside each."));
        return Headline.box(
                "At a glance",
                (refused.isEmpty()
                                ? ""
                                : "The run stopped here and wrote no outputs: " + refused
                                        + ". Files that it had not come to are not on this page. ")
                        + "For whoever keeps the inputs, and to stay in the room. A finding names the place and the kind of"
                        + " problem, never the value. data-quality.csv has all numbers, to be compared with those of"
                        + " another extract.",
                figures);
    }

    private static KeyFigure figure(String label, String text, String definition) {
        return new KeyFigure(label, null, null, text, "", definition);
    }
}

package org.reconlink.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.Finding;
import org.reconlink.report.FileChapter.FindingPlaces;
import org.reconlink.result.KeyFigures.KeyFigure;
import org.reconlink.result.ReportWords;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.CheckResult.Cost;
import org.reconlink.result.quality.CheckResult.Outcome;
import org.reconlink.result.quality.DataQuality;
import org.reconlink.result.quality.DataQuality.Fix;
import org.reconlink.result.quality.QualityFigure.QualityTotals;
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
                List.of(headline(quality, totals, refused)),
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

    /** This run beside those that it follows. */
    private static final class QualityTrend {
        private QualityTrend() {}

        /** @param earlier the latest first */
        static Chapter of(QualityTotals run, List<QualityTotals> earlier) {
            List<PagePart> body = new ArrayList<>();
            if (earlier.isEmpty()) {
                body.add(Html.p("No earlier run of the study with other inputs is on record."));
            } else {
                body.add(table(run, earlier));
                body.add(Html.note(
                        "Each run stands on the complete run above it in its group. “reconlink runs quality A B”"
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

    /** What to mend in the inputs, the dearest first. */
    private static final class FixFirstChapter {
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

    /** The box of key figures at the head of a page. */
    static final class Headline {
        private Headline() {}

        static Element box(String heading, String sentence, List<KeyFigure> figures) {
            return Element.of(
                            "section",
                            Element.of("h2", heading).with("id", "headline-heading"),
                            Html.p(sentence),
                            Element.of(
                                            "dl",
                                            figures.stream().map(Headline::tile).toList())
                                    .with("class", "tiles"))
                    .with("class", "headline")
                    .with("aria-labelledby", "headline-heading");
        }

        private static Element tile(KeyFigure figure) {
            Element tile = Element.of(
                    "div",
                    Element.of("dt", figure.label()),
                    value(figure.text()).with("class", "value"));
            if (!figure.interval().isEmpty()) {
                tile = tile.add(Element.of("dd", figure.interval()).with("class", "interval"));
            }
            return tile.add(Element.of("dd", figure.definition()).with("class", "definition"));
        }

        /** What stands in brackets is set smaller: per cent or number of values. */
        private static Element value(String text) {
            int bracket = text.indexOf(" (");
            return bracket < 0
                    ? Element.of("dd", text)
                    : Element.of(
                            "dd", new Text(text.substring(0, bracket)), Element.of("small", text.substring(bracket)));
        }
    }
}

package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.linkage.study.LinkageDiagnostics;
import org.reconlink.linkage.study.LinkageDiagnostics.AtThreshold;
import org.reconlink.linkage.study.LinkageDiagnostics.Completeness;
import org.reconlink.linkage.study.LinkageDiagnostics.ModelLevel;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.ReportWords;

/** What the linkage rests on: completeness of the columns, levels of the model, and what other thresholds would do. */
final class LinkageQuality {
    private final LinkageDiagnostics diagnostics;
    private final LinkageSettings settings;
    private final SmallCounts small;

    private LinkageQuality(Cohort cohort) {
        this.diagnostics = cohort.result().linkage().diagnostics();
        this.settings = cohort.result().linkageSettings();
        this.small = cohort.small();
    }

    static List<PagePart> of(Cohort cohort) {
        LinkageQuality quality = new LinkageQuality(cohort);
        List<PagePart> body = new ArrayList<>();
        body.addAll(quality.thresholds());
        body.addAll(quality.completeness());
        body.addAll(quality.model());
        return body;
    }

    private List<PagePart> thresholds() {
        List<AtThreshold> thresholds = diagnostics.thresholds();
        if (thresholds.isEmpty()) {
            return List.of();
        }
        return List.of(
                Html.h3("Other thresholds"),
                Html.figure(
                        StatusChart.draw(thresholds, settings, small),
                        "Where the participants would stand if pairs were links from another match probability;"
                                + " clerical review still begins at " + NumberText.plain(settings.reviewFrom())
                                + ", and each band has its own scale."
                                + drawnAsLimit()),
                Html.figure(
                        UnlinkableChart.draw(thresholds, settings, small),
                        "The share of participants who cannot be linked at a threshold whatever the extracts hold: their"
                                + " record, compared with itself, stays below it, because fields are missing or their values"
                                + " common."
                                + drawnAsLimit()),
                thresholdTable(thresholds));
    }

    private String drawnAsLimit() {
        return small.drawnAsLimit("A count");
    }

    private Element thresholdTable(List<AtThreshold> thresholds) {
        DataTable table = new DataTable(
                "Participants by threshold", "Link from", "Linked", "In review", "Unlinked", "Cannot be linked");
        for (AtThreshold at : thresholds) {
            List<Element> cells = new ArrayList<>();
            SafeCells statuses = StatusChart.cells(at, small);
            for (int status = 0; status < Status.of(settings).size(); status++) {
                cells.add(DataTable.figure(statuses.share(status, 0)));
            }
            cells.add(DataTable.figure(small.share(UnlinkableChart.share(at))));
            table.row(NumberText.plain(at.threshold()), cells);
        }
        return table.build();
    }

    private List<PagePart> completeness() {
        List<Completeness> columns = diagnostics.columns();
        if (columns.isEmpty()) {
            return List.of();
        }
        DataTable table = new DataTable(
                "Values that are not missing, by column", "Column", "Participants", "Identities of the extracts");
        columns.forEach(column -> table.row(
                ReportWords.field(column.column()),
                DataTable.figure(small.share(CompletenessChart.participants(column))),
                DataTable.figure(small.share(CompletenessChart.identities(column)))));
        return List.of(
                Html.h3("Completeness"),
                Html.figure(
                        CompletenessChart.draw(columns, small),
                        "The share of participants, and of identities in the conviction extracts, that have a value in"
                                + " each column that linkage reads."
                                + drawnAsLimit()),
                table.build(),
                Html.note(
                        "A missing value neither speaks for a match nor against it. An identity has an index conviction"
                                + " date if its person has any conviction date."));
    }

    private List<PagePart> model() {
        List<ModelLevel> levels = diagnostics.levels();
        if (levels.isEmpty()) {
            return List.of();
        }
        DataTable table = new DataTable("Levels of the comparisons", "Level", "m", "u", "Weight, bits");
        String comparison = "";
        for (ModelLevel level : levels) {
            if (!level.comparison().equals(comparison)) {
                comparison = level.comparison();
                table.group(ReportWords.field(comparison));
            }
            table.row(
                    ReportWords.sentence(level.level()),
                    DataTable.figure(NumberText.probability(level.m())),
                    DataTable.figure(NumberText.probability(level.u())),
                    DataTable.figure(NumberText.bits(level.weight())));
        }
        return List.of(
                Html.h3("Model"),
                Html.figure(
                        ModelChart.draw(levels),
                        "How often a level is seen among matches (m) and among non-matches (u), and the weight that"
                                + " follows: log2(m/u), the distance between the two marks."),
                table.build(),
                Html.note("Shares are of pairs where neither side is missing. Weights of the first level of names and"
                        + " postcodes are then raised for rare values and lowered for common ones."));
    }
}

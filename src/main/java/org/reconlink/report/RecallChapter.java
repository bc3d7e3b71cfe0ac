package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome.Recall;
import org.reconlink.outcome.WindowOutcome.Recalls;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.report.ReconvictionChapter.IntervalMark;
import org.reconlink.result.Cohort;
import org.reconlink.result.Recalled;
import org.reconlink.result.Recalled.IndexKind;
import org.reconlink.result.ReportWords;
import org.reconlink.result.Split;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Summary;
import org.reconlink.statistics.TwoByTwo;

/** Returns to custody on recall, in the windows that end with a date such as the end of the intervention. */
final class RecallChapter {
    private final Cohort cohort;
    private final SmallCounts small;

    private RecallChapter(Cohort cohort) {
        this.cohort = cohort;
        this.small = cohort.small();
    }

    static Chapter of(Cohort cohort) {
        RecallChapter chapter = new RecallChapter(cohort);
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p(
                "A recall to custody is a spell of type recall that begins inside the window; spells that touch or"
                        + " overlap are one. It is over those included who can have had one: it needs the window's first"
                        + " date, no link and no waiting period. A recall is never counted as a reoffence."));
        if (!cohort.result().custodyKnown()) {
            body.add(Html.p("The study has no custody file: who was recalled is not known."));
            return new Chapter("recall", "outcome", "Recall to custody", body);
        }
        cohort.windowsWithAnEnd().forEach(w -> body.addAll(chapter.window(w)));
        return new Chapter("recall", "outcome", "Recall to custody", body);
    }

    private List<PagePart> window(WindowSettings window) {
        List<PagePart> body = new ArrayList<>(List.of(
                Html.h3("Window “" + window.name() + "”: " + WindowWords.span(window)),
                counts(window),
                Html.note(first(window)),
                byIndexOffence(window),
                Html.note(fisher(window))));
        Split.byStudyGroup(cohort).ifPresent(split -> body.add(byStudyGroup(window, split)));
        return body;
    }

    private Element byStudyGroup(WindowSettings window, Split split) {
        return new Compared("Recalled in the window “" + window.name() + "” by " + split.by(), "Outcome", split, small)
                .bounds("Recalled", people -> Recalled.share(people, window))
                .bounds("Recalled from curfew", people -> Recalled.onCurfew(people, window))
                .build();
    }

    private Element counts(WindowSettings window) {
        DataTable table = new DataTable(
                "Recall to custody in the window “" + window.name() + "”",
                "Outcome",
                "n/N (%)",
                NumberText.INTERVAL_HEADING,
                "0 to 100%");
        row(table, "Recalled", Recalled.DEFINITION, Recalled.share(cohort.included(), window));
        row(
                table,
                "Recalled from curfew",
                "At least one recall from home detention curfew that began in the window; not in the row above.",
                Recalled.onCurfew(cohort.included(), window));
        return table.build();
    }

    private String first(WindowSettings window) {
        List<Recalls> known = Recalled.known(cohort.included(), window);
        Summary days = Summary.of(known.stream()
                .filter(r -> !r.recalls().isEmpty())
                .map(r -> r.recalls().get(0).day())
                .toList());
        long recalls = known.stream().mapToLong(r -> r.recalls().size()).sum();
        return "Included participants whose recalls in this window are not known: "
                + small.count(cohort.included().size() - known.size()) + ". Recalls in all: "
                + small.count(recalls) + ". Days to the first recall (the window's first day is 1), of those recalled: "
                + "median " + small.figure(days, days.median(), 0) + ", range " + small.range(days, 0) + "."
                + kinds(known);
    }

    private String kinds(List<Recalls> known) {
        List<Tally> kinds = Tally.of(known.stream()
                .flatMap(r -> r.recalls().stream())
                .map(Recall::kind)
                .filter(Objects::nonNull));
        SafeCells cells = SafeCells.ofTallies(kinds, small);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            parts.add(kinds.get(i).words() + " " + cells.count(i, 0));
        }
        return parts.isEmpty() ? "" : " By kind: " + String.join(", ", parts) + ".";
    }

    private Element byIndexOffence(WindowSettings window) {
        DataTable table = new DataTable(
                "Recalled in the window “" + window.name() + "” by index offence",
                "Index offence",
                "Recalled, n/N (%)",
                NumberText.INTERVAL_HEADING,
                "0 to 100%");
        List<IndexKind> kinds = Stream.of(IndexKind.values())
                .filter(kind -> !having(kind).isEmpty())
                .toList();
        // all of them are known from the table above: one that is withheld would follow from the others
        boolean shown =
                !small.active() || kinds.stream().allMatch(kind -> small.shows(Recalled.share(having(kind), window)));
        for (IndexKind kind : kinds) {
            if (shown) {
                row(table, ReportWords.sentence(kind.words()), "", Recalled.share(having(kind), window));
            } else {
                table.row(ReportWords.sentence(kind.words()), "", withheld());
            }
        }
        return table.build();
    }

    private static List<Element> withheld() {
        return List.of(
                DataTable.figure(SmallCounts.WITHHELD),
                DataTable.figure(NumberText.NONE),
                DataTable.figure(NumberText.NONE));
    }

    private List<ParticipantOutcome> having(IndexKind kind) {
        return Recalled.having(cohort.included(), kind);
    }

    private String fisher(WindowSettings window) {
        BoundedProportion violent = Recalled.share(having(IndexKind.VIOLENT), window);
        BoundedProportion sexual = Recalled.share(having(IndexKind.SEXUAL), window);
        String asked = "Violent against sexual index offence, recalled against not: ";
        if (!small.shows(violent) || !small.shows(sexual)) {
            return asked + (small.active() ? SmallCounts.WITHHELD : "no comparison") + ".";
        }
        if (!violent.isKnown() || !sexual.isKnown()) {
            return asked + "no test, since it is not known of all.";
        }
        TwoByTwo table = small.twoByTwo(violent.least(), sexual.least());
        return asked + "Fisher's exact test, two-sided, " + NumberText.p(table.fisherTwoSided())
                + table.conditionalOddsRatio().map(RecallChapter::ratio).orElse("")
                + table.riskDifference().map(RecallChapter::difference).orElse("") + ".";
    }

    private static String ratio(Estimate ratio) {
        return "; odds ratio (conditional, exact 95% interval) " + Compared.ratio(ratio);
    }

    private static String difference(Estimate difference) {
        return "; difference in points (Newcombe's 95% interval) " + Compared.difference(difference);
    }

    private void row(DataTable table, String label, String definition, BoundedProportion share) {
        table.row(
                label,
                definition,
                List.of(
                        DataTable.figure(small.share(share)),
                        DataTable.figure(small.interval(share)),
                        IntervalMark.cell(share, small)));
    }
}

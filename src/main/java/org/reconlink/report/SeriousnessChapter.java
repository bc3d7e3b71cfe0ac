package org.reconlink.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.ReportWords;
import org.reconlink.result.WorstReoffence;

/** The worst reoffence of each participant against the index offence. */
final class SeriousnessChapter {
    private final Cohort cohort;
    private final SmallCounts small;

    private SeriousnessChapter(Cohort cohort) {
        this.cohort = cohort;
        this.small = cohort.small();
    }

    static Chapter of(Cohort cohort) {
        SeriousnessChapter chapter = new SeriousnessChapter(cohort);
        List<PagePart> body = new ArrayList<>();
        body.add(
                Html.p("The worst offence of a window is the proven reoffence that ranks highest on the first scale. An"
                        + " offence ranks below, level with or above the index offence on each scale, or is not on the scale."
                        + " Both tables are over those included and observed."));
        cohort.windows().forEach(w -> body.addAll(chapter.window(w)));
        return new Chapter("seriousness", "offence", "Seriousness against the index offence", body);
    }

    private List<PagePart> window(WindowSettings window) {
        Element heading = Html.h3("Window “" + window.name() + "”: " + WindowWords.span(window));
        List<ParticipantOutcome> reoffended = cohort.reoffended(window);
        if (reoffended.isEmpty()) {
            String observed = small.count(cohort.observed(window).size());
            long unknown = cohort.reoffenceUnknown(window);
            return List.of(
                    heading,
                    Html.p("None of the " + observed + " observed "
                            + (unknown == 0
                                    ? "had a proven reoffence."
                                    : "surely had a proven reoffence; of " + small.count(unknown)
                                            + " it is not known.")));
        }
        return List.of(heading, modes(window), comparison(window, reoffended));
    }

    private Element modes(WindowSettings window) {
        List<ParticipantOutcome> observed = cohort.observed(window);
        List<CourtMode> rows = shown(observed.stream().map(WorstReoffence::indexMode));
        List<CourtMode> worst = shown(cohort.reoffended(window).stream().map(o -> WorstReoffence.worstMode(o, window)));
        List<String> columns = new ArrayList<>();
        columns.add("Index offence");
        worst.forEach(m -> columns.add(ReportWords.sentence(ReportWords.of(m))));
        columns.add("No reoffence");
        boolean unknown = Cohort.reoffenceUnknown(observed, window) > 0;
        if (unknown) {
            columns.add("Reoffence not known");
        }
        columns.add("All observed");
        DataTable table = new DataTable(
                "Court mode of the index offence against the worst offence in the window “" + window.name() + "”",
                columns);
        List<List<Long>> counts = rows.stream()
                .map(mode -> counts(
                        observed.stream()
                                .filter(o -> WorstReoffence.indexMode(o) == mode)
                                .toList(),
                        worst,
                        unknown,
                        window))
                .toList();
        SafeCells cells = SafeCells.of(counts, small);
        for (int i = 0; i < rows.size(); i++) {
            table.row(ReportWords.sentence(ReportWords.of(rows.get(i))), figures(cells, i, columns.size() - 2));
        }
        table.total("All observed", figures(cells, rows.size(), columns.size() - 2));
        return table.build();
    }

    /** The three modes, and UNKNOWN if it occurs. */
    private static List<CourtMode> shown(Stream<CourtMode> occurring) {
        boolean unknown = occurring.anyMatch(m -> m == CourtMode.UNKNOWN);
        return Arrays.stream(CourtMode.values())
                .filter(m -> unknown || m != CourtMode.UNKNOWN)
                .toList();
    }

    private static List<Long> counts(
            List<ParticipantOutcome> people, List<CourtMode> worst, boolean unknown, WindowSettings window) {
        List<ParticipantOutcome> reoffended =
                people.stream().filter(o -> Cohort.hasReoffended(o, window)).toList();
        List<Long> counts = new ArrayList<>();
        for (CourtMode mode : worst) {
            counts.add(reoffended.stream()
                    .filter(o -> WorstReoffence.worstMode(o, window) == mode)
                    .count());
        }
        long notKnown = Cohort.reoffenceUnknown(people, window);
        counts.add(people.size() - reoffended.size() - notKnown);
        if (unknown) {
            counts.add(notKnown);
        }
        return counts;
    }

    /** A row of cells with its total. */
    private static List<Element> figures(SafeCells cells, int row, int columns) {
        List<Element> figures = new ArrayList<>();
        for (int j = 0; j <= columns; j++) {
            figures.add(DataTable.figure(cells.count(row, j)));
        }
        return figures;
    }

    private Element comparison(WindowSettings window, List<ParticipantOutcome> reoffended) {
        List<RelativeSeriousness> places = List.of(RelativeSeriousness.values());
        DataTable table = new DataTable(
                "Worst offence in the window “" + window.name()
                        + "” against the index offence, of those with a proven reoffence, n/N (%)",
                Stream.concat(Stream.of("Scale"), places.stream().map(p -> ReportWords.sentence(ReportWords.of(p))))
                        .toList());
        for (String scale : cohort.result().offence().scales()) {
            List<Long> parts = places.stream()
                    .map(place -> reoffended.stream()
                            .filter(o -> WorstReoffence.of(o, window, scale) == place)
                            .count())
                    .toList();
            SafeCells cells = SafeCells.ofParts(parts, small);
            List<Element> figures = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                figures.add(DataTable.figure(cells.share(i, 0)));
            }
            table.row(scale, figures);
        }
        return table.build();
    }
}

package org.reconlink.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.offence.CourtMode;
import org.reconlink.offence.RelativeSeriousness;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.statistics.Proportion;

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
        List<Node> body = new ArrayList<>();
        body.add(
                Html.p("The worst offence of a window is the proven reoffence that ranks highest on the first scale. An"
                        + " offence ranks below, level with or above the index offence on each scale, or is not on the scale."
                        + " Both tables are over those included and observed."));
        cohort.windows().forEach(w -> body.addAll(chapter.window(w)));
        return new Chapter("seriousness", "offence", "Seriousness against the index offence", body);
    }

    private List<Node> window(WindowSettings window) {
        Element heading = Html.h3("Window “" + window.name() + "”: " + WindowWords.span(window));
        List<ParticipantOutcome> reoffended = cohort.reoffended(window);
        if (reoffended.isEmpty()) {
            String observed = small.count(cohort.observed(window).size());
            return List.of(heading, Html.p("None of the " + observed + " observed had a proven reoffence."));
        }
        return List.of(heading, modes(window), comparison(window, reoffended));
    }

    private Element modes(WindowSettings window) {
        List<ParticipantOutcome> observed = cohort.observed(window);
        List<CourtMode> rows = shown(observed.stream().map(Seriousness::indexMode));
        List<CourtMode> worst = shown(cohort.reoffended(window).stream().map(o -> Seriousness.worstMode(o, window)));
        List<String> columns = new ArrayList<>();
        columns.add("Index offence");
        worst.forEach(m -> columns.add(Words.sentence(Words.of(m))));
        columns.addAll(List.of("No reoffence", "All observed"));
        DataTable table = new DataTable(
                "Court mode of the index offence against the worst offence in the window “" + window.name() + "”",
                columns);
        for (CourtMode mode : rows) {
            List<ParticipantOutcome> people = observed.stream()
                    .filter(o -> Seriousness.indexMode(o) == mode)
                    .toList();
            table.row(Words.sentence(Words.of(mode)), counts(people, worst, window));
        }
        table.total("All observed", counts(observed, worst, window));
        return table.build();
    }

    /** The three modes, and UNKNOWN if it occurs. */
    private static List<CourtMode> shown(Stream<CourtMode> occurring) {
        boolean unknown = occurring.anyMatch(m -> m == CourtMode.UNKNOWN);
        return Arrays.stream(CourtMode.values())
                .filter(m -> unknown || m != CourtMode.UNKNOWN)
                .toList();
    }

    private List<Element> counts(List<ParticipantOutcome> people, List<CourtMode> worst, WindowSettings window) {
        List<ParticipantOutcome> reoffended =
                people.stream().filter(o -> Cohort.hasReoffended(o, window)).toList();
        List<Long> counts = new ArrayList<>();
        for (CourtMode mode : worst) {
            counts.add(reoffended.stream()
                    .filter(o -> Seriousness.worstMode(o, window) == mode)
                    .count());
        }
        counts.add((long) people.size() - reoffended.size());
        counts.add((long) people.size());
        return counts.stream().map(n -> DataTable.figure(small.count(n))).toList();
    }

    private Element comparison(WindowSettings window, List<ParticipantOutcome> reoffended) {
        List<RelativeSeriousness> places = List.of(RelativeSeriousness.values());
        DataTable table = new DataTable(
                "Worst offence in the window “" + window.name()
                        + "” against the index offence, of those with a proven reoffence, n/N (%)",
                Stream.concat(Stream.of("Scale"), places.stream().map(p -> Words.sentence(Words.of(p))))
                        .toList());
        for (String scale : cohort.result().offence().scales()) {
            table.row(
                    scale,
                    places.stream()
                            .map(place -> Cohort.share(reoffended, o -> Seriousness.of(o, window, scale) == place))
                            .map(this::figure)
                            .toList());
        }
        return table.build();
    }

    private Element figure(Proportion share) {
        return DataTable.figure(small.share(share));
    }
}

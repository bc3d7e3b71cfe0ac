package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.kernel.EnumWords;
import org.reconlink.outcome.OffenceOutcome;
import org.reconlink.outcome.Timing;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.ReportWords;

/** How many offences of the included fall in each class of timing. */
final class TimingTable {
    private TimingTable() {}

    static Element of(Cohort cohort) {
        List<WindowSettings> windows = cohort.windows();
        DataTable table = new DataTable(
                "Offences of the included participants by timing",
                Stream.concat(Stream.of("Timing"), windows.stream().map(w -> "In “" + w.name() + "”"))
                        .toList());
        List<OffenceOutcome> offences =
                cohort.included().stream().flatMap(o -> o.offences().stream()).toList();
        List<SafeCells> columns = windows.stream()
                .map(window -> SafeCells.ofParts(
                        Stream.of(Timing.values())
                                .map(timing -> offences.stream()
                                        .filter(o -> o.timing().get(window.name()) == timing)
                                        .count())
                                .toList(),
                        cohort.small()))
                .toList();
        int row = 0;
        for (Timing timing : Timing.values()) {
            List<Element> figures = new ArrayList<>();
            for (SafeCells cells : columns) {
                figures.add(DataTable.figure(cells.count(row, 0)));
            }
            table.row(ReportWords.sentence(EnumWords.of(timing)), definition(timing), figures);
            row++;
        }
        table.total(
                "All offences",
                columns.stream().map(cells -> DataTable.figure(cells.total())).toList());
        return table.build();
    }

    private static String definition(Timing timing) {
        return switch (timing) {
            case AFTER_CUT -> "Proved after the data cut: the study does not know it.";
            case NOT_PROVEN -> "Neither a conviction nor, where cautions count, a caution.";
            case INDEX -> "Belongs to the index conviction.";
            case NOT_COUNTED -> "Left out by the protocol, such as a listed breach.";
            case AFTER_EXIT -> "Dated after the participant's death or deportation.";
            case NO_WINDOW -> "The window's first date is not known.";
            case UNDATED -> "No offence date, proved in the window or later.";
            case UNCERTAIN -> "Its dates or its result allow more than one of these.";
            case PRIOR -> "Committed and proved before the window.";
            case PSEUDO -> "Committed before the window and proved in it or later: a pseudo-reconviction.";
            case AFTER -> "Committed after the window's last day.";
            case PROVEN_LATE -> "Committed in the window and proved after the deadline.";
            case IN_WINDOW -> "Committed in the window and proved in time: the proven reoffence.";
        };
    }
}

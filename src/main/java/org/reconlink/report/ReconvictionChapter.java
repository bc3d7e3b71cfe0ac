package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;
import org.reconlink.kernel.EnumWords;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowOutcome.Survival;
import org.reconlink.outcome.WindowOutcome.Timing;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.Measure;
import org.reconlink.result.ReportWords;
import org.reconlink.result.Split;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Frequency;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;

/** What those observed were convicted of, window by window. */
final class ReconvictionChapter {
    private static final double DAYS_A_YEAR = 365.25;
    private static final String UNKNOWN =
            "Where it is not known of some whether they have an outcome, the share lies between two: none of them have it, all"
                    + " of them have it; the interval is from the lower limit of the one to the upper limit of the other.";

    private static final String UNDATED =
            " have a conviction whose offence has no usable date and may be of the window. They count as"
                    + " without one wherever an offence is placed by its own date; \"undated offences: unknown\" in the protocol (outcome)"
                    + " carries them into every such figure as unknown.";

    private final Cohort cohort;
    private final SmallCounts small;

    private ReconvictionChapter(Cohort cohort) {
        this.cohort = cohort;
        this.small = cohort.small();
    }

    static Chapter of(Cohort cohort) {
        ReconvictionChapter chapter = new ReconvictionChapter(cohort);
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p("A reconviction is an offence committed inside the window and proved by a court conviction in"
                + " time. Rates are over the included participants whose outcome is observed; whether someone is"
                + " observed never depends on what they did."
                + chapter.cautions()));
        cohort.windows().forEach(w -> body.addAll(chapter.window(w)));
        if (!Split.of(cohort).isEmpty()) {
            body.add(Html.note("In the tables by group, where there are two: " + Compared.METHODS));
        }
        body.add(Html.h3("Every offence and its timing"));
        body.add(TimingTable.of(cohort));
        body.add(Html.note(
                "All offences of the included participants, one class for each in every window: the first that"
                        + " applies, in this order. Only the last row is a proven reoffence."));
        body.addAll(chapter.warnings());
        return new Chapter("reconviction", "outcome", "Reconviction", body);
    }

    private String cautions() {
        return cohort.result().outcome().counts() == ProofBasis.CONVICTIONS_OR_CAUTIONS
                ? " Cautions, too, prove an offence in this study: the rows on kinds of offence count both."
                : "";
    }

    private List<PagePart> window(WindowSettings window) {
        List<PagePart> body = new ArrayList<>(List.of(
                Html.h3("Window “" + window.name() + "”: " + WindowWords.span(window)),
                Html.p(observation(window)),
                outcomes(window),
                Html.p(frequency(window)),
                Html.note("* what this study counts as indictable. Intervals are Wilson's, 95%."
                        + (anyUnknown(window) ? " " + UNKNOWN : ""))));
        Proportion undated = cohort.restingOnUndated(window);
        if (undated.k() > 0) {
            body.add(Html.note("Of those without a reconviction, " + small.share(undated) + UNDATED));
        }
        Split.of(cohort).forEach(split -> body.add(compared(window, split)));
        return body;
    }

    private boolean anyUnknown(WindowSettings window) {
        return Measure.all(cohort.result()).stream()
                .anyMatch(measure -> !measure.of(cohort.included(), window).isKnown());
    }

    private Element compared(WindowSettings window, Split split) {
        Compared compared = new Compared(
                "Reconviction in the window “" + window.name() + "” by " + split.by(), "Outcome", split, small);
        Measure.all(cohort.result()).forEach(m -> compared.bounds(m.label(), people -> m.of(people, window)));
        return compared.build();
    }

    private String observation(WindowSettings window) {
        List<ParticipantOutcome> observed = cohort.observed(window);
        Proportion share = new Proportion(observed.size(), cohort.included().size());
        return "Observed: " + small.share(share) + " of those included. Not observed: "
                + small.count(share.complement().k()) + reasons(window) + ". " + followUp(window);
    }

    private String reasons(WindowSettings window) {
        Stream<String> reasons = cohort.included().stream()
                .map(o -> o.window(window.name()).notObserved())
                .filter(Objects::nonNull)
                .map(NotObserved::words);
        List<Tally> tallies = Tally.of(reasons);
        SafeCells cells = SafeCells.ofTallies(tallies, small);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < tallies.size(); i++) {
            parts.add(tallies.get(i).words() + " " + cells.count(i, 0));
        }
        String listed = String.join(", ", parts);
        return listed.isEmpty() ? "" : " (" + listed + ")";
    }

    private String followUp(WindowSettings window) {
        Summary months = cohort.followUp(window);
        return "Follow-up of those observed, first day to censoring date, in calendar months: mean "
                + small.figure(months, months.mean(), 1) + ", median " + small.figure(months, months.median(), 1)
                + ", range " + small.range(months, 1) + " (n = " + small.count(months.n()) + ").";
    }

    /** Of those whose time at risk is known. */
    private String frequency(WindowSettings window) {
        List<WindowOutcome> followed = cohort.observed(window).stream()
                .map(o -> o.window(window.name()))
                .filter(o -> o.survival() != null)
                .toList();
        long offences = followed.stream()
                .mapToLong(o -> Cohort.reoffending(o).offences())
                .sum();
        double days = followed.stream()
                .map(WindowOutcome::survival)
                .filter(Objects::nonNull)
                .mapToLong(Survival::atRiskDays)
                .sum();
        Frequency frequency = new Frequency(small.rounded(offences), days / DAYS_A_YEAR);
        Estimate rate = frequency.per100PersonYears().orElse(null);
        Proportion reoffended = Cohort.share(cohort.observed(window), o -> Cohort.hasReoffended(o, window));
        if (rate == null) {
            return "Frequency: no time at risk.";
        }
        long uncertain = followed.stream()
                .mapToLong(o -> Cohort.reoffending(o).uncertainOffences())
                .sum();
        return "Frequency: "
                + (small.shows(reoffended) && !small.withholds(offences)
                        ? small.count(offences) + " proven reoffences of " + small.count(followed.size())
                                + " observed in "
                                + NumberText.decimal(frequency.personYears(), 1) + " person-years outside custody, "
                                + NumberText.decimal(rate.value(), 1) + " per 100 (exact Poisson 95% interval "
                                + NumberText.decimal(rate.interval().lower(), 1) + " to "
                                + NumberText.decimal(rate.interval().upper(), 1) + ")."
                                + (uncertain == 0
                                        ? ""
                                        : " Not counted: " + small.count(uncertain)
                                                + " that may be proven reoffences, their date or proof being uncertain.")
                        : SmallCounts.WITHHELD + ".");
    }

    private Element outcomes(WindowSettings window) {
        DataTable table = new DataTable(
                "Reconviction in the window “" + window.name() + "”",
                "Outcome",
                "n/N (%)",
                NumberText.INTERVAL_HEADING,
                "0 to 100%");
        for (Measure measure : Measure.all(cohort.result())) {
            BoundedProportion share = measure.of(cohort.included(), window);
            table.row(
                    measure.label(),
                    measure.definition(),
                    List.of(
                            DataTable.figure(small.share(share)),
                            DataTable.figure(small.interval(share)),
                            IntervalMark.cell(share, small)));
        }
        return table.build();
    }

    private List<PagePart> warnings() {
        List<String> warnings =
                cohort.included().stream().flatMap(o -> o.warnings().stream()).toList();
        if (warnings.isEmpty()) {
            return List.of();
        }
        return List.of(
                Html.h3("Warnings"),
                Notices.table("Warnings on the outcomes of included participants", "Times", warnings.stream(), small));
    }

    /** How many offences of the included fall in each class of timing. */
    private static final class TimingTable {
        private TimingTable() {}

        static Element of(Cohort cohort) {
            List<WindowSettings> windows = cohort.windows();
            DataTable table = new DataTable(
                    "Offences of the included participants by timing",
                    Stream.concat(Stream.of("Timing"), windows.stream().map(w -> "In “" + w.name() + "”"))
                            .toList());
            List<OffenceOutcome> offences = cohort.included().stream()
                    .flatMap(o -> o.offences().stream())
                    .toList();
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
                    columns.stream()
                            .map(cells -> DataTable.figure(cells.total()))
                            .toList());
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

    /** A share as a dot with its interval as a bar, on a line from 0 to 100 per cent. */
    static final class IntervalMark {
        private static final double WIDTH = 160;
        private static final double HEIGHT = 20;
        private static final double MARGIN = 6;

        private IntervalMark() {}

        /** A cell of a table; empty where the share cannot be shown. It repeats the cells before it, so it is not read out. */
        static Element cell(BoundedProportion share, SmallCounts small) {
            Element cell = Element.of("td").with("class", "mark");
            if (!small.shows(share)) {
                return cell;
            }
            BoundedProportion shown = small.rounded(share);
            Interval interval = shown.wilson().orElseThrow();
            double middle = HEIGHT / 2;
            List<Element> shapes = List.of(
                    Svg.line(MARGIN, middle, WIDTH - MARGIN, middle, "scale"),
                    Svg.line(WIDTH / 2, middle - 5, WIDTH / 2, middle + 5, "scale"),
                    Svg.line(x(0), middle - 5, x(0), middle + 5, "scale"),
                    Svg.line(x(1), middle - 5, x(1), middle + 5, "scale"),
                    Svg.line(x(interval.lower()), middle, x(interval.upper()), middle, "interval"),
                    Svg.circle(x((double) shown.k() / shown.n()), middle, 4.5, "dot"),
                    Svg.circle(x((double) shown.most().k() / shown.n()), middle, 4.5, "dot"));
            return cell.add(Svg.ornament(WIDTH, HEIGHT, shapes));
        }

        private static double x(double share) {
            return MARGIN + share * (WIDTH - 2 * MARGIN);
        }
    }
}

package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.Cohort;
import org.reconlink.result.RateRow;
import org.reconlink.result.RateRow.Kind;
import org.reconlink.statistics.Interval;

/** What uncertain and missing links leave open about the rate, in one sentence and one picture. */
final class LinkageOpen {
    private static final List<Kind> DRAWN =
            List.of(Kind.CONFIDENT_LINKS, Kind.REVIEWED_PAIRS_ACCEPTED, Kind.ESTIMATE, Kind.RANGE);

    private final Cohort cohort;
    private final SmallCounts small;

    private LinkageOpen(Cohort cohort) {
        this.cohort = cohort;
        this.small = cohort.small();
    }

    static List<PagePart> of(Cohort cohort) {
        LinkageOpen open = new LinkageOpen(cohort);
        List<RateRow> rows = open.rows();
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p(open.sentence(rows)));
        if (rows.stream().anyMatch(row -> differs(row, rows))) {
            body.add(new Figure(
                    Chart.draw(cohort.mainWindow().name(), rows),
                    "Proven reoffending in the window “" + cohort.mainWindow().name()
                            + "”, per cent of those observed: by confident links with Wilson's 95% interval, if all pairs in review were"
                            + " links, as estimated with uncertain and missing links, and the range if the unlinked had a third to"
                            + " three times the odds.",
                    List.of("group", "figure", "rate_per_cent", "lower", "upper"),
                    rows.stream()
                            .map(row -> List.of(
                                    Objects.requireNonNullElse(row.group(), ""),
                                    label(row),
                                    figure(row),
                                    lower(row),
                                    upper(row)))
                            .toList()));
        }
        return body;
    }

    /** Where all figures of a group say the same there is nothing to see. */
    private static boolean differs(RateRow row, List<RateRow> rows) {
        return rows.stream()
                .filter(other -> Objects.equals(other.group(), row.group()))
                .anyMatch(other -> !interval(other).equals(interval(row)));
    }

    /** Of the main window: those that can be shown, groups after everybody. */
    private List<RateRow> rows() {
        String window = cohort.windows().isEmpty() ? "" : cohort.mainWindow().name();
        return RateRow.of(cohort.result().rates(), small.rule()).values().stream()
                .flatMap(List::stream)
                .filter(row -> row.window().equals(window) && DRAWN.contains(row.kind()))
                .filter(row -> row.shown() && row.interval() != null)
                .toList();
    }

    private String sentence(List<RateRow> rows) {
        long read = cohort.result().outcomes().size();
        String linked = new RunFacts(cohort).linked();
        Optional<RateRow> range = rows.stream()
                .filter(row -> row.group() == null && row.kind() == Kind.RANGE)
                .findFirst();
        Optional<RateRow> confident = rows.stream()
                .filter(row -> row.group() == null && row.kind() == Kind.CONFIDENT_LINKS)
                .findFirst();
        String without = linked.substring(0, linked.length() - 1);
        if (read == 0 || range.isEmpty() || confident.isEmpty()) {
            return without
                    + (cohort.result().linkageSettings().byKey()
                            ? "; a shared key has no error that the run could estimate, and what the unlinked did stays open."
                            : "; the run has no estimate of what that does to the rate that could be shown.");
        }
        return without + "; the rate of proven reoffending by these links, " + figure(confident.get())
                + "%, would lie between " + lower(range.get()) + "% and " + upper(range.get())
                + "% if uncertain links, missing links and their sampling error are allowed for and the unlinked reoffended at"
                + " a third to three times the odds of the linked.";
    }

    /** Whether anybody who was read has no link. */
    static boolean anyUnlinked(Cohort cohort) {
        return cohort.result().outcomes().stream().anyMatch(outcome -> isUnlinked(cohort, outcome));
    }

    private static boolean isUnlinked(Cohort cohort, ParticipantOutcome outcome) {
        Status status = cohort.status(outcome);
        return status == Status.UNLINKED || status == Status.IN_REVIEW;
    }

    private static String label(RateRow row) {
        return switch (row.kind()) {
            case CONFIDENT_LINKS -> "Confident links";
            case REVIEWED_PAIRS_ACCEPTED -> "Review accepted";
            case ESTIMATE -> "Estimate";
            case RANGE -> "Range";
            default -> throw new IllegalArgumentException(row.kind() + " is not drawn");
        };
    }

    private static String figure(RateRow row) {
        Double rate = row.rate();
        Double most = row.most();
        return rate == null || most == null
                ? ""
                : rate.equals(most) ? percent(rate) : percent(rate) + " to " + percent(most);
    }

    private static String interval(RateRow row) {
        return lower(row) + " to " + upper(row);
    }

    private static String lower(RateRow row) {
        Interval interval = row.interval();
        return interval == null ? "" : percent(interval.lower());
    }

    private static String upper(RateRow row) {
        Interval interval = row.interval();
        return interval == null ? "" : percent(interval.upper());
    }

    private static String percent(double share) {
        return NumberText.fixed(100 * share, 1);
    }

    /** A dot and its interval for each figure, on one scale from 0 to 100 per cent. */
    private static final class Chart {
        private static final double WIDTH = 420;
        private static final double LEFT = 112;
        private static final double RIGHT = 92;
        private static final double TOP = 8;
        private static final double ROW = 24;
        private static final int STEP = 25;

        private final List<Element> lines = new ArrayList<>();
        private final List<Element> shapes = new ArrayList<>();
        private double y = TOP;
        private double from = TOP;

        static Element draw(String window, List<RateRow> rows) {
            Chart chart = new Chart();
            String group = null;
            for (RateRow row : rows) {
                if (!Objects.equals(group, row.group())) {
                    group = row.group();
                    chart.grid();
                    chart.shapes.add(Svg.text(0, chart.y + 16, "start", "heading", "Group “" + group + "”"));
                    chart.y += ROW;
                    chart.from = chart.y;
                }
                chart.row(row);
            }
            chart.grid();
            List<Element> all = new ArrayList<>(chart.lines);
            all.addAll(chart.shapes);
            all.addAll(chart.scale());
            return Svg.picture(
                    "linkage-" + Svg.word(window),
                    "What linkage leaves open, window “" + window + "”",
                    "A line for each figure with a dot at the rate and a bar for its interval or range; the numbers stand at"
                            + " its right.",
                    WIDTH,
                    chart.y + 26,
                    all);
        }

        private void row(RateRow row) {
            double middle = y + ROW / 2;
            Interval interval = Objects.requireNonNull(row.interval());
            shapes.add(Svg.text(0, middle + 4, "start", "tick", label(row)));
            shapes.add(Svg.line(x(interval.lower()), middle, x(interval.upper()), middle, "interval"));
            Double rate = row.rate();
            Double most = row.most();
            if (rate != null && most != null) {
                shapes.add(Svg.circle(x(rate), middle, 4.5, "dot"));
                shapes.add(Svg.circle(x(most), middle, 4.5, "dot"));
            }
            shapes.add(Svg.text(WIDTH, middle + 4, "end", "label", interval(row)));
            y += ROW;
        }

        /** Behind the rows of one group: a heading is not crossed. */
        private void grid() {
            for (int percent = 0; percent <= 100 && y > from; percent += STEP) {
                double x = x(percent / 100.0);
                lines.add(Svg.line(x, from, x, y + 2, percent == 0 ? "axis" : "grid"));
            }
        }

        private List<Element> scale() {
            List<Element> scale = new ArrayList<>();
            for (int percent = 0; percent <= 100; percent += STEP) {
                scale.add(Svg.text(x(percent / 100.0), y + 18, "middle", "tick", percent + "%"));
            }
            return scale;
        }

        private static double x(double share) {
            return LEFT + share * (WIDTH - LEFT - RIGHT);
        }
    }
}

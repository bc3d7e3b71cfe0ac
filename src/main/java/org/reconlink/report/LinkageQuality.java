package org.reconlink.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.linkage.study.LinkageDiagnostics;
import org.reconlink.linkage.study.LinkageDiagnostics.AtThreshold;
import org.reconlink.linkage.study.LinkageDiagnostics.Completeness;
import org.reconlink.linkage.study.LinkageDiagnostics.ModelLevel;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.ReportWords;
import org.reconlink.statistics.Proportion;

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
        Element table = thresholdTable(thresholds);
        return List.of(
                Html.h3("Other thresholds"),
                Figure.of(
                        StatusChart.draw(thresholds, settings, small),
                        "Where the participants would stand if pairs were links from another match probability;"
                                + " clerical review still begins at " + NumberText.plain(settings.reviewFrom())
                                + ", and each band has its own scale."
                                + drawnAsLimit(),
                        table),
                Figure.of(
                        UnlinkableChart.draw(thresholds, settings, small),
                        "The share of participants who cannot be linked at a threshold whatever the extracts hold: their"
                                + " record, compared with itself, stays below it, because fields are missing or their values"
                                + " common."
                                + drawnAsLimit(),
                        table),
                table);
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
        Element built = table.build();
        return List.of(
                Html.h3("Completeness"),
                Figure.of(
                        CompletenessChart.draw(columns, small),
                        "The share of participants, and of identities in the conviction extracts, that have a value in"
                                + " each column that linkage reads."
                                + drawnAsLimit(),
                        built),
                built,
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
        Element built = table.build();
        return List.of(
                Html.h3("Model"),
                Figure.of(
                        ModelChart.draw(levels),
                        "How often a level is seen among matches (m) and among non-matches (u), and the weight that"
                                + " follows: log2(m/u), the distance between the two marks.",
                        built),
                built,
                Html.note("Shares are of pairs where neither side is missing. Weights of the first level of names and"
                        + " postcodes are then raised for rare values and lowered for common ones."));
    }

    /** The share of participants whose own record could not reach each threshold. */
    private static final class UnlinkableChart {
        private static final double BASE = 150;
        private static final double TOP = 34;
        private static final int[] TOPS = {1, 2, 5, 10, 20, 50, 100};

        private UnlinkableChart() {}

        static Element draw(List<AtThreshold> thresholds, LinkageSettings settings, SmallCounts small) {
            ThresholdAxis axis = ThresholdAxis.of(thresholds, settings, BASE);
            double highest = thresholds.stream()
                    .mapToDouble(at -> 100 * small.drawn(share(at)))
                    .max()
                    .orElse(0);
            int top = TOPS[TOPS.length - 1];
            for (int i = TOPS.length - 1; i >= 0 && TOPS[i] >= highest; i--) {
                top = TOPS[i];
            }
            List<Element> shapes = new ArrayList<>();
            for (int percent : new int[] {0, top}) {
                double y = BASE - (double) percent / top * (BASE - TOP);
                shapes.add(Svg.text(ThresholdAxis.LEFT - 8, y + 4, "end", "tick", percent + "%"));
            }
            shapes.add(Svg.line(ThresholdAxis.LEFT, TOP, ThresholdAxis.WIDTH - 8, TOP, "grid"));
            shapes.add(Svg.text(0, 14, "start", "tick", "Participants who cannot reach the threshold"));
            for (int number = 0; number < thresholds.size(); number++) {
                Proportion share = share(thresholds.get(number));
                double height = 100 * small.drawn(share) / top * (BASE - TOP);
                if (height > 0) {
                    shapes.add(
                            Svg.rectangle(axis.left(number) + 1, BASE - height, axis.step() - 2, height, "bar link"));
                }
                shapes.add(Svg.text(axis.middle(number), BASE - height - 6, "middle", "label", small.percent(share)));
            }
            shapes.addAll(axis.draw());
            return Svg.picture(
                    "unlinkable",
                    "Participants who cannot be linked, by threshold",
                    "One column for each threshold: the share of participants whose record does not reach it even against"
                            + " itself; the table below has the same numbers.",
                    ThresholdAxis.WIDTH,
                    BASE + ThresholdAxis.FOOT,
                    shapes);
        }

        static Proportion share(AtThreshold at) {
            return new Proportion(at.unlinkable(), at.linked() + at.inReview() + at.unlinked());
        }
    }

    /**
     * Participants linked, in review and unlinked at each threshold, in three bands of steps.
     *
     * <p>Each band has its own scale from 0: few are ever in review or unlinked, and it is they who move.
     */
    private static final class StatusChart {
        private static final double TOP = 12;
        private static final double BAND = 74;
        /** Kept free above the steps for the numbers. */
        private static final double NUMBERS = 26;

        private final List<AtThreshold> thresholds;
        private final ThresholdAxis axis;
        private final SmallCounts small;
        private final List<Element> shapes = new ArrayList<>();

        private StatusChart(List<AtThreshold> thresholds, ThresholdAxis axis, SmallCounts small) {
            this.thresholds = thresholds;
            this.axis = axis;
            this.small = small;
        }

        static Element draw(List<AtThreshold> thresholds, LinkageSettings settings, SmallCounts small) {
            double base = TOP + BAND * Status.of(settings).size();
            StatusChart chart = new StatusChart(thresholds, ThresholdAxis.of(thresholds, settings, base), small);
            double bottom = TOP;
            int row = 0;
            for (Status status : Status.of(settings)) {
                bottom += BAND;
                chart.band(status, row++, bottom);
            }
            chart.shapes.addAll(chart.axis.draw());
            return Svg.picture(
                    "thresholds",
                    "Linked, in review and unlinked by threshold",
                    "Three bands of steps over the thresholds: participants linked, in review and unlinked, each on its own"
                            + " scale from 0; the table below has the same numbers.",
                    ThresholdAxis.WIDTH,
                    base + ThresholdAxis.FOOT,
                    chart.shapes);
        }

        private void band(Status status, int row, double bottom) {
            List<SafeCells> cells =
                    thresholds.stream().map(at -> cells(at, small)).toList();
            double most = cells.stream().mapToLong(at -> at.drawn(row, 0)).max().orElse(0);
            shapes.add(Svg.text(
                    ThresholdAxis.LEFT - 12, bottom - 8, "end", "small", ReportWords.sentence(EnumWords.of(status))));
            shapes.add(Svg.line(ThresholdAxis.LEFT, bottom, ThresholdAxis.WIDTH - 8, bottom, "scale"));
            for (int number = 0; number < thresholds.size(); number++) {
                SafeCells at = cells.get(number);
                double height = most == 0 ? 0 : at.drawn(row, 0) * (BAND - NUMBERS) / most;
                if (height > 0) {
                    shapes.add(Svg.rectangle(
                            axis.left(number) + 1, bottom - height, axis.step() - 2, height, "bar " + style(status)));
                }
                shapes.add(Svg.text(axis.middle(number), bottom - height - 6, "middle", "label", at.count(row, 0)));
            }
        }

        /** All participants, a row for each status in order. */
        static SafeCells cells(AtThreshold at, SmallCounts small) {
            List<Long> counts = Stream.of(Status.LINKED, Status.IN_REVIEW, Status.UNLINKED)
                    .map(status -> switch (status) {
                        case LINKED, LINKED_BY_KEY -> at.linked();
                        case IN_REVIEW -> at.inReview();
                        case UNLINKED -> at.unlinked();
                    })
                    .map(count -> (long) count)
                    .toList();
            return SafeCells.ofParts(counts, small);
        }

        private static String style(Status status) {
            return switch (status) {
                case LINKED, LINKED_BY_KEY -> "link";
                case IN_REVIEW -> "review";
                case UNLINKED -> "non-link";
            };
        }
    }

    /**
     * The m and u of every level on a logarithmic scale, and the weight that is their distance.
     *
     * <p>Logarithmic, since u spans seven powers of ten; the line between the two marks is then as long as the weight.
     */
    static final class ModelChart {
        private static final double WIDTH = 760;
        private static final double LABELS = 178;
        private static final double SCALE_LEFT = 192;
        private static final double SCALE_RIGHT = 466;
        private static final double WEIGHT_LEFT = 530;
        private static final double WEIGHT_RIGHT = 716;
        private static final double TOP = 46;
        private static final double ROW = 18;
        private static final double GAP = 8;

        private final List<ModelLevel> levels;
        private final int lowestPower;
        private final double least;
        private final double most;
        private final List<Element> shapes = new ArrayList<>();
        private double y = TOP;

        private ModelChart(List<ModelLevel> levels) {
            this.levels = levels;
            double smallest = levels.stream()
                    .mapToDouble(l -> Math.min(l.m(), l.u()))
                    .min()
                    .orElse(0.1);
            this.lowestPower = (int) Math.floor(Math.log10(smallest));
            this.least = Math.min(
                    -1, levels.stream().mapToDouble(ModelLevel::weight).min().orElse(0));
            this.most = Math.max(
                    1, levels.stream().mapToDouble(ModelLevel::weight).max().orElse(0));
        }

        static Element draw(List<ModelLevel> levels) {
            ModelChart chart = new ModelChart(levels);
            chart.comparisons();
            List<Element> behind = chart.scales();
            behind.addAll(chart.shapes);
            return Svg.picture(
                    "model",
                    "Levels of the comparisons: m, u and weight",
                    "One row for each level of each comparison: the share of matches (m, filled dot) and of non-matches"
                            + " (u, open square) at it, on a logarithmic scale, and the weight in bits as a bar, to the right"
                            + " where it speaks for a match and to the left where it speaks against; the table below has the"
                            + " same numbers.",
                    WIDTH,
                    chart.y + 26,
                    behind);
        }

        private void comparisons() {
            Map<String, List<ModelLevel>> byComparison = new LinkedHashMap<>();
            levels.forEach(l -> byComparison
                    .computeIfAbsent(l.comparison(), c -> new ArrayList<>())
                    .add(l));
            byComparison.forEach((comparison, ofComparison) -> {
                shapes.add(Svg.text(0, y + 13, "start", "heading", ReportWords.field(comparison)));
                y += ROW;
                ofComparison.forEach(this::level);
                y += GAP;
            });
        }

        private void level(ModelLevel level) {
            double middle = y + ROW / 2;
            shapes.add(Svg.text(LABELS, middle + 4, "end", "tick", level.level()));
            shapes.add(Svg.line(share(level.u()), middle, share(level.m()), middle, "distance"));
            shapes.add(Svg.rectangle(share(level.u()) - 4, middle - 4, 8, 8, "open"));
            shapes.add(Svg.circle(share(level.m()), middle, 4.5, "dot"));
            double zero = bits(0);
            double end = bits(level.weight());
            shapes.add(Svg.rectangle(
                    Math.min(zero, end),
                    middle - 5,
                    Math.abs(end - zero),
                    10,
                    level.weight() < 0 ? "bar against" : "bar for"));
            boolean against = level.weight() < 0;
            shapes.add(Svg.text(
                    against ? end - 5 : end + 5,
                    middle + 4,
                    against ? "end" : "start",
                    "tick",
                    NumberText.bits(level.weight())));
            y += ROW;
        }

        /** Heads, grid and feet of the two scales. */
        private List<Element> scales() {
            List<Element> scales = new ArrayList<>();
            double bottom = y - GAP / 2;
            scales.add(Svg.circle(SCALE_LEFT + 6, 9, 4.5, "dot"));
            scales.add(Svg.text(SCALE_LEFT + 16, 14, "start", "tick", "m: share of matches"));
            scales.add(Svg.rectangle(SCALE_LEFT + 166, 5, 8, 8, "open"));
            scales.add(Svg.text(SCALE_LEFT + 180, 14, "start", "tick", "u: of non-matches"));
            scales.add(Svg.text((WEIGHT_LEFT + WEIGHT_RIGHT) / 2, 14, "middle", "tick", "Weight in bits"));
            scales.add(Svg.text(bits(0) - 8, 34, "end", "tick", "against"));
            scales.add(Svg.text(bits(0) + 8, 34, "start", "tick", "for a match"));
            int step = lowestPower < -8 ? 2 : 1;
            for (int power = 0; power >= lowestPower; power -= step) {
                double x = share(Math.pow(10, power));
                scales.add(Svg.line(x, TOP - 6, x, bottom, "grid"));
                scales.add(Svg.text(x, TOP - 12, "middle", "tick", power(power)));
                scales.add(Svg.text(x, bottom + 18, "middle", "tick", power(power)));
            }
            scales.add(Svg.line(bits(0), TOP - 6, bits(0), bottom, "axis"));
            return scales;
        }

        private static String power(int power) {
            return switch (power) {
                case 0 -> "1";
                case -1 -> "0.1";
                case -2 -> "0.01";
                default -> "10" + NumberText.superscript(power);
            };
        }

        private double share(double probability) {
            double part = Math.log10(probability) / lowestPower;
            return SCALE_RIGHT - part * (SCALE_RIGHT - SCALE_LEFT);
        }

        private double bits(double weight) {
            return WEIGHT_LEFT + (weight - least) / (most - least) * (WEIGHT_RIGHT - WEIGHT_LEFT);
        }
    }
}

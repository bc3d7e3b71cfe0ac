package org.reconlink.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reconlink.disclosure.NumberText;
import org.reconlink.linkage.study.LinkageDiagnostics.ModelLevel;
import org.reconlink.result.ReportWords;

/**
 * The m and u of every level on a logarithmic scale, and the weight that is their distance.
 *
 * <p>Logarithmic, since u spans seven powers of ten; the line between the two marks is then as long as the weight.
 */
final class ModelChart {
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
        double smallest =
                levels.stream().mapToDouble(l -> Math.min(l.m(), l.u())).min().orElse(0.1);
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

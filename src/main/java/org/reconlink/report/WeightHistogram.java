package org.reconlink.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.result.ReportWords;

/** Match weights of the kept pairs in equal classes, one colour a decision. */
final class WeightHistogram {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 250;
    private static final double LEFT = 52;
    private static final double RIGHT = 20;
    private static final double BOTTOM = 46;
    private static final double TOP = 30;
    private static final int MOST_CLASSES = 24;
    private static final int[] CLASS_WIDTHS = {1, 2, 5, 10, 20, 50, 100, 1000};
    private static final List<Decision> DECISIONS = List.of(Decision.LINK, Decision.REVIEW, Decision.NON_LINK);

    private final List<CandidatePair> pairs;
    private final SmallCounts small;
    private final int classWidth;
    private final int firstClass;
    private final int classes;
    private final List<Element> shapes = new ArrayList<>();

    private WeightHistogram(List<CandidatePair> pairs, SmallCounts small) {
        // A rule may decide a pair without a weight that can be drawn.
        this.pairs = pairs.stream().filter(p -> Double.isFinite(p.weight())).toList();
        this.small = small;
        double least = weights().min().orElse(0);
        double most = weights().max().orElse(0);
        this.classWidth = Arrays.stream(CLASS_WIDTHS)
                .filter(w -> Math.floor(most / w) - Math.floor(least / w) < MOST_CLASSES)
                .findFirst()
                .orElse(CLASS_WIDTHS[CLASS_WIDTHS.length - 1]);
        this.firstClass = (int) Math.floor(least / classWidth);
        this.classes = (int) Math.floor(most / classWidth) - firstClass + 1;
    }

    static WeightHistogram of(List<CandidatePair> pairs, SmallCounts small) {
        return new WeightHistogram(pairs, small);
    }

    Element draw() {
        shapes.clear();
        long most = bars();
        axes(most);
        legend();
        return Svg.picture("weights", "Match weights of the kept pairs", description(), WIDTH, HEIGHT, shapes);
    }

    /** The pairs of each class and decision as they may be shown, a row each; a class without any has none. */
    List<List<String>> numbers() {
        List<List<String>> rows = new ArrayList<>();
        for (int number = 0; number < classes; number++) {
            for (Decision decision : DECISIONS) {
                long count = count(number, decision);
                if (count > 0) {
                    rows.add(List.of(
                            String.valueOf((firstClass + number) * classWidth),
                            String.valueOf((firstClass + number + 1) * classWidth),
                            label(decision),
                            small.count(count)));
                }
            }
        }
        return rows;
    }

    private long count(int number, Decision decision) {
        return pairs.stream()
                .filter(p -> p.decision() == decision)
                .filter(p -> (int) Math.floor(p.weight() / classWidth) == firstClass + number)
                .count();
    }

    private DoubleStream weights() {
        return pairs.stream().mapToDouble(CandidatePair::weight);
    }

    /** The height of a bar in pairs; a withheld one is drawn as high as the limit. */
    private long height(int number, Decision decision) {
        return small.drawn(count(number, decision));
    }

    private long bars() {
        long most = 1;
        for (int number = 0; number < classes; number++) {
            long total = 0;
            for (Decision decision : DECISIONS) {
                total += height(number, decision);
            }
            most = Math.max(most, total);
        }
        for (int number = 0; number < classes; number++) {
            bar(number, most);
        }
        return most;
    }

    private void bar(int number, long most) {
        double width = (WIDTH - LEFT - RIGHT) / classes;
        double y = HEIGHT - BOTTOM;
        for (Decision decision : DECISIONS) {
            long count = height(number, decision);
            if (count > 0) {
                double height = count * (HEIGHT - BOTTOM - TOP) / most;
                y -= height;
                shapes.add(Svg.rectangle(LEFT + number * width + 1, y, width - 2, height, "bar " + style(decision)));
            }
        }
    }

    private void axes(long most) {
        double base = HEIGHT - BOTTOM;
        double width = (WIDTH - LEFT - RIGHT) / classes;
        shapes.add(Svg.line(LEFT, base, WIDTH - RIGHT, base, "axis"));
        int step = classes > 12 ? 2 : 1;
        for (int number = 0; number <= classes; number += step) {
            String label = NumberText.decimal((double) (firstClass + number) * classWidth, 0);
            shapes.add(Svg.text(LEFT + number * width, base + 18, "middle", "tick", label));
        }
        for (long count : new long[] {0, most}) {
            double y = base - count * (HEIGHT - BOTTOM - TOP) / most;
            shapes.add(Svg.text(LEFT - 8, y + 4, "end", "tick", NumberText.whole(count)));
        }
        shapes.add(Svg.line(LEFT, TOP, WIDTH - RIGHT, TOP, "grid"));
        shapes.add(Svg.text((LEFT + WIDTH) / 2, HEIGHT - 8, "middle", "tick", "Match weight in bits"));
        shapes.add(Svg.text(0, 14, "start", "tick", "Pairs"));
    }

    private void legend() {
        double x = LEFT + 20;
        for (Decision decision : DECISIONS) {
            shapes.add(Svg.rectangle(x, 4, 12, 12, "bar " + style(decision)));
            shapes.add(Svg.text(x + 18, 14, "start", "tick", ReportWords.sentence(label(decision))));
            x += 150;
        }
    }

    private String description() {
        return DECISIONS.stream()
                .map(d -> label(d)
                        + " "
                        + small.count(
                                pairs.stream().filter(p -> p.decision() == d).count()))
                .collect(Collectors.joining(
                        ", ",
                        "Pairs by decision: ",
                        "; classes of " + classWidth + (classWidth == 1 ? " bit." : " bits.")));
    }

    private static String label(Decision decision) {
        return switch (decision) {
            case LINK -> "link";
            case REVIEW -> "clerical review";
            case NON_LINK -> "non-link";
        };
    }

    private static String style(Decision decision) {
        return EnumWords.of(decision).replace(' ', '-');
    }
}

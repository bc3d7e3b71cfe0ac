package org.reconlink.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that pictures are made of, as commands of a path: M and L to a point, Q by way of one, C by way of two, Z back to the
 * beginning.
 */
record Outline(List<Step> steps) {
    /** How far a curve's points lie out for a quarter of a circle of radius 1. */
    private static final double QUARTER = 0.5522847498;

    private static final Pattern COMMAND = Pattern.compile("([MLQCZ])([^MLQCZ]*)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    Outline {
        steps = List.copyOf(steps);
    }

    /** A command with its points, x and y in turn. */
    record Step(char command, List<Double> points) {
        Step {
            points = List.copyOf(points);
        }
    }

    static Outline parse(String path) {
        List<Step> steps = new ArrayList<>();
        Matcher command = COMMAND.matcher(path);
        while (command.find()) {
            List<Double> points = new ArrayList<>();
            Matcher number = NUMBER.matcher(command.group(2));
            while (number.find()) {
                points.add(Double.parseDouble(number.group()));
            }
            steps.add(new Step(command.group(1).charAt(0), points));
        }
        return new Outline(steps);
    }

    /** Its corners rounded by as much as is asked. */
    static Outline rectangle(double x, double y, double width, double height, double corner) {
        double right = x + width;
        double bottom = y + height;
        if (corner == 0) {
            return new Outline(List.of(
                    step('M', x, y), step('L', right, y), step('L', right, bottom), step('L', x, bottom), step('Z')));
        }
        return new Outline(List.of(
                step('M', x + corner, y),
                step('L', right - corner, y),
                step('Q', right, y, right, y + corner),
                step('L', right, bottom - corner),
                step('Q', right, bottom, right - corner, bottom),
                step('L', x + corner, bottom),
                step('Q', x, bottom, x, bottom - corner),
                step('L', x, y + corner),
                step('Q', x, y, x + corner, y),
                step('Z')));
    }

    static Outline circle(double x, double y, double r) {
        double out = r * QUARTER;
        return new Outline(List.of(
                step('M', x + r, y),
                step('C', x + r, y + out, x + out, y + r, x, y + r),
                step('C', x - out, y + r, x - r, y + out, x - r, y),
                step('C', x - r, y - out, x - out, y - r, x, y - r),
                step('C', x + out, y - r, x + r, y - out, x + r, y),
                step('Z')));
    }

    private static Step step(char command, double... points) {
        List<Double> all = new ArrayList<>();
        for (double point : points) {
            all.add(point);
        }
        return new Step(command, all);
    }

    /** Scaled about 0, then moved. */
    Outline placed(double scaleX, double scaleY, double x, double y) {
        List<Step> placed = new ArrayList<>();
        for (Step step : steps) {
            List<Double> points = new ArrayList<>();
            for (int i = 0; i < step.points().size(); i++) {
                double value = step.points().get(i);
                points.add(i % 2 == 0 ? x + scaleX * value : y + scaleY * value);
            }
            placed.add(new Step(step.command(), points));
        }
        return new Outline(placed);
    }

    Outline and(Outline other) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(other.steps());
        return new Outline(all);
    }

    /** As SVG writes it. */
    String svg() {
        StringBuilder d = new StringBuilder();
        for (Step step : steps) {
            d.append(step.command());
            for (int i = 0; i < step.points().size(); i++) {
                d.append(i == 0 ? "" : " ").append(number(step.points().get(i)));
            }
        }
        return d.toString();
    }

    /** As PDF writes it, which knows no curve by way of one point. */
    String pdf() {
        StringBuilder d = new StringBuilder();
        double x = 0;
        double y = 0;
        for (Step step : steps) {
            List<Double> p = step.points();
            switch (step.command()) {
                case 'M' -> operator(d, "m", p);
                case 'L' -> operator(d, "l", p);
                case 'C' -> operator(d, "c", p);
                case 'Q' ->
                    operator(
                            d,
                            "c",
                            List.of(
                                    x + 2 * (p.get(0) - x) / 3,
                                    y + 2 * (p.get(1) - y) / 3,
                                    p.get(2) + 2 * (p.get(0) - p.get(2)) / 3,
                                    p.get(3) + 2 * (p.get(1) - p.get(3)) / 3,
                                    p.get(2),
                                    p.get(3)));
                default -> operator(d, "h", p);
            }
            if (!p.isEmpty()) {
                x = p.get(p.size() - 2);
                y = p.get(p.size() - 1);
            }
        }
        return d.toString();
    }

    private static void operator(StringBuilder out, String name, List<Double> points) {
        points.forEach(point -> out.append(number(point)).append(' '));
        out.append(name).append('\n');
    }

    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}

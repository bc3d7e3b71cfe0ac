package org.reconlink.report;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line that pictures are made of, as commands of a path: M and L to a point, Q by way of one, C by way of two, Z back to the
 * beginning.
 */
final class Outline {
    static final Outline NOTHING = new Outline("");

    /** How far a curve's points lie out for a quarter of a circle of radius 1. */
    private static final double QUARTER = 0.5522847498;

    private static final Pattern COMMAND = Pattern.compile("[MLQCZ]");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final String commands;

    /** The points of all commands, x and y in turn. */
    private final double[] points;

    private Outline(String commands, double... points) {
        this.commands = commands;
        this.points = points;
    }

    static Outline parse(String path) {
        return new Outline(
                COMMAND.matcher(path).results().map(MatchResult::group).collect(Collectors.joining()),
                NUMBER.matcher(path)
                        .results()
                        .mapToDouble(number -> Double.parseDouble(number.group()))
                        .toArray());
    }

    /** Its corners rounded by as much as is asked. */
    static Outline rectangle(double x, double y, double width, double height, double corner) {
        double right = x + width;
        double bottom = y + height;
        if (corner == 0) {
            return new Outline("MLLLZ", x, y, right, y, right, bottom, x, bottom);
        }
        double left = x + corner;
        double top = y + corner;
        double farRight = right - corner;
        double farDown = bottom - corner;
        return new Outline(
                "MLQLQLQLQZ",
                left,
                y,
                farRight,
                y,
                right,
                y,
                right,
                top,
                right,
                farDown,
                right,
                bottom,
                farRight,
                bottom,
                left,
                bottom,
                x,
                bottom,
                x,
                farDown,
                x,
                top,
                x,
                y,
                left,
                y);
    }

    static Outline circle(double x, double y, double r) {
        double out = r * QUARTER;
        return new Outline(
                "MCCCCZ", x + r, y, x + r, y + out, x + out, y + r, x, y + r, x - out, y + r, x - r, y + out, x - r, y,
                x - r, y - out, x - out, y - r, x, y - r, x + out, y - r, x + r, y - out, x + r, y);
    }

    /** Scaled about 0, then moved. */
    Outline placed(double scaleX, double scaleY, double x, double y) {
        double[] placed = new double[points.length];
        for (int i = 0; i < placed.length; i += 2) {
            placed[i] = x + scaleX * points[i];
            placed[i + 1] = y + scaleY * points[i + 1];
        }
        return new Outline(commands, placed);
    }

    Outline and(Outline other) {
        double[] all = Arrays.copyOf(points, points.length + other.points.length);
        System.arraycopy(other.points, 0, all, points.length, other.points.length);
        return new Outline(commands + other.commands, all);
    }

    /** As SVG writes it. */
    String svg() {
        StringBuilder d = new StringBuilder();
        int at = 0;
        for (int i = 0; i < commands.length(); i++) {
            d.append(commands.charAt(i));
            int end = at + numbers(commands.charAt(i));
            for (int first = at; at < end; at++) {
                if (at > first) {
                    d.append(' ');
                }
                append(d, points[at]);
            }
        }
        return d.toString();
    }

    /** As PDF writes it, which knows no curve by way of one point. */
    String pdf() {
        StringBuilder d = new StringBuilder();
        double x = 0;
        double y = 0;
        int at = 0;
        for (int i = 0; i < commands.length(); i++) {
            char command = commands.charAt(i);
            int end = at + numbers(command);
            double[] p = Arrays.copyOfRange(points, at, end);
            switch (command) {
                case 'M' -> operator(d, "m", p);
                case 'L' -> operator(d, "l", p);
                case 'C' -> operator(d, "c", p);
                case 'Q' ->
                    operator(
                            d,
                            "c",
                            x + 2 * (p[0] - x) / 3,
                            y + 2 * (p[1] - y) / 3,
                            p[2] + 2 * (p[0] - p[2]) / 3,
                            p[3] + 2 * (p[1] - p[3]) / 3,
                            p[2],
                            p[3]);
                default -> operator(d, "h");
            }
            if (end > at) {
                x = points[end - 2];
                y = points[end - 1];
            }
            at = end;
        }
        return d.toString();
    }

    /** How many numbers a command has, two a point. */
    private static int numbers(char command) {
        return switch (command) {
            case 'M', 'L' -> 2;
            case 'Q' -> 4;
            case 'C' -> 6;
            default -> 0;
        };
    }

    private static void operator(StringBuilder out, String name, double... points) {
        for (double point : points) {
            append(out, point);
            out.append(' ');
        }
        out.append(name).append('\n');
    }

    /** In hundredths of a unit at most, without the zeros at the end. */
    static String number(double value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, double value) {
        long hundredths = Math.round(Math.abs(value) * 100);
        if (value < 0 && hundredths != 0) {
            out.append('-');
        }
        out.append(hundredths / 100);
        int rest = (int) (hundredths % 100);
        if (rest != 0) {
            out.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                out.append(rest % 10);
            }
        }
    }
}

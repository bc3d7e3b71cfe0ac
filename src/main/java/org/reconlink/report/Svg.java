package org.reconlink.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The shapes that pictures are made of; lengths are user units, about a pixel. */
final class Svg {
    static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** At the width of a journal's column, 85 mm, the words of a picture of so many units have 7 points. */
    static final double COLUMN = 440;

    private Svg() {}

    /** A picture with a name and a description for those who cannot see it. */
    static Element picture(
            String id, String title, String description, double width, double height, List<Element> shapes) {
        return canvas(width, height)
                .add(
                        Element.of("title", title).with("id", id + "-title"),
                        Element.of("desc", description).with("id", id + "-desc"))
                .add(shapes)
                .with("role", "img")
                .with("aria-labelledby", id + "-title " + id + "-desc");
    }

    /** A name of the study's own as a part of an id and of a file's name. */
    static String word(String name) {
        return name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** The id that a picture was made with. */
    static String id(Element picture) {
        String labels = picture.attributes().getOrDefault("aria-labelledby", "");
        return labels.substring(0, labels.indexOf("-title"));
    }

    /** Whether a picture is narrow enough for one column of a journal. */
    static boolean isColumn(Element picture) {
        return Double.parseDouble(picture.attributes().getOrDefault("width", "0")) <= COLUMN;
    }

    /** A picture that only repeats what stands beside it in words: hidden from readers of the screen. */
    static Element ornament(double width, double height, List<Element> shapes) {
        return canvas(width, height).add(shapes).with("aria-hidden", "true");
    }

    private static Element canvas(double width, double height) {
        return Element.of("svg")
                .with("xmlns", NAMESPACE)
                .with("viewBox", "0 0 " + length(width) + " " + length(height))
                .with("width", length(width))
                .with("height", length(height));
    }

    static Element rectangle(double x, double y, double width, double height, String style) {
        return Element.of("rect")
                .with("x", length(x))
                .with("y", length(y))
                .with("width", length(width))
                .with("height", length(height))
                .with("class", style);
    }

    static Element line(double x1, double y1, double x2, double y2, String style) {
        return path("M" + length(x1) + " " + length(y1) + "L" + length(x2) + " " + length(y2), style);
    }

    /** A line through points, each x and y. */
    static Element lineThrough(List<double[]> points, String style) {
        StringBuilder d = new StringBuilder();
        points.forEach(point -> d.append(d.isEmpty() ? 'M' : 'L')
                .append(length(point[0]))
                .append(' ')
                .append(length(point[1])));
        return path(d.toString(), style);
    }

    /** A line with a head at its end; level or upright only. */
    static Element arrow(double x1, double y1, double x2, double y2) {
        String head = x1 == x2
                ? "M" + length(x2 - 4) + " " + length(y2 - 6) + "L" + length(x2) + " " + length(y2) + "L"
                        + length(x2 + 4) + " " + length(y2 - 6)
                : "M" + length(x2 - 6) + " " + length(y2 - 4) + "L" + length(x2) + " " + length(y2) + "L"
                        + length(x2 - 6) + " " + length(y2 + 4);
        return Element.of("g", line(x1, y1, x2, y2, "edge"), path(head, "edge"));
    }

    static Element circle(double x, double y, double radius, String style) {
        return Element.of("circle")
                .with("cx", length(x))
                .with("cy", length(y))
                .with("r", length(radius))
                .with("class", style);
    }

    /** {@code anchor}: start, middle or end. */
    static Element text(double x, double y, String anchor, String style, String words) {
        return Element.of("text", words)
                .with("x", length(x))
                .with("y", length(y))
                .with("text-anchor", anchor)
                .with("class", style);
    }

    private static Element path(String d, String style) {
        return Element.of("path").with("d", d).with("class", style);
    }

    private static String length(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}

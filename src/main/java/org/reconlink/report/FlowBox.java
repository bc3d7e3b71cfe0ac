package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;

/** A box of the flow diagram: a heading with a number, and lines with numbers below it. */
record FlowBox(double x, double y, double width, String heading, String count, List<Line> lines) {
    private static final double PADDING = 12;
    private static final double HEAD = 40;
    private static final double LINE = 19;
    /** Mean width of a letter of the small text; generous, since fonts differ. */
    private static final double LETTER = 7;
    /** Kept free for the number at the right. */
    private static final double NUMBER = 64;

    FlowBox {
        lines = List.copyOf(lines);
    }

    /** A line of words and its number. */
    record Line(String words, String count) {}

    double height() {
        int rows = lines.stream().mapToInt(line -> wrap(line.words()).size()).sum();
        return rows == 0 ? HEAD : HEAD + rows * LINE + PADDING / 2;
    }

    Element draw(String style) {
        List<Element> shapes = new ArrayList<>();
        shapes.add(Svg.rectangle(x, y, width, height(), style).with("rx", "6"));
        shapes.add(Svg.text(x + PADDING, y + 25, "start", "strong", heading));
        shapes.add(Svg.text(x + width - PADDING, y + 25, "end", "strong", count));
        double baseline = y + HEAD + 10;
        for (Line line : lines) {
            shapes.add(Svg.text(x + width - PADDING, baseline, "end", "small", line.count()));
            for (String part : wrap(line.words())) {
                shapes.add(Svg.text(x + PADDING, baseline, "start", "small", part));
                baseline += LINE;
            }
        }
        return Element.of("g", shapes);
    }

    private List<String> wrap(String words) {
        int most = (int) ((width - 2 * PADDING - NUMBER) / LETTER);
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (row.length() > 0 && row.length() + 1 + word.length() > most) {
                rows.add(row.toString());
                row.setLength(0);
            }
            row.append(row.length() == 0 ? "" : " ").append(word);
        }
        rows.add(row.toString());
        return rows;
    }
}

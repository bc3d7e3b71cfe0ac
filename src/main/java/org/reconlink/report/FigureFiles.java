package org.reconlink.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.OthersText;
import org.reconlink.publish.CsvFile;
import org.reconlink.report.FigureFiles.PictureStyle.Paint;

/**
 * The pictures of a report as files that a journal takes: SVG and PDF with words as outlines, one column (85 mm) or a page
 * (170 mm) wide, in the light colours of the page, and beside each its numbers as CSV.
 */
final class FigureFiles {
    private static final double COLUMN_MM = 85;
    private static final double PAGE_MM = 170;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final double POINTS_A_MM = 72 / 25.4;

    private final PictureStyle style = new PictureStyle(Page.style());

    /** Writes every picture once, by its name. */
    void write(Path folder, List<Figure> figures) throws IOException {
        for (Figure figure : figures) {
            Drawing drawing = Drawing.of(figure, style);
            Files.writeString(folder.resolve(figure.name() + ".svg"), drawing.svg(), UTF_8);
            Files.write(folder.resolve(figure.name() + ".pdf"), drawing.pdf());
            csv(folder.resolve(figure.name() + ".csv"), figure.columns(), figure.rows());
        }
    }

    /** Words of the study's own are withheld where a spreadsheet would run them; numbers below 0 are none. */
    static void csv(Path file, List<String> columns, List<List<String>> rows) throws IOException {
        List<List<String>> written = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> NUMBER.matcher(cell).matches() ? cell : OthersText.inCsv(cell))
                        .toList())
                .toList();
        CsvFile.write(file, columns.stream().map(OthersText::inCsv).toList(), written);
    }

    /** A shape with its paint. */
    private record Mark(Outline outline, Paint paint) {}

    /** A picture as shapes alone. */
    private record Drawing(String title, String description, double width, double height, double mm, List<Mark> marks) {
        static Drawing of(Figure figure, PictureStyle style) {
            Element picture = figure.picture();
            List<Mark> marks = new ArrayList<>();
            picture.children().forEach(child -> add(marks, child, style));
            return new Drawing(
                    words(picture, "title"),
                    words(picture, "desc"),
                    number(picture, "width"),
                    number(picture, "height"),
                    Svg.isColumn(picture) ? COLUMN_MM : PAGE_MM,
                    marks);
        }

        private static String words(Element picture, String name) {
            return picture.children().stream()
                    .filter(child ->
                            child instanceof Element element && element.name().equals(name))
                    .map(child -> text((Element) child))
                    .findFirst()
                    .orElse("");
        }

        private static String text(Element of) {
            return of.children().stream()
                    .map(child -> child instanceof Text text ? text.value() : "")
                    .reduce("", String::concat);
        }

        private static void add(List<Mark> marks, PagePart part, PictureStyle style) {
            if (part instanceof Element element) {
                String classes = element.attributes().getOrDefault("class", "");
                Paint paint = style.of(element.name(), classes);
                switch (element.name()) {
                    case "g" -> element.children().forEach(child -> add(marks, child, style));
                    case "path" -> marks.add(new Mark(Outline.parse(attribute(element, "d")), paint));
                    case "rect" ->
                        marks.add(new Mark(
                                Outline.rectangle(
                                        number(element, "x"),
                                        number(element, "y"),
                                        number(element, "width"),
                                        number(element, "height"),
                                        number(element, "rx")),
                                paint));
                    case "circle" ->
                        marks.add(new Mark(
                                Outline.circle(number(element, "cx"), number(element, "cy"), number(element, "r")),
                                paint));
                    case "text" ->
                        marks.add(new Mark(
                                Letters.of(paint.bold())
                                        .words(
                                                text(element),
                                                number(element, "x"),
                                                number(element, "y"),
                                                attribute(element, "text-anchor"),
                                                paint.size()),
                                paint));
                    default -> {} // title and description are told apart
                }
            }
        }

        private static String attribute(Element element, String name) {
            return element.attributes().getOrDefault(name, "");
        }

        private static double number(Element element, String name) {
            return Double.parseDouble(element.attributes().getOrDefault(name, "0"));
        }

        String svg() {
            List<Element> paths = new ArrayList<>();
            for (Mark mark : marks) {
                Paint paint = mark.paint();
                String fill = paint.fill();
                String stroke = paint.stroke();
                Element path =
                        Element.of("path").with("d", mark.outline().svg()).with("fill", fill == null ? "none" : fill);
                if (stroke != null) {
                    path = path.with("stroke", stroke).with("stroke-width", Outline.number(paint.width()));
                    path = paint.dashes().isEmpty() ? path : path.with("stroke-dasharray", dashes(paint));
                }
                paths.add(paint.opacity() < 1 ? path.with("opacity", Outline.number(paint.opacity())) : path);
            }
            StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            Element.of("svg", Element.of("title", title), Element.of("desc", description))
                    .add(Element.of("g", paths))
                    .with("xmlns", Svg.NAMESPACE)
                    .with("viewBox", "0 0 " + Outline.number(width) + " " + Outline.number(height))
                    .with("width", Outline.number(mm) + "mm")
                    .with("height", Outline.number(mm * height / width) + "mm")
                    .writeTo(out);
            return out.toString();
        }

        private static String dashes(Paint paint) {
            return paint.dashes().stream()
                    .map(Outline::number)
                    .reduce((one, other) -> one + " " + other)
                    .orElse("");
        }

        /** One page of the picture's size; not compressed, so that the same picture is the same bytes everywhere. */
        byte[] pdf() {
            double scale = mm * POINTS_A_MM / width;
            TreeSet<Double> opacities = new TreeSet<>(List.of(1.0));
            marks.forEach(mark -> opacities.add(mark.paint().opacity()));
            List<Double> states = List.copyOf(opacities);
            StringBuilder content = new StringBuilder();
            // the page counts from below
            content.append(String.format(Locale.ROOT, "%.5f 0 0 %.5f 0 %.5f cm\n", scale, -scale, scale * height));
            for (Mark mark : marks) {
                content.append("/G")
                        .append(states.indexOf(mark.paint().opacity()))
                        .append(" gs\n");
                paint(content, mark);
            }
            StringBuilder resources = new StringBuilder("<< /ExtGState <<");
            for (int i = 0; i < states.size(); i++) {
                String opacity = Outline.number(states.get(i));
                resources
                        .append(" /G")
                        .append(i)
                        .append(" << /ca ")
                        .append(opacity)
                        .append(" /CA ")
                        .append(opacity)
                        .append(" >>");
            }
            resources.append(" >> >>");
            String box = "[0 0 " + Outline.number(scale * width) + " " + Outline.number(scale * height) + "]";
            return PdfFile.of(List.of(
                    "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /ViewerPreferences << /DisplayDocTitle true >> >>",
                    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                    "<< /Type /Page /Parent 2 0 R /MediaBox " + box + " /Resources " + resources
                            + " /Contents 4 0 R >>",
                    "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream",
                    "<< /Title " + hex(title) + " /Subject " + hex(description) + " >>"));
        }

        private static void paint(StringBuilder content, Mark mark) {
            Paint paint = mark.paint();
            String fill = paint.fill();
            String stroke = paint.stroke();
            if (fill != null) {
                content.append(rgb(fill)).append(" rg\n");
            }
            if (stroke != null) {
                content.append(rgb(stroke)).append(" RG\n");
                content.append(Outline.number(paint.width())).append(" w\n[");
                content.append(dashes(paint)).append("] 0 d\n");
            }
            content.append(mark.outline().pdf());
            content.append(fill == null ? stroke == null ? "n" : "S" : stroke == null ? "f" : "B")
                    .append('\n');
        }

        private static String rgb(String colour) {
            List<String> parts = new ArrayList<>();
            for (int at = 1; at < colour.length(); at += 2) {
                parts.add(Outline.number(Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0));
            }
            return String.join(" ", parts);
        }

        private static String hex(String words) {
            StringBuilder hex = new StringBuilder("<FEFF");
            for (byte part : words.getBytes(UTF_16BE)) {
                hex.append(String.format("%02X", part));
            }
            return hex.append('>').toString();
        }
    }

    /** Objects of a PDF file with their places; the first is the catalogue, the last tells what the file is. */
    private static final class PdfFile {
        private PdfFile() {}

        static byte[] of(List<String> objects) {
            StringBuilder file = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < objects.size(); i++) {
                places.add(file.length());
                file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
            }
            int table = file.length();
            file.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
            places.forEach(place -> file.append(String.format(Locale.ROOT, "%010d 00000 n \n", place)));
            file.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R /Info ");
            file.append(objects.size())
                    .append(" 0 R >>\nstartxref\n")
                    .append(table)
                    .append("\n%%EOF\n");
            return file.toString().getBytes(ISO_8859_1);
        }
    }

    /** Words as outlines, so that a picture looks the same everywhere and needs no font. */
    static final class Letters {
        private static final double UNITS = 2048;
        /** Stands for a letter that the table does not have. */
        private static final int REPLACEMENT = 0xFFFD;

        private static final Letters REGULAR = read("regular");
        private static final Letters BOLD = read("bold");

        private final Map<Integer, String[]> lines;
        /** Those that were asked for: few pictures need more than a tenth of the table. */
        private final Map<Integer, Letter> letters = new ConcurrentHashMap<>();

        private Letters(Map<Integer, String[]> lines) {
            this.lines = lines;
        }

        private record Letter(double advance, Outline outline) {
            static Letter of(String[] line) {
                return new Letter(Double.parseDouble(line[2]), Outline.parse(line[3]));
            }
        }

        static Letters of(boolean bold) {
            return bold ? BOLD : REGULAR;
        }

        private static Letters read(String weight) {
            Map<Integer, String[]> byCodePoint = new HashMap<>();
            try (InputStream table = Objects.requireNonNull(Letters.class.getResourceAsStream("/report/letters.tsv"));
                    BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] parts = line.split("\t", -1);
                    if (parts[0].equals(weight)) {
                        byCodePoint.put(Integer.parseInt(parts[1], 16), parts);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Letters(byCodePoint);
        }

        /** @param anchor start, middle or end: what of the words is at x */
        Outline words(String words, double x, double baseline, String anchor, double size) {
            double scale = size / UNITS;
            double width =
                    words.codePoints().mapToDouble(c -> letter(c).advance()).sum() * scale;
            double at = x
                    - switch (anchor) {
                        case "middle" -> width / 2;
                        case "end" -> width;
                        default -> 0;
                    };
            Outline all = Outline.NOTHING;
            for (int c : words.codePoints().toArray()) {
                all = all.and(letter(c).outline().placed(scale, -scale, at, baseline));
                at += letter(c).advance() * scale;
            }
            return all;
        }

        private Letter letter(int c) {
            int known = lines.containsKey(c) ? c : REPLACEMENT;
            return letters.computeIfAbsent(known, any -> Letter.of(Objects.requireNonNull(lines.get(known))));
        }
    }

    /** How the style sheet of the pages paints the shapes of a picture, in its light colours, for files that know no style sheet. */
    static final class PictureStyle {
        private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6})");
        private static final Pattern RULE = Pattern.compile("(?m)^(svg [^{]+)\\{([^}]*)\\}");
        private static final Pattern VARIABLE = Pattern.compile("var\\(--([a-z-]+)\\)");

        private final Map<String, String> colours = new HashMap<>();
        /** By selector, in the order of the sheet: of two rules on one shape the later wins. */
        private final Map<String, Map<String, String>> rules = new LinkedHashMap<>();

        PictureStyle(String sheet) {
            Matcher colour = COLOUR.matcher(sheet.substring(0, sheet.indexOf("@media")));
            while (colour.find()) {
                colours.put(colour.group(1), colour.group(2));
            }
            Matcher rule = RULE.matcher(sheet);
            while (rule.find()) {
                for (String selector : rule.group(1).split(",", -1)) {
                    rules.put(selector.strip().substring("svg ".length()), properties(rule.group(2)));
                }
            }
        }

        private Map<String, String> properties(String text) {
            Map<String, String> properties = new HashMap<>();
            for (String property : text.strip().split(";", -1)) {
                int colon = property.indexOf(':');
                if (colon > 0) {
                    properties.put(
                            property.substring(0, colon).strip(),
                            resolved(property.substring(colon + 1).strip()));
                }
            }
            return properties;
        }

        private String resolved(String value) {
            Matcher variable = VARIABLE.matcher(value);
            return variable.matches() ? colours.getOrDefault(variable.group(1), value) : value;
        }

        /** How to paint a shape of these classes. */
        Paint of(String element, String classes) {
            Set<String> names = Set.copyOf(List.of(classes.split(" ", -1)));
            Map<String, String> merged = new HashMap<>(Map.of("fill", "#000000", "stroke", "none"));
            rules.forEach((selector, properties) -> {
                if (selector.equals(element) || (selector.startsWith(".") && names.contains(selector.substring(1)))) {
                    merged.putAll(properties);
                }
            });
            return new Paint(
                    colour(merged.get("fill")),
                    colour(merged.get("stroke")),
                    number(merged.getOrDefault("stroke-width", "1")),
                    dashes(merged.getOrDefault("stroke-dasharray", "")),
                    number(merged.getOrDefault("opacity", "1")),
                    number(merged.getOrDefault("font-size", "13px")),
                    Integer.parseInt(merged.getOrDefault("font-weight", "400")) > 500);
        }

        private static @Nullable String colour(@Nullable String value) {
            return value == null || value.equals("none") ? null : value;
        }

        private static double number(String value) {
            return Double.parseDouble(value.replace("px", ""));
        }

        private static List<Double> dashes(String value) {
            List<Double> dashes = new ArrayList<>();
            if (!value.isEmpty()) {
                for (String length : value.split(" ", -1)) {
                    dashes.add(Double.parseDouble(length));
                }
            }
            return dashes;
        }

        /**
         * How a shape is painted.
         *
         * @param fill as {@code #rrggbb}; null for none
         * @param stroke the same of its outline
         * @param dashes lengths drawn and left out in turn; empty for a whole line
         * @param size of letters, in user units
         */
        record Paint(
                @Nullable String fill,
                @Nullable String stroke,
                double width,
                List<Double> dashes,
                double opacity,
                double size,
                boolean bold) {
            Paint {
                dashes = List.copyOf(dashes);
            }
        }
    }
}

package org.reconlink.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the style sheet of the pages paints the shapes of a picture, in its light colours, for files that know no style sheet. */
final class PictureStyle {
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

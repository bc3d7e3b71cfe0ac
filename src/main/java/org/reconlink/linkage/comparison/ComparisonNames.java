package org.reconlink.linkage.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.reconlink.linkage.comparison.TextLevels.TextLevel;

/**
 * Reads comparisons: a kind and its limits, as in {@code jaro-winkler 0.92 0.88 0.70} or {@code days 7 30}. Levels of
 * text are joined by commas, the closest first: {@code initial, jaro-winkler 0.9, sound}.
 */
public final class ComparisonNames {
    /** All kinds with their limits, as help and errors show them. */
    public static final List<String> FORMS = List.of(
            "exact",
            "jaro-winkler 0.92 0.88",
            "levenshtein 1 2",
            "damerau-levenshtein 1",
            "sound",
            "initial",
            "short form",
            "shared part",
            "date",
            "days 7 30",
            "postcode",
            "identifier",
            "number 1 5",
            "per cent 5 10",
            "shared value");

    private ComparisonNames() {}

    /**
     * The comparison of one column's values.
     *
     * @throws IllegalArgumentException if the kind is none of {@link #FORMS}, or its limits are none or out of order
     */
    public static EngineComparison comparison(String column, String text) {
        try {
            return parsed(column, text.strip());
        } catch (NumberFormatException e) {
            throw unknown(column, text);
        }
    }

    private static EngineComparison parsed(String column, String text) {
        return switch (text) {
            case "exact" -> EngineComparisons.exact(column);
            case "date" -> EngineComparisons.date(column);
            case "postcode" -> EngineComparisons.postcode(column);
            case "identifier" -> EngineComparisons.identifier(column);
            case "shared value" -> EngineComparisons.sharedValue(column, column);
            default -> withLimits(column, text);
        };
    }

    private static EngineComparison withLimits(String column, String text) {
        if (text.startsWith("jaro-winkler ") && text.indexOf(',') < 0) {
            return EngineComparisons.jaroWinkler(column, numbers(text.substring(13)));
        }
        if (text.startsWith("days ")) {
            return EngineComparisons.datesWithin(column, whole(column, text, text.substring(5)));
        }
        if (text.startsWith("number ")) {
            return EngineComparisons.numberWithin(column, rising(column, text, numbers(text.substring(7))));
        }
        if (text.startsWith("per cent ")) {
            return EngineComparisons.percentWithin(column, rising(column, text, numbers(text.substring(9))));
        }
        return EngineComparisons.text(
                column,
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .flatMap(level -> levels(column, level))
                        .toList());
    }

    private static Stream<TextLevel> levels(String column, String text) {
        return switch (text) {
            case "sound" -> Stream.of(TextLevels.sameSound());
            case "initial" -> Stream.of(TextLevels.initial());
            case "short form" -> Stream.of(TextLevels.sameIn("short form", ShortForms.lines()));
            case "shared part" -> Stream.of(TextLevels.sharedPart());
            default -> limited(column, text);
        };
    }

    private static Stream<TextLevel> limited(String column, String text) {
        int space = text.indexOf(' ');
        String limits = space < 0 ? "" : text.substring(space + 1);
        return switch (space < 0 ? text : text.substring(0, space)) {
            case "jaro-winkler" -> Arrays.stream(numbers(limits)).mapToObj(TextLevels::jaroWinkler);
            case "levenshtein" -> edits(column, text, limits, TextLevels::levenshtein);
            case "damerau-levenshtein" -> edits(column, text, limits, TextLevels::damerauLevenshtein);
            default -> throw unknown(column, text);
        };
    }

    private static Stream<TextLevel> edits(
            String column, String text, String limits, Function<Integer, TextLevel> level) {
        return Arrays.stream(whole(column, text, limits)).boxed().map(level);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.strip().split(" +", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static int[] whole(String column, String text, String limits) {
        int[] whole = Arrays.stream(limits.strip().split(" +", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        rising(column, text, Arrays.stream(whole).asDoubleStream().toArray());
        return whole;
    }

    private static double[] rising(String column, String text, double[] limits) {
        double before = 0;
        for (double limit : limits) {
            if (!(limit > before) || Double.isInfinite(limit)) {
                throw new IllegalArgumentException(
                        column + ": the limits of \"" + text + "\" rise from above 0; write the closest first");
            }
            before = limit;
        }
        return limits;
    }

    private static IllegalArgumentException unknown(String column, String text) {
        return new IllegalArgumentException(
                column + ": \"" + text + "\" is no way to compare; write one of " + String.join(", ", FORMS));
    }
}

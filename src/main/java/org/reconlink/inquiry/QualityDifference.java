package org.reconlink.inquiry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.quality.QualityFigure;

/**
 * The quality of the input of two runs, file by file.
 *
 * @param before the earlier run's id
 * @param after the later run's
 */
public record QualityDifference(String before, String after, List<File> files) {
    private static final String NONE = "-";

    public QualityDifference {
        files = List.copyOf(files);
    }

    /** A file of the earlier run beside the one of the later run that stands in its place, in words, and every check of them. */
    public record File(String words, List<Check> checks) {
        public File {
            checks = List.copyOf(checks);
        }

        /** Whether a check found something in either run. */
        public boolean hasFound() {
            return checks.stream().anyMatch(check -> !check.quiet());
        }

        /** Whether a check found another number than before. */
        public boolean hasMoved() {
            return checks.stream().anyMatch(Check::moved);
        }
    }

    /**
     * What a check found in each run.
     *
     * @param quiet whether it found nothing in either run, or applies to neither
     */
    public record Check(String figure, String column, String before, String after, String difference, boolean quiet) {
        /** Whether the runs differ in it. */
        public boolean moved() {
            return !before.equals(after);
        }
    }

    public static QualityDifference between(String a, List<QualityFigure> before, String b, List<QualityFigure> after) {
        Map<String, List<QualityFigure>> was = byFile(before);
        Map<String, List<QualityFigure>> is = byFile(after);
        return new QualityDifference(
                a,
                b,
                pairs(was, is).stream()
                        .map(pair ->
                                new File(pair.words(), checks(byName(was.get(pair.was())), byName(is.get(pair.is())))))
                        .toList());
    }

    /** How many checks found another number than before. */
    public long moved() {
        return files.stream()
                .flatMap(file -> file.checks().stream())
                .filter(Check::moved)
                .count();
    }

    /** How many checks found nothing in either run. */
    public long quiet() {
        return files.stream()
                .flatMap(file -> file.checks().stream())
                .filter(Check::quiet)
                .count();
    }

    /** A file of the earlier run and the one of the later run that stands in its place; empty if there is none. */
    private record Pair(String was, String is) {
        String words() {
            return was.equals(is) ? is : (was.isEmpty() ? NONE : was) + " -> " + (is.isEmpty() ? NONE : is);
        }
    }

    /**
     * Files of one name stand beside each other; of the others, whose names may have changed with the extract, the first of
     * a section beside the first.
     */
    private static List<Pair> pairs(Map<String, List<QualityFigure>> before, Map<String, List<QualityFigure>> after) {
        List<String> added = new ArrayList<>(after.keySet());
        added.removeAll(before.keySet());
        List<Pair> pairs = new ArrayList<>();
        for (String was : before.keySet()) {
            String is = after.containsKey(was) ? was : firstOfSameSection(was, added);
            added.remove(is);
            pairs.add(new Pair(was, is));
        }
        added.forEach(is -> pairs.add(new Pair("", is)));
        return pairs;
    }

    private static String firstOfSameSection(String file, List<String> candidates) {
        String section = file.substring(0, file.indexOf(' ') + 1);
        return candidates.stream()
                .filter(other -> other.startsWith(section))
                .findFirst()
                .orElse("");
    }

    private static List<Check> checks(Map<String, QualityFigure> was, Map<String, QualityFigure> is) {
        Set<String> names = new LinkedHashSet<>(was.keySet());
        names.addAll(is.keySet());
        List<Check> checks = new ArrayList<>();
        for (String name : names) {
            QualityFigure first = was.get(name);
            QualityFigure second = is.get(name);
            QualityFigure any = Objects.requireNonNull(first == null ? second : first);
            checks.add(new Check(
                    any.figure(),
                    any.column(),
                    words(first),
                    words(second),
                    difference(first, second),
                    isQuiet(first) && isQuiet(second)));
        }
        return checks;
    }

    /** A check that found nothing, where there was one. */
    private static boolean isQuiet(@Nullable QualityFigure figure) {
        return figure == null || (!figure.outcome().isEmpty() && figure.failures() == 0);
    }

    private static String words(@Nullable QualityFigure figure) {
        if (figure == null) {
            return NONE;
        }
        return figure.notApplicable() ? "does not apply" : Words.share(figure.count(), figure.of());
    }

    private static String difference(@Nullable QualityFigure was, @Nullable QualityFigure is) {
        if (was == null || is == null || was.notApplicable() || is.notApplicable()) {
            return "";
        }
        String count = String.format(Locale.ROOT, "%+,d", is.count() - was.count());
        return was.of() == 0 || is.of() == 0
                ? count
                : count + String.format(Locale.ROOT, " (%+.2f points)", perCent(is) - perCent(was));
    }

    private static double perCent(QualityFigure figure) {
        return 100.0 * figure.count() / figure.of();
    }

    private static Map<String, List<QualityFigure>> byFile(List<QualityFigure> figures) {
        return figures.stream()
                .collect(Collectors.groupingBy(
                        f -> f.section() + " " + f.file(), LinkedHashMap::new, Collectors.toList()));
    }

    private static Map<String, QualityFigure> byName(@Nullable List<QualityFigure> figures) {
        Map<String, QualityFigure> byName = new LinkedHashMap<>();
        if (figures != null) {
            figures.forEach(f -> byName.put(f.part() + "\n" + f.figure() + "\n" + f.column(), f));
        }
        return byName;
    }
}

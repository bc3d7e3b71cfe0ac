package org.reconlink.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The measurements as a Markdown table; ratios say how many times as much the other engine took. */
final class ResultTable {
    private final List<String> conditions;
    private final List<String> rows = new ArrayList<>();

    ResultTable(List<String> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    void own(Pair pair, Measured own) {
        rows.add(row(pair, own, "", "", "", "", ""));
    }

    void other(Pair pair, Measured other, Optional<Measured> own) {
        if (own.isEmpty()) {
            rows.add(row(pair, other, "", "", "", "", "not checked"));
            return;
        }
        Measured ours = own.get();
        rows.add(row(
                pair,
                other,
                times(other.wall(), ours.wall()),
                times(other.work(), ours.work()),
                times(other.cpu(), ours.cpu()),
                times(other.peakMegabytes(), ours.peakMegabytes()),
                samePairs(other, ours)));
    }

    String text() {
        return String.join(", ", conditions)
                + "\n\n| size | engine | pairs | vectors | links | whole process s | training and scoring s | CPU s | peak MB | same pairs |\n"
                + "|---|---|---|---|---|---|---|---|---|---|\n" + String.join("\n", rows) + "\n";
    }

    private static String row(
            Pair pair, Measured result, String wall, String work, String cpu, String memory, String same) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,d | %,d | %,d | %.1f%s | %.1f%s | %.1f%s | %,.0f%s | %s |",
                pair.inWords(),
                result.engine(),
                result.pairs(),
                result.pairsByVector().size(),
                result.links(),
                result.wall(),
                wall,
                result.work(),
                work,
                result.cpu(),
                cpu,
                result.peakMegabytes(),
                memory,
                same);
    }

    private static String times(double other, double ours) {
        return String.format(Locale.ROOT, " (%.1f times)", other / ours);
    }

    private static String samePairs(Measured other, Measured ours) {
        if (other.pairsByVector().equals(ours.pairsByVector())) {
            return "yes, in every vector";
        }
        if (other.pairsByVector().isEmpty()) {
            return other.pairs() == ours.pairs() ? "yes, in number" : "no";
        }
        long off = other.pairsByVector().entrySet().stream()
                .mapToLong(vector ->
                        Math.abs(vector.getValue() - ours.pairsByVector().getOrDefault(vector.getKey(), 0L)))
                .sum();
        return String.format(
                Locale.ROOT,
                "no: %,d in other vectors, %,d pairs more or fewer",
                off,
                Math.abs(other.pairs() - ours.pairs()));
    }
}

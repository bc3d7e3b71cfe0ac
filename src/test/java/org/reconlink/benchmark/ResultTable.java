package org.reconlink.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measurements as a Markdown table; ratios say how many times as much as Reconlink another process took. */
final class ResultTable {
    private final List<String> conditions;
    private final List<String> rows = new ArrayList<>();

    ResultTable(List<String> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    void own(String what, Measured own) {
        rows.add(row(what, own, "", "", "", ""));
    }

    void other(String what, Measured other, Measured own) {
        boolean told = other.pairs() >= 0 && own.pairs() >= 0;
        rows.add(row(
                what,
                other,
                times(other.wall(), own.wall()),
                times(other.cpu(), own.cpu()),
                times(other.peakMegabytes(), own.peakMegabytes()),
                told ? other.pairs() == own.pairs() ? "yes" : difference(other, own) : ""));
    }

    private static String difference(Measured other, Measured own) {
        return String.format(Locale.ROOT, "no, %,d more or fewer", Math.abs(other.pairs() - own.pairs()));
    }

    String text() {
        return String.join(", ", conditions)
                + "\n\n| what | program | pairs compared | links | wall s | CPU s | peak MB | same number of pairs |\n"
                + "|---|---|---|---|---|---|---|---|\n" + String.join("\n", rows) + "\n";
    }

    private static String row(String what, Measured of, String wall, String cpu, String memory, String same) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f%s | %.1f%s | %,.0f%s | %s |",
                what,
                of.engine(),
                number(of.pairs()),
                number(of.links()),
                of.wall(),
                wall,
                of.cpu(),
                cpu,
                of.peakMegabytes(),
                memory,
                same);
    }

    private static String number(long count) {
        return count < 0 ? "" : String.format(Locale.ROOT, "%,d", count);
    }

    private static String times(double other, double own) {
        return own <= 0 ? "" : String.format(Locale.ROOT, " (%.1f times)", other / own);
    }
}

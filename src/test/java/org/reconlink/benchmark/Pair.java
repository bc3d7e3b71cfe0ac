package org.reconlink.benchmark;

import java.util.Arrays;
import java.util.List;

/**
 * Files to measure with.
 *
 * @param beside whether Splink is run on them too
 * @param heap greatest heap of the command, as a flag of Java; empty for its default
 */
record Pair(String name, int left, int right, boolean oneFile, boolean beside, String heap) {
    private static final List<Pair> ALL = List.of(
            new Pair("20k-20k", 20_000, 20_000, false, true, ""),
            new Pair("20k-1m", 20_000, 1_000_000, false, true, ""),
            new Pair("100k-100k", 100_000, 100_000, false, true, ""),
            new Pair("1m-1m", 1_000_000, 1_000_000, false, true, ""),
            new Pair("50k-5m", 50_000, 5_000_000, false, false, "-Xmx1500m"),
            new Pair("1m-5m", 1_000_000, 5_000_000, false, false, "-Xmx1500m"),
            new Pair("5m", 2_500_000, 2_500_000, true, false, "-Xmx2500m"));

    /** The pairs of these names, parted by commas; all of them if there is no name. */
    static List<Pair> named(String names) {
        if (names.isBlank()) {
            return ALL;
        }
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .map(Pair::one)
                .toList();
    }

    private static Pair one(String name) {
        return ALL.stream()
                .filter(pair -> pair.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no size " + name + "; there are "
                        + String.join(", ", ALL.stream().map(Pair::name).toList())));
    }

    String inWords() {
        return oneFile
                ? String.format(java.util.Locale.ROOT, "%,d deduplicated", left + right)
                : String.format(java.util.Locale.ROOT, "%,d x %,d", left, right);
    }
}

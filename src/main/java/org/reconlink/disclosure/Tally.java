package org.reconlink.disclosure;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How often each of some words occurs. */
public record Tally(String words, long count) {
    private static final Comparator<Tally> ORDER =
            Comparator.comparingLong(Tally::count).reversed().thenComparing(Tally::words);

    /** The most frequent first, then in order of the words. */
    public static List<Tally> of(Stream<String> occurrences) {
        Map<String, Long> counts = new TreeMap<>();
        occurrences.forEach(words -> counts.merge(words, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(e -> new Tally(e.getKey(), e.getValue()))
                .sorted(ORDER)
                .toList();
    }
}

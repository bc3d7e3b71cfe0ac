package org.reconlink.study;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys written in one place, matched with those that are valid there.
 *
 * @param entries by valid name, in the order of the file
 * @param meant valid names that are absent but nearest to an unknown key: one slip is one error
 */
record MatchedKeys(Map<String, Node.Entry> entries, Set<String> meant) {

    static MatchedKeys of(List<Node.Entry> written, List<String> valid, Reading reading) {
        Map<String, String> names = valid.stream().collect(Collectors.toMap(Words::plain, Function.identity()));
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        Set<String> meant = new HashSet<>();
        for (Node.Entry entry : written) {
            String name = names.get(Words.plain(entry.key()));
            if (name == null) {
                reportUnknown(entry, valid, meant, reading);
            } else {
                Node.Entry first = entries.putIfAbsent(name, entry);
                reportTwice(first, entry, reading);
            }
        }
        return new MatchedKeys(entries, meant);
    }

    private static void reportUnknown(Node.Entry entry, List<String> valid, Set<String> meant, Reading reading) {
        boolean merge = entry.key().equals("<<") && entry.value() instanceof Node.Refused;
        if (merge) {
            return;
        }
        Optional<String> nearest = Nearest.to(entry.key(), valid);
        Optional<String> swapped = swapped(entry, valid);
        nearest.or(() -> swapped).ifPresent(meant::add);
        String advice = nearest.map(name -> "did you mean " + Words.quoted(name) + "?")
                .or(() ->
                        swapped.map(name -> "write it the other way round: " + Words.quoted(name + ": " + entry.key())))
                .or(() -> Protocol.homeOf(entry.key()).map(home -> "it belongs in " + Words.quoted(home)))
                .orElseGet(() -> "the keys here are " + String.join(", ", valid));
        reading.problem(entry.at(), "unknown key " + Words.quoted(entry.key()), advice);
    }

    /** The valid key that stands where the value belongs: {@code Study no: participant id}. */
    private static Optional<String> swapped(Node.Entry entry, List<String> valid) {
        return entry.value() instanceof Node.Text text
                ? valid.stream()
                        .filter(name -> Words.plain(name).equals(Words.plain(text.text())))
                        .findFirst()
                : Optional.empty();
    }

    static void reportTwice(Node.@Nullable Entry first, Node.Entry second, Reading reading) {
        if (first != null) {
            reading.problem(
                    second.at(),
                    "key " + Words.quoted(second.key()) + " is given twice",
                    "it is already in line " + first.at().line() + ": delete one of the two");
        }
    }
}
